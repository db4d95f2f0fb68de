"""What a tablet says of each of its entries, noted beside the record once that is written.

The note is no part of the record: it says who made the entry, when by the tablet's clock, and its place in the tablet's
own sequence and chain, chain(n) = SHA-256(chain(n-1) || record id || SHA-256(bytes)), from 32 zero bytes. The tablet
is answered after its entry is noted, and sends again what was not answered: so all it knows to be sent is noted.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from server.tablets.bearer import Device
from server.tablets.staff import Standing
from server.tablets.tables import TabletEntry, TabletFault
from traceability import db
from traceability.identifiers import derive, uuid7
from traceability.scope import Scope

FIRST_CHAIN = bytes(32)
SEQUENCE_MOST = 999_999_999
FIRST_YEAR, LAST_YEAR = 1900, 2199


class EntryState(StrEnum):
    """What became of an entry: on record, kept as a rival of another content, or taken back before it was recorded."""

    RECORDED = "recorded"
    CONFLICT = "conflict"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Made:
    """An entry as its tablet tells it. digest: SHA-256 of its bytes; sent_at None: it was withdrawn."""

    sequence: int
    record: UUID
    kind: str
    digest: bytes
    chain: bytes
    person: UUID | None
    made_at: datetime
    sent_at: datetime | None = None
    reason: str | None = None


def _clock(value: object) -> datetime:
    """A time by a tablet's clock, in UTC and whole milliseconds: also of one that stands at 1970."""
    try:
        told = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        told = None
    if told is None:
        raise PydanticCustomError("not_a_time", "not a time")
    if told.tzinfo is None:
        raise PydanticCustomError("zone_required", "zone required")
    if not FIRST_YEAR <= told.year <= LAST_YEAR:
        bounds = {"from": f"{FIRST_YEAR}-01-01", "to": f"{LAST_YEAR}-12-31"}
        raise PydanticCustomError("out_of_calendar", "out of calendar", bounds)
    return told.astimezone(UTC).replace(microsecond=told.microsecond // 1000 * 1000)


TabletTime = Annotated[datetime, BeforeValidator(_clock)]


def chained(before: bytes, record: UUID, digest: bytes) -> bytes:
    """The chain after an entry: SHA-256 of the chain before it, its record's id and its bytes' SHA-256."""
    return hashlib.sha256(before + record.bytes + digest).digest()


async def note(device: Device, made: Made, state: EntryState, author: Standing) -> db.Row:
    """Note what became of an entry; the row that stands under its sequence.

    Again: the same row, and a withdrawn entry that arrived after all is no longer withdrawn. Another entry under a
    sequence that is taken is kept as a fault of the chain.
    """
    now = db.utc_now()
    row = {
        "id": uuid7(),
        "tablet": device.tablet,
        "site": device.site,
        "sequence": made.sequence,
        "record": made.record,
        "kind": made.kind,
        "digest": made.digest,
        "chain": made.chain,
        "person": made.person,
        "made_at": made.made_at,
        "sent_at": made.sent_at,
        "received_at": now,
        "skew_ms": None if made.sent_at is None else int((now - made.sent_at).total_seconds() * 1000),
        "state": state.value,
        "author_state": author.value,
        "reason": made.reason,
    }
    async with db.transaction():
        await db.insert({TabletEntry: [row]}, ignore=frozenset({TabletEntry}))
        there = await _under(device.tablet, made.sequence)
        if (there["record"], bytes(there["digest"]), bytes(there["chain"])) != (made.record, made.digest, made.chain):
            await _keep_fault(device.tablet, made, now)
        elif there["state"] == EntryState.WITHDRAWN and state is not EntryState.WITHDRAWN:
            await db.fetch(
                "UPDATE tablet_entry SET state = $2, sent_at = $3, received_at = $4, skew_ms = $5 WHERE id = $1",
                there["id"],
                row["state"],
                row["sent_at"],
                now,
                row["skew_ms"],
            )
            there = await _under(device.tablet, made.sequence)
    return there


async def entries_of(
    scope: Scope, tablet: UUID | None, state: str | None, before: UUID | None, count: int
) -> list[db.Row]:
    """Entries of the tablets in scope (or of one of them), newest first, from before one of them on."""
    return await db.fetch(
        "SELECT * FROM tablet_entry WHERE ($1 OR site IN @uuids($2)) AND ($3 OR tablet = $4) AND ($5 OR state = $6)"
        " AND ($7 OR id < $8) ORDER BY id DESC LIMIT $9",
        scope.everything,
        list(scope.parties),
        tablet is None,
        tablet,
        state is None,
        state,
        before is None,
        before,
        count,
    )


async def _under(tablet: UUID, sequence: int) -> db.Row:
    rows = await db.fetch("SELECT * FROM tablet_entry WHERE tablet = $1 AND sequence = $2", tablet, sequence)
    return rows[0]


async def _keep_fault(tablet: UUID, made: Made, now: datetime) -> None:
    place = (str(made.sequence), str(made.record), made.digest.hex(), made.chain.hex())
    fault: dict[str, Any] = {
        "id": derive(tablet, *place),
        "tablet": tablet,
        "sequence": made.sequence,
        "record": made.record,
        "kind": made.kind,
        "digest": made.digest,
        "chain": made.chain,
        "received_at": now,
    }
    await db.insert({TabletFault: [fault]}, ignore=frozenset({TabletFault}))
