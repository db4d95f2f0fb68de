"""Write records: typed rows, tracking event, links, ledger leaf and outbox row commit together or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import asyncpg

from traceability import db
from traceability.bodies import Body, parse_body
from traceability.canonical import canonicalise, digest, leaf_hash, parse_json
from traceability.errors import Conflict, NotOnRecord, NotPermitted
from traceability.identifiers import derive
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.tables import Log, Outbox, Revision, Rival
from traceability.scope import Scope
from traceability.trace.tables import Batch

B = TypeVar("B", bound=Body)
DEFAULT_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Submission:
    """A record as it arrived: its id, its bytes' digest, its body as received and that body's RFC 8785 form."""

    record: UUID
    raw_digest: bytes
    value: object
    canonical: bytes
    body_digest: bytes

    @classmethod
    def of_bytes(cls, record: UUID, raw: bytes) -> Submission:
        """Invalid where the bytes are no JSON of the strict kind."""
        value = parse_json(raw)
        canonical = canonicalise(value)
        return cls(record, digest(raw), value, canonical, digest(canonical))

    @classmethod
    def of(cls, record: UUID, value: object) -> Submission:
        return cls.of_bytes(record, canonicalise(value))


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to a write. `repeated`: the same content was here before, and this is its receipt again."""

    id: UUID
    kind: str
    revision: int
    log: UUID
    sequence: int
    leaf: bytes
    recorded_at: datetime
    repeated: bool = False


def receipt_again(row: db.Row) -> Receipt:
    return Receipt(
        row["record"], row["kind"], row["rev"], row["log"], row["seq"], bytes(row["leaf"]), row["recorded_at"], True
    )


async def record(scope: Scope, kind: Kind[B], submissions: Sequence[Submission]) -> list[Receipt]:
    """Record new records of one kind, all or none; receipts in the order of the submissions.

    Invalid names every fault; NotPermitted where the role or the scope does not write there; Conflict where an id
    already has other content (which is kept as a rival, whatever becomes of the rest).
    """
    bodies = [parse_body(kind.body, s.value) for s in submissions]
    for body in bodies:
        _permit(scope, kind, body)
    try:
        return await _attempt(scope, kind, submissions, bodies)
    except (asyncpg.UniqueViolationError, asyncpg.DeadlockDetectedError):  # the same id or logs, in another transaction
        return await _attempt(scope, kind, submissions, bodies)


def _permit(scope: Scope, kind: Kind[B], body: B) -> None:
    if kind.log is None:
        if scope.role not in kind.writers or not (scope.everything or getattr(body, "organisation", None)):
            raise NotPermitted(kind=kind.name)
        if not scope.everything and not scope.sees(body.organisation):  # type: ignore[attr-defined]
            raise NotPermitted(kind=kind.name)
    elif not scope.may_write(kind.writers, kind.log(body)):
        raise NotPermitted(kind=kind.name, party=str(kind.log(body)))


async def _attempt(
    scope: Scope, kind: Kind[B], submissions: Sequence[Submission], bodies: Sequence[B]
) -> list[Receipt]:
    conflict: UUID | None = None
    async with db.transaction():
        known = {
            row["record"]: row
            for row in await db.fetch(
                "SELECT record, kind, rev, log, home, seq, leaf, raw_digest, body_digest, recorded_at FROM revision"
                " WHERE record IN @uuids($1) AND rev = 1",
                [s.record for s in submissions],
            )
        }
        receipts: list[Receipt] = []
        fresh: list[tuple[Submission, B]] = []
        pending: dict[UUID, bytes] = {}
        for submission, body in zip(submissions, bodies, strict=True):
            row = known.get(submission.record)
            if row is None and submission.record not in pending:
                pending[submission.record] = submission.body_digest
                fresh.append((submission, body))
            elif row is None:  # twice in one sequence
                if pending[submission.record] != submission.body_digest:
                    raise Conflict(record=str(submission.record), kind=kind.name)
            elif _same(row, kind, submission):
                receipts.append(receipt_again(row))
            else:
                await keep_rival(scope, row, submission, None, None)
                conflict = submission.record
        if fresh and conflict is None:
            receipts += await _write_new(scope, kind, fresh)
    if conflict is not None:
        raise Conflict(record=str(conflict), kind=kind.name)
    by_id = {r.id: r for r in receipts}
    return [by_id[s.record] for s in submissions]


def _same(row: db.Row, kind: Kind[Any], submission: Submission) -> bool:
    if row["kind"] != kind.name:
        return False
    return bytes(row["raw_digest"]) == submission.raw_digest or bytes(row["body_digest"]) == submission.body_digest


