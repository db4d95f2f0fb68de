"""Describe an ingredient: what it is called, how it is kept, what it may harm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Code, Name, UnitName
from traceability.identifiers import gtin_valid
from traceability.ingredients.tables import Ingredient, IngredientAlias
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.pinyin import pinyin_key
from traceability.scope import OFFICE, Role, Scope
from traceability.vocabulary import Allergen, FoodGroup, Storage


class IngredientBody(Body):
    """organisation: who keeps the catalogue; bulk: bought as 大宗; unit: what people enter it in.

    A GTIN is recorded as it stands on the package, with whether its check digit is right; farms have none.
    """

    organisation: UUID
    name: Name
    name_en: Name | None = None
    aliases: Annotated[list[Name], Field(max_length=50)] = []
    food_group: FoodGroup
    storage: Storage
    allergens: Annotated[list[Allergen], Field(max_length=20)] = []
    shelf_life_days: Annotated[int, Field(ge=0, le=3650, strict=True)] | None = None
    bulk: bool = False
    unit: UnitName = "kg"
    gtin: Code | None = None


def rows(entry: Entry[IngredientBody]) -> Rows:
    """The ingredient and one row for each other name, all with their pinyin keys."""
    body = entry.body
    ingredient = entry.row(
        "ingredient",
        name=body.name,
        name_en=body.name_en,
        pinyin=pinyin_key(body.name),
        food_group=body.food_group.value,
        storage=body.storage.value,
        allergens=" ".join(sorted({a.value for a in body.allergens})),
        shelf_life_days=body.shelf_life_days,
        bulk=body.bulk,
        unit=body.unit,
        gtin=body.gtin,
        gtin_valid=gtin_valid(body.gtin) if body.gtin else None,
    )
    aliases = [
        entry.row("alias", alias, alias=alias, pinyin=pinyin_key(alias)) for alias in dict.fromkeys(body.aliases)
    ]
    return {Ingredient: [ingredient], IngredientAlias: aliases}


INGREDIENT = Kind(
    name="ingredient",
    path="ingredients",
    body=IngredientBody,
    writers=OFFICE | {Role.INSPECTOR},
    rows=rows,
    tables=(Ingredient, IngredientAlias),
    log=lambda body: body.organisation,
)


async def describe_ingredients(scope: Scope, ingredients: Sequence[Submission]) -> list[Receipt]:
    """Record ingredients of a catalogue."""
    return await record(scope, INGREDIENT, ingredients)
