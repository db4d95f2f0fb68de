"""R2: two people receive, one of them a food-safety officer."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Delivery, Facts, Responsible

OFFICER = "food_safety_officer"


@rule("R2", at_once=("delivery", "delivery_signature"))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A delivery that fewer different people signed for than the limit, or none of them as food-safety officer.

    Who signs twice counts once; a signature given later counts like one given at the door; whoever was appointed
    officer that day is one in whatever role he signs. Not evidenced: a delivery typed in later from a paper form, whose
    signatures may stand on the paper, and too few of them or no officer's are on record.
    """
    for delivery in facts["deliveries"]:
        officers = {
            one["person"] for one in facts["responsible"] if one["role"] == OFFICER and _on(one, delivery["day"])
        }
        yield _judged(Subject("delivery", delivery["id"], delivery["day"]), delivery, officers, law)


def _on(one: Responsible, day: str) -> bool:
    return (one.get("valid_from") or day) <= day <= (one.get("valid_to") or day)


def _judged(subject: Subject, delivery: Delivery, officers: set[str], law: Law) -> Verdict:
    least = int(law.threshold("receivers_min", subject.day).value)
    signed = {one["person"] for one in delivery["receivers"]}
    officer = any(one["role"] == OFFICER or one["person"] in officers for one in delivery["receivers"])
    told = {"note": delivery["note_number"] or "—", "signed": str(len(signed)), "least": str(least)}
    if len(signed) >= least and officer:
        return satisfied(subject)
    if delivery["from_paper"]:
        return not_evidenced(subject, "on_paper", **told)
    return violated(subject, "too_few" if len(signed) < least else "no_officer", **told)
