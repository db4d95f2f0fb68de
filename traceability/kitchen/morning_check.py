"""Check the staff in the morning (晨检): fit for food work or not, never why (FSL Art 45; Order 45 Art 27)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Happening, Moment
from traceability.kitchen.duty_tables import MorningCheckPerson
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, Scope

Truth = Annotated[bool, Field(strict=True)]


class CheckedPersonBody(Body):
    """sent_away: of who is not fit, whether they left food work. There is no field for what they have."""

    person: UUID
    fit: Truth
    sent_away: Truth | None = None


class MorningCheckBody(Happening):
    """Who came to work and was looked at, by id; whoever comes later stands in a check of their own."""

    site: UUID
    occurred_at: Moment
    checked_by: UUID | None = None
    people: Annotated[list[CheckedPersonBody], Field(min_length=1, max_length=500)]


def rows(entry: Entry[MorningCheckBody]) -> Rows:
    """One row a person, each line as it was entered."""
    body = entry.body
    return {
        MorningCheckPerson: [
            entry.row(
                "person",
                n,
                person=one.person,
                fit=one.fit,
                sent_away=one.sent_away,
                checked_by=body.checked_by,
                occurred_at=body.occurred_at,
                day=entry.day(body.occurred_at),
            )
            for n, one in enumerate(body.people)
        ]
    }


MORNING_CHECK = Kind(
    name="morning_check",
    path="morning-checks",
    body=MorningCheckBody,
    writers=CANTEEN,
    rows=rows,
    tables=(MorningCheckPerson,),
    log=lambda body: body.site,
)


async def check_staff(scope: Scope, checks: Sequence[Submission]) -> list[Receipt]:
    """Record morning checks."""
    return await record(scope, MORNING_CHECK, checks)
