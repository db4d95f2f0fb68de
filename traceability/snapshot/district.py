"""Who a report over many campuses is of: an authority, and the campuses of its region."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from traceability import db
from traceability.snapshot.window import Window

CAMPUSES = (
    "SELECT record FROM party p WHERE p.kind = 'site' AND p.trade = 'campus' AND p.region LIKE $1 AND @known(p)"
    " ORDER BY p.name, p.record"
)


async def campuses_of(window: Window) -> list[UUID]:
    """The campuses of a window's region, by name; within a transaction of the caller's."""
    return [row["record"] for row in await window.fetch(CAMPUSES, division(window.region) + "%")]


def division(region: str) -> str:
    """The digits that all districts of a region begin with: 110000 is all of 11."""
    while len(region) > 2 and region.endswith("00"):
        region = region[:-2]
    return region


async def known_on(checkpoint: UUID | None, zone: str) -> date:
    """The day on which records are known: of the checkpoint, or today; within a transaction of the caller's."""
    row = await db.fetch_one("SELECT made_at FROM checkpoint WHERE id = $1", checkpoint) if checkpoint else None
    moment: datetime = row["made_at"] if row else db.utc_now()
    return moment.astimezone(ZoneInfo(zone)).date()
