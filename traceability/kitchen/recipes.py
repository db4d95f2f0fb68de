"""Recipes: grams of each ingredient per portion and age group (带量食谱). Each version is a record of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability import db
from traceability.bodies import Amount, Body, Name
from traceability.kitchen.allocate import relink
from traceability.kitchen.tables import Recipe, RecipeLine
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.pinyin import pinyin_key
from traceability.scope import Role, Scope
from traceability.vocabulary import AgeGroup, Allergen


class RecipeLineBody(Body):
    """An ingredient of the dish; optional: its absence from a cooking is no gap."""

    ingredient: UUID
    grams: Annotated[dict[AgeGroup, Amount], Field(min_length=1)]
    optional: bool = False


class RecipeBody(Body):
    """organisation: whose recipe it is (a district's or a school's); cook_through: must reach a core temperature."""

    organisation: UUID
    dish: Name
    dish_en: Name | None = None
    version: Annotated[int, Field(ge=1, le=10_000, strict=True)] = 1
    lines: Annotated[list[RecipeLineBody], Field(min_length=1, max_length=80)]
    portion_yield: Amount | None = None
    allergens: list[Allergen] = []
    cook_through: bool = True


def rows(entry: Entry[RecipeBody]) -> Rows:
    """The recipe and one row for each ingredient and age group."""
    body = entry.body
    recipe = entry.row(
        "recipe",
        dish=body.dish,
        dish_en=body.dish_en,
        pinyin=pinyin_key(body.dish),
        version=body.version,
        portion_yield=body.portion_yield.quantity.amount if body.portion_yield else None,
        allergens=" ".join(sorted(a.value for a in body.allergens)),
        cook_through=int(body.cook_through),
    )
    lines = [
        entry.row(
            "line",
            n,
            group.value,
            ingredient=line.ingredient,
            age_group=group.value,
            amount=amount.quantity.amount,
            optional=int(line.optional),
        )
        for n, line in enumerate(body.lines)
        for group, amount in line.grams.items()
    ]
    return {Recipe: [recipe], RecipeLine: lines}


async def settle(entries: Sequence[Entry[RecipeBody]]) -> None:
    """Cookings that draw on issues share them by this recipe."""
    for entry in entries:
        cookings = await db.fetch(
            "SELECT DISTINCT s.record FROM cooking c"
            " JOIN cooking_draw d ON d.record = c.record AND d.until_seq IS NULL"
            " JOIN cooking_draw s ON s.issue = d.issue AND s.until_seq IS NULL"
            " WHERE c.recipe = $1 AND c.until_seq IS NULL",
            entry.record,
        )
        await relink(entry, [row["record"] for row in cookings])


RECIPE = Kind(
    name="recipe",
    path="recipes",
    body=RecipeBody,
    writers=frozenset({Role.MANAGER, Role.OPERATOR}),
    rows=rows,
    tables=(Recipe, RecipeLine),
    log=lambda body: body.organisation,
    settle=settle,
)


async def write_recipe(scope: Scope, recipes: Sequence[Submission]) -> list[Receipt]:
    """Record versions of recipes."""
    return await record(scope, RECIPE, recipes)
