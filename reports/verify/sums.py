"""What the rules said of several campus-months, added up again from what a report says of each."""

from __future__ import annotations

from typing import Any

from reports.summed import summed
from reports.verify.steps import Note, Step, failed, passed
from traceability.canonical import canonicalise

PARTS = {"district_monthly": "campuses", "campus_termly": "months"}
"""The kinds that add up others' judgements, and where those stand."""


def check_sums(snapshot: Any) -> Step | None:
    """The judgement is the sum of those of its parts; None: the kind holds no parts."""
    if snapshot.get("kind") not in PARTS:
        return None
    parts = snapshot[PARTS[snapshot["kind"]]]
    told, again = snapshot["judgement"], summed(parts)
    if canonicalise(told) == canonicalise(again):
        counts = {"rules": len(again["executions"]), "parts": len(parts)}
        return passed("judgement", Note("sums_agree", {"rule_set": str(again["rule_set"]), **counts}))
    odd = [each["rule"] for each in [*told["executions"], *again["executions"]]
           if each not in told["executions"] or each not in again["executions"]]  # fmt: skip
    return failed("judgement", *(Note("sum_differs", {"rule": str(rule)[:20]}) for rule in sorted(set(odd)) or ["—"]))
