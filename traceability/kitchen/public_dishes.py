"""Published dishes with their allergens, and what a substitution changed in both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from traceability import db, known
from traceability.kitchen.public_sources import Arrival, Named
from traceability.kitchen.substitutions import MenuDish, substitute
from traceability.vocabulary import Allergen, Meal

MENUS = (
    "SELECT m.record, m.day, m.meal, d.line, d.recipe, d.dish, r.dish_en FROM menu m"
    " JOIN menu_dish d ON d.record = m.record AND @known(d)"
    " LEFT JOIN recipe r ON r.record = d.recipe AND @known(r)"
    " WHERE m.log = $1 AND m.day >= $2 AND m.day <= $3 AND @known(m) AND m.published_at <= $4"
    " ORDER BY m.day, m.published_at, m.record, d.line"
)
RECIPES = (
    "SELECT l.record AS recipe, l.ingredient, l.amount, l.optional, i.name, i.name_en, i.allergens,"
    " r.allergens AS dish_allergens FROM recipe_line l"
    " JOIN recipe r ON r.record = l.record AND @known(r)"
    " LEFT JOIN ingredient i ON i.record = l.ingredient AND @known(i)"
    " WHERE l.record IN @uuids($1) AND @known(l) ORDER BY l.amount DESC, l.ingredient"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicIngredient:
    """What is in a dish, and the batches of it that were used, the latest first; none before the cooking."""

    ingredient: UUID
    named: Named
    arrivals: tuple[Arrival, ...] = ()

    @property
    def sourced(self) -> bool:
        return any(arrival.sourced for arrival in self.arrivals)

    @property
    def tested(self) -> bool:
        return any(arrival.tests for arrival in self.arrivals)


@dataclass(frozen=True, slots=True)
class AllergenChange:
    """What a substitution does to allergens; None where one of the two dishes has none on record either way."""

    added: tuple[Allergen, ...]
    gone: tuple[Allergen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDish:
    """A dish of a published menu. allergens: None where neither a recipe nor a cooking says what is in it.

    instead_of: the dish that stood on the menu as published, and the change; withdrawn: nothing came in its place.
    """

    named: Named
    recipe: UUID | None
    ingredients: tuple[PublicIngredient, ...] = ()
    allergens: tuple[Allergen, ...] | None = None
    instead_of: Named | None = None
    change: AllergenChange | None = None
    withdrawn: bool = False
    cooked: bool = False
    checking: bool = False
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class PublicMeal:
    day: date
    meal: Meal
    dishes: tuple[PublicDish, ...]


@dataclass(slots=True)
class Cookbook:
    """Ingredients and allergens of recipes, the heaviest ingredient first."""

    lines: dict[UUID, dict[UUID, PublicIngredient]] = field(default_factory=dict)
    optional: set[tuple[UUID, UUID]] = field(default_factory=set)
    allergens: dict[UUID, set[Allergen]] = field(default_factory=dict)

    def add(self, row: db.Row) -> None:
        allergens = self.allergens.setdefault(row["recipe"], set())
        allergens |= read_allergens(row["dish_allergens"], row["allergens"])
        if row["name"] is not None:
            named = PublicIngredient(ingredient=row["ingredient"], named=Named(row["name"], row["name_en"]))
            self.lines.setdefault(row["recipe"], {}).setdefault(row["ingredient"], named)
        if row["optional"]:
            self.optional.add((row["recipe"], row["ingredient"]))

    def of(self, recipe: UUID | None) -> set[Allergen] | None:
        return None if recipe is None else self.allergens.get(recipe)


def read_allergens(*texts: str | None) -> set[Allergen]:
    return {Allergen(word) for text in texts for word in (text or "").split()}


def in_order(allergens: Iterable[Allergen]) -> tuple[Allergen, ...]:
    return tuple(sorted(set(allergens), key=list(Allergen).index))


async def published(
    site: UUID, first: date, last: date, now: datetime, checkpoint: UUID | None = None
) -> list[PublicMeal]:
    """The menus of a site's days from first to last that are published by `now`, as substitutions have left them."""
    plans: dict[tuple[date, Meal], list[MenuDish]] = {}
    menus: dict[UUID, list[MenuDish]] = {}
    for row in await known.fetch(checkpoint, MENUS, site, first, last, now):
        menus[row["record"]] = plan = plans.setdefault((row["day"], Meal(row["meal"])), [])
        if not any(other.is_made_as(row) for other in plan):
            plan.append(MenuDish(line=row["line"], recipe=row["recipe"], dish=row["dish"], dish_en=row["dish_en"]))
    await substitute(site, menus, MenuDish, checkpoint)
    recipes = {recipe for plan in plans.values() for dish in plan for recipe in _recipes(dish)}
    book = await _cookbook(recipes, checkpoint)
    return [
        PublicMeal(day, meal, tuple(_dish(planned, book) for planned in plan))
        for (day, meal), plan in sorted(plans.items(), key=lambda item: (item[0][0], list(Meal).index(item[0][1])))
    ]


def _recipes(dish: MenuDish) -> set[UUID]:
    return {recipe for recipe in (dish.recipe, dish.first.recipe if dish.first else None) if recipe is not None}


async def _cookbook(recipes: set[UUID], checkpoint: UUID | None) -> Cookbook:
    book = Cookbook()
    for row in await known.fetch(checkpoint, RECIPES, list(recipes)):
        book.add(row)
    return book


def _dish(planned: MenuDish, book: Cookbook) -> PublicDish:
    first, allergens, change = planned.first, book.of(planned.recipe), None
    before = book.of(first.recipe) if first and planned.dish is not None else None
    if before is not None and allergens is not None:
        change = AllergenChange(in_order(allergens - before), in_order(before - allergens))
    instead_of = Named(first.dish, first.dish_en) if first else None
    named = instead_of if instead_of and planned.dish is None else Named(planned.dish or "", planned.dish_en)
    lines = book.lines.get(planned.recipe, {}) if planned.recipe else {}
    return PublicDish(
        named=named,
        recipe=planned.recipe,
        ingredients=tuple(line for key, line in lines.items() if (planned.recipe, key) not in book.optional),
        allergens=None if allergens is None else in_order(allergens),
        instead_of=instead_of,
        change=change,
        withdrawn=planned.dish is None,
    )
