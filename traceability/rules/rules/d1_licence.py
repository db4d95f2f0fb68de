"""D1: the supplier's licence."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.reading import lines, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import DeliveryLine, Facts
from traceability.snapshot.supply_shapes import SupplierFile

FOOD = ("food_production", "food_operating", "prepackaged_filing", "slaughter")
SMALLHOLDER = "farmer_identity"
FARM = "farm"


@rule("D1", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A line whose supplier had, on the day it arrived, no food licence in force that covers the line's food group.

    A licence holds from its first to its last day, both included; one that names no food groups covers all. Violated:
    the licences on record had run out, had not begun, or cover other food. Not evidenced: the supplier or its licence
    is not on record, or nobody wrote until when the licence runs. A farm that sells what it grows needs none (Food
    Safety Law, Article 35), nor does a smallholder known by an identity document.
    """
    suppliers = {supplier["id"]: supplier for supplier in facts["suppliers"]}
    for delivery, line in lines(facts["deliveries"]):
        subject = of_line(delivery, line)
        supplier = suppliers.get(line["supplier"] or "")
        if supplier is None:
            yield not_evidenced(subject, "supplier_unknown", **_food(line))
        else:
            yield _judged(subject, line, supplier)


def _judged(subject: Subject, line: DeliveryLine, supplier: SupplierFile) -> Verdict:
    named = {"supplier": supplier["name"], "supplier_en": supplier["name_en"], **_food(line)}
    if supplier["trade"] == FARM or any(licence["kind"] == SMALLHOLDER for licence in supplier["licences"]):
        return satisfied(subject)
    licences = [licence for licence in supplier["licences"] if licence["kind"] in FOOD]
    if not licences:
        return not_evidenced(subject, "licence_missing", **named)
    covering = [one for one in licences if not one["scope"] or line["ingredient"]["food_group"] in one["scope"]]
    if not covering:
        return violated(subject, "outside_scope", **named)
    begun = [one for one in covering if (one["valid_from"] or subject.day) <= subject.day]
    if any(one["valid_to"] is not None and subject.day <= one["valid_to"] for one in begun):
        return satisfied(subject)
    if any(one["valid_to"] is None for one in begun):
        return not_evidenced(subject, "licence_without_end", **named)
    latest = max(covering, key=lambda one: one["valid_to"] or "")
    days = {"number": latest["number"], "first": latest["valid_from"], "last": latest["valid_to"]}
    return violated(subject, "expired" if begun else "not_begun", **named, **days)


def _food(line: DeliveryLine) -> dict[str, str | None]:
    return {"food": line["ingredient"]["name"], "food_en": line["ingredient"]["name_en"]}
