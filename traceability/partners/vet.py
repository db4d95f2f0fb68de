"""Vet a supplier before buying from it, and evaluate it every year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Day, Note
from traceability.deliveries.tables import DocumentLink
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.partners.tables import Vetting
from traceability.scope import OFFICE, Role, Scope
from traceability.vocabulary import VettingOutcome


class VettingBody(Body):
    """organisation vets supplier. incident_free_since: no food-safety incident from that day on.

    on_blacklist: found on the list of grave breaches (严重违法失信名单); null where nobody looked.
    evaluation: the score or verdict in words.
    """

    organisation: UUID
    supplier: UUID
    vetted_on: Day
    outcome: VettingOutcome
    incident_free_since: Day | None = None
    on_blacklist: bool | None = None
    evaluation: Note | None = None
    valid_to: Day | None = None
    documents: Annotated[list[UUID], Field(max_length=50)] = []


def rows(entry: Entry[VettingBody]) -> Rows:
    body = entry.body
    vetting = entry.row(
        "vetting",
        supplier=body.supplier,
        vetted_on=body.vetted_on,
        outcome=body.outcome.value,
        incident_free_since=body.incident_free_since,
        on_blacklist=body.on_blacklist,
        evaluation=body.evaluation,
        valid_to=body.valid_to,
    )
    documents = [entry.row("document", d, document=d) for d in dict.fromkeys(body.documents)]
    return {Vetting: [vetting], DocumentLink: documents}


VETTING = Kind(
    name="vetting",
    path="vettings",
    body=VettingBody,
    writers=OFFICE | {Role.INSPECTOR},
    rows=rows,
    tables=(Vetting, DocumentLink),
    log=lambda body: body.organisation,
)


async def vet(scope: Scope, vettings: Sequence[Submission]) -> list[Receipt]:
    """Record what was found out about suppliers."""
    return await record(scope, VETTING, vettings)
