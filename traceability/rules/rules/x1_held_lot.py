"""X1: nothing on hold or recalled is used, and whoever got it is told."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.duty_shapes import Hold
from traceability.snapshot.shapes import Facts


@rule("X1", at_once=("hold", "cooking", "serving", "dispatch", "stock_issue"))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A batch on hold or recalled, or a dish made of it, that was used afterwards and before its release.

    Violated: each cooking, serving, issue and dispatch of it after the hold (not of the hold itself: what was used
    before nobody could know of). Not evidenced: a recall reaches food that was served here before, and no record says
    whether those who ate it were told. Else each hold or recall that reaches the site's food is kept.
    """
    for hold in facts["holds"]:
        uses = [use for use in hold["uses"] if facts["first"] <= use["day"] <= facts["last"]]
        for use in uses:
            subject = Subject(use["kind"], use["id"], use["day"], f"hold:{hold['id']}/{use['batch']}")
            portions = "—" if use["portions"] is None else str(use["portions"])
            yield violated(
                subject, f"{hold['level']}_used", food=use["name"], portions=portions, how=[f"use_{use['kind']}"]
            )
        yield _told(hold, facts)


def _told(hold: Hold, facts: Facts) -> Verdict:
    day = min(max(hold["occurred_at"][:10], facts["first"]), facts["last"])
    subject = Subject("hold", hold["id"], day)
    if hold["level"] == "recall" and hold["served_before"]:
        return not_evidenced(subject, "eaten_before", portions=str(hold["served_before"]), names=hold["names"])
    return satisfied(subject)
