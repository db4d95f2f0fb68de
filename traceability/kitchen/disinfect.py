"""Disinfect tableware, by heat or with chlorine (操作规范 2018, annex on washing and disinfecting tableware)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field

from traceability.bodies import Count, Happening, Moment, Name, Note, Temperature
from traceability.kitchen.duty_tables import Disinfection
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.quantities import parse_temperature
from traceability.scope import CANTEEN, Scope
from traceability.vocabulary import DisinfectionMethod, TestResult


class DisinfectionBody(Happening):
    """Tableware disinfected, named as people call it (餐盘、汤碗).

    concentration: mg/L of available chlorine; strip: what a test strip showed.
    """

    site: UUID
    occurred_at: Moment
    tableware: Name
    pieces: Count | None = None
    method: DisinfectionMethod
    temperature: Temperature | None = None
    concentration: Count | None = None
    agent: Name | None = None
    minutes: Annotated[int, Field(ge=0, le=1440, strict=True)] | None = None
    strip: TestResult | None = None
    person: UUID | None = None
    note: Note | None = None


def rows(entry: Entry[DisinfectionBody]) -> Rows:
    body = entry.body
    disinfection = entry.row(
        "disinfection",
        tableware=body.tableware,
        pieces=body.pieces,
        method=body.method.value,
        temperature=None if body.temperature is None else parse_temperature(body.temperature),
        concentration=body.concentration,
        agent=body.agent,
        minutes=body.minutes,
        strip=body.strip.value if body.strip else None,
        person=body.person,
        note=body.note,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    return {Disinfection: [disinfection]}


DISINFECTION = Kind(
    name="disinfection",
    path="disinfections",
    body=DisinfectionBody,
    writers=CANTEEN,
    rows=rows,
    tables=(Disinfection,),
    log=lambda body: body.site,
)


async def disinfect(scope: Scope, disinfections: Sequence[Submission]) -> list[Receipt]:
    """Record disinfections of tableware."""
    return await record(scope, DISINFECTION, disinfections)
