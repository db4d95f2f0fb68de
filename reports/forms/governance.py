"""The lines of the week's report (每周食品安全排查治理报告) and the month's minutes (每月食品安全调度会议纪要)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from reports.forms.origin import Origin
from reports.forms.sheet import Cell, Page
from traceability import db
from traceability.snapshot.window import day


async def attendees_of(meetings: Sequence[db.Row]) -> dict[UUID, list[UUID]]:
    """Who sat in these meetings, by record."""
    found: dict[UUID, list[UUID]] = {}
    for row in await db.fetch(
        "SELECT record, person FROM meeting_attendee WHERE record IN @uuids($1) AND until_seq IS NULL ORDER BY person",
        list(dict.fromkeys(row["record"] for row in meetings)),
    ):
        found.setdefault(row["record"], []).append(row["person"])
    return found


def weekly(row: db.Row, origin: Origin, page: Page) -> dict[str, Cell]:
    """A point of a week; what is the same on every line of a report stands on its first."""
    words, first = page.words, row["line"] == 1
    return {
        "week": (row["week"] if first else "",),
        "checked": (page.time(row["occurred_at"]) if first else "", page.who(row["person"]) if first else ""),
        "point": (words.coded("point", row["point"]),),
        "finding": (row["finding"] or words("form.in_order"),),
        "action": (row["action"] or "",),
        "due": (day(row["due"]) or "",),
        "note": ((row["note"] or "") if first else "", *(origin.note(page) if first else ())),
    }


def minutes(row: db.Row, origin: Origin, page: Page, attendees: Mapping[UUID, Sequence[UUID]]) -> dict[str, Cell]:
    """A decision of a meeting, or the meeting alone where it took none."""
    words, first = page.words, row["line"] in (None, 1)
    named = attendees.get(row["record"], ())
    guests = row["attendees"] - len(named)
    others = [page.who(person) for person in named if person != row["person"]]
    people = words("form.joiner").join([*others, *([words("form.guests", count=guests)] if guests else [])])
    return {
        "month": (row["month"] if first else "",),
        "met": (page.time(row["occurred_at"]), words("form.in_canteen") if row["in_canteen"] else "")
        if first
        else ("",),
        "people": (words("form.chair", name=page.who(row["person"])) if row["person"] else "", people)
        if first
        else ("",),
        "topics": ((row["topics"] or "") if first else "",),
        "decision": (row["decision"] or "",),
        "responsible": (page.who(row["responsible"]) if row["responsible"] else "",),
        "due": (day(row["due"]) or "",),
        "note": ((row["note"] or "") if first else "", *(origin.note(page) if first else ())),
    }
