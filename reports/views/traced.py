"""The trace chain, drawn and as a table."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from reports.charts.chain import ROWS, Spot, Step, chain
from reports.figures.month import Month
from reports.texts import Words
from reports.views.wording import clock
from traceability.snapshot.chain_shapes import Chain, Link, Node

COLUMNS = (("unknown",), ("farm",), ("processor",), ("wholesale",), ("delivery",), ("kitchen",), ("served", "sample"))
TONES = {"rejected": "stop", "in_stock": "open"}
OUTSIDE = frozenset({"farm", "processor", "wholesale", "delivery"})
"""Stages named by who did it; in the kitchen the dish says more."""
MOST_ROWS = 200


def traced(month: Month, words: Words) -> dict[str, object]:
    """The drawing, what it shows, and its nodes as rows; drawing None if the snapshot has no chain."""
    trace = month.snapshot["chain"]
    if trace is None or not trace["nodes"]:
        return {"drawing": None, "rows": [], "sub": words("chain.none")}
    root = next((node for node in trace["nodes"] if node["id"] == trace["root"]), trace["nodes"][0])
    ordered = sorted(trace["nodes"], key=lambda node: (_column(node), node["at"] or "", node["id"]))
    lot, total = root["lot"] or words("unknown"), trace["total"]
    return {
        "drawing": _drawing(trace, month, words),
        "sub": words("chain.sub", name=words.name(root), lot=lot, amount=_amount(root, words), total=total),
        "rows": [_row(node, month, words) for node in ordered[:MOST_ROWS]],
    }


def _drawing(trace: Chain, month: Month, words: Words) -> Markup:
    straight = _straight(trace)
    columns = []
    for place, stages in enumerate(COLUMNS):
        found = [node for node in trace["nodes"] if _column(node) == place]
        found.sort(
            key=lambda node: (node["id"] not in straight, -stages.index(_stage(node)), node["at"] or "", node["id"])
        )
        if found:
            spots = [_spot(node, month, words) for node in found[:ROWS]]
            columns.append((spots, _folded(found[ROWS:], words)))
    steps = [Step(link["parent"], link["child"], _weight(link)) for link in trace["links"]]
    stages_shown = words("list_comma").join(words(f"stage.{spots[0].stage}") for spots, _ in columns)
    return chain(columns, steps, words("chain.title", stages=stages_shown))


def _straight(trace: Chain) -> set[str]:
    """The top row: from the root both ways along the heaviest link, the earlier of equals."""
    up: dict[str, str] = {}
    down: dict[str, str] = {}
    plates = {node["id"] for node in trace["nodes"] if node["stage"] == "served"}
    for link in sorted(
        trace["links"], key=lambda each: (_heavy(each), each["child"] in plates, each["parent"], each["child"])
    ):
        up[link["child"]], down[link["parent"]] = link["parent"], link["child"]
    found = {trace["root"]}
    for ways in (up, down):
        here = trace["root"]
        while (here := ways.get(here, "")) and here not in found:
            found.add(here)
    return found


def _heavy(link: Link) -> Decimal:
    return Decimal(link["amount"] or 0)


def _folded(beyond: list[Node], words: Words) -> str:
    """What stands for the nodes a column has no room for: how many, and their portions."""
    if not beyond:
        return ""
    portions = sum(node["portions"] or 0 for node in beyond)
    more = words("chain.folded", count=len(beyond))
    return f"{more} · {words('portions', count=portions)}" if portions else more


def _stage(node: Node) -> str:
    return node["stage"] if any(node["stage"] in stages for stages in COLUMNS) else "unknown"


def _name(node: Node, words: Words) -> str:
    """A served batch is named by its meal, anything else by its own name."""
    return words.coded("meal", node["name"]) if node["stage"] == "served" else words.name(node)


def _column(node: Node) -> int:
    return next(place for place, stages in enumerate(COLUMNS) if _stage(node) in stages)


def _spot(node: Node, month: Month, words: Words) -> Spot:
    group = node.get("group")
    second = words.name(node["party"]) if node["party"] and _stage(node) in OUTSIDE else _name(node, words)
    third = words("lot", lot=node["lot"]) if node["lot"] else _amount(node, words, "")
    if group:
        second = f"{_name(node, words)} · {group}"
    if node["portions"] is not None:
        third = words("portions", count=node["portions"])
    stage = _stage(node)
    tone = TONES.get(node["state"], "plain")
    return Spot(node["id"], stage, clock(month, node["at"]), words(f"stage.{stage}"), second, third, tone)


def _amount(node: Node, words: Words, otherwise: str = "—") -> str:
    if node["amount"] is None or node["unit"] is None:
        return otherwise
    return f"{rounded(node['amount'])} {node['unit']}"


def _weight(link: Link) -> str:
    return f"{rounded(link['amount'])} {link['unit']}" if link["amount"] and link["unit"] else ""


def rounded(amount: str) -> str:
    """An allocated amount to three significant figures, half up; one with at most three decimals as it stands."""
    exact = Decimal(amount)
    if -int(exact.as_tuple().exponent) <= 3:
        return amount
    return f"{exact.quantize(Decimal(1).scaleb(exact.adjusted() - 2), ROUND_HALF_UP).normalize():f}"


def _row(node: Node, month: Month, words: Words) -> dict[str, str]:
    amount = _amount(node, words, "")
    portions = words("portions", count=node["portions"]) if node["portions"] is not None else ""
    return {
        "stage": words(f"stage.{_stage(node)}"),
        "name": _name(node, words),
        "lot": node["lot"] or "",
        "party": words.name(node["party"]) if node["party"] else node.get("group") or "",
        "at": clock(month, node["at"]),
        "quantity": " · ".join(each for each in (amount, portions) if each),
        "state": words.coded("state", node["state"]),
    }
