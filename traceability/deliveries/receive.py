"""Receive a delivery: what came, from whom, how much was accepted, and in what state it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from traceability.bodies import (
    Amount,
    Body,
    Code,
    Count,
    Country,
    Day,
    Happening,
    Line,
    Moment,
    Name,
    Note,
    Temperature,
    UnitPrice,
)
from traceability.db import Row
from traceability.deliveries.tables import Delivery, DeliveryLine, DeliveryReceiver, DocumentLink
from traceability.deliveries.weigh import Weighing
from traceability.documents.deposit import number_key
from traceability.identifiers import campus_batch_id, normalise_lot, supplier_batch_id
from traceability.kitchen.allocate import relink_drawing_from
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.quantities import parse_temperature, parse_unit_price
from traceability.scope import CANTEEN, Scope
from traceability.trace.nodes import BatchKind, LinkKind, batch_row, event_row, link_row, source_row
from traceability.trace.tables import Batch, Link, TrackingEvent
from traceability.vocabulary import Appearance, Evidence, ReceiverRole


class Vehicle(Body):
    plate: Code | None = None
    temperature: Temperature | None = None


class Receiver(Body):
    """Who received and signed; whoever signs later does so by a record of its own (countersign.py)."""

    person: UUID
    role: ReceiverRole
    signed_at: Moment


class Producer(Body):
    organisation: UUID | None = None
    name: Name | None = None
    address: Name | None = None


class PackageBody(Body):
    """Packages as counted, e.g. 5 箱 of 10 kg: a package's content belongs to this batch alone."""

    count: Count
    unit: Code
    content: Amount | None = None


class LineBody(Body):
    """One line of receiving form B. accepted may be zero: a refused line is recorded like any other.

    photos: photographs of goods and labels by their own ids; they come before the record or after it, and are no
    documents in the sense of the law. weighings: what stood on the scale, where more was weighed than one figure says.
    produced_in: the country on the label, as ISO 3166 writes it; chinese_label: whether imported goods bore one (FSL
    Art 97). Of meat: the slaughterhouse's name or code as stamped, and the numbers of the papers that came with it.
    """

    line: Line
    ingredient: UUID
    name_seen: Name | None = None
    specification: Name | None = None
    ordered: Amount | None = None
    delivered: Amount | None = None
    accepted: Amount
    rejected: Amount | None = None
    weighings: Annotated[list[Weighing], Field(max_length=200)] = []
    reason: Note | None = None
    lot_code: Code | None = None
    production_date: Day | None = None
    expiry_date: Day | None = None
    shelf_life_days: Annotated[int, Field(ge=0, le=3650, strict=True)] | None = None
    batch: UUID | None = None
    producer: Producer | None = None
    origin: Name | None = None
    produced_in: Country | None = None
    chinese_label: Annotated[bool, Field(strict=True)] | None = None
    slaughterhouse: Name | None = None
    quarantine_number: Code | None = None
    meat_inspection_number: Code | None = None
    asf_report_number: Code | None = None
    consignor: UUID | None = None
    package: PackageBody | None = None
    temperature: Temperature | None = None
    label_temperature: Temperature | None = None
    appearance: Appearance | None = None
    documents: Annotated[list[UUID], Field(max_length=50)] = []
    photos: Annotated[list[UUID], Field(max_length=20)] = []
    unit_price: UnitPrice | None = None
    evidence: Evidence = Evidence.TYPED

    @model_validator(mode="after")
    def one_dimension(self) -> LineBody:
        loads = (amount for weighing in self.weighings for amount in weighing.amounts)
        for amount in (self.delivered, self.rejected, *loads):
            if amount is not None and amount.quantity.dimension is not self.accepted.quantity.dimension:
                raise PydanticCustomError("units_differ", "all that was weighed is one kind of unit")
        return self


class DeliveryBody(Happening):
    """A delivery as received at the kitchen door."""

    site: UUID
    supplier: UUID
    occurred_at: Moment
    order: UUID | None = None
    note_number: Code | None = None
    vehicle: Vehicle | None = None
    receivers: Annotated[list[Receiver], Field(max_length=10)] = []
    documents: Annotated[list[UUID], Field(max_length=50)] = []
    note: Note | None = None
    lines: Annotated[list[LineBody], Field(min_length=1, max_length=300)]

    @model_validator(mode="after")
    def lines_are_distinct(self) -> DeliveryBody:
        if len({line.line for line in self.lines}) != len(self.lines):
            raise PydanticCustomError("repeated_line", "a line number stands twice")
        return self


def source_of(body: DeliveryBody, line: LineBody, entry: Entry[DeliveryBody]) -> UUID:
    """The supplier's batch a line came from: the announced one it names, else the one its label identifies."""
    if line.batch is not None:
        return line.batch
    return supplier_batch_id(
        body.supplier, line.ingredient, line.lot_code, line.production_date, entry.day(body.occurred_at)
    )


