"""Rows of batches, links and tracking events as every verb makes them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from traceability.db import Row
from traceability.ledger.kinds import Entry
from traceability.quantities import Quantity


class BatchKind(StrEnum):
    SOURCE = "source"
    CAMPUS = "campus"
    DISH = "dish"
    SERVED = "served"
    SAMPLE = "sample"
    DISPATCHED = "dispatched"


class LinkKind(StrEnum):
    ANNOUNCED = "announced"
    DELIVERY = "delivery"
    COOKING = "cooking"
    DRAWN = "drawn"
    OPENING = "opening"
    SERVING = "serving"
    SAMPLE = "sample"
    DISPATCH = "dispatch"
    SAME = "same"


def batch_row(entry: Entry[Any], batch: UUID, kind: BatchKind, quantity: Quantity | None, **columns: Any) -> Row:
    """A batch that this record made, held by the party in whose log it stands unless `party` says otherwise."""
    row: Row = {
        "batch": batch,
        "kind": kind.value,
        "party": entry.log,
        "amount": quantity.amount if quantity else None,
        "dimension": quantity.dimension.value if quantity else None,
        "inferred": False,
        **columns,
    }
    return entry.row("batch", batch, **row)


def source_row(batch: UUID, supplier: UUID, ingredient: UUID, lot: str | None, day: object, inferred: bool) -> Row:
    """A supplier's lot as its id names it: the same row whoever names it first. Its home is the supplier."""
    return {
        "id": batch,
        "home": supplier,
        "record": batch,
        "rev": 0,
        "log": supplier,
        "seq": 0,
        "until_seq": None,
        "batch": batch,
        "kind": BatchKind.SOURCE.value,
        "party": supplier,
        "ingredient": ingredient,
        "lot": lot,
        "production_date": day,
        "inferred": inferred,
    }


def link_row(
    entry: Entry[Any],
    child: UUID,
    parent: UUID,
    kind: LinkKind,
    quantity: Quantity | None,
    evidence: str,
    occurred_at: datetime,
) -> Row:
    """child was made from parent; what was weighed is its own least and greatest."""
    amount = quantity.amount if quantity else None
    return entry.row(
        "link",
        child,
        parent,
        kind.value,
        child=child,
        parent=parent,
        kind=kind.value,
        amount=amount,
        least=amount,
        greatest=amount,
        dimension=quantity.dimension.value if quantity else None,
        evidence=evidence,
        occurred_at=occurred_at,
    )


def event_row(entry: Entry[Any], kind: str, step: str, disposition: str | None, occurred_at: datetime) -> Row:
    """The tracking event of this record: CBV 2.0 step and disposition."""
    return entry.row("event", kind=kind, step=step, disposition=disposition, occurred_at=occurred_at)
