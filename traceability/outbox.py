"""Work to do after a commit, written in it: what was recorded and not looked at since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from traceability import db


async def waiting(most: int) -> list[db.Row]:
    """The oldest rows that are not done yet: id, home, log, record, kind, created_at."""
    return await db.fetch(
        "SELECT id, home, log, record, kind, created_at FROM outbox WHERE done_at IS NULL ORDER BY created_at LIMIT $1",
        most,
    )


async def mark_done(rows: Sequence[db.Row], now: datetime) -> None:
    """These are done: nobody looks at them again."""
    by_home: dict[UUID, list[UUID]] = {}
    for row in rows:
        by_home.setdefault(row["home"], []).append(row["id"])
    async with db.transaction():
        for home, ids in sorted(by_home.items()):
            await db.fetch("UPDATE outbox SET done_at = $3 WHERE home = $1 AND id IN @uuids($2)", home, ids, now)
