"""Eat with the pupils (陪餐): at every meal one of the school's leaders or teachers does (Order 45 Art 15)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from traceability.bodies import Happening, Moment, Note
from traceability.kitchen.duty_tables import AccompaniedMeal
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, Scope
from traceability.vocabulary import Meal, Opinion


class AccompaniedMealBody(Happening):
    """Who ate along, by id, and what they said of taste, quality and portion; problem, and what was done about it."""

    site: UUID
    occurred_at: Moment
    meal: Meal
    person: UUID
    taste: Opinion | None = None
    quality: Opinion | None = None
    portion: Opinion | None = None
    problem: Note | None = None
    action: Note | None = None


def rows(entry: Entry[AccompaniedMealBody]) -> Rows:
    body = entry.body
    accompanied = entry.row(
        "accompanied",
        person=body.person,
        meal=body.meal.value,
        taste=body.taste.value if body.taste else None,
        quality=body.quality.value if body.quality else None,
        portion=body.portion.value if body.portion else None,
        problem=body.problem,
        action=body.action,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    return {AccompaniedMeal: [accompanied]}


ACCOMPANIED_MEAL = Kind(
    name="accompanied_meal",
    path="accompanied-meals",
    body=AccompaniedMealBody,
    writers=CANTEEN,
    rows=rows,
    tables=(AccompaniedMeal,),
    log=lambda body: body.site,
)


async def accompany(scope: Scope, meals: Sequence[Submission]) -> list[Receipt]:
    """Record who ate along."""
    return await record(scope, ACCOMPANIED_MEAL, meals)
