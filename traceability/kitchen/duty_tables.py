"""What a canteen must record each day besides its food: who is fit, what was disinfected, checked and eaten along."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class MorningCheckPerson(Kept, Table, tablename="morning_check_person"):
    """One person at the morning check (晨检): fit for food work or not, and never why.

    sent_away: whether who was not fit left food work; NULL where it was not said, or the person was fit.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("person",), ("log", "day"))
    person = UUID()
    fit = Boolean()
    sent_away = Boolean(null=True, default=None)
    checked_by = UUID(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class Disinfection(Kept, Table, tablename="disinfection"):
    """Tableware disinfected. temperature: tenths of a degree; concentration: mg/L of available chlorine."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"))
    tableware = Text()
    pieces = BigInt(null=True, default=None)
    method = Text()
    temperature = BigInt(null=True, default=None)
    concentration = BigInt(null=True, default=None)
    agent = Text(null=True, default=None)
    minutes = BigInt(null=True, default=None)
    strip = Text(null=True, default=None)
    person = UUID(null=True, default=None)
    note = Text(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class DailyCheck(Kept, Table, tablename="daily_check"):
    """The officer's check of a day (日管控); findings: how many points had one, zero on a good day."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"))
    officer = UUID(null=True, default=None)
    points = BigInt()
    findings = BigInt()
    note = Text(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class DailyCheckPoint(Kept, Table, tablename="daily_check_point"):
    """One point of the list. finding NULL: in order; action NULL beside a finding: nothing was done yet."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    line = BigInt()
    point = Text()
    in_order = Boolean()
    finding = Text(null=True, default=None)
    action = Text(null=True, default=None)


class AccompaniedMeal(Kept, Table, tablename="accompanied_meal"):
    """A leader or teacher who ate with the pupils (陪餐). taste, quality, portion: good, fair or poor."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("person",), ("log", "day"))
    person = UUID()
    meal = Text()
    taste = Text(null=True, default=None)
    quality = Text(null=True, default=None)
    portion = Text(null=True, default=None)
    problem = Text(null=True, default=None)
    action = Text(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class AdditiveUse(Kept, Table, tablename="additive_use"):
    """A line of the additives ledger (form D): what of which batch went into which food.

    amount: base units of `dimension`; purpose: its technological function; dish: the dish batch, where it is known.
    No movement of stock: what leaves the store is an issue, or an input of a cooking.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("dish",), ("log", "day"))
    batch = UUID()
    amount = BigInt()
    dimension = Text()
    entered = Text()
    entered_unit = Text()
    purpose = Text()
    food = Text()
    dish = UUID(null=True, default=None)
    food_amount = BigInt(null=True, default=None)
    food_dimension = Text(null=True, default=None)
    person = UUID(null=True, default=None)
    note = Text(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class Reheating(Kept, Table, tablename="reheating"):
    """A dish that stood and was heated again. core_temperature: tenths of a degree; NULL: nobody measured."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("log", "day"))
    batch = UUID()
    core_temperature = BigInt(null=True, default=None)
    person = UUID(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


db.register(MorningCheckPerson, Disinfection, DailyCheck, DailyCheckPoint, AccompaniedMeal, AdditiveUse, Reheating)