async def keep_rival(scope: Scope, row: db.Row, submission: Submission, saw: int | None, why: str | None) -> None:
    rival = {
        "id": derive(row["record"], "rival", submission.body_digest.hex(), str(saw)),
        "home": row["home"],
        "log": row["log"],
        "record": row["record"],
        "kind": row["kind"],
        "saw_rev": saw,
        "body": submission.canonical.decode(),
        "body_digest": submission.body_digest,
        "author": scope.author,
        "why": why,
        "received_at": db.utc_now(),
    }
    await db.insert({Rival: [rival]}, ignore=frozenset({Rival}))


async def _write_new(scope: Scope, kind: Kind[B], fresh: Sequence[tuple[Submission, B]]) -> list[Receipt]:
    if kind.log is None:
        if kind.home is None:
            raise TypeError(f"{kind.name} founds a log and says no home")
        zone = DEFAULT_ZONE
        logs = [{"id": s.record, "home": kind.home(b), "size": 0, "zone": getattr(b, "zone", zone)} for s, b in fresh]
        await db.insert({Log: logs}, ignore=frozenset({Log}))
    by_log: dict[UUID, list[tuple[Submission, B]]] = {}
    for submission, body in fresh:
        by_log.setdefault(kind.log(body) if kind.log else submission.record, []).append((submission, body))
    now = db.utc_now()
    rows: Rows = {}
    entries: list[Entry[B]] = []
    receipts: list[Receipt] = []
    for log in sorted(by_log):  # one order of locks for everyone
        taken = await take_positions(log, len(by_log[log]))
        for seq, (submission, body) in enumerate(by_log[log], start=taken["size"] - len(by_log[log]) + 1):
            entry = Entry(submission.record, 1, taken["home"], log, seq, taken["zone"], body, scope.author)
            entries.append(entry)
            receipts.append(add_revision(rows, kind, entry, submission, now, None))
            for table, lines in kind.rows(entry).items():
                rows.setdefault(table, []).extend(lines)
    await db.insert(rows, ignore=frozenset({Batch}))
    if kind.settle is not None:
        await kind.settle(entries)
    return receipts


def add_revision(
    rows: Rows,
    kind: Kind[Any],
    entry: Entry[Any],
    submission: Submission,
    now: datetime,
    correction: dict[str, Any] | None,
) -> Receipt:
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    head: dict[str, Any] = {
        "author": str(entry.author),
        "id": str(entry.record),
        "kind": kind.name,
        "recorded_at": now.isoformat(timespec="milliseconds"),
        "revision": entry.rev,
    }
    if correction is not None:
        head["correction"] = correction
        head["body"] = correction.pop("content")
        text = canonicalise(head)
    else:  # the body's own form is canonical already, and `author` sorts before `body` before the rest
        author = canonicalise({"author": head.pop("author")})[:-1]
        text = author + b',"body":' + submission.canonical + b"," + canonicalise(head)[1:]
    leaf = leaf_hash(text)
    rows.setdefault(Revision, []).append(
        {
            "id": derive(entry.record, str(entry.rev)),
            "home": entry.home,
            "log": entry.log,
            "seq": entry.seq,
            "record": entry.record,
            "rev": entry.rev,
            "kind": kind.name,
            "entry": text.decode(),
            "leaf": leaf,
            "raw_digest": submission.raw_digest,
            "body_digest": submission.body_digest,
            "correction": submission.record if correction is not None else None,
            "author": entry.author,
            "voided": correction is not None and head["body"] is None,
            "recorded_at": now,
        }
    )
    rows.setdefault(Outbox, []).append(
        {
            "id": derive(entry.record, str(entry.rev), "outbox"),
            "home": entry.home,
            "log": entry.log,
            "seq": entry.seq,
            "record": entry.record,
            "rev": entry.rev,
            "kind": kind.name,
            "created_at": now,
        }
    )
    return Receipt(entry.record, kind.name, entry.rev, entry.log, entry.seq, leaf, now)


async def take_positions(log: UUID, count: int) -> db.Row:
    """The log's home, zone and new size after `count` more entries; holds the log until the commit."""
    rows = await db.fetch("UPDATE log SET size = size + $2 WHERE id = $1 RETURNING home, zone, size", log, count)
    if not rows:
        raise NotOnRecord(party=str(log))
    return rows[0]


def body_of(entry_text: str) -> Any:
    """The body inside a revision's entry (None where it was voided)."""
    return json.loads(entry_text)["body"]
