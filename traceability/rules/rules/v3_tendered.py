"""V3: bulk food under a tendered contract."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.dealings import contracts_with, in_force
from traceability.rules.goods import accepted, food
from traceability.rules.law import Law
from traceability.rules.reading import lines, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import DeliveryLine, Facts


@rule("V3", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Bulk food (大宗) bought while no tendered contract with its supplier was in force.

    Violated: the contracts with that supplier had run out or not begun, or those in force were not tendered. Not
    evidenced: no contract with it is on record, the supplier is not, or nobody said whether the contract was tendered.
    A contract holds from its first to its last day. Food that was refused was not bought.
    """
    for delivery, line in lines(facts["deliveries"]):
        if line["ingredient"]["bulk"] and accepted(line):
            yield _judged(of_line(delivery, line), facts, line)


def _judged(subject: Subject, facts: Facts, line: DeliveryLine) -> Verdict:
    told = {**food(line), "cost": line["cost"] or "—"}
    contracts = contracts_with(facts, line["supplier"]) if line["supplier"] else []
    if not contracts:
        return not_evidenced(subject, "no_contract" if line["supplier"] else "supplier_unknown", **told)
    held = in_force(contracts, subject.day)
    if not held:
        ended = [one for one in contracts if one["valid_from"] <= subject.day]
        if not ended:
            return violated(subject, "contract_not_begun", **told, first=contracts[0]["valid_from"])
        last = max(one["valid_to"] or "" for one in ended)
        return violated(subject, "contract_ended", **told, last=last)
    if any(one["tendered"] for one in held):
        return satisfied(subject)
    if any(one["tendered"] is None for one in held):
        return not_evidenced(subject, "tender_unsaid", **told)
    return violated(subject, "not_tendered", **told, number=held[-1]["number"] or "—")
