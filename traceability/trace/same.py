"""Say that two batches are the same one: nine spellings of a lot, or a paper found later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from traceability.bodies import Happening, Moment
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import AUTHORITY, CANTEEN, Scope
from traceability.trace.nodes import LinkKind, link_row
from traceability.trace.tables import Link, SameBatch
from traceability.vocabulary import Evidence


class SameBatchBody(Happening):
    """party: the site or organisation that says so. A trace then passes from either batch to the other.

    Suppliers do not: one could tie its lot to another's.
    """

    party: UUID
    occurred_at: Moment
    a: UUID
    b: UUID
    reason: Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
    evidence: Evidence = Evidence.TYPED

    @model_validator(mode="after")
    def two_batches(self) -> SameBatchBody:
        if self.a == self.b:
            raise PydanticCustomError("one_batch_twice", "a batch is the same as itself")
        return self


def rows(entry: Entry[SameBatchBody]) -> Rows:
    """The statement, and a link each way."""
    body = entry.body
    return {
        SameBatch: [entry.row("same", a=body.a, b=body.b, reason=body.reason, occurred_at=body.occurred_at)],
        Link: [
            link_row(entry, child, parent, LinkKind.SAME, None, body.evidence.value, body.occurred_at)
            for child, parent in ((body.a, body.b), (body.b, body.a))
        ],
    }


SAME_BATCH = Kind(
    name="same_batch",
    path="same-batches",
    body=SameBatchBody,
    writers=AUTHORITY | CANTEEN,
    rows=rows,
    tables=(SameBatch, Link),
    log=lambda body: body.party,
)


async def join_batches(scope: Scope, statements: Sequence[Submission]) -> list[Receipt]:
    """Record that batches are the same."""
    return await record(scope, SAME_BATCH, statements)
