"""Dispatch cooked food to another campus: sealed, labelled, with its temperature when it left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from traceability.bodies import Amount, Body, Code, Count, Happening, Line, Moment, Name, Note, Temperature
from traceability.identifiers import campus_batch_id
from traceability.kitchen.care_tables import Dispatch, DispatchItem
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.quantities import parse_temperature
from traceability.scope import CANTEEN, Scope
from traceability.trace.nodes import BatchKind, LinkKind, batch_row, event_row, link_row
from traceability.trace.tables import Batch, Link, TrackingEvent
from traceability.vocabulary import Evidence


class LabelBody(Body):
    """What the label of cooked food in transport says (集体用餐配送: maker, made at, eat by, how to eat)."""

    food: Name | None = None
    maker: Name | None = None
    made_at: Moment | None = None
    eat_by: Moment | None = None
    how_to_eat: Name | None = None


class DispatchItemBody(Body):
    """batch: the dish batch that it was taken from; dish: its name, as on the container; dish_en: where known."""

    line: Line
    batch: UUID
    dish: Name | None = None
    dish_en: Name | None = None
    amount: Amount | None = None
    portions: Count | None = None
    evidence: Evidence = Evidence.TYPED


class DispatchBody(Happening):
    """Food that leaves `site` for `destination`; temperature: when it left.

    signer: who handed it over; second_signer: who saw it go.
    """

    site: UUID
    occurred_at: Moment
    destination: UUID
    items: Annotated[list[DispatchItemBody], Field(min_length=1, max_length=100)]
    vehicle_plate: Code | None = None
    seal: Code | None = None
    label: LabelBody | None = None
    temperature: Temperature | None = None
    signer: UUID | None = None
    second_signer: UUID | None = None
    note: Note | None = None

    @model_validator(mode="after")
    def lines_are_distinct(self) -> DispatchBody:
        if len({item.line for item in self.items}) != len(self.items):
            raise PydanticCustomError("repeated_line", "a line number stands twice")
        return self


def rows(entry: Entry[DispatchBody]) -> Rows:
    """The dispatch, its items, a dispatched batch for each with the link from its dish batch, the event."""
    body = entry.body
    label = body.label or LabelBody()
    dispatch = entry.row(
        "dispatch",
        destination=body.destination,
        vehicle_plate=body.vehicle_plate,
        seal=body.seal,
        label_food=label.food,
        label_maker=label.maker,
        label_made_at=label.made_at,
        label_eat_by=label.eat_by,
        label_how_to_eat=label.how_to_eat,
        temperature=None if body.temperature is None else parse_temperature(body.temperature),
        signer=body.signer,
        second_signer=body.second_signer,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    written: Rows = {
        Dispatch: [dispatch],
        DispatchItem: [],
        Batch: [],
        Link: [],
        TrackingEvent: [event_row(entry, "dispatch", "shipping", "in_transit", body.occurred_at)],
    }
    for item in body.items:
        batch = campus_batch_id(entry.record, item.line)
        quantity = item.amount.quantity if item.amount else None
        dish = item.dish or label.food
        written[DispatchItem].append(
            entry.row(
                "item",
                item.line,
                line=item.line,
                batch=batch,
                parent=item.batch,
                dish=dish,
                dish_en=item.dish_en,
                amount=quantity.amount if quantity else None,
                dimension=quantity.dimension.value if quantity else None,
                portions=item.portions,
            )
        )
        named = {"name": dish, "name_en": item.dish_en}
        written[Batch].append(
            batch_row(entry, batch, BatchKind.DISPATCHED, quantity, **named, occurred_at=body.occurred_at)
        )
        written[Link].append(
            link_row(entry, batch, item.batch, LinkKind.DISPATCH, quantity, item.evidence.value, body.occurred_at)
        )
    return written


DISPATCH = Kind(
    name="dispatch",
    path="dispatches",
    body=DispatchBody,
    writers=CANTEEN,
    rows=rows,
    tables=(Dispatch, DispatchItem, Batch, Link, TrackingEvent),
    log=lambda body: body.site,
)


async def dispatch(scope: Scope, dispatches: Sequence[Submission]) -> list[Receipt]:
    """Record cooked food leaving for another campus."""
    return await record(scope, DISPATCH, dispatches)
