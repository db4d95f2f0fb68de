"""P5: the ledger of food additives."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.duty_shapes import AdditiveUse
from traceability.snapshot.shapes import Cooking, CookingInput, Facts

OPENED = "opening"


@rule("P5", at_once=("cooking", "additive_use"))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A dish with an additive in it, weighed in or drawn from the store, of which the ledger of that day says nothing.

    A line of the ledger counts for a dish that it names, or, naming none, for every dish of its day that has the batch
    in it. Not evidenced: a line without the weight of the additive or of the food, or without the person who weighed
    it; and an additive that a dish's recipe asks for, opened for all dishes and not in the ledger that day, since in
    which dish it was is not on record. Whether kind and amount are permitted is not judged: no table of what GB 2760
    permits is kept here.
    """
    ledger: dict[tuple[str, str], list[AdditiveUse]] = {}
    for use in facts["additive_uses"]:
        ledger.setdefault((use["batch"], use["day"]), []).append(use)
        yield _complete(Subject("additive_use", use["id"], use["day"]), use)
    opened: dict[Subject, CookingInput] = {}
    for cooking in facts["cookings"]:
        for one in cooking["inputs"]:
            if one["food_group"] != "additive":
                continue
            entries = ledger.get((one["batch"], cooking["day"]), [])
            if one["kind"] == OPENED:
                asked = {each["id"] for each in cooking["recipe_ingredients"] or []}
                if not entries and one["ingredient_id"] in asked:
                    opened[Subject("batch", one["batch"], cooking["day"], cooking["day"])] = one
                continue
            yield _entered(Subject("cooking", cooking["id"], cooking["day"], one["batch"]), cooking, one, entries)
    for subject, one in opened.items():
        yield not_evidenced(subject, "opened_not_in_ledger", **_additive(one))


def _entered(subject: Subject, cooking: Cooking, one: CookingInput, entries: list[AdditiveUse]) -> Verdict:
    if any(use["dish"] in (None, cooking["batch"]) for use in entries):
        return satisfied(subject)
    dish = {"dish": cooking["dish"]["name"], "dish_en": cooking["dish"]["name_en"]}
    return violated(subject, "not_in_ledger", **dish, **_additive(one))


def _complete(subject: Subject, use: AdditiveUse) -> Verdict:
    asked = (("additive_grams", use["grams"]), ("food_weight", use["food_kg"]), ("user", use["person"]))
    lacking = [word for word, value in asked if value is None]
    if lacking:
        return not_evidenced(subject, "line_incomplete", food=use["food"], lacking=lacking)
    return satisfied(subject)


def _additive(one: CookingInput) -> dict[str, str | None]:
    return {"additive": one["ingredient"]["name"], "additive_en": one["ingredient"]["name_en"]}
