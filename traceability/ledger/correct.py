"""Correct a record: a new revision with its reason; what it replaced stays, and carries until when it held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from piccolo.table import Table
from pydantic import Field

from traceability import db
from traceability.bodies import Body, Note, parse_body
from traceability.errors import Conflict, Fault, Invalid, NotOnRecord, NotPermitted
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import (
    Receipt,
    Submission,
    add_revision,
    body_of,
    keep_rival,
    receipt_again,
    take_positions,
)
from traceability.scope import Scope
from traceability.trace.tables import Batch, Link, TrackingEvent


class Declaration(StrEnum):
    """Why a revision is declared wrong (CBV 2.0 error reasons)."""

    INCORRECT_DATA = "incorrect_data"
    DID_NOT_OCCUR = "did_not_occur"


class Correction(Body):
    """record: what is corrected; saw: the revision its author had before them; content: the whole new body.

    `did_not_occur` has no content: the record stays, and what it stood for is taken out of stock and trace.
    """

    record: UUID
    saw: int = Field(ge=1, strict=True)
    declaration: Declaration
    reason: Note = Field(min_length=1)
    content: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Target:
    """What is corrected: its log, the position taken there, its latest revision, the new body (None: void)."""

    log: UUID
    taken: db.Row
    latest: db.Row
    body: Body | None


async def correct(scope: Scope, kinds: Mapping[str, Kind[Any]], submission: Submission) -> Receipt:
    """Write the correction as the record's next revision.

    Invalid: faults, those of the content under /content; NotOnRecord: no such record, or not the revision it saw
    (yet: send it again later);
    Conflict: another correction came first (this one is kept as a rival), or the correction's id has other content.
    """
    correction = parse_body(Correction, submission.value)
    if (correction.content is None) != (correction.declaration is Declaration.DID_NOT_OCCUR):
        raise Invalid(faults=(Fault("/content", "content_against_declaration", {}),))
    async with db.transaction():
        first = await db.fetch_one(
            "SELECT kind, log, home, record FROM revision WHERE record = $1 AND rev = 1", correction.record
        )
        if first is None:
            raise NotOnRecord(record=str(correction.record))
        kind = kinds[first["kind"]]
        if not scope.may_write(kind.writers, first["log"]):
            raise NotPermitted(kind=kind.name, party=str(first["log"]))
        body = _content(kind, correction, first["log"])
        taken = await take_positions(first["log"], 1)  # from here on, nobody else writes into this log
        repeated = await db.fetch_one("SELECT * FROM revision WHERE correction = $1", submission.record)
        latest = await _latest(correction.record)
        if repeated is None and latest["rev"] == correction.saw:
            return await _write(scope, kind, submission, correction, _Target(first["log"], taken, latest, body))
        if repeated is None and correction.saw > latest["rev"]:
            raise NotOnRecord(record=str(correction.record), revision=correction.saw)
        await db.fetch("UPDATE log SET size = size - 1 WHERE id = $1", first["log"])
        if repeated is not None and bytes(repeated["body_digest"]) == submission.body_digest:
            return receipt_again(repeated)
        await keep_rival(scope, first, submission, correction.saw, correction.reason)
        conflict = Conflict(record=str(correction.record), kind=kind.name, saw=correction.saw, latest=latest["rev"])
    raise conflict  # after the commit that keeps the rival


def _content(kind: Kind[Any], correction: Correction, log: UUID) -> Body | None:
    if correction.content is None:
        return None
    try:
        body: Body = parse_body(kind.body, correction.content)
    except Invalid as error:
        raise Invalid(faults=tuple(Fault("/content" + f.pointer, f.code, f.context) for f in error.faults)) from error
    if kind.log is not None and kind.log(body) != log:
        raise Invalid(faults=(Fault("/content", "party_cannot_move", {}),))
    return body


async def _latest(record: UUID) -> db.Row:
    rows = await db.fetch("SELECT rev, seq, entry FROM revision WHERE record = $1 ORDER BY rev DESC LIMIT 1", record)
    return rows[0]


async def _write(
    scope: Scope, kind: Kind[Any], submission: Submission, correction: Correction, target: _Target
) -> Receipt:
    """The next revision: its entry, its rows instead of the current ones, and what follows from several records."""
    seq, home, zone = target.taken["size"], target.taken["home"], target.taken["zone"]
    entry: Entry[Any] = Entry(
        correction.record, target.latest["rev"] + 1, home, target.log, seq, zone, target.body, scope.author
    )
    rows: Rows = {}
    head = {
        "id": str(submission.record),
        "saw": correction.saw,
        "declaration": correction.declaration.value,
        "reason": correction.reason,
        "content": correction.content,
    }
    receipt = add_revision(rows, kind, entry, submission, db.utc_now(), head)
    await supersede(entry.record, entry.log, entry.seq, kind)
    if target.body is not None:
        for table, lines in kind.rows(entry).items():
            rows.setdefault(table, []).extend(lines)
    await db.insert(rows, ignore=frozenset({Batch}))
    if kind.settle is not None:
        before = body_of(target.latest["entry"])
        was = replace(entry, rev=target.latest["rev"], body=parse_body(kind.body, before) if before else None)
        await kind.settle([e for e in (entry, was) if e.body is not None])
    return receipt


async def supersede(record: UUID, log: UUID, seq: int, kind: Kind[Any]) -> None:
    """End every current typed row of a record at a position of its log."""
    tables: set[type[Table]] = {*kind.tables, Batch, TrackingEvent}
    for table in tables - {Link}:
        name = table._meta.tablename
        await db.fetch(f"UPDATE {name} SET until_seq = $2 WHERE record = $1 AND until_seq IS NULL", record, seq)  # noqa: S608 - a table's own name
    await db.fetch(
        "UPDATE link SET until_seq = $2, until_log = $3 WHERE record = $1 AND until_seq IS NULL", record, seq, log
    )
