"""Serve a meal to a group: dish batches onto plates, portions counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import MAY_BE_LEFT_OUT, Amount, Body, Count, Happening, Moment, Temperature
from traceability.identifiers import made_batch_id
from traceability.kitchen.tables import ServedDish, Serving
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.quantities import parse_temperature
from traceability.scope import CANTEEN, Scope
from traceability.trace.nodes import BatchKind, LinkKind, batch_row, event_row, link_row
from traceability.trace.tables import Batch, Link, TrackingEvent
from traceability.vocabulary import Evidence, Meal


class ServedDishBody(Body):
    """temperature: of the food as it was served."""

    batch: UUID
    amount: Amount | None = None
    temperature: Annotated[Temperature | None, MAY_BE_LEFT_OUT] = None


class ServingBody(Happening):
    """A serving: one group, one meal, the dish batches on its plates."""

    site: UUID
    occurred_at: Moment
    meal: Meal
    group: UUID
    portions: Count
    dishes: Annotated[list[ServedDishBody], Field(min_length=1, max_length=50)]


def rows(entry: Entry[ServingBody]) -> Rows:
    """The serving, its dishes, the batch of plates it made, the links from the dishes, the event."""
    body = entry.body
    plates = made_batch_id(entry.record)
    dishes = {d.batch: d for d in body.dishes}.values()
    serving = entry.row(
        "serving",
        batch=plates,
        meal=body.meal.value,
        diner_group=body.group,
        portions=body.portions,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    return {
        Serving: [serving],
        ServedDish: [
            entry.row(
                "dish",
                d.batch,
                batch=d.batch,
                amount=d.amount.quantity.amount if d.amount else None,
                dimension=d.amount.quantity.dimension.value if d.amount else None,
                temperature=None if d.temperature is None else parse_temperature(d.temperature),
            )
            for d in dishes
        ],
        Batch: [batch_row(entry, plates, BatchKind.SERVED, None, name=body.meal.value, occurred_at=body.occurred_at)],
        Link: [
            link_row(
                entry,
                plates,
                d.batch,
                LinkKind.SERVING,
                d.amount.quantity if d.amount else None,
                Evidence.TYPED.value,
                body.occurred_at,
            )
            for d in dishes
        ],
        TrackingEvent: [event_row(entry, "serving", "dispensing", "dispensed", body.occurred_at)],
    }


SERVING = Kind(
    name="serving",
    path="servings",
    body=ServingBody,
    writers=CANTEEN,
    rows=rows,
    tables=(Serving, ServedDish, Batch, Link, TrackingEvent),
    log=lambda body: body.site,
)


async def serve(scope: Scope, servings: Sequence[Submission]) -> list[Receipt]:
    """Record servings."""
    return await record(scope, SERVING, servings)
