"""Publish a reference price: what an ingredient should cost in a region, after a joint market inquiry (联合询价)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from traceability.bodies import Body, Day, Name, Region, UnitName, UnitPrice
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.procurement.tables import ReferencePrice
from traceability.quantities import parse_unit_price
from traceability.scope import OFFICE, Role, Scope


class ReferencePriceBody(Body):
    """organisation: who publishes it; unit_price: yuan per unit, a decimal string; valid_to: its last day.

    region: where it holds (a shorter code holds for all that begins with it); source: the list or market it is from.
    """

    organisation: UUID
    region: Region
    ingredient: UUID
    unit_price: UnitPrice
    unit: UnitName = "kg"
    valid_from: Day
    valid_to: Day | None = None
    source: Name


def rows(entry: Entry[ReferencePriceBody]) -> Rows:
    body = entry.body
    price = entry.row(
        "price",
        region=body.region,
        ingredient=body.ingredient,
        unit_price=parse_unit_price(body.unit_price),
        unit=body.unit,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        source=body.source,
    )
    return {ReferencePrice: [price]}


REFERENCE_PRICE = Kind(
    name="reference_price",
    path="reference-prices",
    body=ReferencePriceBody,
    writers=OFFICE | {Role.INSPECTOR},
    rows=rows,
    tables=(ReferencePrice,),
    log=lambda body: body.organisation,
)


async def publish_prices(scope: Scope, prices: Sequence[Submission]) -> list[Receipt]:
    """Record reference prices."""
    return await record(scope, REFERENCE_PRICE, prices)
