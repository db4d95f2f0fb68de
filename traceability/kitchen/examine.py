"""Examine batches: a rapid test in the kitchen, or a laboratory's report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Code, Happening, Moment, Name, Note
from traceability.deliveries.tables import DocumentLink
from traceability.kitchen.tables import BatchTest, ExaminedBatch
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, TRADE, Scope
from traceability.trace.nodes import event_row
from traceability.trace.tables import TrackingEvent
from traceability.vocabulary import TestMethod, TestResult


class BatchTestBody(Happening):
    """A test of batches by the party or for it. item: what was sought (有机磷, 瘦肉精); limit and value as printed."""

    party: UUID
    tested_at: Moment
    method: TestMethod
    item: Name
    limit: Name | None = None
    value: Name | None = None
    result: TestResult
    report_number: Code | None = None
    laboratory: Name | None = None
    person: UUID | None = None
    batches: Annotated[list[UUID], Field(min_length=1, max_length=200)]
    documents: Annotated[list[UUID], Field(max_length=50)] = []
    note: Note | None = None


_DISPOSITION = {TestResult.PASSED: "conformant", TestResult.FAILED: "non_conformant"}


def rows(entry: Entry[BatchTestBody]) -> Rows:
    """The test, one row for each batch, the report, the event (its disposition is open where the result is)."""
    body = entry.body
    test = entry.row(
        "test",
        method=body.method.value,
        item=body.item,
        limit_text=body.limit,
        value_text=body.value,
        result=body.result.value,
        report_number=body.report_number,
        laboratory=body.laboratory,
        person=body.person,
        tested_at=body.tested_at,
        day=entry.day(body.tested_at),
    )
    return {
        BatchTest: [test],
        ExaminedBatch: [
            entry.row("batch", batch, batch=batch, result=body.result.value) for batch in dict.fromkeys(body.batches)
        ],
        DocumentLink: [entry.row("document", d, document=d) for d in dict.fromkeys(body.documents)],
        TrackingEvent: [
            event_row(entry, "batch_test", "inspecting", _DISPOSITION.get(body.result), body.tested_at),
        ],
    }


BATCH_TEST = Kind(
    name="batch_test",
    path="tests",
    body=BatchTestBody,
    writers=CANTEEN | TRADE,
    rows=rows,
    tables=(BatchTest, ExaminedBatch, DocumentLink, TrackingEvent),
    log=lambda body: body.party,
)


async def examine(scope: Scope, tests: Sequence[Submission]) -> list[Receipt]:
    """Record tests of batches."""
    return await record(scope, BATCH_TEST, tests)
