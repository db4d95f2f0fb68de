"""Order from a supplier for a day: what the kitchen expects at its door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from traceability.bodies import MAY_BE_LEFT_OUT, Amount, Body, Code, Day, Line, Moment, Note, Temperature, UnitPrice
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.procurement.tables import PurchaseOrder, PurchaseOrderLine
from traceability.quantities import parse_temperature, parse_unit_price
from traceability.scope import CANTEEN, Scope


class OrderLineBody(Body):
    """unit_price: yuan per unit of the amount; label_temperature: at which the goods are to be kept."""

    line: Line
    ingredient: UUID
    amount: Amount
    unit_price: UnitPrice | None = None
    label_temperature: Temperature | None = None


class PurchaseOrderBody(Body):
    """An order of a site; due: the business day on which it is to arrive.

    on_platform: placed on the collective-purchase platform (集采平台); null: as its contract says, or nobody said.
    """

    site: UUID
    supplier: UUID
    number: Code | None = None
    contract: UUID | None = None
    due: Day
    ordered_at: Moment | None = None
    on_platform: Annotated[bool | None, MAY_BE_LEFT_OUT] = None
    note: Note | None = None
    lines: Annotated[list[OrderLineBody], Field(min_length=1, max_length=300)]

    @model_validator(mode="after")
    def lines_are_distinct(self) -> PurchaseOrderBody:
        if len({line.line for line in self.lines}) != len(self.lines):
            raise PydanticCustomError("repeated_line", "a line number stands twice")
        return self


def rows(entry: Entry[PurchaseOrderBody]) -> Rows:
    body = entry.body
    order = entry.row(
        "order",
        supplier=body.supplier,
        number=body.number,
        contract=body.contract,
        due=body.due,
        ordered_at=body.ordered_at,
        note=body.note,
        on_platform=body.on_platform,
    )
    lines = [
        entry.row(
            "line",
            line.line,
            line=line.line,
            ingredient=line.ingredient,
            amount=line.amount.quantity.amount,
            dimension=line.amount.quantity.dimension.value,
            entered=line.amount.amount,
            entered_unit=line.amount.unit,
            unit_price=None if line.unit_price is None else parse_unit_price(line.unit_price),
            label_temperature=None if line.label_temperature is None else parse_temperature(line.label_temperature),
        )
        for line in body.lines
    ]
    return {PurchaseOrder: [order], PurchaseOrderLine: lines}


PURCHASE_ORDER = Kind(
    name="purchase_order",
    path="purchase-orders",
    body=PurchaseOrderBody,
    writers=CANTEEN,
    rows=rows,
    tables=(PurchaseOrder, PurchaseOrderLine),
    log=lambda body: body.site,
)


async def order(scope: Scope, orders: Sequence[Submission]) -> list[Receipt]:
    """Record purchase orders."""
    return await record(scope, PURCHASE_ORDER, orders)
