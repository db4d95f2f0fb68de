"""Receive cooked food from another campus: like a delivery, in this campus's own log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from traceability.bodies import Amount, Body, Count, Happening, Line, Moment, Name, Note, Temperature
from traceability.deliveries.receive import Receiver
from traceability.identifiers import campus_batch_id
from traceability.kitchen.care_tables import DispatchReceipt, DispatchReceiptItem, DispatchReceiver
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.quantities import parse_temperature
from traceability.scope import CANTEEN, Scope
from traceability.trace.nodes import BatchKind, LinkKind, batch_row, event_row, link_row
from traceability.trace.tables import Batch, Link, TrackingEvent
from traceability.vocabulary import Evidence


class ReceiptItemBody(Body):
    """batch: the dispatched batch, as its label says; accepted null: taken, but not weighed."""

    line: Line
    batch: UUID
    dish: Name | None = None
    dish_en: Name | None = None
    accepted: Amount | None = None
    rejected: Amount | None = None
    temperature: Temperature | None = None
    portions: Count | None = None
    reason: Note | None = None
    evidence: Evidence = Evidence.TYPED

    @model_validator(mode="after")
    def one_dimension(self) -> ReceiptItemBody:
        both = [a.quantity.dimension for a in (self.accepted, self.rejected) if a is not None]
        if len(set(both)) > 1:
            raise PydanticCustomError("units_differ", "accepted and rejected are one kind of unit")
        return self


class DispatchReceiptBody(Happening):
    """What arrived at `site`; dispatch null: it came without a paper that names it."""

    site: UUID
    dispatch: UUID | None = None
    occurred_at: Moment
    items: Annotated[list[ReceiptItemBody], Field(min_length=1, max_length=100)]
    seal_intact: bool | None = None
    receivers: Annotated[list[Receiver], Field(max_length=10)] = []
    note: Note | None = None

    @model_validator(mode="after")
    def lines_are_distinct(self) -> DispatchReceiptBody:
        if len({item.line for item in self.items}) != len(self.items):
            raise PydanticCustomError("repeated_line", "a line number stands twice")
        return self


def rows(entry: Entry[DispatchReceiptBody]) -> Rows:
    """The receipt, its receivers and items, a dish batch held here for each with its link, the event."""
    body = entry.body
    receipt = entry.row(
        "receipt",
        dispatch=body.dispatch,
        seal_intact=body.seal_intact,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    written: Rows = {
        DispatchReceipt: [receipt],
        DispatchReceiver: [
            entry.row("receiver", n, person=r.person, role=r.role.value, signed_at=r.signed_at)
            for n, r in enumerate(body.receivers)
        ],
        DispatchReceiptItem: [],
        Batch: [],
        Link: [],
        TrackingEvent: [event_row(entry, "dispatch_receipt", "receiving", "in_progress", body.occurred_at)],
    }
    for item in body.items:
        _add_item(entry, item, written)
    return written


def _add_item(entry: Entry[DispatchReceiptBody], item: ReceiptItemBody, written: Rows) -> None:
    batch, moment = campus_batch_id(entry.record, item.line), entry.body.occurred_at
    accepted = item.accepted.quantity if item.accepted else None
    rejected = item.rejected.quantity if item.rejected else None
    either = accepted or rejected
    written[DispatchReceiptItem].append(
        entry.row(
            "item",
            item.line,
            line=item.line,
            batch=batch,
            parent=item.batch,
            dish=item.dish,
            dish_en=item.dish_en,
            accepted=accepted.amount if accepted else None,
            rejected=rejected.amount if rejected else 0,
            dimension=either.dimension.value if either else None,
            portions=item.portions,
            temperature=None if item.temperature is None else parse_temperature(item.temperature),
            reason=item.reason,
        )
    )
    named = {"name": item.dish, "name_en": item.dish_en}
    written[Batch].append(batch_row(entry, batch, BatchKind.DISH, accepted, **named, occurred_at=moment))
    written[Link].append(link_row(entry, batch, item.batch, LinkKind.DISPATCH, accepted, item.evidence.value, moment))


DISPATCH_RECEIPT = Kind(
    name="dispatch_receipt",
    path="dispatch-receipts",
    body=DispatchReceiptBody,
    writers=CANTEEN,
    rows=rows,
    tables=(DispatchReceipt, DispatchReceiver, DispatchReceiptItem, Batch, Link, TrackingEvent),
    log=lambda body: body.site,
)


async def receive_dispatch(scope: Scope, receipts: Sequence[Submission]) -> list[Receipt]:
    """Record cooked food that arrived from another campus, whatever is wrong with it."""
    return await record(scope, DISPATCH_RECEIPT, receipts)
