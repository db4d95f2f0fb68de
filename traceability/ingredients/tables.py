"""Ingredients and the names people use for them."""

from __future__ import annotations

from piccolo.columns import BigInt, Boolean, Text
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class Ingredient(Kept, Table, tablename="ingredient"):
    """A trade item. allergens: space-separated; bulk: bought as 大宗; unit: the one people enter it in."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    name = Text()
    name_en = Text(null=True, default=None)
    pinyin = Text()
    food_group = Text()
    storage = Text()
    allergens = Text()
    shelf_life_days = BigInt(null=True, default=None)
    bulk = Boolean()
    unit = Text()
    gtin = Text(null=True, default=None)
    gtin_valid = Boolean(null=True, default=None)


class IngredientAlias(Kept, Table, tablename="ingredient_alias"):
    """Another name of an ingredient."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    alias = Text()
    pinyin = Text()


db.register(Ingredient, IngredientAlias)
