"""The drawing of a batch's trace, and what each batch of it is called: boxes by step, bands as wide as their weight."""

from __future__ import annotations

from markupsafe import Markup

from reports.charts.flow import Band, Box, flow
from reports.figures.trace import Flow, Fold, columns_of, flows_of
from reports.texts import Words
from reports.views.proof import when
from reports.views.traced import rounded
from traceability.snapshot.batch_shapes import BatchTrace, TracedNode

LABELS_MOST = 16
"""Links of a drawing that still has their amounts beside them."""


def drawing(trace: BatchTrace, words: Words) -> Markup:
    """Columns from the sources to the plates, folded where they are long; what is held or refused stands out."""
    columns = columns_of(trace)
    flows = flows_of(trace, columns)
    held = {batch for one in trace["holds"] if one["released_at"] is None for batch in one["batches"]}
    boxes = [
        (_above(depth, folds, words), [_box(fold, trace, held, words) for fold in folds]) for depth, folds in columns
    ]
    labelled = len(flows) <= LABELS_MOST
    bands = [
        Band(
            one,
            two,
            float(of.amount) if of.unit == "kg" else 0.0,
            of.inferred > 0,
            _label(of, words) if labelled else "",
        )
        for (one, two), of in flows.items()
    ]
    stages = words("list_comma").join(above for above, _ in boxes)
    return flow(boxes, bands, words("trace.title", stages=stages))


def _above(depth: int, folds: list[Fold], words: Words) -> str:
    if depth == 0:
        return words("trace.this")
    stages = {node["stage"] for fold in folds for node in fold.nodes}
    order = ("farm", "processor", "wholesale", "delivery", "kitchen", "served", "sample", "unknown")
    return " / ".join(words(f"stage.{stage}") for stage in order if stage in stages)


def _box(fold: Fold, trace: BatchTrace, held: set[str], words: Words) -> Box:
    node = fold.nodes[0]
    if fold.by == "rest":
        return Box(fold.id, (words("chain.folded", count=len(fold.nodes)), _portions(fold, words)), "", "more")
    if fold.by == "party":
        who = party_of(node, words) or words(f"trace.{node['kind']}")
        many = words("trace.many", stage=words(f"stage.{node['stage']}"), count=len(fold.nodes))
        second = many if len(fold.nodes) > 1 else _weight(node)
        return Box(fold.id, (who, second, _portions(fold, words)), node["stage"])
    tone = "plain"
    if node["id"] == trace["root"]:
        tone = "root"
    elif node["rejected"] or node["id"] in held:
        tone = "stop"
    elif node["kind"] == "unresolved":
        tone = "lost"
    second = party_of(node, words) if node["depth"] <= 0 or node["kind"] != "dish" else when(trace, node["at"])
    if node["kind"] == "served":
        second = party_of(node, words)
    third = words("portions", count=node["portions"]) if node["portions"] is not None else _weight(node)
    return Box(node["id"], (name_of(node, words), second, third), node["stage"], tone)


def _portions(fold: Fold, words: Words) -> str:
    return words("portions", count=fold.portions) if fold.portions else ""


def _weight(node: TracedNode) -> str:
    return f"{rounded(node['amount'])} {node['unit']}" if node["amount"] and node["unit"] else node["lot"] or ""


def _label(of: Flow, words: Words) -> str:
    if not of.amount or of.unit is None:
        return ""
    label = f"{rounded(str(of.amount))} {of.unit}"
    if of.least != of.greatest:
        label += f" ({rounded(str(of.least))}–{rounded(str(of.greatest))})"
    return label


def name_of(node: TracedNode, words: Words) -> str:
    """A batch by its food or dish, a plate by its meal and group, one that is not to be named by what it is."""
    if node["kind"] in ("outside", "unresolved"):
        return words(f"trace.{node['kind']}")
    if node["kind"] == "served":
        return " · ".join(one for one in (words.coded("meal", node["meal"]), _group(node, words)) if one)
    name = words.name({"name": node["name"] or words("unknown"), "name_en": node["name_en"]})
    more = {"sample": "stage.sample", "dispatched": "state.dispatched"}.get(node["kind"])
    return f"{name} · {words(more)}" if more else name


def _group(node: TracedNode, words: Words) -> str:
    return words.name({"name": node["group"], "name_en": node["group_en"]}) if node["group"] else ""


def party_of(node: TracedNode, words: Words) -> str:
    """Whose it is, where the reader may know."""
    return words.name(node["party"]) if node["party"] else ""
