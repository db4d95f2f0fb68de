"""What planned dishes take: for each ingredient, who eats how much of it and when. Pure: nothing is read here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from traceability import db
from traceability.bodies import Amount
from traceability.kitchen.recipes import RecipeBody, RecipeLineBody
from traceability.kitchen.week import Group, PlannedDish, PlannedMenu, Week
from traceability.quantities import Dimension
from traceability.vocabulary import AgeGroup, Meal

TYPICAL = AgeGroup.PRIMARY_UPPER
"""Whose portion is taken where a recipe or a group says nothing of age, as on the tablet."""

Goods = tuple[UUID, Dimension]
Eater = tuple[Group | None, int, bool]
"""A group (None: nobody's), how many of it, and whether they were counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """heads x portion = amount, in base units. group None: no group is on record, and heads are the menu's portions.

    counted: somebody counted this group for this meal; else heads is its enrolment.
    """

    day: date
    meal: Meal
    dish: str
    dish_en: str | None
    group: Group | None
    heads: int
    counted: bool
    portion: Amount
    amount: int


@dataclass(frozen=True, slots=True)
class Unreckoned:
    """A dish of which nobody can say what it takes: it has no recipe on record, or nobody is known to eat it."""

    day: date
    meal: Meal
    dish: str
    dish_en: str | None


@dataclass(frozen=True, slots=True)
class Demand:
    uses: dict[Goods, list[Use]]
    unreckoned: list[Unreckoned]


def portion_of(line: RecipeLineBody, age: AgeGroup | None) -> Amount:
    """The portion of an age group; of the typical one where nothing is said, else the largest there is."""
    for group in (age or TYPICAL, TYPICAL):
        if group in line.grams:
            return line.grams[group]
    return max(line.grams.values(), key=lambda amount: amount.quantity.amount)


def demand(week: Week, recipes: Mapping[UUID, RecipeBody], cooked: Sequence[db.Row]) -> Demand:
    """What the dishes of a week take that were not cooked yet. cooked: day, meal, recipe and dish of cookings."""
    found = Demand({}, [])
    seen: list[tuple[PlannedMenu, PlannedDish]] = []
    for menu in week.menus:
        for dish in menu.dishes:
            if dish.dish is None or _made(menu, dish, cooked) or _repeats(menu, dish, seen):
                continue
            seen.append((menu, dish))
            recipe = recipes.get(dish.recipe) if dish.recipe else None
            eaters = _eaters(week, menu, dish)
            if recipe is None or not eaters:
                found.unreckoned.append(Unreckoned(menu.day, menu.meal, dish.dish, dish.dish_en))
                continue
            for line in recipe.lines:
                for eater in eaters:
                    _add(found, menu, dish, line, eater)
    return found


def _add(found: Demand, menu: PlannedMenu, dish: PlannedDish, line: RecipeLineBody, eater: Eater) -> None:
    group, heads, counted = eater
    portion = portion_of(line, group.age_group if group else None)
    use = Use(
        day=menu.day,
        meal=menu.meal,
        dish=dish.dish or "",
        dish_en=dish.dish_en,
        group=group,
        heads=heads,
        counted=counted,
        portion=portion,
        amount=heads * portion.quantity.amount,
    )
    if use.amount:
        found.uses.setdefault((line.ingredient, portion.quantity.dimension), []).append(use)


def _made(menu: PlannedMenu, dish: PlannedDish, cooked: Sequence[db.Row]) -> bool:
    return any(
        row["day"] == menu.day and row["meal"] in (None, menu.meal.value) and dish.is_made_as(row) for row in cooked
    )


def _repeats(menu: PlannedMenu, dish: PlannedDish, seen: Sequence[tuple[PlannedMenu, PlannedDish]]) -> bool:
    """Two menus of one meal may name the same dish: it is cooked once."""
    return any(
        (other.day, other.meal) == (menu.day, menu.meal)
        and other.record != menu.record
        and there.is_made_as({"recipe": dish.recipe, "dish": dish.dish})
        for other, there in seen
    )


def _eaters(week: Week, menu: PlannedMenu, dish: PlannedDish) -> list[Eater]:
    if not week.groups:
        return [(None, dish.portions, False)] if dish.portions else []
    eaters: list[Eater] = []
    for group in week.groups:
        count = week.counts.get((menu.day, menu.meal, group.record))
        eaters.append((group, group.enrolment if count is None else count.present, count is not None))
    return eaters
