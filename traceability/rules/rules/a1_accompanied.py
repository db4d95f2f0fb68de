"""A1: a leader of the school eats along."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.rule import Subject, Value, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.duty_shapes import AccompaniedMeal
from traceability.snapshot.shapes import Facts

LEADERS = {"principal", "food_safety_director", "canteen_manager"}
"""Appointments that answer for the canteen (学校相关负责人)."""


@rule("A1")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A meal that was served and at which nobody is on record as having eaten along.

    A meal of a day is judged once, however many groups it fed. In order: one who ate along was appointed that day as
    principal, food-safety director or canteen manager. Not evidenced: somebody ate along whose appointment on record
    is none of these, or who has none: whether it was one of the school's leaders is not on record.
    """
    along: dict[tuple[str, str], list[AccompaniedMeal]] = {}
    for one in facts["accompanied"]:
        along.setdefault((one["day"], one["meal"]), []).append(one)
    for day, meal in dict.fromkeys((serving["day"], serving["meal"]) for serving in facts["servings"]):
        subject = Subject("site", facts["site"]["id"], day, f"{day}/{meal}")
        yield _judged(subject, meal, along.get((day, meal), []))


def _judged(subject: Subject, meal: str, along: list[AccompaniedMeal]) -> Verdict:
    told: dict[str, Value | None] = {"day": subject.day, "meal": [f"meal_{meal}"]}
    if not along:
        return violated(subject, "nobody", **told)
    if any(LEADERS & set(one["roles"]) for one in along):
        return satisfied(subject)
    return not_evidenced(subject, "leader_unknown", **told)
