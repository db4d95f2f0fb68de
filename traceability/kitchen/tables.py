"""Cooking and serving, and what goods a cooking draws on."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class Cooking(Kept, Table, tablename="cooking"):
    """A dish cooked: batches in, one dish batch out. core_temperature: tenths of a degree; ended_at: until when."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("log", "day"), ("log", "occurred_at"), ("recipe",))
    batch = UUID()
    recipe = UUID(null=True, default=None)
    dish = Text()
    meal = Text(null=True, default=None)
    portions = BigInt(null=True, default=None)
    core_temperature = BigInt(null=True, default=None)
    cook = UUID(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class CookingInput(Kept, Table, tablename="cooking_input"):
    """A batch that the cook named, with the amount weighed, if any."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",))
    batch = UUID()
    amount = BigInt(null=True, default=None)
    dimension = Text(null=True, default=None)
    evidence = Text()


class CookingDraw(Kept, Table, tablename="cooking_draw"):
    """A stock issue that a cooking drew on."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("issue",))
    issue = UUID()


class Serving(Kept, Table, tablename="serving"):
    """A meal served to one group of children: counted, never named."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("log", "day"))
    batch = UUID()
    meal = Text()
    diner_group = UUID()
    portions = BigInt()
    occurred_at = Timestamptz()
    day = Date()


class ServedDish(Kept, Table, tablename="served_dish"):
    """A dish batch that stood on the plates of a serving. temperature: tenths of a degree as it was served."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",))
    batch = UUID()
    amount = BigInt(null=True, default=None)
    dimension = Text(null=True, default=None)
    temperature = BigInt(null=True, default=None)


class IssueLine(Kept, Table, tablename="issue_line"):
    """Goods that left the store, by weight (领料); returned goods are lines of a stock return."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("log", "day"))
    batch = UUID()
    amount = BigInt()
    dimension = Text()
    evidence = Text()
    person = UUID(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class ReturnLine(Kept, Table, tablename="return_line"):
    """Issued goods that went back into the store."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("issue",), ("batch",))
    issue = UUID()
    batch = UUID()
    amount = BigInt()
    dimension = Text()
    occurred_at = Timestamptz()
    day = Date()


class Opening(Kept, Table, tablename="opening"):
    """A shared batch (rice, oil, salt) opened for every dish until it is emptied."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",), ("log", "opened_at"))
    batch = UUID()
    opened_at = Timestamptz()


class Emptying(Kept, Table, tablename="emptying"):
    """The end of an opening."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("opening",))
    opening = UUID()
    emptied_at = Timestamptz()


class Recipe(Kept, Table, tablename="recipe"):
    """One version of a dish's recipe. amounts: mg; portion_yield: cooked mg per portion."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("dish",))
    dish = Text()
    dish_en = Text(null=True, default=None)
    pinyin = Text()
    version = BigInt()
    portion_yield = BigInt(null=True, default=None)
    allergens = Text()
    cook_through = BigInt()


class RecipeLine(Kept, Table, tablename="recipe_line"):
    """Grams of one ingredient per portion and age group, in mg."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("ingredient",))
    ingredient = UUID()
    age_group = Text()
    amount = BigInt()
    optional = BigInt()


class BatchTest(Kept, Table, tablename="batch_test"):
    """A rapid or laboratory test: what was sought, the limit and value as printed, the result, the report."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"), ("report_number",))
    method = Text()
    item = Text()
    limit_text = Text(null=True, default=None)
    value_text = Text(null=True, default=None)
    result = Text()
    report_number = Text(null=True, default=None)
    laboratory = Text(null=True, default=None)
    person = UUID(null=True, default=None)
    tested_at = Timestamptz()
    day = Date()


class ExaminedBatch(Kept, Table, tablename="examined_batch"):
    """A batch that a test was made of."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("batch",))
    batch = UUID()
    result = Text()


db.register(
    Cooking,
    CookingInput,
    CookingDraw,
    Serving,
    ServedDish,
    IssueLine,
    ReturnLine,
    Opening,
    Emptying,
    Recipe,
    RecipeLine,
    BatchTest,
    ExaminedBatch,
)
