"""How a canteen watches over itself: weekly and monthly checks, cameras, surveys, incidents, accounts."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Boolean, Date, Text, Timestamptz
from piccolo.table import Table

from traceability import db
from traceability.tables import Kept, kept


class WeeklyCheck(Kept, Table, tablename="weekly_check"):
    """The director's report on a week (周排查). week: ISO, "2026-W47"; first_day: its Monday; findings: how many."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "first_day"))
    week = Text()
    first_day = Date()
    director = UUID(null=True, default=None)
    points = BigInt()
    findings = BigInt()
    note = Text(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class WeeklyCheckPoint(Kept, Table, tablename="weekly_check_point"):
    """One point of it. finding NULL: in order; action NULL beside a finding: nothing was done yet; due: until when."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    line = BigInt()
    point = Text()
    in_order = Boolean()
    finding = Text(null=True, default=None)
    action = Text(null=True, default=None)
    due = Date(null=True, default=None)


class MonthlyMeeting(Kept, Table, tablename="monthly_meeting"):
    """The principal's meeting on a month (月调度). month: "2026-11"; first_day: its first; in_canteen: held there.

    attendees: how many were there, those named by id and those only counted; decisions: how many were taken.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "first_day"))
    month = Text()
    first_day = Date()
    principal = UUID(null=True, default=None)
    in_canteen = Boolean(null=True, default=None)
    attendees = BigInt()
    decisions = BigInt()
    topics = Text(null=True, default=None)
    note = Text(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class MeetingAttendee(Kept, Table, tablename="meeting_attendee"):
    """Who sat in a monthly meeting, by id."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("person",))
    person = UUID()


class MeetingDecision(Kept, Table, tablename="meeting_decision"):
    """What a monthly meeting decided, who sees to it and until when."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    line = BigInt()
    decision = Text()
    responsible = UUID(null=True, default=None)
    due = Date(null=True, default=None)


class CameraStatus(Kept, Table, tablename="camera_status"):
    """One camera on one day (互联网+明厨亮灶). online_percent: whole percent of the day; never a picture."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"))
    line = BigInt()
    camera = Text()
    online_percent = BigInt(null=True, default=None)
    outage_from = Timestamptz(null=True, default=None)
    outage_to = Timestamptz(null=True, default=None)
    reason = Text(null=True, default=None)
    person = UUID(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class CameraAlert(Kept, Table, tablename="camera_alert"):
    """How often a camera's system gave one kind of alert on a day, and how many of those were seen to."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"))
    camera = Text()
    kind = Text()
    alerts = BigInt()
    closed = BigInt(null=True, default=None)
    day = Date()


class Incident(Kept, Table, tablename="incident"):
    """Something that went wrong for people or food. affected: how many people, never who or what they had.

    occurred_at: when it was first noticed; reported_at: the earliest report to an authority, NULL while there is none.
    """

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "day"))
    kind = Text()
    meal = Text(null=True, default=None)
    affected = BigInt(null=True, default=None)
    description = Text(null=True, default=None)
    measures = Text(null=True, default=None)
    person = UUID(null=True, default=None)
    reported_at = Timestamptz(null=True, default=None)
    occurred_at = Timestamptz()
    day = Date()


class IncidentReport(Kept, Table, tablename="incident_report"):
    """Which authority was told of an incident, and when."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    line = BigInt()
    authority = Text()
    reported_at = Timestamptz()


class SatisfactionSurvey(Kept, Table, tablename="satisfaction_survey"):
    """A term's survey, counted, never named. term: "2026-autumn"; closed_on: the day it was counted."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "closed_on"))
    term = Text()
    closed_on = Date()
    sent = BigInt()
    answered = BigInt()
    satisfied = BigInt()
    dissatisfied = BigInt()
    note = Text(null=True, default=None)
    person = UUID(null=True, default=None)


class CanteenAccount(Kept, Table, tablename="canteen_account"):
    """A month's account of a canteen, in fen. published_on: the day it was shown to parents."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept(("log", "first_day"))
    month = Text()
    first_day = Date()
    income = BigInt()
    expenditure = BigInt()
    closed_on = Date(null=True, default=None)
    published_on = Date(null=True, default=None)
    note = Text(null=True, default=None)
    person = UUID(null=True, default=None)


class CanteenAccountLine(Kept, Table, tablename="canteen_account_line"):
    """One heading of a month's account, in fen. side: income or expenditure."""

    UNIQUES = (("home", "id"),)
    INDEXES = kept()
    side = Text()
    heading = Text()
    amount = BigInt()


db.register(
    WeeklyCheck,
    WeeklyCheckPoint,
    MonthlyMeeting,
    MeetingAttendee,
    MeetingDecision,
    CameraStatus,
    CameraAlert,
    Incident,
    IncidentReport,
    SatisfactionSurvey,
    CanteenAccount,
    CanteenAccountLine,
)
