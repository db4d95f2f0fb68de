"""Logs, revisions, the outbox, checkpoints, and rivals: contents that arrived under an id that already had another."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Bytea, Text, Timestamptz
from piccolo.table import Table

from traceability import db


class Log(Table, tablename="log"):
    """One append-only sequence; its id is the site's or organisation's id, its zone an IANA time zone."""

    UNIQUES = (("home", "id"),)
    id = UUID(primary_key=True, default=None)
    home = UUID()
    zone = Text()
    size = BigInt()


class Revision(Table, tablename="revision"):
    """One entry of a log: one revision of one record, as it was received.

    entry: RFC 8785 form of the revision; leaf: SHA-256(0x00 || entry); raw_digest and body_digest: SHA-256 of the
    bytes as received and of their RFC 8785 form, which tell a repeat from a conflict.
    """

    UNIQUES = (("home", "id"), ("home", "log", "seq"), ("home", "record", "rev"))
    INDEXES = (("record",), ("correction",))
    id = UUID(primary_key=True, default=None)
    home = UUID()
    log = UUID()
    seq = BigInt()
    record = UUID()
    rev = BigInt()
    kind = Text()
    entry = Text()
    leaf = Bytea()
    raw_digest = Bytea()
    body_digest = Bytea()
    correction = UUID(null=True, default=None)
    author = UUID()
    voided = Boolean()
    recorded_at = Timestamptz()


class Outbox(Table, tablename="outbox"):
    """Work to do after the commit that wrote this row."""

    UNIQUES = (("home", "id"),)
    INDEXES = (("done_at", "created_at"),)
    id = UUID(primary_key=True, default=None)
    home = UUID()
    log = UUID()
    seq = BigInt()
    record = UUID()
    rev = BigInt()
    kind = Text()
    created_at = Timestamptz()
    done_at = Timestamptz(null=True, default=None)


class Rival(Table, tablename="rival"):
    """Content that met another under its id, or a correction of a revision that was no longer the latest: kept."""

    UNIQUES = (("home", "id"),)
    INDEXES = (("log", "settled_at"), ("record",))
    id = UUID(primary_key=True, default=None)
    home = UUID()
    log = UUID()
    record = UUID()
    kind = Text()
    saw_rev = BigInt(null=True, default=None)
    body = Text()
    body_digest = Bytea()
    author = UUID()
    why = Text(null=True, default=None)
    received_at = Timestamptz()
    settled_at = Timestamptz(null=True, default=None)


class Checkpoint(Table, tablename="checkpoint"):
    """A signed state of all logs. text: RFC 8785 form of what is signed; root: over the roots of all logs.

    algorithm, key_id and public_key say how it was signed; whether that key is trusted, no row can say.
    """

    UNIQUES = (("number",),)
    id = UUID(primary_key=True, default=None)
    number = BigInt()
    made_at = Timestamptz()
    text = Text()
    root = Bytea()
    algorithm = Text()
    key_id = Text()
    public_key = Bytea()
    signature = Bytea()


class CheckpointLog(Table, tablename="checkpoint_log"):
    """How far a log had come at a checkpoint: its first `size` entries, their RFC 6962 root.

    peaks: roots of the largest full subtrees, left to right, 32 bytes each, from which the next checkpoint goes on.
    """

    UNIQUES = (("home", "id"), ("home", "checkpoint", "log"))
    INDEXES = (("checkpoint", "log"),)
    id = UUID(primary_key=True, default=None)
    home = UUID()
    checkpoint = UUID()
    log = UUID()
    size = BigInt()
    root = Bytea()
    peaks = Bytea()


db.register(Log, Revision, Outbox, Rival, Checkpoint, CheckpointLog)
