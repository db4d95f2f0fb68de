"""Who bears a tablet's token. Below the accounts, which ask here for tokens that are none of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from traceability import db

SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Device:
    """An enrolled tablet and the site it stands in."""

    tablet: UUID
    site: UUID
    name: str


async def device_of(digest: bytes) -> Device | None:
    """The tablet whose token has this SHA-256, unless it is disabled. Notes, to the minute, that it was here."""
    row = await db.fetch_one(
        "SELECT id, site, name, last_seen FROM tablet WHERE digest = $1 AND disabled_at IS NULL", digest
    )
    if row is None:
        return None
    now = db.utc_now()
    if row["last_seen"] is None or row["last_seen"] < now - SEEN_EVERY:
        await db.fetch("UPDATE tablet SET last_seen = $2 WHERE id = $1", row["id"], now)
    return Device(row["id"], row["site"], row["name"])
