"""The kinds of reports, in one place: what each tells of, and how its snapshot is read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta

from reports.schedules.when import Every
from traceability.snapshot import campus_month
from traceability.snapshot.shapes import Snapshot

CAMPUS_MONTHLY = "campus_monthly"


@dataclass(frozen=True, slots=True)
class ReportKind:
    """period: what a run reports, of how often it comes and its day (weekly: when it is due, else the day it is moved
    from); snapshot: reads what one report prints, of its id, site, period and the server's address."""

    name: str
    period: Callable[[Every, date], str]
    snapshot: Callable[..., Awaitable[Snapshot]]


def month_before(every: Every, day: date) -> str:
    """The month before, such as "2026-10"; weekly: the month so far, with the day before it is due."""
    back = day - timedelta(days=1) if every is Every.WEEK else day.replace(day=1) - timedelta(days=1)
    return back.strftime("%Y-%m")


KINDS: dict[str, ReportKind] = {kind.name: kind for kind in (ReportKind(CAMPUS_MONTHLY, month_before, campus_month),)}
"""Every kind that can be ordered and scheduled, by its name."""
