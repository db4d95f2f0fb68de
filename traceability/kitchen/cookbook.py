"""The recipes a kitchen cooks by: its own school's, and those of the authorities, which are open to all as ingredients
are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from traceability import db
from traceability.kitchen.recipes import RecipeBody
from traceability.partners.place import Place

RECIPES = (
    "SELECT r.record, r.pinyin, v.entry FROM recipe r JOIN revision v ON v.record = r.record AND v.rev = r.rev"
    " LEFT JOIN party p ON p.record = r.log AND p.until_seq IS NULL"
    " WHERE r.until_seq IS NULL AND (p.trade = 'authority' OR r.log = $1)"
    " ORDER BY r.pinyin, r.version DESC, r.record"
)
INGREDIENTS = (
    "SELECT record, name, name_en, food_group, storage, allergens FROM ingredient"
    " WHERE record IN @uuids($1) AND until_seq IS NULL"
)


@dataclass(frozen=True, slots=True)
class CookbookRecipe:
    """A recipe as it was written, with its search key."""

    record: UUID
    pinyin: str
    body: RecipeBody


async def cookbook(place: Place) -> list[CookbookRecipe]:
    """The recipes of a place by pinyin, the newest version of a dish first."""
    rows = await db.fetch(RECIPES, place.organisation)
    return [
        CookbookRecipe(row["record"], row["pinyin"], RecipeBody.model_validate(json.loads(row["entry"])["body"]))
        for row in rows
    ]


async def ingredients_of(recipes: list[CookbookRecipe]) -> dict[UUID, db.Row]:
    """The ingredients that recipes name, as far as they are on record."""
    named = {line.ingredient for recipe in recipes for line in recipe.body.lines}
    return {row["record"]: row for row in await db.fetch(INGREDIENTS, list(named))}
