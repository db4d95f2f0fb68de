"""Sentences that more than one page needs."""

from __future__ import annotations

from reports.figures.moments import days_of, local
from reports.figures.month import Month
from reports.figures.receiving import Line
from reports.texts import Words


def poor_days(month: Month) -> tuple[str, int, int] | None:
    """The day with most rejected or warm lines, how many, and how many in the month; None if there were none."""
    day, (_, most) = max(month.by_day.items(), key=lambda row: row[1][1], default=("", (0, 0)))
    return (day, most, len(month.exceptions)) if most else None


def period(month: Month, words: Words) -> str:
    """The month's name."""
    first = days_of(month.snapshot["period"])[0]
    return words("period", year=str(first.year), name=words.month_name(first))


def clock(month: Month, moment: str | None) -> str:
    """ "10/13 05:52" by the site's clocks."""
    if moment is None:
        return ""
    at = local(month.snapshot, moment)
    return f"{at.month}/{at.day} {at:%H:%M}"


def short_day(day: str) -> str:
    """ "10/13" for an ISO day."""
    return f"{int(day[5:7])}/{int(day[8:10])}"


def party(line: Line, words: Words) -> str:
    supplier = line.delivery["supplier"]
    return words.name(supplier) if supplier else words("no_supplier")


def reference(line: Line, words: Words) -> str:
    """How a gap names a line: its day, delivery note and line number."""
    note = line.delivery["note_number"] or words("no_number")
    return f"{short_day(line.delivery['day'])} {note}-{line.line['line']}"
