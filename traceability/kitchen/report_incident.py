"""Report a food-safety incident: what it was, how many people it touched, and which authority was told when.

FSL Art 103: reported promptly; two hours by the national emergency plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Count, Happening, Moment, Note
from traceability.kitchen.oversight_tables import Incident, IncidentReport
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.oversight_words import IncidentKind, ToldAuthority
from traceability.scope import CANTEEN, Scope
from traceability.vocabulary import Meal


class ReportedToBody(Body):
    """An authority, and when it was told."""

    authority: ToldAuthority
    reported_at: Moment


class IncidentBody(Happening):
    """occurred_at: when it was first noticed; affected: how many people, null where nobody knows yet.

    Nobody who fell ill is named, nor what they have: description and measures speak of food and premises.
    """

    site: UUID
    occurred_at: Moment
    kind: IncidentKind
    meal: Meal | None = None
    affected: Count | None = None
    description: Note | None = None
    measures: Note | None = None
    person: UUID | None = None
    reports: Annotated[list[ReportedToBody], Field(max_length=20)] = []


def rows(entry: Entry[IncidentBody]) -> Rows:
    """The incident with its earliest report, and a row for each authority told."""
    body = entry.body
    incident = entry.row(
        "incident",
        kind=body.kind.value,
        meal=body.meal.value if body.meal else None,
        affected=body.affected,
        description=body.description,
        measures=body.measures,
        person=body.person,
        reported_at=min((one.reported_at for one in body.reports), default=None),
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    reports = [
        entry.row("report", n, line=n, authority=one.authority.value, reported_at=one.reported_at)
        for n, one in enumerate(body.reports, start=1)
    ]
    return {Incident: [incident], IncidentReport: reports}


INCIDENT = Kind(
    name="incident",
    path="incidents",
    body=IncidentBody,
    writers=CANTEEN,
    rows=rows,
    tables=(Incident, IncidentReport),
    log=lambda body: body.site,
)


async def report_incident(scope: Scope, incidents: Sequence[Submission]) -> list[Receipt]:
    """Record incidents."""
    return await record(scope, INCIDENT, incidents)
