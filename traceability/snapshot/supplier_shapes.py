"""Shapes of a supplier's file."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from traceability.snapshot.batch_shapes import HoldOn, Party
from traceability.snapshot.parts import Amount, Named, Positions, Recorded, SourceState
from traceability.snapshot.shapes import CheckpointRead, Threshold
from traceability.snapshot.supply_shapes import Contract, Price, SupplierFile, Test


class ArrivedLine(TypedDict):
    """A line of a delivery, as far as a supplier's file tells. cost: yuan, None without a price or kind of unit."""

    line: int
    batch: str
    ingredient: str
    accepted: Amount | None
    rejected: Amount | None
    reason: str | None
    lot_code: str | None
    temperature: str | None
    limit_temperature: str | None
    storage: str
    source_state: SourceState
    papers: int
    unit_price: str | None
    price_unit: str | None
    cost: str | None


class Arrival(Recorded):
    """A delivery of the supplier to a campus that the reader oversees; papers: of the delivery as a whole."""

    campus: str
    day: str
    note_number: str | None
    papers: int
    lines: list[ArrivedLine]


class Announced(Recorded):
    """A batch that the supplier announced. step: commissioning or shipping; given: whether to one of the reader's."""

    day: str
    step: str
    ingredient: str
    lot_code: str | None
    amount: Amount | None
    production_date: str | None
    origin: str | None
    quarantine_number: str | None


class Vetted(TypedDict):
    """What a vetting says beyond its shape in the rules' facts: by whom it stands, and why."""

    record: str
    buyer: Named | None
    grade: str | None
    participants: int | None
    reason: str | None


class SupplierRecord(TypedDict):
    """A supplier over the days first..last, for one reader: `site`, an authority, a school or a campus.

    arrivals_total: deliveries of these days, of which `arrivals` holds the latest; announced_total likewise.
    ingredients: names by id; campuses: those that got a delivery. region: the reader's.
    """

    format: Literal[1]
    kind: Literal["supplier_file"]
    report: str
    period: str
    zone: str
    region: str
    first: str
    last: str
    made_at: str
    verify_url: NotRequired[str | None]
    as_known_at: Positions
    checkpoint: NotRequired[CheckpointRead | None]
    site: Party
    district: Named
    thresholds: list[Threshold]
    supplier: SupplierFile
    vetted: list[Vetted]
    contracts: list[Contract]
    campuses: list[Party]
    ingredients: dict[str, Named]
    arrivals: list[Arrival]
    arrivals_total: int
    tests: list[Test]
    prices: list[Price]
    holds: list[HoldOn]
    announced: list[Announced]
    announced_total: int
