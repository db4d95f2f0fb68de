"""A campus's month in its figures alone: what is left of all its facts in a report over many campuses or months."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from reports.figures.month import Month, figures_of
from reports.figures.receiving import Line, SupplierFigures, cost
from reports.figures.tally import State, Tally, tally
from reports.judged import gravity
from reports.places import PLACE, placed
from reports.reduced_shapes import (
    CampusMonthFigures,
    Counts,
    DishMonth,
    Gap,
    HoldMonth,
    NamedFinding,
    PoorLine,
    SupplierMonth,
)
from reports.shapes import Judged
from traceability.quantities import format_money
from traceability.rules.rule import Severity
from traceability.rules.rule import State as Verdict
from traceability.snapshot.parts import Recorded
from traceability.snapshot.shapes import Facts, Snapshot, Supplier, Threshold

POOR_MOST = 20
"""Rejected or warm lines that a campus's month names one by one; its counts hold all of them."""


def reduced(facts: Facts, judgement: Judged, thresholds: list[Threshold], period: str) -> CampusMonthFigures:
    """The figures of a campus's month, with every violation and the first of each kind of gap."""
    month = figures_of(cast(Snapshot, {**facts, "thresholds": thresholds}))
    costs = [cost(each.line) for each in month.lines if not each.refused_whole]
    violations = _violations(facts, judgement)
    passed = sum(each["result"] == "passed" for each in facts["tests"])
    return {
        "site": facts["site"],
        "period": period,
        "region": facts["region"],
        "rule_set": judgement["rule_set"],
        "packs": judgement["packs"],
        "school_days": len(facts["school_days"]),
        "served_days": len({each["day"] for each in facts["servings"]}),
        "meals": month.meals,
        "portions": month.portions,
        "deliveries": len(facts["deliveries"]),
        "lines": len(month.lines),
        "rejected": len(month.rejected),
        "refused_whole": sum(each.refused_whole for each in month.lines),
        "warm": len(month.warm),
        "poor": len(month.exceptions),
        "source": counts(month.source),
        "temperature": counts(month.temperature),
        "licence": counts(month.licence),
        "papers": counts(month.papers),
        "signatures": counts(month.signatures),
        "complete": counts(month.complete),
        "core": counts(month.core),
        "sampled": counts(month.sampled),
        "spend": format_money(sum(each for each in costs if each is not None)),
        "unpriced": costs.count(None),
        "daily_checks": len({each["day"] for each in facts["daily_checks"]}),
        "accompanied": len({(each["day"], each["meal"]) for each in facts["accompanied"]}),
        "tests_passed": passed,
        "tests_other": len(facts["tests"]) - passed,
        "violated": len(violations),
        "grave": sum(each["severity"] == Severity.BLOCK for each in violations),
        "executions": [each for each in judgement["executions"] if each["evaluated"] or each["fault"]],
        "findings": violations,
        "gaps": _gaps(judgement),
        "suppliers": [_supplier(each.supplier, each) for each in month.suppliers if each.supplier],
        "dishes": _dishes(month),
        "poor_lines": [_poor(each) for each in month.exceptions[:POOR_MOST]],
        "holds": [_hold(each) for each in facts["holds"]],
    }


def counts(of: Tally) -> Counts:
    return {"met": of.met, "broken": of.broken, "unknown": of.unknown}


def first_of_each_rule(findings: Iterable[NamedFinding]) -> list[NamedFinding]:
    """The first of each rule's findings, which stand gravest first."""
    found: dict[str, NamedFinding] = {}
    for each in findings:
        found.setdefault(each["rule"], each)
    return list(found.values())


def _violations(facts: Facts, judgement: Judged) -> list[NamedFinding]:
    places = {each["id"]: each for each in placed(facts)}
    found = sorted((one for one in judgement["findings"] if one["state"] == Verdict.VIOLATED), key=gravity)
    return [{**one, "record": _place(places.get(one["subject"]["id"]))} for one in found]


def _place(record: Any) -> Recorded | None:
    return None if record is None else cast(Recorded, {key: record[key] for key in PLACE})


def _gaps(judgement: Judged) -> list[Gap]:
    found: dict[tuple[str, str], Gap] = {}
    for one in judgement["findings"]:
        if one["state"] == Verdict.NOT_EVIDENCED:
            found.setdefault((one["rule"], one["why"]), {"count": 0, "first": one})["count"] += 1
    return list(found.values())


def _supplier(supplier: Supplier, of: SupplierFigures) -> SupplierMonth:
    return {
        "id": supplier["id"],
        "name": supplier["name"],
        "name_en": supplier["name_en"],
        "licence": supplier["licence"],
        "deliveries": of.deliveries,
        "lines": of.lines,
        "rejected": of.rejected,
        "warm": of.warm,
        "unlicensed": of.licence.broken,
        "spend": format_money(of.spend),
        "unpriced": of.unpriced,
    }


def _dishes(month: Month) -> list[DishMonth]:
    """Every dish by name, in the order of its name."""
    groups: dict[str, list[State]] = {}
    english: dict[str, str | None] = {}
    for each in month.dishes:
        name = each.cooking["dish"]["name"]
        groups.setdefault(name, []).append(each.state)
        english[name] = each.cooking["dish"]["name_en"]
    return [
        {"name": name, "name_en": english[name], "cooked": len(states), "complete": counts(tally(states))}
        for name, states in sorted(groups.items())
    ]


def _poor(of: Line) -> PoorLine:
    delivery, line, supplier = of.delivery, of.line, of.delivery["supplier"]
    return {
        **cast(Recorded, _place(delivery)),
        "day": delivery["day"],
        "note_number": delivery["note_number"],
        "line": line["line"],
        "ingredient": {"name": line["ingredient"]["name"], "name_en": line["ingredient"]["name_en"]},
        "lot_code": line["lot_code"],
        "supplier": {"name": supplier["name"], "name_en": supplier["name_en"]} if supplier else None,
        "delivered": line["delivered"],
        "rejected": line["rejected"],
        "reason": line["reason"],
        "temperature": line["temperature"],
        "limit_temperature": line["limit_temperature"],
        "warm": of.warm,
        "whole": of.refused_whole,
    }


def _hold(of: Any) -> HoldMonth:
    return {
        **cast(Recorded, _place(of)),
        "level": of["level"],
        "ordered_by": of["ordered_by"],
        "occurred_at": of["occurred_at"],
        "released_at": of["released_at"],
        "names": of["names"],
        "batches": len(of["batches"]),
        "served_before": of["served_before"],
        "uses": len(of["uses"]),
    }
