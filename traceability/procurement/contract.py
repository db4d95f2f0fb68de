"""Contract with a supplier: for how long, won by tender or not, and at which prices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Code, Day, UnitName, UnitPrice
from traceability.deliveries.tables import DocumentLink
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.procurement.tables import Contract, ContractLine
from traceability.quantities import parse_unit_price
from traceability.scope import OFFICE, Scope


class ContractLineBody(Body):
    """unit_price: yuan per unit, a decimal string."""

    ingredient: UUID
    unit_price: UnitPrice
    unit: UnitName = "kg"


class ContractBody(Body):
    """buyer: the organisation or site that buys; valid_to: its last day, none for a contract without an end.

    on_platform: concluded on the collective-purchase platform (集采平台).
    """

    buyer: UUID
    supplier: UUID
    number: Code | None = None
    valid_from: Day
    valid_to: Day | None = None
    tendered: bool | None = None
    on_platform: bool | None = None
    lines: Annotated[list[ContractLineBody], Field(max_length=500)] = []
    documents: Annotated[list[UUID], Field(max_length=50)] = []


def rows(entry: Entry[ContractBody]) -> Rows:
    body = entry.body
    contract = entry.row(
        "contract",
        supplier=body.supplier,
        number=body.number,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        tendered=body.tendered,
        on_platform=body.on_platform,
    )
    lines = [
        entry.row(
            "line",
            n,
            supplier=body.supplier,
            ingredient=line.ingredient,
            unit_price=parse_unit_price(line.unit_price),
            unit=line.unit,
        )
        for n, line in enumerate(body.lines)
    ]
    documents = [entry.row("document", d, document=d) for d in dict.fromkeys(body.documents)]
    return {Contract: [contract], ContractLine: lines, DocumentLink: documents}


CONTRACT = Kind(
    name="contract",
    path="contracts",
    body=ContractBody,
    writers=OFFICE,
    rows=rows,
    tables=(Contract, ContractLine, DocumentLink),
    log=lambda body: body.buyer,
)


async def contract(scope: Scope, contracts: Sequence[Submission]) -> list[Receipt]:
    """Record contracts."""
    return await record(scope, CONTRACT, contracts)
