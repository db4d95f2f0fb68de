"""P3: the core temperature of food that must be cooked through."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.reading import tenths
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Cooking, Facts


@rule("P3", at_once=("cooking",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A dish whose recipe says that it must be cooked through and whose core stayed below the limit.

    At the limit is in order. Violated too: the cooking is on record and nobody measured the core, since the reading is
    what the rule asks for. Not evidenced: there is no recipe on record to say whether the dish must be cooked through,
    and the core was not measured, or stayed below the limit. A dish whose recipe asks for no core temperature is not
    judged.
    """
    for cooking in facts["cookings"]:
        if cooking["cook_through"] or cooking["recipe_ingredients"] is None:
            yield _judged(Subject("cooking", cooking["id"], cooking["day"]), cooking, law)


def _judged(subject: Subject, cooking: Cooking, law: Law) -> Verdict:
    limit, core = law.threshold("cook_core_min", subject.day), tenths(cooking["core_temperature"])
    told = {"dish": cooking["dish"]["name"], "dish_en": cooking["dish"]["name_en"], "limit": limit.value}
    if core is not None and core >= limit.tenths:
        return satisfied(subject)
    if not cooking["cook_through"]:
        return not_evidenced(subject, "recipe_missing", **told)
    if core is None:
        return violated(subject, "core_not_measured", **told)
    return violated(subject, "core_too_cold", temperature=cooking["core_temperature"], **told)
