"""Hold or recall batches, and release them. What was made of them follows from the trace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from traceability.bodies import Body, Moment
from traceability.deliveries.tables import DocumentLink
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import AUTHORITY, OFFICE, Scope
from traceability.trace.nodes import event_row
from traceability.trace.tables import BatchHold, HeldBatch, HoldRelease, TrackingEvent
from traceability.vocabulary import HoldLevel

Reason = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]


class HoldBody(Body):
    """party: the authority, school or site that orders it."""

    party: UUID
    occurred_at: Moment
    batches: Annotated[list[UUID], Field(min_length=1, max_length=1000)]
    level: HoldLevel = HoldLevel.HOLD
    reason: Reason
    documents: Annotated[list[UUID], Field(max_length=50)] = []


class ReleaseBody(Body):
    """hold: the hold or recall that ends; party: who ends it."""

    party: UUID
    occurred_at: Moment
    hold: UUID
    reason: Reason | None = None


def hold_rows(entry: Entry[HoldBody]) -> Rows:
    """The hold, one row for each batch it names, its papers, the event."""
    body = entry.body
    disposition = "recalled" if body.level is HoldLevel.RECALL else "unavailable"
    hold = entry.row("hold", level=body.level.value, reason=body.reason, occurred_at=body.occurred_at)
    return {
        BatchHold: [hold],
        HeldBatch: [
            entry.row("batch", batch, batch=batch, level=body.level.value) for batch in dict.fromkeys(body.batches)
        ],
        DocumentLink: [entry.row("document", d, document=d) for d in dict.fromkeys(body.documents)],
        TrackingEvent: [event_row(entry, "hold", "holding", disposition, body.occurred_at)],
    }


def release_rows(entry: Entry[ReleaseBody]) -> Rows:
    body = entry.body
    release = entry.row("release", hold=body.hold, reason=body.reason, occurred_at=body.occurred_at)
    event = event_row(entry, "release", "storing", "available", body.occurred_at)
    return {HoldRelease: [release], TrackingEvent: [event]}


HOLD = Kind(
    name="hold",
    path="holds",
    body=HoldBody,
    writers=AUTHORITY | OFFICE,
    rows=hold_rows,
    tables=(BatchHold, HeldBatch, DocumentLink, TrackingEvent),
    log=lambda body: body.party,
)
RELEASE = Kind(
    name="release",
    path="releases",
    body=ReleaseBody,
    writers=AUTHORITY | OFFICE,
    rows=release_rows,
    tables=(HoldRelease, TrackingEvent),
    log=lambda body: body.party,
)


async def hold(scope: Scope, holds: Sequence[Submission]) -> list[Receipt]:
    """Record holds and recalls."""
    return await record(scope, HOLD, holds)


async def release(scope: Scope, releases: Sequence[Submission]) -> list[Receipt]:
    """Record the ends of holds and recalls."""
    return await record(scope, RELEASE, releases)
