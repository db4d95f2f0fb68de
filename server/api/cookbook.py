"""The recipes a kitchen cooks by, whole, so that a tablet reckons amounts without a network."""

from __future__ import annotations

from typing import TypedDict
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import cut, listed
from server.api.shapes import Measured, Page
from server.auth.gate import EVERYONE
from traceability import db
from traceability.kitchen.cookbook import CookbookRecipe, cookbook, ingredients_of
from traceability.partners.place import place_of
from traceability.scope import Scope


class CookbookIngredient(TypedDict):
    """name null: the recipe names an ingredient that is not on record."""

    id: UUID
    name: str | None
    name_en: str | None
    food_group: str | None
    storage: str | None
    allergens: list[str]


class CookbookLine(TypedDict):
    """grams: of a portion, by age group, in the unit that was written."""

    ingredient: CookbookIngredient
    grams: dict[str, Measured]
    optional: bool


class CookbookAnswer(TypedDict):
    """A version of a recipe. organisation: whose it is; cook_through: its core must get hot; allergens: beside those
    of its ingredients."""

    id: UUID
    organisation: UUID
    dish: str
    dish_en: str | None
    pinyin: str
    version: int
    cook_through: bool
    portion_yield: Measured | None
    allergens: list[str]
    lines: list[CookbookLine]


@get("/api/cookbook", operation_id="list_cookbook", tags=["kitchen"], opt={"roles": EVERYONE})
async def recipes(
    within: NamedDependency[Scope],
    site: FromQuery[UUID],
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[CookbookAnswer]]:
    """The recipes of a site: its school's own and the authorities', the newest version of a dish first."""
    async with db.snapshot():
        found = await cookbook(await place_of(within, site))
        page, onward = cut(found, after, limit)
        named = await ingredients_of(list(page))
    return listed([_recipe(recipe, named) for recipe in page], onward)


def _recipe(recipe: CookbookRecipe, named: dict[UUID, db.Row]) -> CookbookAnswer:
    body = recipe.body
    return {
        "id": recipe.record,
        "organisation": body.organisation,
        "dish": body.dish,
        "dish_en": body.dish_en,
        "pinyin": recipe.pinyin,
        "version": body.version,
        "cook_through": body.cook_through,
        "portion_yield": {"amount": body.portion_yield.amount, "unit": body.portion_yield.unit}
        if body.portion_yield
        else None,
        "allergens": [allergen.value for allergen in body.allergens],
        "lines": [
            {
                "ingredient": _ingredient(line.ingredient, named.get(line.ingredient, {})),
                "grams": {group.value: {"amount": a.amount, "unit": a.unit} for group, a in line.grams.items()},
                "optional": line.optional,
            }
            for line in body.lines
        ],
    }


def _ingredient(identity: UUID, row: db.Row) -> CookbookIngredient:
    return {
        "id": identity,
        "name": row.get("name"),
        "name_en": row.get("name_en"),
        "food_group": row.get("food_group"),
        "storage": row.get("storage"),
        "allergens": (row.get("allergens") or "").split(),
    }


HANDLERS = [recipes]
