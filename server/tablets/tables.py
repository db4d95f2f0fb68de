"""Tablets, what each says it made, and the PINs of the people at them. Secrets stand as digests or verifiers."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Bytea, Text, Timestamptz
from piccolo.table import Table

from traceability import db


class Enrolment(Table, tablename="enrolment"):
    """A one-time code that makes a device a tablet of a site. digest: SHA-256 of the code; spent_at: by `tablet`."""

    UNIQUES = (("digest",),)
    INDEXES = (("expires_at",),)
    id = UUID(primary_key=True, default=None)
    digest = Bytea()
    site = UUID()
    name = Text()
    offered_by = UUID()
    expires_at = Timestamptz()
    spent_at = Timestamptz(null=True, default=None)
    tablet = UUID(null=True, default=None)


class Tablet(Table, tablename="tablet"):
    """An enrolled device. digest: SHA-256 of its bearer token; made: the highest sequence it ever told in a tally.

    tallied: up to this sequence every entry is here and follows from the one before (NULL: none looked at yet);
    tallied_chain: the chain after it. The next tally goes on from there.
    """

    UNIQUES = (("digest",),)
    INDEXES = (("site",),)
    id = UUID(primary_key=True, default=None)
    digest = Bytea()
    site = UUID()
    name = Text()
    made = BigInt()
    enrolled_by = UUID()
    enrolled_at = Timestamptz()
    last_seen = Timestamptz(null=True, default=None)
    disabled_at = Timestamptz(null=True, default=None)
    tallied = BigInt(null=True, default=None)
    tallied_chain = Bytea(null=True, default=None)


class TabletEntry(Table, tablename="tablet_entry"):
    """What became of a tablet's n-th entry.

    digest: SHA-256 of its bytes; chain: as the tablet told it (entries.chained); made_at, sent_at: the tablet's clock;
    skew_ms: received_at - sent_at; state: recorded, conflict, withdrawn; author_state: known, disabled, unknown.
    """

    UNIQUES = (("tablet", "sequence"),)
    INDEXES = (("site",), ("record",))
    id = UUID(primary_key=True, default=None)
    tablet = UUID()
    site = UUID()
    sequence = BigInt()
    record = UUID()
    kind = Text()
    digest = Bytea()
    chain = Bytea()
    person = UUID(null=True, default=None)
    made_at = Timestamptz()
    sent_at = Timestamptz(null=True, default=None)
    received_at = Timestamptz()
    skew_ms = BigInt(null=True, default=None)
    state = Text()
    author_state = Text()
    reason = Text(null=True, default=None)


class TabletFault(Table, tablename="tablet_fault"):
    """Another entry that was told under a sequence already taken. id derives from all of it."""

    INDEXES = (("tablet", "sequence"),)
    id = UUID(primary_key=True, default=None)
    tablet = UUID()
    sequence = BigInt()
    record = UUID()
    kind = Text()
    digest = Bytea()
    chain = Bytea()
    received_at = Timestamptz()


class Pin(Table, tablename="pin"):
    """A person's PIN at a site, as a PBKDF2-HMAC-SHA256 verifier. id derives from site and person."""

    UNIQUES = (("site", "person"),)
    INDEXES = (("person",),)
    id = UUID(primary_key=True, default=None)
    site = UUID()
    person = UUID()
    salt = Bytea()
    iterations = BigInt()
    verifier = Bytea()
    set_at = Timestamptz()
    expires_at = Timestamptz()
    disabled_at = Timestamptz(null=True, default=None)


class Attempt(Table, tablename="attempt"):
    """A try at a secret, counted against whom or what `subject` names."""

    INDEXES = (("subject", "tried_at"), ("tried_at",))
    id = UUID(primary_key=True, default=None)
    subject = Text()
    tried_at = Timestamptz()


db.register(Enrolment, Tablet, TabletEntry, TabletFault, Pin, Attempt)
