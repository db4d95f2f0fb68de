"""What runs of schedules report: which kinds come on a schedule, over which period, and about whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from reports.kinds import KINDS
from reports.schedules.when import Due, Every
from traceability import db
from traceability.snapshot.periods import month_of, term_of, week_of

PARTIES = {
    "campus": "kind = 'site' AND trade = 'campus'",
    "authority": "kind = 'organisation' AND trade = 'authority'",
}
"""Whom a kind of report is about, of those that a region has."""


def month_before(every: Every, day: date) -> str:
    """The month before, such as "2026-10"; weekly: the month so far, with the day before it is due."""
    back = day - timedelta(days=1) if every is Every.WEEK else day.replace(day=1) - timedelta(days=1)
    return month_of(back)


def week_before(every: Every, day: date) -> str:
    """The week with the day before, such as "2026-W47": due on a Monday the whole week before, else the week so far."""
    return week_of(day - timedelta(days=1))


def term_before(every: Every, day: date) -> str:
    """The term with the day before, such as "2026-autumn": due on its last day or sooner the term so far."""
    return term_of(day - timedelta(days=1))


PERIODS: Mapping[str, Callable[[Every, date], str]] = {"month": month_before, "week": week_before, "term": term_before}
"""By the span of a kind: the period that a run reports, of how often it comes and its day (weekly: when it is due, else
the day that it was moved from)."""

SCHEDULED: tuple[str, ...] = tuple(
    name for name, kind in KINDS.items() if kind.span in PERIODS and kind.about in PARTIES
)
"""The kinds that can come on a schedule."""


def period_of(kind: str, every: Every, due: Due) -> str:
    """What a run reports."""
    return PERIODS[KINDS[kind].span](every, due.at.date() if every is Every.WEEK else due.base)


async def parties_of(kind: str, region: str, sites: Sequence[UUID]) -> list[UUID]:
    """Whom a run makes reports of: the campuses of a region, or those chosen of it; or its authorities."""
    about = KINDS[kind].about
    chosen = list(sites) if about == "campus" else []
    rows = await db.fetch(
        f"SELECT record FROM party WHERE {PARTIES[about]} AND until_seq IS NULL AND region LIKE $1"  # noqa: S608 - constant
        " AND ($2 OR record IN @uuids($3)) ORDER BY record",
        region + "%",
        not chosen,
        chosen,
    )
    return [row["record"] for row in rows]
