"""What is planned from one day to another: menus as substitutions left them, who is there to eat, which days count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from traceability import db
from traceability.kitchen.substitutions import MenuDish, substitute
from traceability.partners.place import Place
from traceability.vocabulary import AgeGroup, Meal

MENUS = (
    "SELECT m.record, m.rev, m.day, m.meal, m.published_at, d.line, d.recipe, d.dish, d.portions FROM menu m"
    " JOIN menu_dish d ON d.record = m.record AND d.rev = m.rev"
    " WHERE m.log = $1 AND m.day >= $2 AND m.day <= $3 AND m.until_seq IS NULL ORDER BY m.day, m.seq, d.line"
)
RECIPES = "SELECT record, dish_en FROM recipe WHERE record IN @uuids($1) AND until_seq IS NULL"
GROUPS = (
    "SELECT record, name, name_en, age_group, enrolment FROM diner_group"
    " WHERE log = $1 AND until_seq IS NULL ORDER BY seq"
)
HEADS = (
    "SELECT record, rev, day, meal, diner_group, present FROM headcount"
    " WHERE log = $1 AND day >= $2 AND day <= $3 AND until_seq IS NULL ORDER BY seq"
)
DAYS = (
    "SELECT day, kind, note FROM school_day WHERE log IN @uuids($1) AND day >= $2 AND day <= $3 AND until_seq IS NULL"
    " ORDER BY day, CASE WHEN log = $4 THEN 1 ELSE 0 END, seq"
)


@dataclass(slots=True, kw_only=True)
class PlannedDish(MenuDish):
    """A dish of a menu, as planned and as substitutions left it."""

    portions: int | None = None


@dataclass(slots=True, kw_only=True)
class PlannedMenu:
    """A menu of a meal. published_at: when parents see it from, None for a draft."""

    record: UUID
    rev: int
    day: date
    meal: Meal
    published_at: datetime | None
    dishes: list[PlannedDish] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Children or adults who eat together."""

    record: UUID
    name: str
    name_en: str | None
    age_group: AgeGroup | None
    enrolment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A headcount on record; the last one of a group and meal where there are several."""

    record: UUID
    rev: int
    present: int


@dataclass(frozen=True, slots=True)
class Week:
    """counts: by day, meal and group; a group that is not in it was not counted. calendar: kind and note of a day."""

    menus: list[PlannedMenu]
    groups: list[Group]
    counts: dict[tuple[date, Meal, UUID], Counted]
    calendar: dict[date, tuple[str, str | None]]


async def week_of(place: Place, first: date, last: date) -> Week:
    """What a site has planned from the first to the last day, both included."""
    site = place.site
    parties = [party for party in (place.organisation, site) if party is not None]
    return Week(
        menus=await _menus(site, first, last),
        groups=[Group(**_group(row)) for row in await db.fetch(GROUPS, site)],
        counts={
            (row["day"], Meal(row["meal"]), row["diner_group"]): Counted(
                record=row["record"], rev=row["rev"], present=row["present"]
            )
            for row in await db.fetch(HEADS, site, first, last)
        },
        calendar={row["day"]: (row["kind"], row["note"]) for row in await db.fetch(DAYS, parties, first, last, site)},
    )


def _group(row: db.Row) -> db.Row:
    return {**row, "age_group": AgeGroup(row["age_group"]) if row["age_group"] else None}


async def _menus(site: UUID, first: date, last: date) -> list[PlannedMenu]:
    menus: dict[UUID, PlannedMenu] = {}
    for row in await db.fetch(MENUS, site, first, last):
        menu = menus.setdefault(
            row["record"],
            PlannedMenu(
                record=row["record"],
                rev=row["rev"],
                day=row["day"],
                meal=Meal(row["meal"]),
                published_at=row["published_at"],
            ),
        )
        menu.dishes.append(
            PlannedDish(line=row["line"], recipe=row["recipe"], dish=row["dish"], portions=row["portions"])
        )
    await substitute(site, {menu.record: menu.dishes for menu in menus.values()}, PlannedDish)
    await _name_in_english(dish for menu in menus.values() for dish in menu.dishes)
    return list(menus.values())


async def _name_in_english(dishes: Iterable[PlannedDish]) -> None:
    named = [dish for dish in dishes if dish.recipe is not None]
    english = {row["record"]: row["dish_en"] for row in await db.fetch(RECIPES, [d.recipe for d in named])}
    for dish in named:
        dish.dish_en = english.get(dish.recipe) if dish.recipe else None
