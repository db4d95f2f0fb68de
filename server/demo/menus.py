"""What is served: a lunch for each school day, in season, no dish twice in a week; and how many come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from server.demo.dice import dice
from server.demo.facts import Facts, Recipe
from server.demo.schools import Campus, Group

COURSES = ("staple", "main", "side", "greens", "soup", "fruit")
"""The courses of a lunch in order; the side is left out on some days."""
SPARE_PERMILLE = 20
"""Portions cooked beyond those expected."""


def forbidden_dishes(facts: Facts) -> frozenset[str]:
    """Dishes made with what a school canteen may not use."""
    return frozenset(r.code for r in facts.recipes.values() if any(code in facts.forbidden for code, _ in r.amounts))


def in_season(facts: Facts, recipe: Recipe, month: int) -> bool:
    """Whether the dish and all its ingredients are in season."""
    return month in recipe.months and all(month in facts.ingredients[code].months for code, _ in recipe.amounts)


def dish_allergens(facts: Facts, recipe: Recipe) -> tuple[str, ...]:
    """The allergens of a dish: the union of its ingredients', sorted."""
    return tuple(sorted({a for code, _ in recipe.amounts for a in facts.ingredients[code].allergens}))


def week_of(day: date) -> tuple[int, int]:
    """The ISO year and week of a day."""
    year, week, _ = day.isocalendar()
    return year, week


def weekly_menu(
    facts: Facts, kitchen: Campus, days: Sequence[date], seed: int, fixed: Mapping[date, str] | None = None
) -> dict[date, tuple[str, ...]]:
    """The dishes of a week's school days, codes in the order of COURSES. `fixed` puts one dish on a day."""
    fixed = fixed or {}
    throw = dice(seed, "menu", kitchen.index, *week_of(days[0]))
    barred = forbidden_dishes(facts) | set(fixed.values())
    chosen: dict[str, list[str]] = {}
    for course in COURSES:
        pool = [
            recipe.code
            for recipe in facts.recipes.values()
            if recipe.kind == course
            and recipe.code not in barred
            and all(in_season(facts, recipe, day.month) for day in days)
        ]
        chosen[course] = throw.sample(pool, len(days))
    menu = {}
    for i, day in enumerate(days):
        lunch = {course: chosen[course][i] for course in COURSES}
        if throw.random() < 0.3:
            del lunch["side"]
        if day in fixed:
            lunch[facts.recipes[fixed[day]].kind] = fixed[day]
        menu[day] = tuple(lunch[course] for course in COURSES if course in lunch)
    return menu


def present(group: Group, campus: Campus, day: date, seed: int) -> int:
    """How many of a group eat on a day: 93 to 99 % of its enrolment."""
    return group.enrolment * dice(seed, "present", campus.index, group.code, day).randint(930, 990) // 1000


def portions(eaters: Mapping[str, int]) -> dict[str, int]:
    """Portions to cook by age group for the expected eaters, with the spare ones, rounded up."""
    return {age: -(-count * (1000 + SPARE_PERMILLE) // 1000) for age, count in eaters.items()}


def portion_amount(facts: Facts, amount: int, age: str) -> int:
    """An amount of a plain portion for `age`, in the same base unit, halves rounded up."""
    return (amount * facts.schools.portion_permille[age] + 500) // 1000


def portion_weight(facts: Facts, recipe: Recipe, age: str) -> int:
    """A portion as served, in mg; a millilitre of oil, sauce or milk counts as a gram. Rounded down."""
    net = sum(
        portion_amount(facts, amount, age) * (1 if facts.ingredients[code].unit == "kg" else 1000)
        for code, amount in recipe.amounts
    )
    return net * recipe.yields // 1000


def needs(facts: Facts, recipe: Recipe, cooked: Mapping[str, int]) -> dict[str, int]:
    """What the portions take of each ingredient as bought (untrimmed), in base units, rounded up to 10 g or ml."""
    amounts = {}
    for code, amount in recipe.amounts:
        ingredient = facts.ingredients[code]
        net = sum(portion_amount(facts, amount, age) * count for age, count in cooked.items())
        step = 10_000 if ingredient.unit == "kg" else 10
        gross = -(-net * 1000 // ingredient.edible)
        amounts[code] = -(-gross // step) * step
    return amounts
