"""P1: no nitrite in a school canteen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from traceability.forbidden import Forbidden
from traceability.rules.foods import UNNAMED, OtherNames, forbidden_food, ingredients_of, other_names
from traceability.rules.law import Law
from traceability.rules.reading import lines, number, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.parts import Named
from traceability.snapshot.shapes import Facts

NITRITE = "nitrite"


@rule("P1", at_once=("delivery", "cooking", "additive_use"))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Nitrite, by one of the names in the list of forbidden foods, bought, kept or used.

    Bought: a line of which some was accepted; a line refused whole is not judged. Kept: a batch of which some may be
    left at the end of the last day, judged on the day it came, or on the first of these days. Used: among what went
    into a dish or what its recipe asks for, or in the additives ledger. Names are compared as a whole, so that test
    strips for nitrite are no nitrite. Not evidenced: food without a name on record, and a dish of which neither recipe
    nor any batch is.
    """
    also = other_names(facts)
    for delivery, line in lines(facts["deliveries"]):
        if number(line["accepted"]["amount"]):
            subject = of_line(delivery, line)
            yield _judged(subject, "bought", [(line["ingredient"], line["ingredient"]["id"])], also, law)
    for batch in facts["stock"]:
        if number(batch["greatest"]):
            named: Named = {"name": batch["name"], "name_en": None}
            subject = Subject("batch", batch["batch"], max(batch["day"] or "", facts["first"]))
            yield _judged(subject, "kept", [(named, batch["ingredient"] or "")], also, law)
    for cooking in facts["cookings"]:
        subject = Subject("cooking", cooking["id"], cooking["day"])
        yield _judged(subject, "used", list(ingredients_of(cooking)), also, law)
    for use in facts["additive_uses"]:
        subject = Subject("additive_use", use["id"], use["day"])
        foods = [(use["ingredient"], use["ingredient_id"] or "")] if use["ingredient"] else []
        yield _judged(subject, "used", foods, also, law)


def _judged(subject: Subject, why: str, foods: list[tuple[Named, str]], also: OtherNames, law: Law) -> Verdict:
    listed = _nitrite(law, subject.day)
    for food, identity in foods:
        if forbidden_food(food, also.get(identity, []), listed):
            return violated(subject, why, food=food["name"], food_en=food["name_en"])
    if not foods or any(food["name"] == UNNAMED for food, _ in foods):
        return not_evidenced(subject, "unnamed")
    return satisfied(subject)


def _nitrite(law: Law, on: str) -> Iterable[Forbidden]:
    return [one for one in law.forbidden(on) if one.code == NITRITE]
