"""A day in the kitchen: what is planned, expected, expiring, kept, open and on its way, as one state of the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from traceability import db
from traceability.kitchen.day_duties import Duties, duties
from traceability.kitchen.day_meals import DayMeal, meals_of
from traceability.kitchen.day_open import Unit, WithLines, expected, on_the_way, openings, samples, units
from traceability.kitchen.store import InStore, in_store
from traceability.partners.place import Place, place_of
from traceability.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenDay:
    """What the kitchen of a site must do on a day. expiring: batches in the store that expire that day or before."""

    place: Place
    day: date
    meals: list[DayMeal]
    expected: list[WithLines]
    expiring: list[InStore]
    units: list[Unit]
    samples: list[db.Row]
    openings: list[db.Row]
    on_the_way: list[WithLines]
    duties: Duties


async def kitchen_day(scope: Scope, site: UUID, day: date | None, now: datetime) -> KitchenDay:
    """The day of a site, today's where none is named. NotOnRecord where the scope does not see the site.

    Meals and what is due are the day's; samples, openings and readings are those up to its end.
    """
    async with db.snapshot():
        place = await place_of(scope, site)
        day = day or place.day_of(now)
        end = datetime.combine(day, time(), place.zone) + timedelta(days=1)
        return KitchenDay(
            place=place,
            day=day,
            meals=await meals_of(site, day, now),
            expected=await expected(place, day),
            expiring=[
                entry for entry in await in_store(scope, place, day) if entry.expiry_date and entry.expiry_date <= day
            ],
            units=await units(place, day, end),
            samples=await samples(place, end),
            openings=await openings(place, end),
            on_the_way=await on_the_way(place, day),
            duties=await duties(place, day),
        )
