"""Shapes of one trace chain, as a report prints it."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from traceability.snapshot.parts import Named


class Node(TypedDict):
    """A node as `GET /api/batches/{id}/trace` gives it; keys that a report does not print may be missing."""

    id: str
    kind: str
    stage: str
    name: str
    name_en: str | None
    lot: str | None
    party: Named | None
    at: str | None
    amount: str | None
    unit: str | None
    temperature: str | None
    portions: int | None
    group: NotRequired[str | None]
    state: str
    depth: int


class Link(TypedDict):
    parent: str
    child: str
    amount: str | None
    least: str | None
    greatest: str | None
    unit: str | None
    evidence: str
    kind: str
    at: str | None


class Chain(TypedDict):
    """A trace both ways from `root`; total: nodes of the whole trace, of which `nodes` may hold a part."""

    root: str
    nodes: list[Node]
    links: list[Link]
    total: int
