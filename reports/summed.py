"""What the rules said of several campus-months, added up: anyone can add again and compare."""

from __future__ import annotations

from collections.abc import Sequence

from reports.reduced_shapes import CampusMonthFigures
from reports.shapes import Judged, ToldExecution
from traceability.rules.law import rule_set, rule_sets
from traceability.rules.rule import Severity


def summed(parts: Sequence[CampusMonthFigures]) -> Judged:
    """The sum of every count, rule by rule in the order of the newest rule set; the findings stand with each part.

    A rule is told as grave as it was where it was gravest. Without any part: the newest rule set, which judged nothing.
    """
    version = max((part["rule_set"] for part in parts), default=rule_sets()[-1].version)
    order = list(rule_set(version).rules)
    found: dict[str, ToldExecution] = {}
    for one in (each for part in parts for each in part["executions"]):
        found[one["rule"]] = _sum(found[one["rule"]], one) if one["rule"] in found else one
    return {
        "rule_set": version,
        "packs": sorted({pack for part in parts for pack in part["packs"]}),
        "executions": sorted(found.values(), key=lambda one: order.index(one["rule"])),
        "findings": [],
    }


def _sum(one: ToldExecution, other: ToldExecution) -> ToldExecution:
    severities = [Severity(one["severity"]), Severity(other["severity"])]
    return {
        "rule": one["rule"],
        "severity": min(severities, key=list(Severity).index).value,
        "evaluated": one["evaluated"] + other["evaluated"],
        "violated": one["violated"] + other["violated"],
        "satisfied": one["satisfied"] + other["satisfied"],
        "not_evidenced": one["not_evidenced"] + other["not_evidenced"],
        "fault": one["fault"] or other["fault"],
    }
