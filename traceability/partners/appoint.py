"""Appoint a person to a role at a site, from a day on and until a day."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from traceability.bodies import Body, Day
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.partners.tables import Appointment
from traceability.scope import OFFICE, Scope
from traceability.vocabulary import AppointedRole


class AppointmentBody(Body):
    """site: where, or the organisation itself of whoever leads all of it. valid_to: the last day in the role; without
    it, until further notice."""

    site: UUID
    person: UUID
    role: AppointedRole
    valid_from: Day
    valid_to: Day | None = None


def rows(entry: Entry[AppointmentBody]) -> Rows:
    body = entry.body
    appointment = entry.row(
        "appointment", person=body.person, role=body.role.value, valid_from=body.valid_from, valid_to=body.valid_to
    )
    return {Appointment: [appointment]}


APPOINTMENT = Kind(
    name="appointment",
    path="appointments",
    body=AppointmentBody,
    writers=OFFICE,
    rows=rows,
    tables=(Appointment,),
    log=lambda body: body.site,
)


async def appoint(scope: Scope, appointments: Sequence[Submission]) -> list[Receipt]:
    """Record appointments."""
    return await record(scope, APPOINTMENT, appointments)
