"""Plan menus: the dishes of a meal, published for parents, and what was cooked in place of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Count, Day, Happening, Moment, Name, Note
from traceability.kitchen.plan_tables import Menu, MenuDish, Substitution
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, OFFICE, Scope
from traceability.vocabulary import Meal


class MenuDishBody(Body):
    """portions: how many are planned."""

    recipe: UUID | None = None
    dish: Name
    portions: Count | None = None


class MenuBody(Body):
    """A meal of a day; published_at null: not shown to parents yet."""

    site: UUID
    day: Day
    meal: Meal
    dishes: Annotated[list[MenuDishBody], Field(min_length=1, max_length=50)]
    published_at: Moment | None = None


class SubstitutionBody(Happening):
    """A dish that left a menu, and what came instead (dish_in null: nothing)."""

    site: UUID
    menu: UUID
    recipe_out: UUID | None = None
    dish_out: Name
    recipe_in: UUID | None = None
    dish_in: Name | None = None
    reason: Annotated[Note, Field(min_length=1)]
    occurred_at: Moment


def menu_rows(entry: Entry[MenuBody]) -> Rows:
    body = entry.body
    dishes = [
        entry.row("dish", n, line=n, recipe=d.recipe, dish=d.dish, portions=d.portions)
        for n, d in enumerate(body.dishes, start=1)
    ]
    menu = entry.row("menu", day=body.day, meal=body.meal.value, published_at=body.published_at)
    return {Menu: [menu], MenuDish: dishes}


def substitution_rows(entry: Entry[SubstitutionBody]) -> Rows:
    body = entry.body
    substitution = entry.row(
        "substitution",
        menu=body.menu,
        recipe_out=body.recipe_out,
        dish_out=body.dish_out,
        recipe_in=body.recipe_in,
        dish_in=body.dish_in,
        reason=body.reason,
        occurred_at=body.occurred_at,
    )
    return {Substitution: [substitution]}


MENU = Kind(
    name="menu",
    path="menus",
    body=MenuBody,
    writers=OFFICE,
    rows=menu_rows,
    tables=(Menu, MenuDish),
    log=lambda body: body.site,
)
SUBSTITUTION = Kind(
    name="substitution",
    path="substitutions",
    body=SubstitutionBody,
    writers=CANTEEN,
    rows=substitution_rows,
    tables=(Substitution,),
    log=lambda body: body.site,
)


async def plan_menus(scope: Scope, menus: Sequence[Submission]) -> list[Receipt]:
    """Record menus."""
    return await record(scope, MENU, menus)


async def substitute(scope: Scope, substitutions: Sequence[Submission]) -> list[Receipt]:
    """Record dishes that were replaced."""
    return await record(scope, SUBSTITUTION, substitutions)
