"""What of a day's duties is done: who was checked, what was disinfected, checked, eaten along and tested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from traceability import db
from traceability.partners.place import Place

CHECKED = (
    "SELECT person, fit, sent_away, occurred_at FROM morning_check_person"
    " WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY occurred_at, seq, id"
)
DISINFECTIONS = (
    "SELECT record, tableware, method, occurred_at FROM disinfection"
    " WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY occurred_at, seq"
)
DAILY = (
    "SELECT record, points, findings, occurred_at FROM daily_check"
    " WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY occurred_at, seq"
)
ACCOMPANIED = (
    "SELECT record, meal, person, problem, occurred_at FROM accompanied_meal"
    " WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY occurred_at, seq"
)
TESTS = (
    "SELECT record, item, result, tested_at AS occurred_at FROM batch_test"
    " WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY tested_at, seq"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """Rows of a site's day, the earliest first; checked: the last word on each person."""

    checked: list[db.Row]
    disinfections: list[db.Row]
    daily: list[db.Row]
    accompanied: list[db.Row]
    tests: list[db.Row]


async def duties(place: Place, day: date) -> Duties:
    """The duties of a day as far as they are recorded."""
    last = {row["person"]: row for row in await db.fetch(CHECKED, place.site, day)}
    return Duties(
        checked=list(last.values()),
        disinfections=await db.fetch(DISINFECTIONS, place.site, day),
        daily=await db.fetch(DAILY, place.site, day),
        accompanied=await db.fetch(ACCOMPANIED, place.site, day),
        tests=await db.fetch(TESTS, place.site, day),
    )
