"""The inbox of an account: finished reports of its region, unread until they are opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from reports.archive import SHOWN
from traceability import db
from traceability.scope import Scope

COLUMNS = ", ".join(f"r.{name}" for name in SHOWN.split(", "))


async def list_inbox(
    scope: Scope, account: UUID, unread: bool, before: tuple[datetime, UUID] | None, limit: int
) -> list[db.Row]:
    """What arrived, the latest first, of the sites that are still in scope."""
    moment, identity = before or (None, None)
    return await db.fetch(
        f"SELECT i.arrived_at, i.read_at, {COLUMNS} FROM inbox_entry i JOIN report r"  # noqa: S608 - constant columns
        " ON r.id = i.report WHERE i.account = $1 AND ($2 OR r.site IN @uuids($3)) AND (NOT $4 OR i.read_at IS NULL)"
        " AND ($5 OR i.arrived_at < $6 OR (i.arrived_at = $6 AND r.id < $7))"
        " ORDER BY i.arrived_at DESC, r.id DESC LIMIT $8",
        account,
        scope.everything,
        list(scope.parties),
        unread,
        before is None,
        moment,
        identity,
        limit,
    )


async def unread_count(account: UUID) -> int:
    """How many are unread."""
    row = await db.fetch_one("SELECT COUNT(*) AS n FROM inbox_entry WHERE account = $1 AND read_at IS NULL", account)
    return 0 if row is None else int(row["n"])


async def unread_of(account: UUID, reports: Sequence[UUID]) -> set[UUID]:
    """Which of these reports the account has in its inbox and has not opened."""
    rows = await db.fetch(
        "SELECT report FROM inbox_entry WHERE account = $1 AND read_at IS NULL AND report IN @uuids($2)",
        account,
        list(reports),
    )
    return {row["report"] for row in rows}


async def mark(account: UUID, reports: Sequence[UUID], now: datetime | None) -> None:
    """These are read since now, or (None) unread again; what is not in the inbox is passed over."""
    async with db.transaction():
        await db.fetch(
            "UPDATE inbox_entry SET read_at = $3 WHERE account = $1 AND report IN @uuids($2)",
            account,
            list(reports),
            now,
        )


async def mark_all(account: UUID, now: datetime) -> None:
    """All that has arrived is read."""
    async with db.transaction():
        await db.fetch("UPDATE inbox_entry SET read_at = $2 WHERE account = $1 AND read_at IS NULL", account, now)
