"""Survey how satisfied parents and pupils are, every term (MOE 2024): counted, never named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from traceability.bodies import Body, Count, Day, Note
from traceability.kitchen.oversight_tables import SatisfactionSurvey
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import OFFICE, Scope

Term = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(spring|autumn)$")]
"""A school term by the year it begins in: the one from September 2026 to January 2027 is "2026-autumn"."""


class SatisfactionSurveyBody(Body):
    """Sheets sent out and answered; of the answers, how many were satisfied and dissatisfied (the rest: neither)."""

    site: UUID
    term: Term
    closed_on: Day
    sent: Count
    answered: Count
    satisfied: Count
    dissatisfied: Count
    person: UUID | None = None
    note: Note | None = None


def rows(entry: Entry[SatisfactionSurveyBody]) -> Rows:
    body = entry.body
    survey = entry.row(
        "survey",
        term=body.term,
        closed_on=body.closed_on,
        sent=body.sent,
        answered=body.answered,
        satisfied=body.satisfied,
        dissatisfied=body.dissatisfied,
        note=body.note,
        person=body.person,
    )
    return {SatisfactionSurvey: [survey]}


SATISFACTION_SURVEY = Kind(
    name="satisfaction_survey",
    path="satisfaction-surveys",
    body=SatisfactionSurveyBody,
    writers=OFFICE,
    rows=rows,
    tables=(SatisfactionSurvey,),
    log=lambda body: body.site,
)


async def survey(scope: Scope, surveys: Sequence[Submission]) -> list[Receipt]:
    """Record surveys."""
    return await record(scope, SATISFACTION_SURVEY, surveys)
