"""T2: how fast a trace is."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.reading import month_ends
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule
from traceability.snapshot.shapes import Facts


@rule("T2")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Never violated and never in order: no record of a drill is kept, so that no time can be shown.

    Not evidenced once for each month in which a meal was served, on its last day. What is on record is traced both ways
    in a moment; how long a drill would take depends on what is not, and of that T1 speaks.
    """
    for day in month_ends(facts["first"], facts["last"]):
        if any(one.startswith(day[:8]) for one in facts["served_days"]):
            hours = law.threshold("trace_drill_max", day).value
            yield not_evidenced(
                Subject("site", facts["site"]["id"], day, day[:7]), "no_drill", when=day[:7], hours=hours
            )
