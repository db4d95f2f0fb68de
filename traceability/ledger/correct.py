"""Correct a record: a new revision with its reason; what it replaced stays, and carries until when it held."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import Field

from traceability import db
from traceability.bodies import Body, Note, parse_body
from traceability.errors import Conflict, Fault, Invalid, NotOnRecord, NotPermitted
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, _add_revision, _keep_rival, body_of, take_positions
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


async def correct(scope: Scope, kinds: Mapping[str, Kind[Any]], submission: Submission) -> Receipt:
    """Write the correction as the record's next revision.

    Invalid: faults, those of the content under /content; NotOnRecord: no such record (yet: send it again later);
    Conflict: another correction came first (this one is kept as a rival), or the correction's id has other content.
    """
    correction = parse_body(Correction, submission.value)
    if (correction.content is None) != (correction.declaration is Declaration.DID_NOT_OCCUR):
        raise Invalid(faults=(Fault("/content", "content_against_declaration", {}),))
    conflict = False
    async with db.transaction():
        repeated = await db.fetch_one("SELECT * FROM revision WHERE correction = $1", submission.record)
        if repeated is not None:
            if bytes(repeated["body_digest"]) != submission.body_digest:
                raise Conflict(record=str(submission.record), kind="correction")
            return _receipt(repeated)
        first = await db.fetch_one(
            "SELECT kind, log, home, record FROM revision WHERE record = $1 AND rev = 1", correction.record
        )
        if first is None:
            raise NotOnRecord(record=str(correction.record))
        kind = kinds[first["kind"]]
        if not scope.may_write(kind.writers, first["log"]):
            raise NotPermitted(kind=kind.name, party=str(first["log"]))
        entry_body = _content(kind, correction, first["log"], correction.record)
        taken = await take_positions(first["log"], 1)
        latest = await _latest(correction.record)
        if latest["rev"] != correction.saw:
            await db.fetch("UPDATE log SET size = size - 1 WHERE id = $1", first["log"])
            repeated = await db.fetch_one("SELECT * FROM revision WHERE correction = $1", submission.record)
            if repeated is not None and bytes(repeated["body_digest"]) == submission.body_digest:
                return _receipt(repeated)  # the same correction, committed while this one waited for the log
            await _keep_rival(scope, first, submission, correction.saw, correction.reason)
            conflict = True
        else:
            receipt = await _write(scope, kind, correction, submission, taken, entry_body, latest)
    if conflict:
        raise Conflict(record=str(correction.record), kind=kind.name, saw=correction.saw, latest=latest["rev"])
    return receipt


def _receipt(row: db.Row) -> Receipt:
    return Receipt(
        row["record"], row["kind"], row["rev"], row["log"], row["seq"], bytes(row["leaf"]), row["recorded_at"], True
    )


def _content(kind: Kind[Any], correction: Correction, log: UUID, record: UUID) -> Body | None:
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
    scope: Scope,
    kind: Kind[Any],
    correction: Correction,
    submission: Submission,
    taken: db.Row,
    body: Body | None,
    latest: db.Row,
) -> Receipt:
    before = body_of(latest["entry"])
    entry = Entry(
        correction.record,
        latest["rev"] + 1,
        taken["home"],
        await _log_of(correction.record),
        taken["size"],
        taken["zone"],
        body,
        scope.author,
    )
    rows: Rows = {}
    head = {
        "id": str(submission.record),
        "saw": correction.saw,
        "declaration": correction.declaration.value,
        "reason": correction.reason,
        "content": correction.content,
    }
    receipt = _add_revision(rows, kind, entry, submission, db.utc_now(), head)
    await supersede(entry.record, entry.log, entry.seq, kind)
    if body is not None:
        for table, lines in kind.rows(entry).items():
            rows.setdefault(table, []).extend(lines)
    await db.insert(rows, ignore=frozenset({Batch}))
    if kind.settle is not None:
        was = Entry(entry.record, latest["rev"], entry.home, entry.log, entry.seq, entry.zone, None, scope.author)
        old = parse_body(kind.body, before) if before is not None else None
        entries = [e for e in (entry, _with_body(was, old)) if e.body is not None]
        await kind.settle(entries)
    return receipt


def _with_body(entry: Entry[Any], body: Any) -> Entry[Any]:
    return Entry(entry.record, entry.rev, entry.home, entry.log, entry.seq, entry.zone, body, entry.author)


async def _log_of(record: UUID) -> UUID:
    row = await db.fetch_one("SELECT log FROM revision WHERE record = $1 AND rev = 1", record)
    assert row is not None
    log: UUID = row["log"]
    return log


async def supersede(record: UUID, log: UUID, seq: int, kind: Kind[Any]) -> None:
    """End every current typed row of a record at a position of its log."""
    for table in {*kind.tables, Batch, TrackingEvent} - {Link}:
        name = table._meta.tablename
        await db.fetch(f"UPDATE {name} SET until_seq = $2 WHERE record = $1 AND until_seq IS NULL", record, seq)  # noqa: S608  # a table's own name
    await db.fetch(
        "UPDATE link SET until_seq = $2, until_log = $3 WHERE record = $1 AND until_seq IS NULL", record, seq, log
    )
