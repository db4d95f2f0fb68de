"""The meals of a day as planned, and how far each dish is: cooked or received, sampled, served."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from traceability import db
from traceability.kitchen.substitutions import MenuDish, substitute
from traceability.vocabulary import Meal

MENUS = (
    "SELECT d.record AS menu, m.meal, m.published_at, d.line, d.recipe, d.dish, d.portions FROM menu m"
    " JOIN menu_dish d ON d.record = m.record AND d.rev = m.rev"
    " WHERE m.log = $1 AND m.day = $2 AND m.until_seq IS NULL ORDER BY m.seq, d.line"
)
COOKED = (
    "SELECT c.batch, c.recipe, c.dish, c.meal, c.portions, c.core_temperature AS temperature,"
    " c.occurred_at, c.ended_at, b.amount, b.dimension FROM cooking c"
    " JOIN batch b ON b.record = c.record AND b.rev = c.rev AND b.batch = c.batch"
    " WHERE c.log = $1 AND c.day = $2 AND c.until_seq IS NULL ORDER BY c.occurred_at, c.seq"
)
RECEIVED = (
    "SELECT i.batch, COALESCE(i.dish, s.dish) AS dish, COALESCE(i.dish_en, s.dish_en) AS dish_en, i.portions,"
    " i.temperature, r.occurred_at, i.accepted AS amount, i.dimension FROM dispatch_receipt r"
    " JOIN dispatch_receipt_item i ON i.record = r.record AND i.rev = r.rev"
    " LEFT JOIN dispatch_item s ON s.batch = i.parent AND s.until_seq IS NULL"
    " WHERE r.log = $1 AND r.day = $2 AND r.until_seq IS NULL AND (i.accepted IS NULL OR i.accepted > 0)"
    " ORDER BY r.occurred_at, r.seq, i.line"
)
SAMPLED = (
    "SELECT parent AS batch, amount, dimension FROM retained_sample"
    " WHERE log = $1 AND parent IN @uuids($2) AND until_seq IS NULL"
)
SERVED = (
    "SELECT d.batch, v.portions, d.amount, d.dimension FROM served_dish d"
    " JOIN serving v ON v.record = d.record AND v.rev = d.rev"
    " WHERE v.log = $1 AND d.batch IN @uuids($2) AND d.until_seq IS NULL"
)
RECIPES = "SELECT record, dish_en FROM recipe WHERE record IN @uuids($1) AND until_seq IS NULL"
GROUPS = "SELECT record, name, name_en, enrolment FROM diner_group WHERE log = $1 AND until_seq IS NULL ORDER BY seq"
HEADS = (
    "SELECT meal, diner_group, present FROM headcount WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY seq"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DishBatch:
    """A dish as it stands in the kitchen: cooked here or received. Temperature in tenths of a degree."""

    batch: UUID
    cooked: bool
    at: datetime
    portions: int | None
    amount: int | None
    dimension: str | None
    temperature: int | None


@dataclass(slots=True)
class Tally:
    """How often, how many portions, and how much of it was weighed, in base units; None where nothing was."""

    count: int = 0
    portions: int = 0
    amount: int | None = None
    dimension: str | None = None

    def add(self, row: db.Row) -> None:
        self.count += 1
        self.portions += row.get("portions") or 0
        if row["amount"] is not None and self.dimension in (None, row["dimension"]):
            self.amount, self.dimension = (self.amount or 0) + row["amount"], row["dimension"]


@dataclass(slots=True, kw_only=True)
class DayDish(MenuDish):
    """A dish of a meal. line None: made without being planned; portions: as planned."""

    portions: int | None = None
    batches: list[DishBatch] = field(default_factory=list)
    sampled: Tally = field(default_factory=Tally)
    served: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """A group at a meal. present None: nobody counted it for this meal."""

    group: UUID
    name: str
    name_en: str | None
    enrolment: int
    present: int | None


@dataclass(slots=True, kw_only=True)
class DayMeal:
    """A meal of the day; None for dishes of which nobody said for which. published: whether parents see its menu."""

    meal: str | None
    menus: list[UUID] = field(default_factory=list)
    published: bool = False
    dishes: list[DayDish] = field(default_factory=list)
    heads: list[Heads] = field(default_factory=list)


async def meals_of(site: UUID, day: date, now: datetime) -> list[DayMeal]:
    """Every meal that was planned, counted for or cooked for, in the order of the day."""
    meals = await _planned(site, day, now)
    made = await _made(site, day, meals)
    for row in await db.fetch(SAMPLED, site, list(made)):
        made[row["batch"]].sampled.add(row)
    for row in await db.fetch(SERVED, site, list(made)):
        made[row["batch"]].served.add(row)
    english = {
        row["record"]: row["dish_en"]
        for row in await db.fetch(RECIPES, list({d.recipe for d in _dishes(meals) if d.recipe}))
    }
    for dish in _dishes(meals):
        dish.dish_en = english.get(dish.recipe) if dish.recipe else dish.dish_en
    await _count(site, day, meals)
    order = [*(meal.value for meal in Meal), None]
    return sorted(meals.values(), key=lambda meal: order.index(meal.meal))


def _dishes(meals: dict[str | None, DayMeal]) -> Iterable[DayDish]:
    return [dish for meal in meals.values() for dish in meal.dishes]


async def _planned(site: UUID, day: date, now: datetime) -> dict[str | None, DayMeal]:
    """The menus of the day, with each dish that was replaced as the one that came instead."""
    meals: dict[str | None, DayMeal] = {}
    menus: dict[UUID, list[DayDish]] = {}
    for row in await db.fetch(MENUS, site, day):
        meal = meals.setdefault(row["meal"], DayMeal(meal=row["meal"]))
        meal.published = meal.published or (row["published_at"] is not None and row["published_at"] <= now)
        if row["menu"] not in meal.menus:
            meal.menus.append(row["menu"])
        dish = DayDish(line=row["line"], recipe=row["recipe"], dish=row["dish"], portions=row["portions"])
        menus.setdefault(row["menu"], []).append(dish)
    await substitute(site, menus, DayDish)
    for meal in meals.values():
        meal.dishes = [dish for menu in meal.menus for dish in menus[menu] if dish.dish is not None]
    return meals


async def _made(site: UUID, day: date, meals: dict[str | None, DayMeal]) -> dict[UUID, DayDish]:
    """Put each cooking and arrival of the day to its dish, planned or not; the dish of each batch."""
    made: dict[UUID, DayDish] = {}
    cooked, received = await db.fetch(COOKED, site, day), await db.fetch(RECEIVED, site, day)
    for row in [*({**row, "cooked": True} for row in cooked), *({**row, "cooked": False} for row in received)]:
        asked = row.get("meal")
        among = [meals[asked]] if asked in meals else [] if asked else list(meals.values())
        dish = next((d for meal in among for d in meal.dishes if d.is_made_as(row)), None)
        if dish is None:
            dish = DayDish(line=None, recipe=row.get("recipe"), dish=row["dish"], dish_en=row.get("dish_en"))
            meals.setdefault(asked, DayMeal(meal=asked)).dishes.append(dish)
        dish.batches.append(
            DishBatch(
                batch=row["batch"],
                cooked=row["cooked"],
                at=row.get("ended_at") or row["occurred_at"],
                portions=row["portions"],
                amount=row["amount"],
                dimension=row["dimension"],
                temperature=row["temperature"],
            )
        )
        made[row["batch"]] = dish
    return made


async def _count(site: UUID, day: date, meals: dict[str | None, DayMeal]) -> None:
    """Every group at every meal: a group that nobody counted stands there without a number."""
    counts = {(row["meal"], row["diner_group"]): row["present"] for row in await db.fetch(HEADS, site, day)}
    groups = await db.fetch(GROUPS, site)
    for meal, _ in counts:
        meals.setdefault(meal, DayMeal(meal=meal))
    for meal, planned in meals.items():
        planned.heads = [
            Heads(
                group=group["record"],
                name=group["name"],
                name_en=group["name_en"],
                enrolment=group["enrolment"],
                present=counts.get((meal, group["record"])),
            )
            for group in groups
        ]
