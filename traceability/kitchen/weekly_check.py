"""Check the week (周排查): the food-safety director's report, whatever it found (每周食品安全排查治理报告)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Day, Happening, Moment, Note, Told, Week, first_day_of_week
from traceability.kitchen.oversight_tables import WeeklyCheck, WeeklyCheckPoint
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, Scope
from traceability.vocabulary import CheckPoint


class WeeklyPointBody(Body):
    """finding null: in order; action: what was done about it, null where nothing was yet; due: until when."""

    point: CheckPoint
    finding: Told | None = None
    action: Told | None = None
    due: Day | None = None


class WeeklyCheckBody(Happening):
    """What was looked at over a week, with what was found; week: ISO, e.g. "2026-W47"."""

    site: UUID
    occurred_at: Moment
    week: Week
    director: UUID | None = None
    points: Annotated[list[WeeklyPointBody], Field(min_length=1, max_length=200)]
    note: Note | None = None


def rows(entry: Entry[WeeklyCheckBody]) -> Rows:
    """The report with its number of findings, and a row a point."""
    body = entry.body
    check = entry.row(
        "check",
        week=body.week,
        first_day=first_day_of_week(body.week),
        director=body.director,
        points=len(body.points),
        findings=sum(one.finding is not None for one in body.points),
        note=body.note,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    points = [
        entry.row(
            "point",
            n,
            line=n,
            point=one.point.value,
            in_order=one.finding is None,
            finding=one.finding,
            action=one.action,
            due=one.due,
        )
        for n, one in enumerate(body.points, start=1)
    ]
    return {WeeklyCheck: [check], WeeklyCheckPoint: points}


WEEKLY_CHECK = Kind(
    name="weekly_check",
    path="weekly-checks",
    body=WeeklyCheckBody,
    writers=CANTEEN,
    rows=rows,
    tables=(WeeklyCheck, WeeklyCheckPoint),
    log=lambda body: body.site,
)


async def check_week(scope: Scope, checks: Sequence[Submission]) -> list[Receipt]:
    """Record weekly checks."""
    return await record(scope, WEEKLY_CHECK, checks)
