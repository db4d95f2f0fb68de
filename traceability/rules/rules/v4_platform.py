"""V4: ingredients are bought on the collective-purchase platform."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.dealings import contracts_with, in_force
from traceability.rules.foods import foods_told
from traceability.rules.goods import accepted
from traceability.rules.law import Law
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Delivery, Facts


@rule("V4")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A delivery that was not bought on the collective-purchase platform (集采平台).

    Its order says so, or else the contract with the supplier in force that day: one on the platform will do. Not
    evidenced: neither says. A delivery of which nothing was accepted is not judged. Until the end of 2027 it is minor.
    """
    for delivery in facts["deliveries"]:
        if any(accepted(line) for line in delivery["lines"]):
            yield _judged(Subject("delivery", delivery["id"], delivery["day"]), facts, delivery)


def _judged(subject: Subject, facts: Facts, delivery: Delivery) -> Verdict:
    supplier = delivery["supplier"]
    told = {
        "supplier": supplier["name"] if supplier else "—",
        "supplier_en": supplier["name_en"] if supplier else None,
        **foods_told(line["ingredient"] for line in delivery["lines"] if accepted(line)),
    }
    said = [one["on_platform"] for one in facts["orders"] if one["id"] == delivery["order"]]
    if not said or said[0] is None:
        held = in_force(contracts_with(facts, supplier["id"]), subject.day) if supplier else []
        said = sorted((one["on_platform"] for one in held), key=lambda one: (one is not True, one is not None))
    if not said or said[0] is None:
        return not_evidenced(subject, "platform_unsaid", **told)
    return satisfied(subject) if said[0] else violated(subject, "off_platform", **told)
