"""Checkpoints: signed states of all logs, each made from the last one and from what was added since.

The text that is signed is the RFC 8785 form of

    {"format": 1, "logs": <how many>, "made_at": …, "number": n, "previous": "sha256:…" | null, "root": "sha256:…"}

`previous` is the SHA-256 of the text of checkpoint n-1; `root` is the RFC 6962 root over all logs that have entries, in
the order of their ids, the leaf of each being SHA-256(0x00 || RFC 8785 form of {"log", "root", "size"}).
"""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg

from traceability import db
from traceability.canonical import canonicalise, digest, leaf_hash, parse_json
from traceability.errors import Invalid, LedgerDamaged, NotOnRecord
from traceability.identifiers import derive, uuid7
from traceability.ledger.merkle import NOTHING, Peaks, root
from traceability.ledger.signing import ALGORITHM, Key, is_signed, key_id
from traceability.ledger.tables import Checkpoint as CheckpointRow
from traceability.ledger.tables import CheckpointLog

PAGE = 5000
LEAVES = "SELECT seq, leaf FROM revision WHERE home = $1 AND log = $2 AND seq > $3 AND seq <= $4 ORDER BY seq"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One checkpoint as it was signed. root, public_key and signature: 32, 32 and 64 bytes."""

    id: UUID
    number: int
    made_at: datetime
    text: str
    root: bytes
    algorithm: str
    key_id: str
    public_key: bytes
    signature: bytes

    def signed(self) -> dict[str, str]:
        """Its text with all that is needed to check it, as it stands in `proofs.json` and goes to witnesses."""
        return {
            "text": self.text,
            "algorithm": self.algorithm,
            "key_id": self.key_id,
            "public_key": base64.b64encode(self.public_key).decode(),
            "signature": base64.b64encode(self.signature).decode(),
        }


@dataclass(frozen=True, slots=True)
class LogState:
    """How far a log had come: its first entries, by the peaks of their tree."""

    log: UUID
    home: UUID
    peaks: Peaks
    root: bytes

    @property
    def size(self) -> int:
        return self.peaks.size

    @property
    def leaf(self) -> bytes:
        """The leaf of this log in the tree over all logs."""
        return log_leaf(str(self.log), self.size, self.root)


def hash_text(value: bytes) -> str:
    return "sha256:" + value.hex()


def read_hash(text: str) -> bytes:
    """The bytes of what `hash_text` wrote."""
    return bytes.fromhex(text.removeprefix("sha256:"))


def log_leaf(log: str, size: int, log_root: bytes) -> bytes:
    return leaf_hash(canonicalise({"log": log, "root": hash_text(log_root), "size": size}))


async def make_checkpoint(key: Key, now: datetime) -> Checkpoint:
    """Sign the state of all logs as it is now; the last checkpoint where nothing was recorded since.

    Only entries since the last checkpoint are read, from one state of the database, while writers go on. Servers that
    make one at once each get one that holds all they had recorded. LedgerDamaged: what the last checkpoint signed is
    no longer what stands in the database, and nothing more is signed.
    """
    while True:
        async with db.snapshot():
            last = await latest()
            states = await _go_on(last)
        if last is not None and states is None:
            return last
        made = _sign(key, now, last, states or [])
        try:
            await _keep(made, states or [])
        except (asyncpg.UniqueViolationError, sqlite3.IntegrityError):
            newest = await latest()
            if newest is None or newest.number < made.number:
                raise
            continue  # another server made this number: go on from its checkpoint
        return made


async def latest() -> Checkpoint | None:
    """The last checkpoint, if there is one."""
    rows = await db.fetch("SELECT * FROM checkpoint ORDER BY number DESC LIMIT 1")
    return _checkpoint(rows[0]) if rows else None


async def checkpoint_of(checkpoint: UUID) -> Checkpoint:
    """NotOnRecord: there is none with this id."""
    row = await db.fetch_one("SELECT * FROM checkpoint WHERE id = $1", checkpoint)
    if row is None:
        raise NotOnRecord(checkpoint=str(checkpoint))
    return _checkpoint(row)


async def checkpoint_numbered(number: int) -> Checkpoint:
    """NotOnRecord: there is none with this number."""
    row = await db.fetch_one("SELECT * FROM checkpoint WHERE number = $1", number)
    if row is None:
        raise NotOnRecord(number=number)
    return _checkpoint(row)


async def states_at(checkpoint: UUID) -> list[LogState]:
    """Every log at a checkpoint, in the order of the tree over them. LedgerDamaged: peaks that are none."""
    rows = await db.fetch("SELECT log, home, size, root, peaks FROM checkpoint_log WHERE checkpoint = $1", checkpoint)
    try:
        states = [
            LogState(row["log"], row["home"], Peaks.of_bytes(row["size"], bytes(row["peaks"])), bytes(row["root"]))
            for row in rows
        ]
    except ValueError as error:
        raise LedgerDamaged(checkpoint=str(checkpoint), why=str(error)) from error
    return sorted(states, key=lambda state: str(state.log))


async def leaves_of(home: UUID, log: UUID, after: int, until: int) -> list[bytes]:
    """The leaves of a log behind the first `after`, up to `until`. LedgerDamaged: not all of them are there."""
    rows = await db.fetch(LEAVES, home, log, after, until)
    if [row["seq"] for row in rows] != list(range(after + 1, until + 1)):
        raise LedgerDamaged(log=str(log), why=f"not all entries from {after + 1} to {until} are there")
    return [bytes(row["leaf"]) for row in rows]


def faults_of(checkpoint: Checkpoint, states: Sequence[LogState]) -> list[str]:
    """What is wrong with a checkpoint as it stands in the database, its key taken for granted."""
    name = f"checkpoint {checkpoint.number}"
    faults = []
    if not is_signed(checkpoint.public_key, checkpoint.text.encode(), checkpoint.signature):
        faults.append(f"{name}: the signature is not of this text by this key")
    if key_id(checkpoint.public_key) != checkpoint.key_id or checkpoint.algorithm != ALGORITHM:
        faults.append(f"{name}: key_id or algorithm is not that of its key")
    try:
        text = parse_json(checkpoint.text.encode())
    except Invalid:
        text = None
    told = text if isinstance(text, dict) else {}
    for column, value in (
        ("number", checkpoint.number),
        ("root", hash_text(checkpoint.root)),
        ("made_at", _moment(checkpoint.made_at)),
    ):
        if told.get(column) != value:
            faults.append(f"{name}: {column} is not what its text says")
    for state in states:
        if state.peaks.root() != state.root:
            faults.append(f"{name}: the peaks of log {state.log} do not make its root")
    if told.get("logs") != len(states) or root([state.leaf for state in states]) != checkpoint.root:
        faults.append(f"{name}: the logs that it stands on are not those it signed")
    return faults


async def _go_on(last: Checkpoint | None) -> list[LogState] | None:
    """The states of all logs now; None where none has grown."""
    before: dict[UUID, LogState] = {}
    if last is not None:
        states = await states_at(last.id)
        wrong = faults_of(last, states)
        if wrong:
            raise LedgerDamaged(checkpoint=str(last.id), why="; ".join(wrong))
        before = {state.log: state for state in states}
    logs = await db.fetch("SELECT id, home, size FROM log WHERE size > 0")
    _refuse_shrunk(before, {log["id"]: log["size"] for log in logs})
    if all(log["id"] in before and before[log["id"]].size == log["size"] for log in logs):
        return None
    found = [await _grown(log, before.get(log["id"])) for log in logs]
    return sorted(found, key=lambda state: str(state.log))


def _refuse_shrunk(before: Mapping[UUID, LogState], sizes: Mapping[UUID, int]) -> None:
    for state in before.values():
        if sizes.get(state.log, 0) < state.size:
            why = f"it had {state.size} entries at the last checkpoint, and has {sizes.get(state.log, 0)}"
            raise LedgerDamaged(log=str(state.log), why=why)


async def _grown(log: db.Row, before: LogState | None) -> LogState:
    peaks = before.peaks if before else NOTHING
    if before is not None and before.size == log["size"]:
        return before
    while peaks.size < log["size"]:
        until = min(peaks.size + PAGE, log["size"])
        peaks = peaks.followed_by(await leaves_of(log["home"], log["id"], peaks.size, until))
    return LogState(log["id"], log["home"], peaks, peaks.root())


def _sign(key: Key, now: datetime, last: Checkpoint | None, states: Sequence[LogState]) -> Checkpoint:
    whole = root([state.leaf for state in states])
    number = last.number + 1 if last else 1
    made_at = now.astimezone(UTC).replace(microsecond=now.microsecond // 1000 * 1000)
    text = canonicalise(
        {
            "format": 1,
            "logs": len(states),
            "made_at": _moment(made_at),
            "number": number,
            "previous": hash_text(digest(last.text.encode())) if last else None,
            "root": hash_text(whole),
        }
    )
    return Checkpoint(uuid7(), number, made_at, text.decode(), whole, ALGORITHM, key.id, key.public, key.sign(text))


async def _keep(made: Checkpoint, states: Sequence[LogState]) -> None:
    """Write a checkpoint and where each log stood, all or nothing."""
    head: dict[str, Any] = {name: getattr(made, name) for name in db.column_names(CheckpointRow)}
    async with db.transaction():
        await db.insert({CheckpointRow: [head]})
        for start in range(0, len(states), PAGE):
            await db.insert({CheckpointLog: [_row(made, state) for state in states[start : start + PAGE]]})


def _row(made: Checkpoint, state: LogState) -> db.Row:
    return {
        "id": derive(made.id, str(state.log)),
        "home": state.home,
        "checkpoint": made.id,
        "log": state.log,
        "size": state.size,
        "root": state.root,
        "peaks": state.peaks.to_bytes(),
    }


def _checkpoint(row: db.Row) -> Checkpoint:
    return Checkpoint(**{name: row[name] for name in db.column_names(CheckpointRow)})


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds")
