"""License a party: the paper that allows it to make, sell or serve food, with its validity and scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Body, Code, Day, Name
from traceability.deliveries.tables import DocumentLink
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.partners.tables import Licence
from traceability.scope import TRADE, Scope
from traceability.vocabulary import FoodGroup, LicenceKind


class LicenceBody(Body):
    """party: the organisation or site it belongs to; scope: food groups it covers, empty where it names none."""

    party: UUID
    kind: LicenceKind
    number: Code
    valid_from: Day | None = None
    valid_to: Day | None = None
    scope: Annotated[list[FoodGroup], Field(max_length=50)] = []
    issued_by: Name | None = None
    documents: Annotated[list[UUID], Field(max_length=50)] = []


def rows(entry: Entry[LicenceBody]) -> Rows:
    """The licence, whatever its dates say, and the documents that show it."""
    body = entry.body
    licence = entry.row(
        "licence",
        kind=body.kind.value,
        number=body.number,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        scope=" ".join(sorted({group.value for group in body.scope})),
        issued_by=body.issued_by,
    )
    documents = [entry.row("document", d, document=d) for d in dict.fromkeys(body.documents)]
    return {Licence: [licence], DocumentLink: documents}


LICENCE = Kind(
    name="licence",
    path="licences",
    body=LicenceBody,
    writers=TRADE,
    rows=rows,
    tables=(Licence, DocumentLink),
    log=lambda body: body.party,
)


async def license_party(scope: Scope, licences: Sequence[Submission]) -> list[Receipt]:
    """Record licences, expired ones as well."""
    return await record(scope, LICENCE, licences)
