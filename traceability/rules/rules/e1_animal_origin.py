"""E1 (EU): what must come with food of animal origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from traceability.rules.law import Law
from traceability.rules.reading import lines, number, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Delivery, DeliveryLine, Facts
from traceability.snapshot.supply_shapes import SupplierFile

ANIMAL = {"pork", "beef_mutton", "poultry", "egg", "milk", "aquatic"}
NOTES = {"delivery_note", "invoice"}


@rule("E1", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A line of meat, eggs, milk or fish, some of it accepted, without one of the particulars of 931/2011 Article 3.

    They are a description; the quantity; name and address of whoever dispatched it, which is the supplier; the
    consignor where that is another; name and address of the recipient, which is the site; the consignee where that is
    another; a reference of the lot; the day of dispatch. A consignor or consignee that no record names is the
    dispatcher or the recipient. The day of dispatch is the one that the supplier announced. Not evidenced: particulars
    are missing here, and a delivery note or invoice is on record that may bear them. Food made of both plants and
    animals is not judged.
    """
    suppliers = {supplier["id"]: supplier for supplier in facts["suppliers"]}
    for delivery, line in lines(facts["deliveries"]):
        if line["ingredient"]["food_group"] in ANIMAL and number(line["accepted"]["amount"]):
            lacking = _lacking(facts, line, suppliers)
            yield _judged(of_line(delivery, line), delivery, line, lacking)


def _judged(subject: Subject, delivery: Delivery, line: DeliveryLine, lacking: list[str]) -> Verdict:
    if not lacking:
        return satisfied(subject)
    told = {"food": line["ingredient"]["name"], "food_en": line["ingredient"]["name_en"]}
    papers = [*line["papers"], *delivery["papers"]]
    if delivery["note_number"] or any(paper["kind"] in NOTES for paper in papers):
        return not_evidenced(subject, "maybe_on_note", lacking=lacking, **told)
    return violated(subject, "particular_missing", lacking=lacking, **told)


def _lacking(facts: Facts, line: DeliveryLine, suppliers: Mapping[str, SupplierFile]) -> list[str]:
    sent_by = suppliers.get(line["supplier"] or "")
    known = {
        "eu_description": line["ingredient"]["name"].strip("—"),
        "eu_dispatcher": sent_by and sent_by["address"],
        "eu_recipient": facts["site"]["address"],
        "eu_lot": line["lot_code"],
        "eu_dispatched_on": line["shipped_on"],
    }
    return [particular for particular, value in known.items() if not value]
