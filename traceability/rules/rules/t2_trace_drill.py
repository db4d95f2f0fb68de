"""T2: how fast a trace is."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule
from traceability.snapshot.shapes import Cooking, Facts


@rule("T2")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Never violated and never in order: no record of a drill is kept, so that no time can be shown.

    Not evidenced once for the days, as soon as anything was cooked. What is on record is traced both ways in a moment,
    so what a drill would take depends on what is not: the sentence says how many dishes have every batch traced to a
    lot of a supplier, beside the target time.
    """
    cooked = facts["cookings"]
    if cooked:
        subject = Subject("site", facts["site"]["id"], facts["last"], "drill")
        hours = law.threshold("trace_drill_max", facts["last"]).value
        traced = sum(_traced(one) for one in cooked)
        yield not_evidenced(subject, "no_drill", dishes=len(cooked), traced=traced, hours=hours)


def _traced(cooking: Cooking) -> bool:
    return bool(cooking["inputs"]) and all(one["source_state"] == "traced" for one in cooking["inputs"])
