"""E2 (EU): a dish declares the allergens of what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from traceability.rules.law import Law
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Cooking, Facts

OPENED = "opening"


@rule("E2", at_once=("cooking",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A dish whose declared allergens, those of its recipe, are not the allergens of the batches that went into it.

    Violated: a batch that went in has an allergen that the recipe does not declare; or the recipe declares one that
    neither a batch nor an optional ingredient has, which hurts nobody and is minor. What was opened for all dishes
    (oil, soy sauce) counts for those whose recipe asks for it. Not evidenced: no recipe on record, nothing logged, an
    ingredient of the recipe that is not among the batches, or a batch whose ingredient is not known.
    """
    for cooking in facts["cookings"]:
        yield _judged(Subject("cooking", cooking["id"], cooking["day"]), cooking)


def _judged(subject: Subject, cooking: Cooking) -> Verdict:
    dish = {"dish": cooking["dish"]["name"], "dish_en": cooking["dish"]["name_en"]}
    asked = cooking["recipe_ingredients"] or []
    by_recipe = {one["id"] for one in asked}
    inputs = [one for one in cooking["inputs"] if one["kind"] != OPENED or one["ingredient_id"] in by_recipe]
    if cooking["allergens"] is None:
        return not_evidenced(subject, "no_recipe", **dish)
    declared = set(cooking["allergens"])
    within = _union(one["allergens"] for one in inputs)
    if within - declared:
        return violated(subject, "undeclared", **dish, allergens=_words(within - declared))
    if not inputs:
        return not_evidenced(subject, "nothing_logged", **dish)
    logged = {one["ingredient_id"] for one in inputs}
    if "" in logged or any(one["id"] not in logged and not one["optional"] for one in asked):
        return not_evidenced(subject, "partly_logged", **dish)
    only = declared - within - _union(one["allergens"] for one in asked if one["optional"])
    if only:
        return violated(subject, "declared_only", **dish, allergens=_words(only))
    return satisfied(subject)


def _union(each: Iterable[list[str]]) -> set[str]:
    return {allergen for one in each for allergen in one}


def _words(allergens: set[str]) -> list[str]:
    return sorted(f"allergen_{one}" for one in allergens)
