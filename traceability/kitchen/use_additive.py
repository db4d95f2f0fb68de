"""Use a food additive: a line of the additives ledger (操作规范 2018, annex D)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from traceability.bodies import Amount, Happening, Moment, Name, Note
from traceability.kitchen.duty_tables import AdditiveUse
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.oversight_words import AdditivePurpose
from traceability.scope import CANTEEN, Scope


class AdditiveUseBody(Happening):
    """How much of which batch went into which food, and what for.

    dish: the dish batch it went into, where its cooking is on record or will be; person: who weighed it out. The stock
    is not moved by it: what left the store is an issue, or an input of the cooking.
    """

    site: UUID
    occurred_at: Moment
    batch: UUID
    amount: Amount
    purpose: AdditivePurpose
    food: Name
    dish: UUID | None = None
    food_amount: Amount | None = None
    person: UUID | None = None
    note: Note | None = None


def rows(entry: Entry[AdditiveUseBody]) -> Rows:
    body = entry.body
    food = body.food_amount.quantity if body.food_amount else None
    use = entry.row(
        "use",
        batch=body.batch,
        amount=body.amount.quantity.amount,
        dimension=body.amount.quantity.dimension.value,
        entered=body.amount.amount,
        entered_unit=body.amount.unit,
        purpose=body.purpose.value,
        food=body.food,
        dish=body.dish,
        food_amount=food.amount if food else None,
        food_dimension=food.dimension.value if food else None,
        person=body.person,
        note=body.note,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    return {AdditiveUse: [use]}


ADDITIVE_USE = Kind(
    name="additive_use",
    path="additive-uses",
    body=AdditiveUseBody,
    writers=CANTEEN,
    rows=rows,
    tables=(AdditiveUse,),
    log=lambda body: body.site,
)


async def use_additive(scope: Scope, uses: Sequence[Submission]) -> list[Receipt]:
    """Record uses of additives."""
    return await record(scope, ADDITIVE_USE, uses)
