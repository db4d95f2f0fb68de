"""Dispose of food: goods from the store, or what is left of a dish (waste form E of the 2018 操作规范)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from traceability.bodies import Amount, Happening, Moment, Note
from traceability.kitchen.care_tables import Disposal
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, Scope
from traceability.trace.nodes import event_row
from traceability.trace.tables import TrackingEvent
from traceability.vocabulary import DisposalReason


class DisposalBody(Happening):
    """amount null: thrown away without weighing."""

    site: UUID
    batch: UUID
    amount: Amount | None = None
    reason: DisposalReason
    occurred_at: Moment
    handler: UUID | None = None
    note: Note | None = None


def rows(entry: Entry[DisposalBody]) -> Rows:
    body = entry.body
    quantity = body.amount.quantity if body.amount else None
    disposal = entry.row(
        "disposal",
        batch=body.batch,
        amount=quantity.amount if quantity else None,
        dimension=quantity.dimension.value if quantity else None,
        reason=body.reason.value,
        handler=body.handler,
        note=body.note,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    event = event_row(entry, "disposal", "destroying", "destroyed", body.occurred_at)
    return {Disposal: [disposal], TrackingEvent: [event]}


DISPOSAL = Kind(
    name="disposal",
    path="disposals",
    body=DisposalBody,
    writers=CANTEEN,
    rows=rows,
    tables=(Disposal, TrackingEvent),
    log=lambda body: body.site,
)


async def dispose(scope: Scope, disposals: Sequence[Submission]) -> list[Receipt]:
    """Record food that was thrown away."""
    return await record(scope, DISPOSAL, disposals)
