"""Schedules, their runs, and reports: what is due, who is making it, and where its bytes are."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Text, Timestamptz
from piccolo.table import Table

from traceability import db


class Schedule(Table, tablename="schedule"):
    """A monthly report of every campus of a region, on a day of the next month at an hour of its zone."""

    id = UUID(primary_key=True, default=None)
    kind = Text()
    region = Text()
    day = BigInt()
    hour = BigInt()
    zone = Text()
    language = Text()
    active = Boolean()
    created_at = Timestamptz()


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

    unsigned_sha256: of the beginning of that file, before it was sealed; seal_level: of PAdES; checkpoint: what its
    records were known at; release, templates, fonts: what made it (versions.py).
    """

    UNIQUES = (("run", "site"),)
    INDEXES = (("state", "requested_at"), ("site", "period"), ("sha256",))
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


db.register(Schedule, ScheduleRun, Report)
