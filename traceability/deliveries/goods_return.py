"""Return goods to their supplier after they had been accepted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from traceability.bodies import Amount, Happening, Moment
from traceability.deliveries.tables import GoodsReturn
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, Scope
from traceability.trace.nodes import event_row
from traceability.trace.tables import TrackingEvent


class GoodsReturnBody(Happening):
    """batch: the campus batch that went back, all of it or part; delivery: the one it had come with."""

    site: UUID
    occurred_at: Moment
    delivery: UUID | None = None
    supplier: UUID | None = None
    batch: UUID
    amount: Amount
    reason: Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
    person: UUID | None = None


def rows(entry: Entry[GoodsReturnBody]) -> Rows:
    body = entry.body
    quantity = body.amount.quantity
    returned = entry.row(
        "return",
        delivery=body.delivery,
        supplier=body.supplier,
        batch=body.batch,
        amount=quantity.amount,
        dimension=quantity.dimension.value,
        entered=body.amount.amount,
        entered_unit=body.amount.unit,
        reason=body.reason,
        person=body.person,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    event = event_row(entry, "goods_return", "shipping", "returned", body.occurred_at)
    return {GoodsReturn: [returned], TrackingEvent: [event]}


GOODS_RETURN = Kind(
    name="goods_return",
    path="goods-returns",
    body=GoodsReturnBody,
    writers=CANTEEN,
    rows=rows,
    tables=(GoodsReturn, TrackingEvent),
    log=lambda body: body.site,
)


async def return_goods(scope: Scope, returns: Sequence[Submission]) -> list[Receipt]:
    """Record goods going back to their suppliers."""
    return await record(scope, GOODS_RETURN, returns)
