"""The periods that reports cover, by name: a month "2026-10", an ISO week "2026-W47", a term "2026-autumn"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from traceability.snapshot.window import month_bounds

Span = Literal["month", "term", "week"]
FORMS: dict[Span, str] = {
    "month": r"20[0-9]{2}-(0[1-9]|1[0-2])",
    "week": r"20[0-9]{2}-W(0[1-9]|[1-4][0-9]|5[0-3])",
    "term": r"20[0-9]{2}-(spring|autumn)",
}
"""How a period of each span is written."""
AUTUMN, SPRING = 9, 2
"""The months in which terms begin: the school year runs from September to August."""


def bounds(period: str) -> tuple[date, date]:
    """First and last day of a month, a week (Monday to Sunday) or a term. ValueError: it is none of them.

    A term is named by the year it begins in: 2026-autumn ends with January 2027, 2026-spring with August 2026.
    """
    span = next((each for each, form in FORMS.items() if re.fullmatch(form, period)), None)
    if span == "month":
        return month_bounds(period)
    year = int(period[:4]) if span else 0
    if span == "week":
        monday = date.fromisocalendar(year, int(period[6:]), 1)
        return monday, monday + timedelta(days=6)
    if span == "term":
        spring = period.endswith("spring")
        return (date(year, SPRING, 1), date(year, 8, 31)) if spring else (date(year, AUTUMN, 1), date(year + 1, 1, 31))
    raise ValueError(f"{period!r} is no month, week or term")


def month_of(day: date) -> str:
    """The month that a day lies in."""
    return day.strftime("%Y-%m")


def week_of(day: date) -> str:
    """The ISO week that a day lies in."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def term_of(day: date) -> str:
    """The term that a day lies in."""
    if SPRING <= day.month < AUTUMN:
        return f"{day.year}-spring"
    return f"{day.year if day.month >= AUTUMN else day.year - 1}-autumn"


def months_of(first: date, last: date) -> list[str]:
    """Every month that has a day between two days, in order."""
    found, day = [], first.replace(day=1)
    while day <= last:
        found.append(month_of(day))
        day = (day + timedelta(days=32)).replace(day=1)
    return found
