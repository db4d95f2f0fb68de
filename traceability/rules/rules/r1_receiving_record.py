"""R1: the receiving record is complete."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.dealings import last_deliveries, named
from traceability.rules.goods import MEAT, PRODUCE, accepted, food
from traceability.rules.law import Law
from traceability.rules.reading import lines, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import DeliveryLine, Facts

BEIJING = "CN-11"


@rule("R1", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A line that lacks what a receiving record must say, or a supplier without address or contact on record.

    Every line needs a supplier on record; all but farm produce and meat also a production date or a lot code, and an
    expiry date; in Beijing a place of origin and a producer. Who sent the goods is the supplier where nobody else is
    named; name, amount and day are there wherever a line is; packages have their size. A supplier's address and contact
    are judged once a supplier, not on every line. Not evidenced: no expiry date is written and nothing tells whether
    such food has one, as with salt. What was refused is not in the record of goods received.
    """
    for delivery, line in lines(facts["deliveries"]):
        if accepted(line):
            yield _of_line(of_line(delivery, line), line, law)
    for supplier, day in last_deliveries(facts):
        subject = Subject("organisation", supplier["id"], day)
        missing = [
            what for what, there in (("address", supplier["address"]), ("contact", supplier["contact"])) if not there
        ]
        yield violated(subject, "supplier_lacks", missing=missing, **named(supplier)) if missing else satisfied(subject)


def _of_line(subject: Subject, line: DeliveryLine, law: Law) -> Verdict:
    needed: dict[str, object] = {"supplier": line["supplier"]}
    grown = line["ingredient"]["food_group"] in PRODUCE | MEAT
    undated = not grown and line["expiry_date"] is None
    if not grown:
        needed["production_or_lot"] = line["production_date"] or line["lot_code"]
    if undated and line["ingredient"]["shelf_life_days"] is not None:
        needed["expiry"] = None
    if BEIJING in law.packs:
        needed |= {"origin": line["origin"], "producer": line["producer"]}
    missing = [what for what, there in needed.items() if not there]
    if missing:
        return violated(subject, "lacks", missing=missing, **food(line))
    if undated and line["ingredient"]["shelf_life_days"] is None:
        return not_evidenced(subject, "expiry_unsaid", **food(line))
    return satisfied(subject)
