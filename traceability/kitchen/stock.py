"""Goods leave the store by weight and person (领料), go back into it, and stand open for every dish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Amount, Body, Happening, Moment, Note
from traceability.kitchen.allocate import relink_drawing_on, relink_from
from traceability.kitchen.tables import Emptying, IssueLine, Opening, ReturnLine
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, Scope
from traceability.trace.nodes import event_row
from traceability.trace.tables import TrackingEvent
from traceability.vocabulary import Evidence


class StockLineBody(Body):
    batch: UUID
    amount: Amount
    evidence: Evidence = Evidence.TYPED


class StockIssueBody(Happening):
    site: UUID
    occurred_at: Moment
    person: UUID | None = None
    lines: Annotated[list[StockLineBody], Field(min_length=1, max_length=200)]
    note: Note | None = None


class StockReturnBody(Happening):
    site: UUID
    occurred_at: Moment
    issue: UUID
    lines: Annotated[list[StockLineBody], Field(min_length=1, max_length=200)]


class OpeningBody(Happening):
    site: UUID
    occurred_at: Moment
    batch: UUID


class EmptyingBody(Happening):
    site: UUID
    occurred_at: Moment
    opening: UUID


def issue_rows(entry: Entry[StockIssueBody]) -> Rows:
    """One row a line: the person who took the goods stands on each."""
    body = entry.body
    lines = [
        entry.row(
            "line",
            n,
            batch=line.batch,
            amount=line.amount.quantity.amount,
            dimension=line.amount.quantity.dimension.value,
            evidence=line.evidence.value,
            person=body.person,
            occurred_at=body.occurred_at,
            day=entry.day(body.occurred_at),
        )
        for n, line in enumerate(body.lines)
    ]
    event = event_row(entry, "stock_issue", "picking", "reserved", body.occurred_at)
    return {IssueLine: lines, TrackingEvent: [event]}


def return_rows(entry: Entry[StockReturnBody]) -> Rows:
    body = entry.body
    lines = [
        entry.row(
            "line",
            n,
            issue=body.issue,
            batch=line.batch,
            amount=line.amount.quantity.amount,
            dimension=line.amount.quantity.dimension.value,
            occurred_at=body.occurred_at,
            day=entry.day(body.occurred_at),
        )
        for n, line in enumerate(body.lines)
    ]
    event = event_row(entry, "stock_return", "storing", "available", body.occurred_at)
    return {ReturnLine: lines, TrackingEvent: [event]}


def opening_rows(entry: Entry[OpeningBody]) -> Rows:
    body = entry.body
    event = event_row(entry, "opening", "picking", "in_progress", body.occurred_at)
    return {
        Opening: [entry.row("opening", batch=body.batch, opened_at=body.occurred_at)],
        TrackingEvent: [event],
    }


def emptying_rows(entry: Entry[EmptyingBody]) -> Rows:
    body = entry.body
    event = event_row(entry, "emptying", "storing", "inactive", body.occurred_at)
    return {
        Emptying: [entry.row("emptying", opening=body.opening, emptied_at=body.occurred_at)],
        TrackingEvent: [event],
    }


async def settle_issue(entries: Sequence[Entry[StockIssueBody]]) -> None:
    await relink_drawing_on({entry.record: entry for entry in entries})


async def settle_return(entries: Sequence[Entry[StockReturnBody]]) -> None:
    await relink_drawing_on({entry.body.issue: entry for entry in entries})


async def settle_opening(entries: Sequence[Entry[OpeningBody]]) -> None:
    for entry in entries:
        await relink_from(entry, entry.body.occurred_at)


async def settle_emptying(entries: Sequence[Entry[EmptyingBody]]) -> None:
    """Cookings after the goods were used up: the earlier ones drew on them, whatever this entry says."""
    for entry in entries:
        await relink_from(entry, entry.body.occurred_at)


STOCK_ISSUE = Kind(
    name="stock_issue",
    path="stock-issues",
    body=StockIssueBody,
    writers=CANTEEN,
    rows=issue_rows,
    tables=(IssueLine, TrackingEvent),
    log=lambda body: body.site,
    settle=settle_issue,
)
STOCK_RETURN = Kind(
    name="stock_return",
    path="stock-returns",
    body=StockReturnBody,
    writers=CANTEEN,
    rows=return_rows,
    tables=(ReturnLine, TrackingEvent),
    log=lambda body: body.site,
    settle=settle_return,
)
OPENING = Kind(
    name="opening",
    path="openings",
    body=OpeningBody,
    writers=CANTEEN,
    rows=opening_rows,
    tables=(Opening, TrackingEvent),
    log=lambda body: body.site,
    settle=settle_opening,
)
EMPTYING = Kind(
    name="emptying",
    path="emptyings",
    body=EmptyingBody,
    writers=CANTEEN,
    rows=emptying_rows,
    tables=(Emptying, TrackingEvent),
    log=lambda body: body.site,
    settle=settle_emptying,
)


async def issue_stock(scope: Scope, issues: Sequence[Submission]) -> list[Receipt]:
    """Record goods leaving the store."""
    return await record(scope, STOCK_ISSUE, issues)


async def return_stock(scope: Scope, returns: Sequence[Submission]) -> list[Receipt]:
    """Record issued goods going back into the store."""
    return await record(scope, STOCK_RETURN, returns)


async def open_shared(scope: Scope, openings: Sequence[Submission]) -> list[Receipt]:
    """Record shared goods being opened."""
    return await record(scope, OPENING, openings)


async def empty_shared(scope: Scope, emptyings: Sequence[Submission]) -> list[Receipt]:
    """Record shared goods being used up."""
    return await record(scope, EMPTYING, emptyings)
