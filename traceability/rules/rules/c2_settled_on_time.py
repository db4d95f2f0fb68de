"""C2: findings are settled in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from traceability.rules.law import Law
from traceability.rules.reading import days_between
from traceability.rules.rule import State, Subject, Verdict, rule, satisfied, violated
from traceability.snapshot.shapes import Facts

CLOSED = "closed"


@rule("C2", of_findings=True)
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A violation that is not closed at the end of the last of these days, and was due before that day.

    What is not evidenced is open as long as evidence is missing, and is no violation because of that: it is not judged.
    On the day it is due it is in time. It is late from the day after, or from the first of these days. An explanation
    or a correction that nobody verified does not close it. A finding that was closed late is closed, and no longer
    violated. Findings about findings are not judged, so that none gives rise to itself.
    """
    first, last = facts["first"], facts["last"]
    for finding in facts["findings"]:
        if finding["verdict"] != State.VIOLATED.value:
            continue
        if finding["state"] == CLOSED or last <= finding["due"]:
            yield satisfied(Subject("finding", finding["id"], last))
            continue
        late_from = (date.fromisoformat(finding["due"]) + timedelta(days=1)).isoformat()
        subject, late = Subject("finding", finding["id"], max(first, late_from)), days_between(finding["due"], last)
        stage = [f"finding_{finding['state']}"]
        yield violated(subject, "overdue", rule=finding["rule"], due=finding["due"], days=late, stage=stage)
