"""Days and clock times of the site."""

from __future__ import annotations

import calendar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from traceability.snapshot.shapes import Snapshot


def days_of(period: str) -> list[date]:
    """Every day of a period "YYYY-MM"."""
    year, month = (int(part) for part in period.split("-"))
    return [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


def local(snapshot: Snapshot, moment: str) -> datetime:
    """An ISO 8601 time as the site's clocks showed it."""
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(snapshot["zone"]))


def hours_between(earlier: str, later: str) -> float:
    """Hours from one ISO 8601 time to another; only ever compared with a limit, never printed."""
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() / 3600
