"""Deposit a document: what it is, its number and dates, and which content of the store it is.

The content itself is uploaded by its SHA-256, before or after: a document may arrive before its photograph does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from traceability.bodies import Body, Code, Day, Name
from traceability.documents.tables import Document
from traceability.identifiers import normalise_lot
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, TRADE, Scope
from traceability.vocabulary import DocumentKind

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
MediaType = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]{1,80}$")]


class DocumentBody(Body):
    """party: who keeps it; organisation: whom it is about; number: as printed on it; bytes: size of the content."""

    party: UUID
    kind: DocumentKind
    number: Code | None = None
    issued_on: Day | None = None
    valid_to: Day | None = None
    issuer: Name | None = None
    organisation: UUID | None = None
    sha256: Sha256 | None = None
    media_type: MediaType | None = None
    bytes: Annotated[int, Field(ge=0, le=10**10, strict=True)] | None = None


def number_key(number: str) -> str:
    """The one spelling under which a document's number is searched: "№ 京-０１２" and "京012" are both "京012"."""
    return normalise_lot(number)


def rows(entry: Entry[DocumentBody]) -> Rows:
    body = entry.body
    document = entry.row(
        "document",
        kind=body.kind.value,
        number=body.number,
        number_key=number_key(body.number) if body.number else None,
        issued_on=body.issued_on,
        valid_to=body.valid_to,
        issuer=body.issuer,
        organisation=body.organisation,
        sha256=body.sha256,
        media_type=body.media_type,
        bytes=body.bytes,
    )
    return {Document: [document]}


DOCUMENT = Kind(
    name="document",
    path="documents",
    body=DocumentBody,
    writers=CANTEEN | TRADE,
    rows=rows,
    tables=(Document,),
    log=lambda body: body.party,
)


async def deposit(scope: Scope, documents: Sequence[Submission]) -> list[Receipt]:
    """Record documents."""
    return await record(scope, DOCUMENT, documents)
