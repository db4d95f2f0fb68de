"""C2: findings are settled in time."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.reading import days_between
from traceability.rules.rule import Subject, Verdict, rule, satisfied, violated
from traceability.snapshot.shapes import Facts

CLOSED = ("verified", "closed")


@rule("C2")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A finding that was not verified as settled by the end of the last of these days, and was due before that day.

    On the day it is due it is in time. An explanation or a correction that nobody verified does not close it. A finding
    that was verified late is closed, and no longer violated. Findings about findings are not judged, so that none gives
    rise to itself.
    """
    last = facts["last"]
    for finding in facts["findings"]:
        subject = Subject("finding", finding["id"], last)
        if finding["state"] in CLOSED or last <= finding["due"]:
            yield satisfied(subject)
            continue
        late = days_between(finding["due"], last)
        stage = [f"finding_{finding['state']}"]
        yield violated(subject, "overdue", rule=finding["rule"], due=finding["due"], days=late, stage=stage)
