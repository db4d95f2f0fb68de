"""T1: from the plate back to a source."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.foods import UNNAMED, foods_told
from traceability.rules.law import Law
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.parts import Named
from traceability.snapshot.shapes import Cooking, Facts


@rule("T1", at_once=("cooking",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A dish with a batch in it that has no supplier or no lot on record, or whose recipe names food nobody logged.

    Violated: a batch came from no supplier on record, or without a lot code. Not evidenced: nothing is logged as having
    gone in, an ingredient that the recipe does not call optional is not among the batches, or a batch has not arrived
    on record yet. The worst of these is told, with every food it concerns.
    """
    for cooking in facts["cookings"]:
        yield _judged(Subject("cooking", cooking["id"], cooking["day"]), cooking)


def _judged(subject: Subject, cooking: Cooking) -> Verdict:
    dish = {"dish": cooking["dish"]["name"], "dish_en": cooking["dish"]["name_en"]}
    for state in ("no_supplier", "no_lot"):
        foods = [one["ingredient"] for one in cooking["inputs"] if one["source_state"] == state]
        if foods:
            return violated(subject, state, **dish, **foods_told(foods))
    if not cooking["inputs"]:
        return not_evidenced(subject, "nothing_logged", **dish)
    logged = {one["ingredient_id"] for one in cooking["inputs"]}
    asked = cooking["recipe_ingredients"] or []
    missing: list[Named] = [one for one in asked if one["id"] not in logged and not one["optional"]]
    unknown: list[Named] = [one["ingredient"] for one in cooking["inputs"] if one["source_state"] == "unresolved"]
    if unknown:  # a batch that nobody has on record has no name: what the recipe asks for and nobody logged may be it
        named = [one for one in unknown if one["name"] != UNNAMED]
        return not_evidenced(subject, "not_arrived", **dish, **foods_told(named or missing or unknown))
    if missing:
        return not_evidenced(subject, "not_logged", **dish, **foods_told(missing))
    return satisfied(subject)
