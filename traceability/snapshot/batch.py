"""The snapshot of a batch's trace, both ways, read in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from traceability import db, known
from traceability.scope import Scope
from traceability.snapshot.batch_shapes import BatchTrace, HoldOn, Reach, Told, TracedLink, TracedNode, TracedRecord
from traceability.snapshot.facts import window_of
from traceability.snapshot.papers import papers_of_batches
from traceability.snapshot.parts import Amount
from traceability.snapshot.reader import reader_scope
from traceability.snapshot.site import checkpoint_read, district, positions_of
from traceability.snapshot.window import Window, amount, as_moment, day, degrees, recorded, text, text_amount, unit_of
from traceability.trace import describe as trace
from traceability.trace.recall import Recall, recall
from traceability.trace.walk import reach

NODES_MOST, RECORDS_MOST = 4000, 1500
"""Nodes of one report, and records whose proofs travel in it: the nearest. Beyond them the file would be unwieldy."""
TOLD = (
    "SELECT d.origin, d.producer_name, d.producer_address, d.specification, d.expiry_date FROM delivery_line d"
    " WHERE (d.batch = $1 OR d.source = $1) AND d.log IN @uuids($2) AND @known(d)"
    " ORDER BY d.occurred_at, d.record, d.line LIMIT 200"
)
WRITTEN = (
    "SELECT v.record, v.rev, v.log, v.seq, v.leaf, v.kind FROM revision v WHERE v.record IN @uuids($1) AND @written(v)"
    " ORDER BY v.record, v.rev"
)
HOLDS = (
    "SELECT h.*, v.leaf, x.batch, p.name, p.name_en, p.trade, (SELECT MIN(r.occurred_at) FROM hold_release r"
    " LEFT JOIN party q ON q.record = r.log AND @known(q) WHERE r.hold = h.record AND @known(r)"
    " AND (r.log = h.log OR q.trade = 'authority')) AS released_at FROM held_batch x"
    " JOIN batch_hold h ON h.record = x.record AND @known(h)"
    " JOIN revision v ON v.record = h.record AND v.rev = h.rev LEFT JOIN party p ON p.record = h.log AND @known(p)"
    " WHERE x.batch IN @uuids($1) AND @known(x) ORDER BY h.occurred_at, h.record, x.batch"
)


async def batch_trace(
    report: UUID, reader: UUID, batch: UUID, period: str, public_url: str | None, checkpoint: UUID | None = None
) -> BatchTrace:
    """Where a batch came from and went, as the reader may see it and as known at a checkpoint or (None) now.

    NotOnRecord: no such reader.
    """
    today = date.fromisoformat(f"{period}-01")
    async with db.snapshot():
        window, party = await window_of(reader, today, today, checkpoint)
        scope = await reader_scope(party, checkpoint)
        then = None if checkpoint is None else await known.positions(checkpoint)
        up = await reach(batch, "upstream", then)
        down = await recall(scope, batch, then, checkpoint)
        depths = {**{one: -depth for one, depth in up.depths.items()}, **down.graph.depths}
        above = await trace.describe_all([one for one in up.depths if one not in down.nodes], None, checkpoint)
        masked = down.nodes | {one: trace.masked(scope, node) for one, node in above.items()}
        nodes = sorted(
            (replace(node, depth=depths[one]) for one, node in masked.items()),
            key=lambda node: (abs(node.depth), str(node.occurred_at or node.production_date or ""), str(node.id)),
        )
        shown = sorted(nodes[:NODES_MOST], key=lambda node: node.depth)
        there = {node.id: node for node in shown}
        rows = [row for row in (*up.links, *down.graph.links) if row["child"] in there and row["parent"] in there]
        links = _links(window, scope, rows)
        records, total = await _records(window, scope, shown, links)
        told = await _told(window, scope, batch)
        holds = await holds_on(window, scope, there)
        return {
            "format": 1,
            "kind": "batch_trace",
            "report": str(report),
            "period": period,
            "zone": party["zone"],
            "region": window.region,
            "made_at": window.moment(db.utc_now().replace(microsecond=0)),
            "verify_url": f"{public_url}/app/reports" if public_url else None,
            "as_known_at": await positions_of(window, {reader} | {UUID(one["log"]) for one in (*records, *holds)}),
            "site": {"id": str(reader), "name": party["name"], "name_en": party["name_en"]},
            "district": await district(window, party),
            "root": str(batch),
            "told": told,
            "nodes": [_node(window, node, down.left) for node in shown],
            "links": links,
            "total": len(nodes),
            "reach": _reach(down),
            "holds": holds,
            "records": records,
            "records_total": total,
            "checkpoint": await checkpoint_read(window),
        }


def _node(window: Window, node: trace.Node, left: dict[UUID, int]) -> TracedNode:
    seen = node.party is not None and node.kind != "outside"
    return {
        "id": str(node.id),
        "kind": node.kind,
        "stage": node.stage,
        "depth": node.depth,
        "name": node.name or "",
        "name_en": node.name_en,
        "lot": node.lot,
        "party": {"id": str(node.party), "name": node.party_name or "", "name_en": node.party_name_en}
        if seen
        else None,
        "at": window.moment_or_none(node.occurred_at),
        "day": day(node.day) or (day(node.occurred_at.astimezone(window.zone).date()) if node.occurred_at else None),
        "production_date": day(node.production_date),
        "expiry_date": day(node.expiry_date),
        "amount": text_amount(node.amount, node.dimension),
        "unit": unit_of(node.dimension) if node.dimension else None,
        "left": text_amount(left.get(node.id), node.dimension),
        "temperature": degrees(node.temperature),
        "portions": node.portions,
        "meal": node.meal,
        "group": node.group_name,
        "group_en": node.group_name_en,
        "enrolled": node.group_enrolment,
        "rejected": node.rejected,
        "announced": node.record is not None,
        "record": text(node.record),
    }


def _links(window: Window, scope: Scope, rows: Iterable[db.Row]) -> list[TracedLink]:
    """Each link once: one that closes a cycle stands in both ways."""
    found: dict[tuple[str, ...], TracedLink] = {}
    for row in rows:
        dimension = row["dimension"]
        link: TracedLink = {
            "parent": str(row["parent"]),
            "child": str(row["child"]),
            "amount": text_amount(row["amount"], dimension),
            "least": text_amount(row["least"], dimension),
            "greatest": text_amount(row["greatest"], dimension),
            "unit": unit_of(dimension) if dimension else None,
            "evidence": row["evidence"],
            "kind": row["kind"],
            "at": window.moment(row["occurred_at"]),
            "record": str(row["record"]) if scope.sees(row["log"]) else None,
        }
        found[tuple(str(part) for part in link.values())] = link
    return [found[key] for key in sorted(found)]


async def _records(
    window: Window, scope: Scope, nodes: list[trace.Node], links: list[TracedLink]
) -> tuple[list[TracedRecord], int]:
    """The records behind what the reader sees, of the nearest batches first; and how many there are.

    What suppliers announced is seen by all; what stands in a kitchen's log only by who oversees it.
    """
    nearest = sorted(nodes, key=lambda node: (abs(node.depth), str(node.id)))
    wanted = dict.fromkeys(node.record for node in nearest if node.record is not None and node.kind != "outside")
    wanted |= dict.fromkeys(UUID(link["record"]) for link in links if link["record"])
    latest: dict[UUID, db.Row] = {}
    for row in await window.fetch(WRITTEN, list(wanted)):
        latest[row["record"]] = row
    seen = [
        latest[one]
        for one in wanted
        if one in latest and (scope.sees(latest[one]["log"]) or latest[one]["kind"] == "announcement")
    ]
    told: list[TracedRecord] = [
        {**recorded(row), "kind": row["kind"]}  # type: ignore[typeddict-item]  # the keys of Recorded
        for row in seen[:RECORDS_MOST]
    ]
    return told, len(seen)


async def _told(window: Window, scope: Scope, batch: UUID) -> Told:
    lines = await window.fetch(TOLD, batch, sorted(scope.parties))

    def first(column: str) -> str | None:
        return next((str(row[column]) for row in lines if row[column] is not None), None)

    papers = await papers_of_batches(window, [batch])
    return {
        "origin": first("origin"),
        "producer": first("producer_name"),
        "producer_address": first("producer_address"),
        "specification": first("specification"),
        "expiry_date": first("expiry_date"),
        "papers": papers.get(batch, []),
    }


def _reach(down: Recall) -> Reach:
    def of(value: int) -> Amount | None:
        return amount(value, down.dimension)

    return {
        "campuses": [
            {
                "party": {"name": one.name, "name_en": one.name_en} if one.name is not None else None,
                "meals": one.meals,
                "portions": one.portions,
                "stoppable": of(one.stoppable),
            }
            for one in down.campuses
        ],
        "meals": down.meals,
        "dishes": down.dishes,
        "groups": down.groups,
        "portions": down.portions,
        "diners_least": down.diners_least,
        "diners_most": down.diners_most,
        "stoppable": of(down.stoppable),
        "received": of(down.received),
    }


async def holds_on(window: Window, scope: Scope, batches: Iterable[UUID]) -> list[HoldOn]:
    """Of every authority, and of those the reader oversees; what another school ordered for itself is its own."""
    found: dict[UUID, HoldOn] = {}
    for row in await window.fetch(HOLDS, sorted(batches)):
        if row["trade"] != "authority" and not scope.sees(row["log"]):
            continue
        released = None if row["released_at"] is None else as_moment(row["released_at"])
        hold = found.setdefault(
            row["record"],
            {
                **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
                "level": row["level"],
                "reason": row["reason"],
                "ordered_by": {"name": row["name"], "name_en": row["name_en"]} if row["name"] else None,
                "occurred_at": window.moment(row["occurred_at"]),
                "released_at": window.moment_or_none(released),
                "batches": [],
            },
        )
        hold["batches"].append(str(row["batch"]))
    return list(found.values())