def rows(entry: Entry[DeliveryBody]) -> Rows:
    """The typed rows of a delivery: itself, receivers, lines, their batches and links, documents, the event."""
    body = entry.body
    vehicle = body.vehicle or Vehicle()
    delivery = entry.row(
        "delivery",
        supplier=body.supplier,
        purchase_order=body.order,
        note_number=body.note_number,
        vehicle_plate=vehicle.plate,
        vehicle_temperature=_tenths(vehicle.temperature),
        note=body.note,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    written: Rows = {
        Delivery: [delivery],
        DeliveryReceiver: [
            entry.row("receiver", n, person=r.person, role=r.role.value, signed_at=r.signed_at)
            for n, r in enumerate(body.receivers)
        ],
        DeliveryLine: [],
        Batch: [],
        Link: [],
        DocumentLink: [entry.row("document", d, document=d) for d in dict.fromkeys(body.documents)],
        TrackingEvent: [event_row(entry, "delivery", "receiving", "in_progress", body.occurred_at)],
    }
    for line in body.lines:
        _add_line(entry, line, written)
    return written


def _add_line(entry: Entry[DeliveryBody], line: LineBody, written: Rows) -> None:
    body = entry.body
    source, batch = source_of(body, line, entry), campus_batch_id(entry.record, line.line)
    lot = normalise_lot(line.lot_code or "") or None
    if line.batch is None:
        day = line.production_date if lot else entry.day(body.occurred_at)
        written[Batch].append(source_row(source, body.supplier, line.ingredient, lot, day, inferred=lot is None))
    row = _line_row(entry, line, lot, source, batch)
    written[DeliveryLine].append(row)
    written[Batch].append(
        batch_row(
            entry,
            batch,
            BatchKind.CAMPUS,
            line.accepted.quantity,
            ingredient=line.ingredient,
            lot=lot,
            lot_entered=line.lot_code,
            production_date=line.production_date,
            expiry_date=row["expiry_date"],
            occurred_at=body.occurred_at,
        )
    )
    evidence = line.evidence.value if lot or line.batch else Evidence.INFERRED.value
    written[Link].append(
        link_row(entry, batch, source, LinkKind.DELIVERY, line.accepted.quantity, evidence, body.occurred_at)
    )
    written[DocumentLink] += [
        entry.row("document", line.line, d, document=d, batch=batch) for d in dict.fromkeys(line.documents)
    ]


def _line_row(entry: Entry[DeliveryBody], line: LineBody, lot: str | None, source: UUID, batch: UUID) -> Row:
    accepted = line.accepted.quantity
    producer = line.producer or Producer()
    ordered = line.ordered.quantity if line.ordered else None
    package = line.package
    return entry.row(
        "line",
        line.line,
        line=line.line,
        batch=batch,
        source=source,
        ingredient=line.ingredient,
        supplier=entry.body.supplier,
        name_seen=line.name_seen,
        specification=line.specification,
        dimension=accepted.dimension.value,
        ordered=ordered.amount if ordered else None,
        ordered_dimension=ordered.dimension.value if ordered else None,
        delivered=line.delivered.quantity.amount if line.delivered else None,
        accepted=accepted.amount,
        rejected=line.rejected.quantity.amount if line.rejected else 0,
        entered=line.accepted.amount,
        entered_unit=line.accepted.unit,
        reason=line.reason,
        lot=lot,
        lot_entered=line.lot_code,
        production_date=line.production_date,
        expiry_date=_expiry(line),
        producer=producer.organisation,
        producer_name=producer.name,
        producer_address=producer.address,
        origin=line.origin,
        produced_in=line.produced_in,
        chinese_label=line.chinese_label,
        slaughterhouse=line.slaughterhouse,
        quarantine_number=line.quarantine_number,
        quarantine_key=number_key(line.quarantine_number) if line.quarantine_number else None,
        meat_inspection_number=line.meat_inspection_number,
        meat_inspection_key=number_key(line.meat_inspection_number) if line.meat_inspection_number else None,
        asf_report_number=line.asf_report_number,
        consignor=line.consignor,
        package_count=package.count if package else None,
        package_unit=package.unit if package else None,
        package_content=package.content.quantity.amount if package and package.content else None,
        temperature=_tenths(line.temperature),
        label_temperature=_tenths(line.label_temperature),
        appearance=line.appearance.value if line.appearance else None,
        unit_price=None if line.unit_price is None else parse_unit_price(line.unit_price),
        evidence=line.evidence.value,
        occurred_at=entry.body.occurred_at,
        day=entry.day(entry.body.occurred_at),
    )


def _tenths(text: str | None) -> int | None:
    return None if text is None else parse_temperature(text)


def _expiry(line: LineBody) -> object:
    """The date on the label, else the production date and the shelf life that the label gives."""
    if line.expiry_date or line.production_date is None or line.shelf_life_days is None:
        return line.expiry_date
    return line.production_date.fromordinal(line.production_date.toordinal() + line.shelf_life_days)


async def settle(entries: Sequence[Entry[DeliveryBody]]) -> None:
    """Goods that were issued before their delivery was recorded: now their ingredient is known."""
    await relink_drawing_from(
        {campus_batch_id(entry.record, line.line): entry for entry in entries for line in entry.body.lines}
    )


DELIVERY = Kind(
    name="delivery",
    path="deliveries",
    body=DeliveryBody,
    writers=CANTEEN,
    rows=rows,
    tables=(Delivery, DeliveryReceiver, DeliveryLine, DocumentLink, Batch, Link, TrackingEvent),
    log=lambda body: body.site,
    settle=settle,
)


async def receive(scope: Scope, deliveries: Sequence[Submission]) -> list[Receipt]:
    """Record deliveries as they were seen, whatever is wrong with them."""
    return await record(scope, DELIVERY, deliveries)
