"""The mailings that are due: claimed by one sender at a time, tried later and later, and at last left to a person."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from server.clients.errors import NotSent
from traceability import db
from traceability.errors import NotOnRecord
from traceability.scope import Scope

LEASE = timedelta(minutes=3)
"""Longer than any attempt takes (SECONDS_MOST of the clients)."""
ATTEMPTS_MOST = 8
FIRST_PAUSE, PAUSE_FACTOR, LONGEST_PAUSE = timedelta(seconds=30), 4, timedelta(hours=8)
"""The eighth attempt comes about a day after the first."""
DETAIL_MOST = 300
SHOWN = (
    "m.id, m.report, m.schedule, m.channel, m.recipient, m.state, m.attempts, m.next_at, m.created_at, m.sent_at,"
    " m.error, m.error_detail, r.site, r.kind, r.period"
)


def pause_after(attempts: int) -> timedelta:
    """The pause after so many attempts, shortened by chance up to a half, so that not all come back at once."""
    pause: timedelta = min(FIRST_PAUSE * PAUSE_FACTOR ** min(attempts - 1, 10), LONGEST_PAUSE)
    return pause * (0.5 + secrets.randbelow(1001) / 2000)


async def claim(sender: UUID, now: datetime) -> db.Row | None:
    """The mailing that has been due longest, for this sender alone; None: none is due."""
    due = "state IN ('waiting', 'failed') AND next_at <= $1 AND (lease_until IS NULL OR lease_until < $1)"
    while True:
        oldest = await db.fetch_one(f"SELECT id FROM mailing WHERE {due} ORDER BY next_at, id LIMIT 1", now)  # noqa: S608 - constant
        if oldest is None:
            return None
        async with db.transaction():
            rows = await db.fetch(
                "UPDATE mailing SET worker = $2, lease_until = $3, attempts = attempts + 1"  # noqa: S608 - constant
                f" WHERE id = $4 AND {due} RETURNING id, report, schedule, channel, recipient, attempts",
                now,
                sender,
                now + LEASE,
                oldest["id"],
            )
        if rows:  # else another sender was quicker
            return rows[0]


async def mark_sent(sender: UUID, mailing: UUID, now: datetime) -> None:
    """It has arrived."""
    async with db.transaction():
        await db.fetch(
            "UPDATE mailing SET state = 'sent', sent_at = $3, lease_until = NULL, error = NULL, error_detail = NULL"
            " WHERE id = $1 AND worker = $2",
            mailing,
            sender,
            now,
        )


async def mark_failed(sender: UUID, mailing: UUID, attempts: int, why: NotSent, now: datetime) -> None:
    """Try again after a pause, or leave it to a person after the last attempt; why stays visible."""
    dead = why.for_good or attempts >= ATTEMPTS_MOST
    async with db.transaction():
        await db.fetch(
            "UPDATE mailing SET state = $3, next_at = $4, error = $5, error_detail = $6, lease_until = NULL"
            " WHERE id = $1 AND worker = $2",
            mailing,
            sender,
            "dead" if dead else "failed",
            now + pause_after(attempts),
            why.code,
            None if why.detail is None else why.detail[:DETAIL_MOST].replace("\x00", ""),
        )


async def send_again(scope: Scope, mailing: UUID, now: datetime) -> db.Row:
    """A mailing that failed or is dead is due now, with all its attempts; another stays as it is."""
    await find_mailing(scope, mailing)
    async with db.transaction():
        await db.fetch(
            "UPDATE mailing SET state = 'waiting', attempts = 0, next_at = $2, lease_until = NULL"
            " WHERE id = $1 AND state IN ('failed', 'dead')",
            mailing,
            now,
        )
    return await find_mailing(scope, mailing)


async def find_mailing(scope: Scope, mailing: UUID) -> db.Row:
    """A mailing of a report in scope, NotOnRecord otherwise."""
    row = await db.fetch_one(
        f"SELECT {SHOWN} FROM mailing m JOIN report r ON r.id = m.report WHERE m.id = $1",  # noqa: S608 - constant columns
        mailing,
    )
    if row is None or not scope.sees(row["site"]):
        raise NotOnRecord(mailing=str(mailing))
    return row


async def list_mailings(
    scope: Scope,
    state: str | None,
    schedule: UUID | None,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> list[db.Row]:
    """Mailings of reports in scope, the newest first."""
    moment, identity = before or (None, None)
    return await db.fetch(
        f"SELECT {SHOWN} FROM mailing m JOIN report r ON r.id = m.report WHERE ($1 OR r.site IN @uuids($2))"  # noqa: S608 - constant columns
        " AND ($3 OR m.state = $4) AND ($5 OR m.schedule = $6)"
        " AND ($7 OR m.created_at < $8 OR (m.created_at = $8 AND m.id < $9))"
        " ORDER BY m.created_at DESC, m.id DESC LIMIT $10",
        scope.everything,
        list(scope.parties),
        state is None,
        state,
        schedule is None,
        schedule,
        before is None,
        moment,
        identity,
        limit,
    )
