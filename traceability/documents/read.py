"""Read a document: what is recorded of it now, and under which SHA-256 its content stands."""

from __future__ import annotations

from uuid import UUID

from traceability import db
from traceability.errors import NotOnRecord
from traceability.scope import Scope

SUPPLIERS = ("farm", "slaughterhouse", "processor", "wholesaler", "caterer")


async def read(scope: Scope, document: UUID) -> db.Row:
    """The current row of a document in scope; whoever sees sources also reads the papers of all suppliers.

    NotOnRecord: there is none, it was taken back, or the scope does not reach it.
    """
    row = await db.fetch_one(
        "SELECT d.*, p.trade FROM document d LEFT JOIN party p ON p.record = d.log AND p.until_seq IS NULL"
        " WHERE d.record = $1 AND d.until_seq IS NULL",
        document,
    )
    if row is None or not (scope.sees(row["log"]) or (scope.sources and row["trade"] in SUPPLIERS)):
        raise NotOnRecord(record=str(document))
    return row
