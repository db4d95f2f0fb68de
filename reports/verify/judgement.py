"""What the rules said, judged again from the facts in the report."""

from __future__ import annotations

from typing import Any

from reports.kinds import kind_of
from reports.verify.steps import Note, Step, failed, not_checked, passed
from reports.verify.sums import check_sums
from traceability.canonical import canonicalise
from traceability.snapshot.shapes import Snapshot


def check_judgement(snapshot: Snapshot) -> Step:
    """The rules over the report's own facts say what the report says they do; by the same rule set alone."""
    if (sums := check_sums(snapshot)) is not None:
        return sums
    told: Any = snapshot.get("judgement")
    if told is None:
        return passed("judgement", Note("no_judgement"))
    again: Any = kind_of(snapshot).judge(snapshot)
    if told["rule_set"] != again["rule_set"]:
        versions = {"rule_set": str(told["rule_set"])[:40], "own": str(again["rule_set"])}
        return not_checked("judgement", Note("another_rule_set", versions))
    if canonicalise(told) == canonicalise(again):
        counts = {"rules": len(again["executions"]), "findings": len(again["findings"])}
        return passed("judgement", Note("judged_alike", {"rule_set": str(again["rule_set"]), **counts}))
    rules = sorted({each["rule"] for each in [*_odd(told, again), *_odd(again, told)]})
    return failed("judgement", *(Note("rule_differs", {"rule": str(rule)[:20]}) for rule in rules or ["—"]))


def _odd(of: Any, other: Any) -> list[Any]:
    """Executions and findings of one judgement that the other lacks."""
    return [each for part in ("executions", "findings") for each in of[part] if each not in other[part]]
