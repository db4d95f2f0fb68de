"""Mailings, inboxes, endpoints of webhooks, downloads."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Bytea, Text, Timestamptz
from piccolo.table import Table

from traceability import db


class Webhook(Table, tablename="webhook"):
    """An endpoint that is told. Its secret follows from a key file and the salt; fingerprint: SHA-256 of the secret."""

    INDEXES = (("region",),)
    id = UUID(primary_key=True, default=None)
    region = Text()
    url = Text()
    salt = Bytea()
    fingerprint = Bytea()
    active = Boolean()
    created_at = Timestamptz()
    created_by = UUID()


class Mailing(Table, tablename="mailing"):
    """One report to one recipient. channel: email, webhook; recipient: an address, an endpoint's id.

    state: waiting, failed (tried again at next_at), sent, dead (tried no more). error: the code of a sentence.
    """

    UNIQUES = (("report", "channel", "recipient"),)
    INDEXES = (("state", "next_at"), ("schedule", "created_at"))
    id = UUID(primary_key=True, default=None)
    report = UUID()
    schedule = UUID()
    channel = Text()
    recipient = Text()
    state = Text()
    attempts = BigInt()
    next_at = Timestamptz()
    created_at = Timestamptz()
    sent_at = Timestamptz(null=True, default=None)
    error = Text(null=True, default=None)
    error_detail = Text(null=True, default=None)
    worker = UUID(null=True, default=None)
    lease_until = Timestamptz(null=True, default=None)


class InboxEntry(Table, tablename="inbox_entry"):
    """A finished report in the inbox of an account. read_at: when it was first opened; None: unread."""

    UNIQUES = (("account", "report"),)
    INDEXES = (("account", "arrived_at"),)
    id = UUID(primary_key=True, default=None)
    account = UUID()
    report = UUID()
    arrived_at = Timestamptz()
    read_at = Timestamptz(null=True, default=None)


class Download(Table, tablename="download"):
    """Who took which bytes of a report, and when. packed: in an archive with others."""

    INDEXES = (("report", "downloaded_at"),)
    id = UUID(primary_key=True, default=None)
    report = UUID()
    account = UUID()
    sha256 = Text()
    packed = Boolean()
    downloaded_at = Timestamptz()


db.register(Webhook, Mailing, InboxEntry, Download)
