"""What the kitchen plans and for whom: groups, headcounts, school days, menus."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class DinerGroup(Kept, Table, tablename="diner_group"):
    """Children or adults who eat together, e.g. a year: counted, never named. Groups of a site are disjoint."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    name = Text()
    name_en = Text(null=True, default=None)
    age_group = Text(null=True, default=None)
    enrolment = BigInt()


class Headcount(Kept, Table, tablename="headcount"):
    """How many of a group are there for a meal of a day."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"), ("diner_group",))
    day = Date()
    meal = Text()
    diner_group = UUID()
    present = BigInt()


class SchoolDay(Kept, Table, tablename="school_day"):
    """One day of the calendar of a site, or of an organisation for all its sites. kind: school, holiday, make_up."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"))
    day = Date()
    kind = Text()
    note = Text(null=True, default=None)


class Menu(Kept, Table, tablename="menu"):
    """The dishes planned for a meal; published_at NULL: not shown to parents yet."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"))
    day = Date()
    meal = Text()
    published_at = Timestamptz(null=True, default=None)


class MenuDish(Kept, Table, tablename="menu_dish"):
    """A dish of a menu, in its order."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("recipe",))
    line = BigInt()
    recipe = UUID(null=True, default=None)
    dish = Text()
    portions = BigInt(null=True, default=None)


class Substitution(Kept, Table, tablename="substitution"):
    """A dish of a menu that was replaced by another."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("menu",))
    menu = UUID()
    recipe_out = UUID(null=True, default=None)
    dish_out = Text()
    recipe_in = UUID(null=True, default=None)
    dish_in = Text(null=True, default=None)
    reason = Text()
    occurred_at = Timestamptz()


db.register(DinerGroup, Headcount, SchoolDay, Menu, MenuDish, Substitution)
