"""A batch's trace on paper: the drawing, the schools it reached, each step with its evidence, what stands open."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reports.charts.ring import ring
from reports.figures.tally import Tally
from reports.figures.trace import INFERRED, Gaps, School, gaps_of, root_of, schools_of
from reports.texts import Words
from reports.views.proof import figure, when
from reports.views.trace_drawing import drawing, name_of, party_of
from reports.views.traced import rounded
from traceability.snapshot.batch_shapes import BatchTrace, HoldOn, TracedLink, TracedNode

STEPS_MOST, MEALS_MOST, SCHOOLS_MOST = 45, 60, 40
"""Rows of each table; the rest is in records.csv."""


def traced_both_ways(trace: BatchTrace, words: Words) -> dict[str, Any]:
    """Figures, sentences, the drawing and rows of every part."""
    root, schools, gaps = root_of(trace), schools_of(trace), gaps_of(trace)
    nodes = {node["id"]: node for node in trace["nodes"]}
    steps = sorted(
        trace["links"],
        key=lambda link: (nodes[link["child"]]["depth"], link["at"] or "", link["child"], link["parent"]),
    )
    meals = [(school, meal) for school in schools for meal in sorted(school.meals, key=lambda one: (one.day, one.meal))]
    return {
        "org": words.name(trace["site"]),
        "about": _about(root, words),
        "running": f"{_about(root, words)} · {words.name(trace['site'])}",
        "facts": _facts(trace, root, words),
        "ring": ring(
            Tally(len(trace["links"]) - len(gaps.inferred), 0, len(gaps.inferred)),
            words("trace.links"),
            (words("trace.recorded"), words("trace.broken"), words("trace.inferred")),
        ),
        "lead": _lead(trace, words),
        "body": _body(trace, gaps, words),
        "kpis": _kpis(trace, words),
        "drawing": drawing(trace, words),
        "drawn": words("trace.drawn", shown=len(trace["nodes"]), total=trace["total"]),
        "schools": [_school(one, words) for one in schools[:SCHOOLS_MOST]],
        "schools_rest": max(len(schools) - SCHOOLS_MOST, 0),
        "outside": _outside(trace, words),
        "meals": [_meal(school, meal, words) for school, meal in meals[:MEALS_MOST]],
        "meals_rest": max(len(meals) - MEALS_MOST, 0),
        "steps": [_step(link, nodes, trace, words) for link in _chosen(steps, nodes)],
        "steps_rest": max(len(steps) - STEPS_MOST, 0),
        "holds": [_hold(one, trace, nodes, words) for one in trace["holds"]],
        "gaps": _gaps(gaps, nodes, words),
        "methods": _methods(trace, words),
    }


def _about(root: TracedNode, words: Words) -> str:
    lot = words("lot", lot=root["lot"]) if root["lot"] else ""
    return " · ".join(one for one in (name_of(root, words), lot) if one)


def _facts(trace: BatchTrace, root: TracedNode, words: Words) -> list[tuple[str, str]]:
    told = trace["told"]
    amount = f"{rounded(root['amount'])} {root['unit']}" if root["amount"] and root["unit"] else words("unknown")
    made = root["production_date"] or root["day"] or words("unknown")
    facts = [
        (words("trace.holder"), party_of(root, words) or words("unknown")),
        (words("trace.made"), made),
        (words("quantity"), amount),
        (words("trace.origin"), told["origin"] or told["producer"] or words("unknown")),
        (words("cover.made"), when(trace, trace["made_at"], year=True)),
    ]
    return facts


def _lead(trace: BatchTrace, words: Words) -> str:
    up = sum(node["depth"] < 0 for node in trace["nodes"])
    reach = trace["reach"]
    if not reach["campuses"]:
        return words("trace.lead_nowhere", up=up)
    if not reach["portions"]:
        return words("trace.lead_unserved", up=up, campuses=len(reach["campuses"]))
    return words("trace.lead", up=up, campuses=len(reach["campuses"]), portions=reach["portions"])


def _body(trace: BatchTrace, gaps: Gaps, words: Words) -> str:
    reach, said = trace["reach"], []
    if reach["portions"]:
        key = "trace.diners_one" if reach["diners_least"] == reach["diners_most"] else "trace.diners"
        said.append(words(key, least=reach["diners_least"], most=reach["diners_most"], groups=reach["groups"]))
    if reach["stoppable"] and Decimal(reach["stoppable"]["amount"]) > 0:
        said.append(words("trace.left", amount=words.amount(reach["stoppable"])))
    standing = [one for one in trace["holds"] if one["released_at"] is None]
    if trace["holds"]:
        said.append(words("trace.holds_said", count=len(trace["holds"]), standing=len(standing)))
    said.append(words("trace.evidence_said", links=len(trace["links"]), inferred=len(gaps.inferred)))
    if gaps.unresolved:
        said.append(words("trace.unresolved_said", count=len(gaps.unresolved)))
    return (" " if words.language == "en" else "").join(said)


def _kpis(trace: BatchTrace, words: Words) -> list[dict[str, str]]:
    reach = trace["reach"]
    sources = sum(node["depth"] < 0 and node["kind"] == "source" for node in trace["nodes"])
    diners = f"{reach['diners_least']:,}" + (
        f"–{reach['diners_most']:,}" if reach["diners_most"] != reach["diners_least"] else ""
    )
    standing = sum(one["released_at"] is None for one in trace["holds"])
    left = reach["stoppable"]
    return [
        figure(sources, words("unit.lots"), words("trace.sources"), words("trace.sources_note")),
        figure(len(reach["campuses"]), words("unit.schools"), words("trace.campuses"),
               words("trace.dishes_note", dishes=reach["dishes"], meals=reach["meals"])),
        figure(reach["portions"], words("unit.portions"), words("trace.portions"),
               words("trace.diners_note", diners=diners)),
        figure(rounded(left["amount"]) if left else "—", left["unit"] if left else "", words("trace.stoppable"),
               words("trace.of_received", amount=words.amount(reach["received"])) if reach["received"] else ""),
        figure(len(trace["holds"]), words("unit.holds"), words("trace.holds"),
               words("trace.standing", count=standing), "down" if standing else ""),
    ]  # fmt: skip


def _school(one: School, words: Words) -> dict[str, str]:
    least, most = one.diners
    groups = {meal.group for meal in one.meals}
    return {
        "name": party_of(one.party, words),
        "received": words("list_comma").join(f"{rounded(str(n))} {unit}" for unit, n in sorted(one.received.items()))
        or "—",
        "dishes": f"{one.dishes:,}",
        "groups": f"{len(groups):,}",
        "meals": f"{len({(meal.day, meal.meal) for meal in one.meals}):,}",
        "portions": f"{one.portions:,}",
        "diners": f"{least:,}" if least == most else f"{least:,}–{most:,}",
    }


def _outside(trace: BatchTrace, words: Words) -> str:
    """What lies beyond the reader's scope, in figures alone."""
    beyond = [one for one in trace["reach"]["campuses"] if one["party"] is None]
    if not beyond:
        return ""
    return words("trace.outside_said", campuses=len(beyond), portions=sum(one["portions"] for one in beyond))


