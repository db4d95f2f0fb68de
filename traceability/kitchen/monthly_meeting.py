"""Meet about the month (月调度): the principal's food-safety meeting and its minutes (每月食品安全调度会议纪要)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Count, Day, Happening, Moment, Month, Note, Told, first_day_of_month
from traceability.kitchen.oversight_tables import MeetingAttendee, MeetingDecision, MonthlyMeeting
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, Scope


class DecisionBody(Body):
    """What was decided, who sees to it, by id, and until when."""

    decision: Told
    responsible: UUID | None = None
    due: Day | None = None


class MonthlyMeetingBody(Happening):
    """Minutes of a meeting about one month, e.g. "2026-11".

    principal: who led it, null where the principal was not there; attendees: staff by id; guests: how many others
    (parents, the authority), never named; in_canteen: held there, as the principal does at least once a term.
    """

    site: UUID
    occurred_at: Moment
    month: Month
    principal: UUID | None = None
    attendees: Annotated[list[UUID], Field(max_length=200)] = []
    guests: Count = 0
    in_canteen: Annotated[bool, Field(strict=True)] | None = None
    topics: Told | None = None
    decisions: Annotated[list[DecisionBody], Field(max_length=100)] = []
    note: Note | None = None


def rows(entry: Entry[MonthlyMeetingBody]) -> Rows:
    """The meeting, who sat in it, and a row a decision."""
    body = entry.body
    people = list(dict.fromkeys([*([body.principal] if body.principal else []), *body.attendees]))
    meeting = entry.row(
        "meeting",
        month=body.month,
        first_day=first_day_of_month(body.month),
        principal=body.principal,
        in_canteen=body.in_canteen,
        attendees=len(people) + body.guests,
        decisions=len(body.decisions),
        topics=body.topics,
        note=body.note,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    decisions = [
        entry.row("decision", n, line=n, decision=one.decision, responsible=one.responsible, due=one.due)
        for n, one in enumerate(body.decisions, start=1)
    ]
    return {
        MonthlyMeeting: [meeting],
        MeetingAttendee: [entry.row("attendee", person, person=person) for person in people],
        MeetingDecision: decisions,
    }


MONTHLY_MEETING = Kind(
    name="monthly_meeting",
    path="monthly-meetings",
    body=MonthlyMeetingBody,
    writers=CANTEEN,
    rows=rows,
    tables=(MonthlyMeeting, MeetingAttendee, MeetingDecision),
    log=lambda body: body.site,
)


async def meet(scope: Scope, meetings: Sequence[Submission]) -> list[Receipt]:
    """Record minutes of monthly meetings."""
    return await record(scope, MONTHLY_MEETING, meetings)
