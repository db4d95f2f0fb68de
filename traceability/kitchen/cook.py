"""Cook a dish: batches in, a dish batch out. Inputs are named by the cook, or drawn from stock issues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import MAY_BE_LEFT_OUT, Amount, Body, Count, Happening, Moment, Name, Note, Temperature
from traceability.identifiers import made_batch_id
from traceability.kitchen.allocate import relink_cookings
from traceability.kitchen.tables import Cooking, CookingDraw, CookingInput
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.quantities import parse_temperature
from traceability.scope import CANTEEN, Scope
from traceability.trace.nodes import BatchKind, LinkKind, batch_row, event_row, link_row
from traceability.trace.tables import Batch, Link, TrackingEvent
from traceability.vocabulary import Evidence, Meal


class InputBody(Body):
    batch: UUID
    amount: Amount | None = None
    evidence: Evidence = Evidence.TYPED


class CookingBody(Happening):
    """A cooking. It may name a batch that has not arrived, an issue that is not known yet, or nothing at all.

    ended_at: when the dish was done, from which the two hours run; null: as long as occurred_at says.
    """

    site: UUID
    occurred_at: Moment
    dish: Name
    recipe: UUID | None = None
    meal: Meal | None = None
    portions: Count | None = None
    inputs: Annotated[list[InputBody], Field(max_length=100)] = []
    issues: Annotated[list[UUID], Field(max_length=20)] = []
    output: Amount | None = None
    core_temperature: Temperature | None = None
    cook: UUID | None = None
    ended_at: Annotated[Moment | None, MAY_BE_LEFT_OUT] = None
    note: Note | None = None


def rows(entry: Entry[CookingBody]) -> Rows:
    """The cooking, its inputs and draws, the dish batch, the links from named batches, the event."""
    body = entry.body
    dish = made_batch_id(entry.record)
    temperature = parse_temperature(body.core_temperature) if body.core_temperature else None
    day = entry.day(body.occurred_at)
    cooking = entry.row(
        "cooking",
        batch=dish,
        recipe=body.recipe,
        dish=body.dish,
        meal=body.meal.value if body.meal else None,
        portions=body.portions,
        core_temperature=temperature,
        cook=body.cook,
        ended_at=body.ended_at,
        occurred_at=body.occurred_at,
        day=day,
    )
    named = {i.batch: i for i in body.inputs}.values()  # a batch named twice is one input
    return {
        Cooking: [cooking],
        CookingInput: [
            entry.row(
                "input",
                i.batch,
                batch=i.batch,
                amount=i.amount.quantity.amount if i.amount else None,
                dimension=i.amount.quantity.dimension.value if i.amount else None,
                evidence=i.evidence.value,
            )
            for i in named
        ],
        CookingDraw: [entry.row("draw", issue, issue=issue) for issue in dict.fromkeys(body.issues)],
        Batch: [
            batch_row(
                entry,
                dish,
                BatchKind.DISH,
                body.output.quantity if body.output else None,
                recipe=body.recipe,
                name=body.dish,
                production_date=day,
                occurred_at=body.occurred_at,
            )
        ],
        Link: [
            link_row(
                entry,
                dish,
                i.batch,
                LinkKind.COOKING,
                i.amount.quantity if i.amount else None,
                i.evidence.value,
                body.occurred_at,
            )
            for i in named
        ],
        TrackingEvent: [event_row(entry, "cooking", "commissioning", "in_progress", body.occurred_at)],
    }


async def settle(entries: Sequence[Entry[CookingBody]]) -> None:
    """Derive the links from issues and openings, for these cookings and those that share an issue with them."""
    await relink_cookings(entries)


COOKING = Kind(
    name="cooking",
    path="cookings",
    body=CookingBody,
    writers=CANTEEN,
    rows=rows,
    tables=(Cooking, CookingInput, CookingDraw, Batch, Link, TrackingEvent),
    log=lambda body: body.site,
    settle=settle,
)


async def cook(scope: Scope, cookings: Sequence[Submission]) -> list[Receipt]:
    """Record cookings."""
    return await record(scope, COOKING, cookings)
