"""Describe batches and links for a person: names, times, amounts, and only what their scope allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

from traceability import db, known
from traceability.errors import NotOnRecord
from traceability.scope import Scope
from traceability.trace.nodes import BatchKind
from traceability.vocabulary import Meal, label

NODES_SQL = files(__package__).joinpath("nodes.sql").read_text("utf-8")
STAGES = {"farm": "farm", "slaughterhouse": "processor", "processor": "processor"}
KIND_STAGES = {
    BatchKind.CAMPUS: "delivery",
    BatchKind.DISH: "kitchen",
    BatchKind.DISPATCHED: "kitchen",
    BatchKind.SERVED: "served",
    BatchKind.SAMPLE: "sample",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A batch as this person may see it.

    kind `outside`: on record, but not in their scope (amount and stage stay, names go); `unresolved`: named by a
    record, itself not on record yet. amount: base units of `dimension`; temperature: tenths of a degree.
    """

    id: UUID
    kind: str
    stage: str = "unknown"
    depth: int = 0
    name: str | None = None
    name_en: str | None = None
    lot: str | None = None
    party: UUID | None = None
    party_name: str | None = None
    party_name_en: str | None = None
    ingredient: UUID | None = None
    occurred_at: datetime | None = None
    production_date: date | None = None
    expiry_date: date | None = None
    amount: int | None = None
    dimension: str | None = None
    temperature: int | None = None
    portions: int | None = None
    meal: str | None = None
    day: date | None = None
    group: UUID | None = None
    group_name: str | None = None
    group_name_en: str | None = None
    group_enrolment: int | None = None
    rejected: bool = False
    record: UUID | None = None
    record_kind: str | None = None


async def describe(scope: Scope, batches: Iterable[UUID], depths: dict[UUID, int] | None = None) -> dict[UUID, Node]:
    """The nodes of these batches as this person may see them."""
    return {batch: masked(scope, node) for batch, node in (await describe_all(batches, depths)).items()}


async def visible(scope: Scope, batch: UUID) -> Node:
    """The batch, if it is in scope. NotOnRecord otherwise; one of the scope may be named by a link alone."""
    node = (await describe(scope, [batch]))[batch]
    if node.kind == "outside":
        raise NotOnRecord(batch=str(batch))
    if node.kind == "unresolved":
        named = await db.fetch("SELECT log FROM link WHERE child = $1 OR parent = $1 LIMIT 100", batch)
        if not any(scope.sees(row["log"]) for row in named):
            raise NotOnRecord(batch=str(batch))
    return node


async def describe_all(
    batches: Iterable[UUID], depths: dict[UUID, int] | None = None, checkpoint: UUID | None = None
) -> dict[UUID, Node]:
    """The nodes of these batches, unmasked, for totals; a batch without a row is `unresolved`.

    checkpoint: as they were known then; None: as they stand now.
    """
    wanted = list(dict.fromkeys(batches))
    depths = depths or {}
    nodes = {batch: Node(id=batch, kind="unresolved", depth=depths.get(batch, 0)) for batch in wanted}
    for row in await known.fetch(checkpoint, NODES_SQL, wanted):
        so_far = nodes[row["batch"]]
        if so_far.kind == "unresolved" or (row["rev"] > 0 and so_far.record is None):  # announced goes before named
            nodes[row["batch"]] = _node(row, depths.get(row["batch"], 0))
    return nodes


def masked(scope: Scope, node: Node) -> Node:
    """The node itself, or what someone outside its scope may know: kind, stage, time, amount and portions."""
    if node.party is None or scope.sees(node.party) or (node.kind == BatchKind.SOURCE and scope.sources):
        return node
    return Node(
        id=node.id,
        kind="outside",
        stage=node.stage,
        depth=node.depth,
        occurred_at=node.occurred_at,
        amount=node.amount,
        dimension=node.dimension,
        portions=node.portions,
    )


def _node(row: db.Row, depth: int) -> Node:
    kind = BatchKind(row["kind"])
    stage = KIND_STAGES.get(kind) or STAGES.get(row["trade"] or "", "wholesale")
    fields: dict[str, Any] = {
        name: row[name]
        for name in (
            "party", "party_name", "party_name_en", "ingredient", "occurred_at", "production_date", "expiry_date",
            "amount", "dimension", "portions", "meal", "day", "group_name", "group_name_en",
            "group_enrolment",
        )
    }  # fmt: skip
    return Node(
        id=row["batch"],
        kind=kind.value,
        stage=stage,
        depth=depth,
        name=label(Meal(row["meal"])) if row["meal"] else row["name"] or row["ingredient_name"],
        name_en=label(Meal(row["meal"]), "en")
        if row["meal"]
        else row["ingredient_name_en"] or row["dish_en"] or row["name_en"],
        lot=row["lot_entered"] or row["lot"],
        temperature=row["line_temperature"] if kind is BatchKind.CAMPUS else row["core_temperature"],
        group=row["diner_group"],
        rejected=bool(row["rejected"]) and not row["amount"],
        record=row["record"] if row["rev"] else None,
        record_kind=row["record_kind"],
        **fields,
    )
