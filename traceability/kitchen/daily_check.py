"""Check the day (日管控): the officer's list, point by point; a day without a finding is recorded too (零报告)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Happening, Moment, Note, Told
from traceability.kitchen.duty_tables import DailyCheck, DailyCheckPoint
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, Scope
from traceability.vocabulary import CheckPoint


class CheckedPointBody(Body):
    """finding null: in order; action: what was done about the finding, null where nothing was yet."""

    point: CheckPoint
    finding: Told | None = None
    action: Told | None = None


class DailyCheckBody(Happening):
    """Each point that was looked at, with what was found; 每日食品安全检查记录."""

    site: UUID
    occurred_at: Moment
    officer: UUID | None = None
    points: Annotated[list[CheckedPointBody], Field(min_length=1, max_length=200)]
    note: Note | None = None


def rows(entry: Entry[DailyCheckBody]) -> Rows:
    """The check with its number of findings, and a row a point."""
    body = entry.body
    check = entry.row(
        "check",
        officer=body.officer,
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
        )
        for n, one in enumerate(body.points, start=1)
    ]
    return {DailyCheck: [check], DailyCheckPoint: points}


DAILY_CHECK = Kind(
    name="daily_check",
    path="daily-checks",
    body=DailyCheckBody,
    writers=CANTEEN,
    rows=rows,
    tables=(DailyCheck, DailyCheckPoint),
    log=lambda body: body.site,
)


async def check_day(scope: Scope, checks: Sequence[Submission]) -> list[Receipt]:
    """Record daily checks."""
    return await record(scope, DAILY_CHECK, checks)