def _meal(school: School, meal: Any, words: Words) -> dict[str, str]:
    return {
        "school": party_of(school.party, words),
        "day": meal.day,
        "meal": words.coded("meal", meal.meal),
        "group": meal.group or words("unknown"),
        "portions": f"{meal.portions:,}",
        "enrolled": f"{meal.enrolled:,}" if meal.enrolled is not None else "—",
    }


def _chosen(steps: list[TracedLink], nodes: dict[str, TracedNode]) -> list[TracedLink]:
    """All where they have room, else the nearest of the root's both ways, in their order."""
    if len(steps) <= STEPS_MOST:
        return steps
    nearest = sorted(
        steps, key=lambda link: (abs(nodes[link["child"]]["depth"]), -Decimal(link["amount"] or 0), link["child"])
    )
    kept = {id(link) for link in nearest[:STEPS_MOST]}
    return [link for link in steps if id(link) in kept]


def _step(link: TracedLink, nodes: dict[str, TracedNode], trace: BatchTrace, words: Words) -> dict[str, str]:
    one, two = nodes[link["parent"]], nodes[link["child"]]
    amount = f"{rounded(link['amount'])} {link['unit']}" if link["amount"] and link["unit"] else "—"
    open_ = link["least"] != link["greatest"]
    between = f"{rounded(link['least'] or '0')} – {rounded(link['greatest'] or link['amount'] or '0')}" if open_ else ""
    return {
        "at": when(trace, link["at"]),
        "from": name_of(one, words),
        "from_more": " · ".join(x for x in (party_of(one, words), one["lot"] or "") if x),
        "to": name_of(two, words),
        "to_more": " · ".join(x for x in (party_of(two, words), two["lot"] or "") if x),
        "amount": amount,
        "between": between,
        "evidence": words.coded("evidence", link["evidence"]),
        "tone": "lost" if link["evidence"] == INFERRED else "up",
    }


def _hold(one: HoldOn, trace: BatchTrace, nodes: dict[str, TracedNode], words: Words) -> dict[str, str]:
    named = [f"{name_of(nodes[batch], words)} {nodes[batch]['lot'] or ''}".strip() for batch in one["batches"]]
    return {
        "level": words.coded("level", one["level"]),
        "at": when(trace, one["occurred_at"], year=True),
        "who": words.name(one["ordered_by"]) if one["ordered_by"] else words("unknown"),
        "reason": one["reason"],
        "batches": words.listed(named, 6),
        "state": words("trace.released", at=when(trace, one["released_at"], year=True))
        if one["released_at"]
        else words("trace.stands"),
        "tone": "" if one["released_at"] else "down",
    }


def _inferred(link: TracedLink, nodes: dict[str, TracedNode], words: Words) -> str:
    return f"{name_of(nodes[link['parent']], words)} → {name_of(nodes[link['child']], words)}"


def _gaps(gaps: Gaps, nodes: dict[str, TracedNode], words: Words) -> list[dict[str, str]]:
    def named(nodes: list[TracedNode]) -> list[str]:
        return [" ".join(x for x in (name_of(node, words), node["lot"] or node["id"][-8:]) if x) for node in nodes]

    rows = [
        ("unresolved", named(gaps.unresolved)),
        ("ends", [f"{name_of(node, words)} ({party_of(node, words)})" for node in gaps.ends]),
        ("unannounced", named(gaps.unannounced)),
        ("without_lot", named(gaps.without_lot)),
        ("inferred", [_inferred(link, nodes, words) for link in gaps.inferred]),
    ]
    return [
        {"gap": words(f"trace.gap.{key}"), "count": f"{len(found):,}", "records": words.listed(found, 6)}
        for key, found in rows
        if found
    ]


def _methods(trace: BatchTrace, words: Words) -> list[str]:
    return [words(f"trace.method.{number}") for number in range(1, 5)] + [
        words("trace.method.proved", shown=len(trace["records"]), total=trace["records_total"])
    ]
