"""Schedules, their runs, and reports: what is due, who is making it, and where its bytes are."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Text, Timestamptz
from piccolo.table import Table

from traceability import db


class Schedule(Table, tablename="schedule"):
    """Reports of a kind of a region's campuses, when they come due (every, rule, counted, day, terms, hour, zone).

    Rows from before schedules could be edited lack what was added: every month, on its day.
    """

    INDEXES = (("region",),)
    id = UUID(primary_key=True, default=None)
    kind = Text()
    region = Text()
    day = BigInt()
    hour = BigInt()
    zone = Text()
    language = Text()
    active = Boolean()
    created_at = Timestamptz()
    every = Text(null=True, default=None)
    rule = Text(null=True, default=None)
    counted = Text(null=True, default=None)
    terms = Text(null=True, default=None)
    changed_at = Timestamptz(null=True, default=None)
    changed_by = UUID(null=True, default=None)


class ScheduleSite(Table, tablename="schedule_site"):
    """A campus that was chosen; a schedule without any is for all of its region."""

    UNIQUES = (("schedule", "site"),)
    id = UUID(primary_key=True, default=None)
    schedule = UUID()
    site = UUID()


class ScheduleRecipient(Table, tablename="schedule_recipient"):
    """Who hears of finished reports beside the inbox. channel: email (an address), webhook (the id of an endpoint)."""

    UNIQUES = (("schedule", "channel", "recipient"),)
    id = UUID(primary_key=True, default=None)
    schedule = UUID()
    channel = Text()
    recipient = Text()


class ScheduleRun(Table, tablename="schedule_run"):
    """One time that a schedule came due. The unique key is what keeps two servers from making it twice."""

    UNIQUES = (("schedule", "due_at"),)
    id = UUID(primary_key=True, default=None)
    schedule = UUID()
    due_at = Timestamptz()
    period = Text()
    planned_at = Timestamptz()


class Report(Table, tablename="report"):
    """One report. state: due, running (until its lease ends), ready, failed. sha256 names its file in the archive.

    site: the party it is made for, whose scope decides who reads it; subject: the delivery, batch or supplier it is
    about, where its kind is about one; period: what it covers, or the month that its delivery or batch belongs to.

    unsigned_sha256: of the beginning of that file, before it was sealed; seal_level: of PAdES; checkpoint: what its
    records were known at; release, templates, fonts: what made it (versions.py);
    announced_at: when those who are to hear of it were written down, once.
    """

    UNIQUES = (("run", "site"),)
    INDEXES = (("state", "requested_at"), ("site", "period"), ("sha256",), ("announced_at", "state"), ("subject",))
    id = UUID(primary_key=True, default=None)
    run = UUID(null=True, default=None)
    kind = Text()
    site = UUID()
    period = Text()
    language = Text()
    state = Text()
    origin = Text()
    requested_by = UUID(null=True, default=None)
    requested_at = Timestamptz()
    attempts = BigInt()
    worker = UUID(null=True, default=None)
    lease_until = Timestamptz(null=True, default=None)
    made_at = Timestamptz(null=True, default=None)
    pages = BigInt(null=True, default=None)
    bytes = BigInt(null=True, default=None)
    sha256 = Text(null=True, default=None)
    failure = Text(null=True, default=None)
    unsigned_sha256 = Text(null=True, default=None)
    signer = Text(null=True, default=None)
    seal_level = Text(null=True, default=None)
    checkpoint = UUID(null=True, default=None)
    checkpoint_number = BigInt(null=True, default=None)
    rule_set = Text(null=True, default=None)
    release = Text(null=True, default=None)
    templates = Text(null=True, default=None)
    fonts = Text(null=True, default=None)
    announced_at = Timestamptz(null=True, default=None)
    subject = UUID(null=True, default=None)


db.register(Schedule, ScheduleRun, Report, ScheduleSite, ScheduleRecipient)
