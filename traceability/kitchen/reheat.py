"""Heat a dish again that stood between 8 and 60 °C: its core must reach 70 °C (操作规范 2018, 7.4 and 8)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from traceability.bodies import Happening, Moment, Temperature
from traceability.kitchen.duty_tables import Reheating
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.quantities import parse_temperature
from traceability.scope import CANTEEN, Scope


class ReheatingBody(Happening):
    """batch: the dish batch, here or as it came from another kitchen; core_temperature: null where nobody measured."""

    site: UUID
    occurred_at: Moment
    batch: UUID
    core_temperature: Temperature | None = None
    person: UUID | None = None


def rows(entry: Entry[ReheatingBody]) -> Rows:
    body = entry.body
    reheating = entry.row(
        "reheating",
        batch=body.batch,
        core_temperature=None if body.core_temperature is None else parse_temperature(body.core_temperature),
        person=body.person,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    return {Reheating: [reheating]}


REHEATING = Kind(
    name="reheating",
    path="reheatings",
    body=ReheatingBody,
    writers=CANTEEN,
    rows=rows,
    tables=(Reheating,),
    log=lambda body: body.site,
)


async def reheat(scope: Scope, reheatings: Sequence[Submission]) -> list[Receipt]:
    """Record dishes heated again."""
    return await record(scope, REHEATING, reheatings)
