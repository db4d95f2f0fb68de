"""Tries at codes and PINs, counted before they are checked: tries at the same moment count each other."""

from __future__ import annotations

from datetime import timedelta

from server.tablets.tables import Attempt
from traceability import db
from traceability.identifiers import uuid7

REMEMBER_MINUTES = 15


async def may_try(subject: str, most: int, minutes: int) -> bool:
    """Count a try; False (and not counted) where `most` failed within the last `minutes` (at most 15)."""
    attempt, now = uuid7(), db.utc_now()
    await db.insert({Attempt: [{"id": attempt, "subject": subject, "tried_at": now}]})
    counted = await db.fetch_one(
        "SELECT COUNT(*) AS n FROM attempt WHERE subject = $1 AND tried_at > $2",
        subject,
        now - timedelta(minutes=minutes),
    )
    if counted is not None and counted["n"] > most:
        await db.fetch("DELETE FROM attempt WHERE id = $1", attempt)
        return False
    return True


async def forgive(subject: str) -> None:
    """Forget the failed tries: the secret was right, or there is a new one."""
    await db.fetch("DELETE FROM attempt WHERE subject = $1", subject)


async def sweep_attempts() -> None:
    """Forget tries that no longer count, and codes that nobody used."""
    now = db.utc_now()
    async with db.transaction():
        await db.fetch("DELETE FROM attempt WHERE tried_at < $1", now - timedelta(minutes=REMEMBER_MINUTES))
        await db.fetch("DELETE FROM enrolment WHERE expires_at < $1 AND spent_at IS NULL", now)
