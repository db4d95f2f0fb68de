"""Which days are worked and taught: what schools recorded, the announced holidays and make-up days, or weekdays.

The holidays are data with their source (holidays.toml); a year that was not announced yet has weekdays only, and every
day says what it rests on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from uuid import UUID

from traceability import db


class Basis(StrEnum):
    """What is known of a day, the surest first."""

    RECORDS = "records"
    """Schools of the region have it in their calendars."""
    NOTICE = "notice"
    """The year's holidays were announced."""
    WEEKDAYS = "weekdays"
    """The year was not announced yet: Monday to Friday."""


class Counted(StrEnum):
    """Which days count: those that are worked, or those that are taught."""

    WORKING = "working"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Notice:
    """The days off and the make-up days of one year, as announced."""

    year: int
    source: str
    source_en: str
    provenance: str
    off: frozenset[date]
    make_up: frozenset[date]


@cache
def notices() -> Mapping[int, Notice]:
    """The announced years."""
    tables = tomllib.loads((files("reports.schedules") / "holidays.toml").read_text("utf-8"))["year"]
    return {table["year"]: _notice(table) for table in tables}


def _notice(table: dict[str, object]) -> Notice:
    spans = table["holidays"]
    assert isinstance(spans, list)  # noqa: S101 - our own file
    off = {s["first"] + timedelta(days=n) for s in spans for n in range((s["last"] - s["first"]).days + 1)}
    make_up = table["make_up"]
    assert isinstance(make_up, list)  # noqa: S101 - our own file
    return Notice(
        int(str(table["year"])),
        str(table["source"]),
        str(table["source_en"]),
        str(table["provenance"]),
        frozenset(off),
        frozenset(make_up),
    )


@dataclass(frozen=True, slots=True)
class Calendar:
    """recorded: days that schools have in their calendars, and whether any of them teaches."""

    recorded: Mapping[date, bool] = field(default_factory=dict)

    def counts(self, day: date) -> bool:
        """Whether it is a day of this calendar."""
        taught = self.recorded.get(day)
        if taught is not None:
            return taught
        notice = notices().get(day.year)
        if notice is not None and (day in notice.off or day in notice.make_up):
            return day in notice.make_up
        return day.weekday() < 5

    def basis(self, days: Sequence[date]) -> Basis:
        """What is known of all these days together: as much as of the least known."""
        rests = {
            Basis.RECORDS if day in self.recorded else Basis.NOTICE if day.year in notices() else Basis.WEEKDAYS
            for day in days
        }
        return next((basis for basis in reversed(Basis) if basis in rests), Basis.NOTICE)


WORKING = Calendar()

SCHOOL_DAYS = """
SELECT day, MAX(CASE WHEN kind IN ('school', 'make_up') THEN 1 ELSE 0 END) AS taught FROM school_day
WHERE until_seq IS NULL AND day >= $1 AND day <= $2 AND log IN (
  SELECT record FROM party WHERE until_seq IS NULL AND kind = 'site' AND trade = 'campus' AND region LIKE $3
    AND ($4 OR record IN @uuids($5))
  UNION SELECT organisation FROM party WHERE until_seq IS NULL AND kind = 'site' AND trade = 'campus' AND region LIKE $3
    AND organisation IS NOT NULL AND ($4 OR record IN @uuids($5)))
GROUP BY day
"""


async def calendar_of(counted: Counted, region: str, sites: Sequence[UUID], first: date, last: date) -> Calendar:
    """The working days, or the school days of a region's campuses (of the chosen `sites` where there are some).

    A day that no school has on record counts as it does for work.
    """
    if counted is Counted.WORKING:
        return WORKING
    rows = await db.fetch(SCHOOL_DAYS, first, last, region + "%", not sites, list(sites))
    return Calendar({row["day"]: bool(row["taught"]) for row in rows})
