"""Count the store: what is left of each batch, whatever the books say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Amount, Body, Happening, Moment, Note
from traceability.kitchen.care_tables import StockCountLine
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, Scope
from traceability.trace.nodes import event_row
from traceability.trace.tables import TrackingEvent
from traceability.vocabulary import Evidence


class CountLineBody(Body):
    """amount: what is left, zero where the batch is gone."""

    batch: UUID
    amount: Amount
    evidence: Evidence = Evidence.TYPED


class StockCountBody(Happening):
    site: UUID
    occurred_at: Moment
    person: UUID | None = None
    lines: Annotated[list[CountLineBody], Field(min_length=1, max_length=1000)]
    note: Note | None = None


def rows(entry: Entry[StockCountBody]) -> Rows:
    """One row a line; a batch that stands on two lines lay in two places."""
    body = entry.body
    lines = [
        entry.row(
            "line",
            n,
            batch=line.batch,
            amount=line.amount.quantity.amount,
            dimension=line.amount.quantity.dimension.value,
            evidence=line.evidence.value,
            person=body.person,
            occurred_at=body.occurred_at,
            day=entry.day(body.occurred_at),
        )
        for n, line in enumerate(body.lines)
    ]
    event = event_row(entry, "stock_count", "cycle_counting", None, body.occurred_at)
    return {StockCountLine: lines, TrackingEvent: [event]}


STOCK_COUNT = Kind(
    name="stock_count",
    path="stock-counts",
    body=StockCountBody,
    writers=CANTEEN,
    rows=rows,
    tables=(StockCountLine, TrackingEvent),
    log=lambda body: body.site,
)


async def count_stock(scope: Scope, counts: Sequence[Submission]) -> list[Receipt]:
    """Record counts of the store."""
    return await record(scope, STOCK_COUNT, counts)
