"""P2: food that is forbidden to school canteens, in the country or in the region."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.forbidden import Forbidden
from traceability.rules.foods import (
    UNNAMED,
    OtherNames,
    forbidden_dish,
    forbidden_food,
    ingredients_of,
    other_names,
)
from traceability.rules.law import Law
from traceability.rules.reading import lines, number, of_line
from traceability.rules.rule import Subject, Value, Verdict, not_evidenced, rule, satisfied, violated
from traceability.rules.texts import source_of
from traceability.snapshot.shapes import Cooking, DeliveryLine, Facts, Meal

NITRITE = "nitrite"
"""Has a rule of its own, P1."""


@rule("P2", at_once=("delivery", "cooking"))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A line accepted, a dish cooked or a menu printed with something that the list in force there forbids.

    An ingredient is forbidden by one of its names as a whole, a dish by a part of its name, whatever is in it. A dish
    is judged by its name, by what went into it and by what its recipe asks for. A line refused whole is not judged,
    nor a meal without a menu. Not evidenced: food without a name on record, and a dish of which neither recipe nor any
    batch is.
    """
    also = other_names(facts)
    for delivery, line in lines(facts["deliveries"]):
        if number(line["accepted"]["amount"]):
            yield _bought(of_line(delivery, line), line, also, law)
    for meal in facts["meals"]:
        if meal["dishes"]:
            yield _planned(
                Subject("site", facts["site"]["id"], meal["date"], f"{meal['date']}/{meal['meal']}"), meal, law
            )
    for cooking in facts["cookings"]:
        yield _cooked(Subject("cooking", cooking["id"], cooking["day"]), cooking, also, law)


def _bought(subject: Subject, line: DeliveryLine, also: OtherNames, law: Law) -> Verdict:
    food = line["ingredient"]
    found = forbidden_food(food, also.get(food["id"], []), _listed(law, subject.day))
    if found:
        return violated(subject, "bought", food=food["name"], food_en=food["name_en"], **_told(found))
    if food["name"] == UNNAMED:
        return not_evidenced(subject, "unnamed")
    return satisfied(subject)


def _planned(subject: Subject, meal: Meal, law: Law) -> Verdict:
    for dish in meal["dishes"]:
        found = forbidden_dish(dish, _listed(law, subject.day))
        if found:
            return violated(subject, "planned", dish=dish, **_told(found))
    return satisfied(subject)


def _cooked(subject: Subject, cooking: Cooking, also: OtherNames, law: Law) -> Verdict:
    listed, dish = _listed(law, subject.day), cooking["dish"]
    named = {"dish": dish["name"], "dish_en": dish["name_en"]}
    found = forbidden_dish(dish["name"], listed)
    if found:
        return violated(subject, "cooked", **named, **_told(found))
    foods = list(ingredients_of(cooking))
    for food, identity in foods:
        found = forbidden_food(food, also.get(identity, []), listed)
        if found:
            return violated(subject, "used", food=food["name"], food_en=food["name_en"], **named, **_told(found))
    if not foods or any(food["name"] == UNNAMED for food, _ in foods):
        return not_evidenced(subject, "unknown", **named)
    return satisfied(subject)


def _listed(law: Law, on: str) -> list[Forbidden]:
    return [one for one in law.forbidden(on) if one.code != NITRITE]


def _told(found: Forbidden) -> dict[str, Value | None]:
    return {
        "item": found.name,
        "item_en": found.name_en,
        "reason": found.reason,
        "reason_en": found.reason_en,
        "source": source_of(found.source, found.provenance, "zh"),
        "source_en": source_of(found.source_en, found.provenance, "en"),
    }
