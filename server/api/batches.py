"""Batches: find them, trace them both ways, simulate their recall."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery

from server.api.answers import (
    amount,
    answer,
    cut,
    day,
    degrees,
    from_key,
    listed,
    moment,
    party,
    place,
    sought,
    to_key,
    unit_or_none,
)
from server.api.shapes import Page
from server.api.trace_shapes import Batch, BatchDetail, FoundBatch, RecallAnswer, Trace, TraceLink, TraceNode
from server.auth.gate import EVERYONE
from traceability import db
from traceability.scope import Scope
from traceability.trace.describe import Node, describe, visible
from traceability.trace.recall import recall
from traceability.trace.search import find_batches
from traceability.trace.walk import reach

NODES_MOST = 2000


@get("/api/batches", operation_id="find_batches", tags=["trace"], opt={"roles": EVERYONE})
async def find(
    within: NamedDependency[Scope],
    q: FromQuery[str] = "",
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[FoundBatch]]:
    """Find batches by lot code, ingredient, alias, pinyin initials, dish, supplier, delivery note or document."""
    page, onward = cut(await find_batches(within, sought(q)), after, limit)
    nodes = await describe(within, [f.batch for f in page])
    items: list[FoundBatch] = [{**_item(nodes[f.batch]), "matched": f.matched} for f in page]
    return listed(items, onward)


@get("/api/batches/{batch:uuid}", operation_id="get_batch", tags=["trace"], opt={"roles": EVERYONE})
async def show(batch: FromPath[UUID], within: NamedDependency[Scope]) -> Response[BatchDetail]:
    """One batch, with what its label and papers say."""
    node = await visible(within, batch)
    line = await db.fetch_one(
        "SELECT expiry_date, producer_name, origin, specification FROM delivery_line"
        " WHERE (batch = $1 OR source = $1) AND ($2 OR log IN @uuids($3)) AND until_seq IS NULL"
        " ORDER BY record LIMIT 1",
        batch,
        within.everything,
        list(within.parties),
    )
    documents = await db.fetch(
        "SELECT DISTINCT document FROM document_link WHERE batch = $1 AND until_seq IS NULL", batch
    )
    detail: BatchDetail = {
        **_item(node),
        "expiry_date": day(node.expiry_date or (line["expiry_date"] if line else None)),
        "production_date": day(node.production_date),
        "producer": line["producer_name"] if line else None,
        "origin": line["origin"] if line else None,
        "documents": [row["document"] for row in documents],
    }
    return answer(detail)


@get("/api/batches/{batch:uuid}/trace", operation_id="trace_batch", tags=["trace"], opt={"roles": EVERYONE})
async def trace(
    batch: FromPath[UUID],
    within: NamedDependency[Scope],
    direction: FromQuery[Literal["upstream", "downstream"]] = "upstream",
    after: FromQuery[str | None] = None,
) -> Response[Trace]:
    """Every batch it came from or went into, with amounts, times and evidence; 2,000 batches a page."""
    await visible(within, batch)
    graph = await reach(batch, direction)
    ordered = sorted(graph.depths, key=lambda b: (graph.depths[b], b))
    (start,) = from_key(after, place) or (0,)
    page = ordered[start : start + NODES_MOST]
    nodes = await describe(within, page, graph.depths)
    there = set(page)
    ends = ("child", "parent") if direction == "downstream" else ("parent", "child")
    links = [row for row in graph.links if row[ends[0]] in there] if start or len(ordered) > NODES_MOST else graph.links
    body: Trace = {
        "root": batch,
        "direction": direction,
        "nodes": [_node(nodes[b], {}) for b in page],
        "links": [_link(row) for row in links],
        "total": len(ordered),
        "next": to_key(start + NODES_MOST) if len(ordered) > start + NODES_MOST else None,
    }
    return answer(body)


@get("/api/batches/{batch:uuid}/recall", operation_id="recall_batch", tags=["trace"], opt={"roles": EVERYONE})
async def simulate_recall(batch: FromPath[UUID], within: NamedDependency[Scope]) -> Response[RecallAnswer]:
    """Simulate a recall: campuses, meals, portions, diners, and the stock that can still be stopped."""
    began = time.perf_counter()
    await visible(within, batch)
    found = await recall(within, batch)
    shown = sorted(found.nodes, key=lambda b: (found.nodes[b].depth, b))[:NODES_MOST]
    there = set(shown)
    share = found.stoppable * 100 // found.received if found.received else 0
    body: RecallAnswer = {
        "root": batch,
        "batches": len(found.nodes),
        "campuses": [
            {
                "id": c.campus,
                "name": c.name,
                "name_en": c.name_en,
                "meals": c.meals,
                "portions": c.portions,
                "stoppable": {"amount": amount(c.stoppable, found.dimension), "unit": unit_or_none(found.dimension)},
            }
            for c in found.campuses
        ],
        "meals": found.meals,
        "dishes": found.dishes,
        "groups": found.groups,
        "portions": found.portions,
        "diners": {"least": found.diners_least, "most": found.diners_most},
        "stoppable": {
            "amount": amount(found.stoppable, found.dimension),
            "unit": unit_or_none(found.dimension),
            "share": str(share),
        },
        "nodes": [_node(found.nodes[b], found.left) for b in shown],
        "links": [_link(r) for r in found.graph.links if r["child"] in there and r["parent"] in there],
        "milliseconds": round((time.perf_counter() - began) * 1000),
    }
    return answer(body)


def _item(node: Node) -> Batch:
    return {
        "id": node.id,
        "kind": node.kind,  # type: ignore[typeddict-item]  # one of the kinds of batches
        "name": node.name,
        "name_en": node.name_en,
        "lot": node.lot,
        "party": party(node.party, node.party_name, node.party_name_en),
        "at": moment(node.occurred_at) or day(node.production_date),
        "amount": amount(node.amount, node.dimension),
        "unit": unit_or_none(node.dimension),
    }


def _node(node: Node, left: dict[UUID, int]) -> TraceNode:
    state = {"served": "served", "dish": "cooked", "campus": "in_stock", "source": "announced", "sample": "kept"}
    return {
        **_item(node),
        "stage": node.stage,  # type: ignore[typeddict-item]  # one of the stages
        "temperature": degrees(node.temperature),
        "portions": node.portions,
        "group": node.group_name,
        "group_en": node.group_name_en,
        "meal": node.meal,
        "state": "rejected" if node.rejected else state.get(node.kind, "unknown"),
        "stoppable": left.get(node.id, 0) > 0,
        "left": amount(left.get(node.id), node.dimension),
        "depth": node.depth,
        "record": None if node.record is None else {"kind": node.record_kind, "id": node.record},
    }


def _link(row: db.Row) -> TraceLink:
    dimension = row["dimension"]
    return {
        "parent": row["parent"],
        "child": row["child"],
        "amount": amount(row["amount"], dimension),
        "least": amount(row["least"], dimension),
        "greatest": amount(row["greatest"], dimension),
        "unit": unit_or_none(dimension),
        "evidence": row["evidence"],
        "kind": row["kind"],
        "at": moment(row["occurred_at"]),
        "record": row["record"],
    }


HANDLERS: Iterable[HTTPRouteHandler] = [find, show, trace, simulate_recall]
