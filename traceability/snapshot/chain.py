"""One trace chain of the month, from source to plate: that of a meat, fish or egg batch if there is one."""

from __future__ import annotations

from dataclasses import replace

from traceability import db, known
from traceability.snapshot.chain_shapes import Chain, Link, Node
from traceability.snapshot.window import Window, degrees, text_amount, unit_of
from traceability.trace import describe as trace
from traceability.trace.walk import reach

RISKY = ("poultry", "pork", "beef_mutton", "aquatic", "egg", "soy", "milk")
NODES_MOST = 60


async def chain(window: Window) -> Chain | None:
    """The batch of the month that was warm or refused, else the riskiest food; None without deliveries."""
    rows = await window.rows(
        "SELECT d.batch, d.rejected, d.temperature, d.label_temperature, i.food_group FROM delivery_line d"
        " JOIN ingredient i ON i.record = d.ingredient AND @known(i) WHERE d.log = $1 AND d.day >= $2"
        " AND d.day <= $3 AND @known(d) AND d.accepted > 0 ORDER BY d.occurred_at, d.batch"
    )
    if not rows:
        return None
    root = min(rows, key=_rank)["batch"]
    then = None if window.checkpoint is None else await known.positions(window.checkpoint)
    up, down = await reach(root, "upstream", then), await reach(root, "downstream", then)
    depths = {**{b: -d for b, d in up.depths.items()}, **down.depths}
    nodes = await trace.describe_all(depths, depths, window.checkpoint)
    shown = sorted(nodes.values(), key=lambda n: (abs(n.depth), n.id))[:NODES_MOST]
    there = {n.id for n in shown}
    links = [row for row in (*up.links, *down.links) if row["child"] in there and row["parent"] in there]
    ordered = sorted(shown, key=lambda n: (n.depth, n.id))
    return {
        "root": str(root),
        "nodes": [_node(window, replace(n, depth=abs(n.depth))) for n in ordered],
        "links": sorted((_link(window, row) for row in links), key=lambda link: [str(part) for part in link.values()]),
        "total": len(nodes),
    }


def _rank(row: db.Row) -> tuple[bool, int]:
    warm = (
        row["temperature"] is not None
        and row["label_temperature"] is not None
        and row["temperature"] > row["label_temperature"] + 30
    )
    group = row["food_group"]
    return not warm, RISKY.index(group) if group in RISKY else len(RISKY)


def _node(window: Window, node: trace.Node) -> Node:
    return {
        "id": str(node.id),
        "kind": node.kind,
        "stage": node.stage,
        "name": node.name or "",
        "name_en": node.name_en,
        "lot": node.lot,
        "party": {"name": node.party_name, "name_en": node.party_name_en} if node.party_name else None,
        "at": window.moment_or_none(node.occurred_at),
        "amount": text_amount(node.amount, node.dimension),
        "unit": unit_of(node.dimension) if node.dimension else None,
        "temperature": degrees(node.temperature),
        "portions": node.portions,
        "group": node.group_name,
        "state": "rejected" if node.rejected else node.kind,
        "depth": node.depth,
    }


def _link(window: Window, row: db.Row) -> Link:
    dimension = row["dimension"]
    return {
        "parent": str(row["parent"]),
        "child": str(row["child"]),
        "amount": text_amount(row["amount"], dimension),
        "least": text_amount(row["least"], dimension),
        "greatest": text_amount(row["greatest"], dimension),
        "unit": unit_of(dimension) if dimension else None,
        "evidence": row["evidence"],
        "kind": row["kind"],
        "at": window.moment(row["occurred_at"]),
    }
