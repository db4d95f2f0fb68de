"""The shapes of batches, of a trace and of a recall. Amounts and temperatures are decimal strings."""

from __future__ import annotations

from typing import Literal, TypedDict
from uuid import UUID

from server.api.shapes import Measured, PartyName


class Batch(TypedDict):
    """A batch. kind `outside`: not in scope; `unresolved`: named, but not on record yet."""

    id: UUID
    kind: Literal["source", "campus", "dish", "served", "sample", "dispatched", "unresolved", "outside"]
    name: str | None
    name_en: str | None
    lot: str | None
    party: PartyName | None
    at: str | None
    amount: str | None
    unit: str | None


class FoundBatch(Batch):
    """matched: what of it met the words."""

    matched: str


class BatchDetail(Batch):
    expiry_date: str | None
    production_date: str | None
    producer: str | None
    origin: str | None
    documents: list[UUID]


class RecordName(TypedDict):
    kind: str | None
    id: UUID


class TraceNode(Batch):
    stage: Literal["farm", "processor", "wholesale", "delivery", "kitchen", "served", "sample", "unknown"]
    temperature: str | None
    portions: int | None
    group: str | None
    group_en: str | None
    meal: str | None
    state: str
    stoppable: bool
    left: str | None
    depth: int
    record: RecordName | None


class TraceLink(TypedDict):
    """child was made from parent; amount lies between least and greatest where goods were mixed."""

    parent: UUID
    child: UUID
    amount: str | None
    least: str | None
    greatest: str | None
    unit: str | None
    evidence: str
    kind: str
    at: str | None
    record: UUID


class Trace(TypedDict):
    root: UUID
    direction: Literal["upstream", "downstream"]
    nodes: list[TraceNode]
    links: list[TraceLink]
    total: int
    next: str | None


class CampusReached(TypedDict):
    id: UUID | None
    name: str | None
    name_en: str | None
    meals: int
    portions: int
    stoppable: Measured


class Diners(TypedDict):
    """least: each group's largest count over the meals, added up; most: their enrolment."""

    least: int
    most: int


class Stoppable(TypedDict):
    """Stock not cooked yet; share: of what was received, in whole per cent."""

    amount: str | None
    unit: str | None
    share: str


class RecallAnswer(TypedDict):
    root: UUID
    batches: int
    campuses: list[CampusReached]
    meals: int
    dishes: int
    groups: int
    portions: int
    diners: Diners
    stoppable: Stoppable
    nodes: list[TraceNode]
    links: list[TraceLink]
    milliseconds: int
