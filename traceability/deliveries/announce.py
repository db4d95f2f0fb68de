"""Announce a batch upstream: who farms, slaughters, processes or sells says what it made or shipped, and from what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability import db
from traceability.bodies import Amount, Body, Code, Country, Day, Moment, Name, Temperature
from traceability.deliveries.tables import Announcement, DocumentLink
from traceability.documents.deposit import number_key
from traceability.errors import Fault, Invalid
from traceability.identifiers import normalise_lot, supplier_batch_id
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.quantities import parse_temperature
from traceability.scope import Role, Scope
from traceability.trace.nodes import BatchKind, LinkKind, batch_row, event_row, link_row
from traceability.trace.tables import Batch, Link, TrackingEvent
from traceability.vocabulary import AnnouncedStep, Evidence

_DISPOSITION = {AnnouncedStep.COMMISSIONING: "active", AnnouncedStep.SHIPPING: "in_transit"}


class PartBody(Body):
    """A batch it was made from, and how much of it."""

    batch: UUID
    amount: Amount | None = None
    evidence: Evidence = Evidence.SUPPLIER_SIGNED


class AnnouncementBody(Body):
    """What a party upstream says of one of its batches.

    batch: the batch's id; null derives it from organisation, ingredient, lot code and production date, as a kitchen
    that types the label does. recipient: the site or organisation it is shipped to. slaughterhouse: its name or code,
    as stamped on the carcass; produced_in: the country, as ISO 3166 writes it (CN, NZ).
    """

    organisation: UUID
    occurred_at: Moment
    step: AnnouncedStep = AnnouncedStep.COMMISSIONING
    batch: UUID | None = None
    ingredient: UUID
    recipient: UUID | None = None
    lot_code: Code | None = None
    production_date: Day | None = None
    expiry_date: Day | None = None
    amount: Amount | None = None
    made_from: Annotated[list[PartBody], Field(max_length=200)] = []
    documents: Annotated[list[UUID], Field(max_length=50)] = []
    quarantine_number: Code | None = None
    meat_inspection_number: Code | None = None
    asf_report_number: Code | None = None
    slaughterhouse: Name | None = None
    slaughtered_on: Day | None = None
    origin: Name | None = None
    produced_in: Country | None = None
    storage_temperature: Temperature | None = None


def batch_of(entry: Entry[AnnouncementBody]) -> UUID:
    """The id of the announced batch."""
    body = entry.body
    if body.batch is not None:
        return body.batch
    day = entry.day(body.occurred_at)
    return supplier_batch_id(body.organisation, body.ingredient, body.lot_code, body.production_date, day)


def rows(entry: Entry[AnnouncementBody]) -> Rows:
    """The announcement, its batch, the links from what it was made from, its documents, the event."""
    body, batch = entry.body, batch_of(entry)
    lot = (normalise_lot(body.lot_code) or None) if body.lot_code else None
    quantity = body.amount.quantity if body.amount else None
    told = {
        "ingredient": body.ingredient,
        "lot": lot,
        "lot_entered": body.lot_code,
        "production_date": body.production_date,
        "expiry_date": body.expiry_date,
        "occurred_at": body.occurred_at,
    }
    parts = {part.batch: part for part in body.made_from if part.batch != batch}.values()
    links = [
        link_row(
            entry,
            batch,
            part.batch,
            LinkKind.ANNOUNCED,
            part.amount.quantity if part.amount else None,
            part.evidence.value,
            body.occurred_at,
        )
        for part in parts
    ]
    inferred = lot is None and body.batch is None
    return {
        Announcement: [_announcement(entry, batch, **told)],
        Batch: [batch_row(entry, batch, BatchKind.SOURCE, quantity, inferred=inferred, **told)],
        Link: links,
        DocumentLink: [entry.row("document", d, document=d, batch=batch) for d in dict.fromkeys(body.documents)],
        TrackingEvent: [
            event_row(entry, "announcement", body.step.value, _DISPOSITION[body.step], body.occurred_at),
        ],
    }


def _announcement(entry: Entry[AnnouncementBody], batch: UUID, **told: object) -> dict[str, object]:
    body = entry.body
    quantity = body.amount.quantity if body.amount else None
    return entry.row(
        "announcement",
        step=body.step.value,
        batch=batch,
        recipient=body.recipient,
        amount=quantity.amount if quantity else None,
        dimension=quantity.dimension.value if quantity else None,
        origin=body.origin,
        produced_in=body.produced_in,
        slaughterhouse=body.slaughterhouse,
        slaughtered_on=body.slaughtered_on,
        asf_report_number=body.asf_report_number,
        quarantine_number=body.quarantine_number,
        quarantine_key=number_key(body.quarantine_number) if body.quarantine_number else None,
        meat_inspection_number=body.meat_inspection_number,
        meat_inspection_key=number_key(body.meat_inspection_number) if body.meat_inspection_number else None,
        storage_temperature=parse_temperature(body.storage_temperature) if body.storage_temperature else None,
        day=entry.day(body.occurred_at),
        **told,
    )


async def settle(entries: Sequence[Entry[AnnouncementBody]]) -> None:
    """Nobody announces under the id of a batch that another party holds. Invalid: batch_of_another_party."""
    for entry in entries:
        if entry.body.batch is not None and await db.fetch(
            "SELECT 1 FROM batch WHERE batch = $1 AND party <> $2 AND until_seq IS NULL", entry.body.batch, entry.log
        ):
            raise Invalid((Fault("/batch", "batch_of_another_party", {"batch": str(entry.body.batch)}),))


ANNOUNCEMENT = Kind(
    name="announcement",
    path="announcements",
    body=AnnouncementBody,
    writers=frozenset({Role.SUPPLIER, Role.OPERATOR}),
    rows=rows,
    tables=(Announcement, DocumentLink, Batch, Link, TrackingEvent),
    log=lambda body: body.organisation,
    settle=settle,
)


async def announce(scope: Scope, announcements: Sequence[Submission]) -> list[Receipt]:
    """Record announcements of upstream batches."""
    return await record(scope, ANNOUNCEMENT, announcements)
