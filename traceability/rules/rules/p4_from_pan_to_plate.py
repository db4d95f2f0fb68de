"""P4: the time between the pan and the plate."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.reading import minutes_between, tenths
from traceability.rules.rule import Subject, Value, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.duty_shapes import Reheating
from traceability.snapshot.shapes import Facts, ServedDish, Serving

AS_IT_CAME = ("campus", "source")
"""Kinds of batches that nobody cooked: fruit, a carton of milk."""


@rule("P4", at_once=("serving", "reheating"))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A dish served later than the limit after it was done, between the two holding temperatures, not heated again.

    In order: served within the limit; or hotter than the hot, or no warmer than the cold holding temperature as it was
    served; or heated again to the core limit, and served within the limit after that. Heating that stayed below the
    core limit counts for nothing. Not evidenced: a late dish whose temperature on the plate or whose core when it was
    heated again nobody measured, and one whose cooking is not on record or was recorded as later than the serving.
    Food that was not cooked here or elsewhere (fruit, a carton of milk) is not judged. Temperatures on the way are not
    on record: the one on the plate speaks for them.
    """
    heated: dict[str, list[Reheating]] = {}
    for reheating in facts["reheatings"]:
        heated.setdefault(reheating["batch"], []).append(reheating)
    for serving in facts["servings"]:
        for plate in serving["plates"]:
            if plate["cooked_at"] is None and plate["kind"] in AS_IT_CAME:
                continue
            subject = Subject("serving", serving["id"], serving["day"], f"dish:{plate['batch']}")
            yield _judged(subject, serving, plate, heated.get(plate["batch"], []), law)


def _judged(subject: Subject, serving: Serving, plate: ServedDish, heated: list[Reheating], law: Law) -> Verdict:
    done, served, limit = plate["cooked_at"], serving["occurred_at"], law.threshold("danger_zone_max", subject.day)
    told: dict[str, Value | None] = {"dish": plate["name"], "limit": limit.value}
    if done is None:
        return not_evidenced(subject, "cooking_unknown", **told)
    minutes, longest = minutes_between(done, served), int(limit.value)
    if minutes < 0:
        return not_evidenced(subject, "served_before_cooked", **told)
    if minutes <= longest or _held(plate, subject.day, law):
        return satisfied(subject)
    told["minutes"] = minutes
    lately = [one for one in heated if 0 <= minutes_between(one["occurred_at"], served) <= longest]
    core = law.threshold("reheat_core_min", subject.day).tenths
    measured = [tenths(one["core_temperature"]) for one in lately]
    if any(one is not None and one >= core for one in measured):
        return satisfied(subject)
    if None in measured:
        return not_evidenced(subject, "reheating_not_measured", **told)
    if plate["temperature"] is None:
        return not_evidenced(subject, "plate_not_measured", **told)
    return violated(subject, "too_long", temperature=plate["temperature"], **told)


def _held(plate: ServedDish, on: str, law: Law) -> bool:
    """Whether it was as hot or as cold as food may stand."""
    served = tenths(plate["temperature"])
    if served is None:
        return False
    return served > law.threshold("hold_hot_min", on).tenths or served <= law.threshold("hold_cold_max", on).tenths
