"""Who plans: one server at a time, under a lease that another takes over once its holder is silent."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from piccolo.columns import UUID as UUIDColumn
from piccolo.columns import Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.identifiers import derive

LEASE = timedelta(seconds=90)
"""Three ticks of the clock."""
NAMES = UUID("4d0b8f2e-6a55-5f0d-9d0c-2b7a3f6c1e11")  # namespace of ids derived from what is led


class Leadership(Table, tablename="leadership"):
    """Who does what only one server may do, until when unless it says again that it does."""

    UNIQUES = (("name",),)
    id = UUIDColumn(primary_key=True, default=None)
    name = Text()
    holder = UUIDColumn()
    until = Timestamptz()


db.register(Leadership)


async def lead(what: str, holder: UUID, now: datetime) -> bool:
    """Whether this holder leads now, and for one more lease: nobody else did, or was silent for too long."""
    async with db.transaction():
        row = {"id": derive(NAMES, what), "name": what, "holder": holder, "until": now}
        await db.insert({Leadership: [row]}, ignore=frozenset({Leadership}))
        held = await db.fetch(
            "UPDATE leadership SET holder = $2, until = $3 WHERE name = $1 AND (holder = $2 OR until <= $4)"
            " RETURNING id",
            what,
            holder,
            now + LEASE,
            now,
        )
    return bool(held)


async def step_down(what: str, holder: UUID, now: datetime) -> None:
    """Let another lead at once."""
    async with db.transaction():
        await db.fetch("UPDATE leadership SET until = $3 WHERE name = $1 AND holder = $2", what, holder, now)
