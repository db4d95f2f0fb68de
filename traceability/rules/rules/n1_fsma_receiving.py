"""N1 (US): receiving foods on the Food Traceability List."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from traceability.rules.law import Law
from traceability.rules.reading import lines, number, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Delivery, DeliveryLine, Facts
from traceability.snapshot.supply_shapes import SupplierFile

LISTED = {"egg", "aquatic"}
"""Food groups that are on the list as a whole: shell eggs, finfish and shellfish."""
PARTLY = {"vegetable", "fruit", "milk"}
"""Of these the list names some: leafy greens, cucumbers, tomatoes, peppers, herbs, sprouts; melons; soft cheese."""
REFERENCES = {"delivery_note", "invoice", "purchase_voucher"}


@rule("N1", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A line of a listed food, some of it accepted, that lacks one of the key data elements of 21 CFR 1.1345(a).

    They are the traceability lot code; the quantity and its unit; the description of the food; the location of the
    immediate previous source, which is the supplier's name and address; the receiving location, which is the site's;
    the date; the source of the lot code, which is the producer's name or the announcement that gave the code; and a
    reference document with its type and number. Whether a food is on the list is inferred from its food group: eggs
    and fish are, of vegetables, fruit and milk products some are. Not evidenced: a data element is missing from one of
    the latter. A lot code that was replaced on receipt cannot be told from one that was written down as it came. Not
    judged either: whether a sortable sheet is given within its hours, since no record says when one was asked for.
    """
    suppliers = {supplier["id"]: supplier for supplier in facts["suppliers"]}
    for delivery, line in lines(facts["deliveries"]):
        group = line["ingredient"]["food_group"]
        if group in LISTED | PARTLY and number(line["accepted"]["amount"]):
            lacking = _lacking(facts, delivery, line, suppliers)
            yield _judged(of_line(delivery, line), line, lacking, listed=group in LISTED)


def _judged(subject: Subject, line: DeliveryLine, lacking: list[str], *, listed: bool) -> Verdict:
    if not lacking:
        return satisfied(subject)
    told = {"food": line["ingredient"]["name"], "food_en": line["ingredient"]["name_en"]}
    if listed:
        return violated(subject, "element_missing", lacking=lacking, **told)
    return not_evidenced(subject, "element_missing_if_listed", lacking=lacking, **told)


def _lacking(facts: Facts, delivery: Delivery, line: DeliveryLine, suppliers: Mapping[str, SupplierFile]) -> list[str]:
    source = suppliers.get(line["supplier"] or "")
    papers = [*line["papers"], *delivery["papers"]]
    known = {
        "kde_lot_code": line["lot_code"],
        "kde_description": line["ingredient"]["name"].strip("—"),
        "kde_previous_source": source and source["address"],
        "kde_receiving_location": facts["site"]["address"],
        "kde_lot_source": line["announced"] or line["producer_name"] or line["producer_id"],
        "kde_reference": delivery["note_number"]
        or any(paper["number"] and paper["kind"] in REFERENCES for paper in papers),
    }
    return [element for element, value in known.items() if not value]
