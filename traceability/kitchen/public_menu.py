"""What parents may see of a canteen: dishes of a day with sources and allergens, the week's menu, the licence.

Nobody signs in for this, so it takes no Scope. It reads menus that are published by now, and leaves out what
is not theirs: people's names, reasons, findings, prices, counts of children, and every test that did not pass.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from uuid import UUID
from zoneinfo import ZoneInfo

from traceability import db, known
from traceability.kitchen.groups import DayKind
from traceability.kitchen.public_dishes import (
    PublicDish,
    PublicIngredient,
    PublicMeal,
    in_order,
    published,
    read_allergens,
)
from traceability.kitchen.public_sources import DishSources, Named, sources_of
from traceability.kitchen.substitutions import is_same_dish
from traceability.partners.public_code import PublicSite
from traceability.vocabulary import LicenceKind

COOKINGS = files(__package__).joinpath("public_cookings.sql").read_text("utf-8")
INGREDIENTS = "SELECT record, name, name_en, allergens FROM ingredient i WHERE record IN @uuids($1) AND @known(i)"
SAMPLES = "SELECT parent FROM retained_sample s WHERE log = $1 AND day = $2 AND @known(s)"
SCHOOL_DAY = (
    "SELECT day FROM school_day WHERE log IN @uuids($1) AND day > $2 AND kind <> $3 AND until_seq IS NULL"
    " ORDER BY day LIMIT 1"
)
NEXT_MENU = (
    "SELECT day FROM menu WHERE log = $1 AND day > $2 AND published_at <= $3 AND until_seq IS NULL ORDER BY day LIMIT 1"
)
LAST_MENU = (
    "SELECT day FROM menu WHERE log = $1 AND day < $2 AND published_at <= $3 AND until_seq IS NULL"
    " ORDER BY day DESC LIMIT 1"
)
LICENCES = (
    "SELECT l.log, l.number, l.valid_from, l.valid_to, p.name, p.name_en FROM licence l"
    " JOIN party p ON p.record = l.log AND @known(p)"
    " WHERE l.log IN @uuids($1) AND l.kind = $2 AND @known(l)"
    " ORDER BY CASE WHEN l.valid_to IS NULL THEN 1 ELSE 0 END, l.valid_to, l.record"
)


@dataclass(frozen=True, slots=True)
class PublicLicence:
    """A food operating licence of the canteen or of the kitchen that cooks for it (of: whose, None for its own)."""

    number: str
    valid_from: date | None
    valid_to: date | None
    of: Named | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMenu:
    """A day of a canteen. today: the site's business day at `now`; week: the published meals of the week in view.

    next_day: the first school day after a day without a menu; last_day: the latest day before it with a published menu.
    """

    site: PublicSite
    now: datetime
    today: date
    day: date
    meals: tuple[PublicMeal, ...]
    week: tuple[PublicMeal, ...]
    next_day: date | None
    last_day: date | None
    licences: tuple[PublicLicence, ...]


async def public_menu(site: PublicSite, now: datetime, day: date | None = None) -> PublicMenu:
    """What parents may see of a canteen on a day (its own today unless one is given) at a moment."""
    local = now.astimezone(ZoneInfo(site.zone))
    day = day or local.date()
    async with db.snapshot():
        next_day = last_day = None
        week = await _week(site, day, now)
        meals = tuple(meal for meal in week if meal.day == day)
        kitchens: set[UUID] = set()
        if meals:
            meals, kitchens = await _cooked(site, day, meals, None)
        else:
            next_day, last_day = await _next_day(site, day, now), await _menu_day(LAST_MENU, site, day, now)
            if next_day:
                week = await _week(site, next_day, now) or week
        return PublicMenu(
            site=site,
            now=local,
            today=local.date(),
            day=day,
            meals=meals,
            week=week,
            next_day=next_day,
            last_day=last_day,
            licences=await _licences(site, kitchens, day, None),
        )


async def public_days(
    site: PublicSite, first: date, last: date, now: datetime, checkpoint: UUID | None
) -> tuple[tuple[PublicMeal, ...], tuple[PublicLicence, ...]]:
    """The published meals of these days with what is on record of their cooking, and the licences of the last day.

    What is published by `now`, as known at a checkpoint or (None) now; within a transaction of the caller's.
    """
    planned = await published(site.id, first, last, now, checkpoint)
    meals: list[PublicMeal] = []
    kitchens: set[UUID] = set()
    for day in dict.fromkeys(meal.day for meal in planned):
        cooked, who = await _cooked(site, day, [meal for meal in planned if meal.day == day], checkpoint)
        meals += cooked
        kitchens |= who
    return tuple(meals), await _licences(site, kitchens, last, checkpoint)


async def _week(site: PublicSite, day: date, now: datetime) -> tuple[PublicMeal, ...]:
    monday = day - timedelta(days=day.weekday())
    return tuple(await published(site.id, monday, monday + timedelta(days=6), now))


async def _menu_day(sql: str, site: PublicSite, day: date, now: datetime) -> date | None:
    row = await db.fetch_one(sql, site.id, day, now)
    return row["day"] if row else None


async def _next_day(site: PublicSite, day: date, now: datetime) -> date | None:
    """The next day of the calendar of the site or its school, or of its published menus, whichever comes first."""
    logs = [party for party in (site.id, site.organisation) if party is not None]
    row = await db.fetch_one(SCHOOL_DAY, logs, day, DayKind.HOLIDAY.value)
    days = [row["day"] if row else None, await _menu_day(NEXT_MENU, site, day, now)]
    return min((each for each in days if each is not None), default=None)


async def _cooked(
    site: PublicSite, day: date, meals: Sequence[PublicMeal], checkpoint: UUID | None
) -> tuple[tuple[PublicMeal, ...], set[UUID]]:
    """The meals of a day with what is on record of their cooking, and the kitchens that cooked."""
    cookings = await known.fetch(checkpoint, COOKINGS, site.id, day)
    if not cookings:
        return tuple(meals), set()
    dishes = [(meal, dish) for meal in meals for dish in meal.dishes]
    batches = {
        n: found
        for n, (meal, dish) in enumerate(dishes)
        if not dish.withdrawn and (found := [c["batch"] for c in cookings if _is_of(c, meal, dish)])
    }
    kitchens = {row["kitchen"] for row in cookings}
    sources = await sources_of(batches, {site.id, *kitchens}, checkpoint)
    used = {arrival.ingredient for source in sources.values() for arrival in source.arrivals}
    foods = {row["record"]: row for row in await known.fetch(checkpoint, INGREDIENTS, list(used))}
    sampled = {row["parent"] for row in await known.fetch(checkpoint, SAMPLES, site.id, day)}
    finished = iter(
        _finish(dish, sources[n], foods, not sampled.isdisjoint(batches[n])) if n in batches else dish
        for n, (_, dish) in enumerate(dishes)
    )
    told = tuple(PublicMeal(meal.day, meal.meal, tuple(next(finished) for _ in meal.dishes)) for meal in meals)
    return told, kitchens


def _is_of(cooking: db.Row, meal: PublicMeal, dish: PublicDish) -> bool:
    if cooking["meal"] not in (None, meal.meal.value):
        return False
    return is_same_dish(dish.recipe, dish.named.name, cooking)


def _finish(dish: PublicDish, sources: DishSources, foods: Mapping[UUID, db.Row], sampled: bool) -> PublicDish:
    """The dish as cooked: allergens of what was used join the recipe's; what was used beside the recipe comes last."""
    planned = {line.ingredient for line in dish.ingredients}
    shared = [arrival for arrival in sources.shared if arrival.ingredient in planned or dish.recipe is None]
    checking = sources.checking or any(arrival.held for arrival in shared)
    used = [foods[key] for key in dict.fromkeys(a.ingredient for a in sources.arrivals) if key in foods]
    lines = [*dish.ingredients]
    lines += [
        PublicIngredient(ingredient=row["record"], named=Named(row["name"], row["name_en"]))
        for row in used
        if row["record"] not in planned
    ]
    if not checking:
        there = [*sources.arrivals, *shared]
        lines = [replace(line, arrivals=tuple(a for a in there if a.ingredient == line.ingredient)) for line in lines]
    allergens = read_allergens(*(row["allergens"] for row in used))
    return replace(
        dish,
        ingredients=tuple(lines),
        allergens=in_order({*(dish.allergens or ()), *allergens}) if used or dish.allergens is not None else None,
        cooked=True,
        checking=checking,
        sampled=sampled,
    )


async def _licences(
    site: PublicSite, kitchens: set[UUID], day: date, checkpoint: UUID | None
) -> tuple[PublicLicence, ...]:
    """The licence that lasts longest of the site, else of its school; and of another kitchen that cooked."""
    own = [party for party in (site.id, site.organisation) if party is not None]
    others = sorted(kitchens - {site.id})
    longest: dict[UUID, db.Row] = {}
    for row in await known.fetch(checkpoint, LICENCES, [*own, *others], LicenceKind.FOOD_OPERATING.value):
        if row["valid_from"] is None or row["valid_from"] <= day:
            longest[row["log"]] = row
    held = [party for party in own if party in longest][:1] + [party for party in others if party in longest]
    return tuple(
        PublicLicence(
            row["number"],
            row["valid_from"],
            row["valid_to"],
            None if row["log"] in own else Named(row["name"], row["name_en"]),
        )
        for row in (longest[party] for party in held)
    )
