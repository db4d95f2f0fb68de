"""When a schedule comes due: weekly, monthly or by term; on a day, on the next that counts, on the n-th that does."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from reports.schedules.calendar import Basis, Calendar, Counted

FARTHEST = 120
"""Days after which nobody looks for a day that counts; longer than any holidays."""


class Every(StrEnum):
    WEEK = "week"
    MONTH = "month"
    TERM = "term"


class DayRule(StrEnum):
    """on: that day; next: that day, or the next that counts; nth: the n-th that counts."""

    ON = "on"
    NEXT = "next"
    NTH = "nth"


@dataclass(frozen=True, slots=True)
class When:
    """day: 1 is Monday, the first of the month, or the day of `terms`; beyond a month's end it is its last day.

    terms: month and day on which a term's reports are due, such as "02-01"; hour: 0..23 in the IANA zone.
    """

    every: Every
    rule: DayRule
    counted: Counted
    day: int
    hour: int
    zone: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """base: the Monday, first of the month or day of the term that it belongs to, whatever day it was moved to.

    basis: what the day rests on; None where no calendar was asked.
    """

    at: datetime
    base: date
    basis: Basis | None


def span(when: When, since: datetime, until: datetime) -> tuple[date, date]:
    """The first and last day that a calendar must know to tell what comes due between."""
    zone = ZoneInfo(when.zone)
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    return first - timedelta(days=FARTHEST), last + timedelta(days=FARTHEST)


def dues(when: When, calendar: Calendar, since: datetime, until: datetime) -> Iterator[Due]:
    """What comes due after `since` and up to `until`, oldest first. Two that meet on one day are one."""
    zone = ZoneInfo(when.zone)
    first, _ = span(when, since, until)
    last: datetime | None = None
    for base in _bases(when, first):
        if datetime.combine(base, time(0), tzinfo=zone) > until:
            return
        day, basis = _day(when, base, calendar)
        at = datetime.combine(day, time(when.hour), tzinfo=zone)
        if since < at <= until and at != last:
            last = at
            yield Due(at, base, basis)


def _bases(when: When, first: date) -> Iterator[date]:
    """Every Monday, first of a month or day of a term from about `first` on, without an end."""
    if when.every is Every.WEEK:
        monday = first - timedelta(days=first.weekday())
        while True:
            yield monday
            monday += timedelta(days=7)
    if when.every is Every.MONTH:
        month = first.replace(day=1)
        while True:
            yield month
            month = (month + timedelta(days=32)).replace(day=1)
    year = first.year
    while True:
        for term in sorted(when.terms):
            month_of_year, day = (int(part) for part in term.split("-"))
            yield date(year, month_of_year, min(day, months.monthrange(year, month_of_year)[1]))
        year += 1


def _day(when: When, base: date, calendar: Calendar) -> tuple[date, Basis | None]:
    """The day that a base comes due. A month's stays within the month: its last day where no other counts."""
    monthly = when.every is Every.MONTH
    end = base.replace(day=months.monthrange(base.year, base.month)[1]) if monthly else base + timedelta(days=FARTHEST)
    nominal = base if when.every is Every.TERM else min(base + timedelta(days=when.day - 1), end)
    if when.rule is DayRule.ON:
        return nominal, None
    begin, wanted = (base, when.day) if when.rule is DayRule.NTH else (nominal, 1)
    seen: list[date] = []
    found: list[date] = []
    for day in (begin + timedelta(days=n) for n in range((end - begin).days + 1)):
        seen.append(day)
        if calendar.counts(day):
            found.append(day)
            if len(found) == wanted:
                break
    chosen = found[-1] if found else end if monthly else nominal
    return chosen, calendar.basis(seen)
