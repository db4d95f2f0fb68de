"""Retain a sample of each dish of each meal (留样), and throw it away when its time is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from traceability.bodies import Amount, Happening, Moment, Name, Note
from traceability.identifiers import made_batch_id
from traceability.kitchen.care_tables import RetainedSample, SampleDisposal
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, Scope
from traceability.trace.nodes import BatchKind, LinkKind, batch_row, event_row, link_row
from traceability.trace.tables import Batch, Link, TrackingEvent
from traceability.vocabulary import Evidence, Meal

KEPT = timedelta(hours=48)
"""How long a sample is kept unless its record says otherwise (Order 45 of 2019, Art 40: at least 48 hours)."""


class RetainedSampleBody(Happening):
    """batch: the dish batch it was taken from; dish: its name on the label; unit: the storage unit it is kept in."""

    site: UUID
    batch: UUID
    dish: Name | None = None
    meal: Meal | None = None
    amount: Amount | None = None
    taken_at: Moment
    unit: UUID | None = None
    keep_until: Moment | None = None
    person: UUID | None = None
    evidence: Evidence = Evidence.TYPED
    note: Note | None = None


class SampleDisposalBody(Happening):
    """sample: the record of the sample that was thrown away; reason: why before its time was over."""

    site: UUID
    sample: UUID
    disposed_at: Moment
    person: UUID | None = None
    reason: Note | None = None


def sample_rows(entry: Entry[RetainedSampleBody]) -> Rows:
    """The sample, its batch, the link from the dish, the event."""
    body = entry.body
    batch = made_batch_id(entry.record)
    quantity = body.amount.quantity if body.amount else None
    sample = entry.row(
        "sample",
        batch=batch,
        parent=body.batch,
        dish=body.dish,
        meal=body.meal.value if body.meal else None,
        amount=quantity.amount if quantity else None,
        dimension=quantity.dimension.value if quantity else None,
        unit=body.unit,
        keep_until=body.keep_until or body.taken_at + KEPT,
        person=body.person,
        taken_at=body.taken_at,
        day=entry.day(body.taken_at),
    )
    link = link_row(entry, batch, body.batch, LinkKind.SAMPLE, quantity, body.evidence.value, body.taken_at)
    return {
        RetainedSample: [sample],
        Batch: [batch_row(entry, batch, BatchKind.SAMPLE, quantity, name=body.dish, occurred_at=body.taken_at)],
        Link: [link],
        TrackingEvent: [event_row(entry, "retained_sample", "sampling", "unavailable", body.taken_at)],
    }


def disposal_rows(entry: Entry[SampleDisposalBody]) -> Rows:
    body = entry.body
    disposal = entry.row("disposal", sample=body.sample, person=body.person, disposed_at=body.disposed_at)
    event = event_row(entry, "sample_disposal", "destroying", "destroyed", body.disposed_at)
    return {SampleDisposal: [disposal], TrackingEvent: [event]}


RETAINED_SAMPLE = Kind(
    name="retained_sample",
    path="retained-samples",
    body=RetainedSampleBody,
    writers=CANTEEN,
    rows=sample_rows,
    tables=(RetainedSample, Batch, Link, TrackingEvent),
    log=lambda body: body.site,
)
SAMPLE_DISPOSAL = Kind(
    name="sample_disposal",
    path="sample-disposals",
    body=SampleDisposalBody,
    writers=CANTEEN,
    rows=disposal_rows,
    tables=(SampleDisposal, TrackingEvent),
    log=lambda body: body.site,
)


async def retain_samples(scope: Scope, samples: Sequence[Submission]) -> list[Receipt]:
    """Record retained samples."""
    return await record(scope, RETAINED_SAMPLE, samples)


async def dispose_samples(scope: Scope, disposals: Sequence[Submission]) -> list[Receipt]:
    """Record the end of retained samples."""
    return await record(scope, SAMPLE_DISPOSAL, disposals)
