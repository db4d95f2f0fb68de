"""S1: expired food."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from traceability.rules.foods import foods_told
from traceability.rules.goods import MEAT, PRODUCE
from traceability.rules.law import Law
from traceability.rules.reading import days_between, next_served, number
from traceability.rules.rule import Subject, Value, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Cooking, Facts
from traceability.snapshot.supply_shapes import Balance


@rule("S1", at_once=("cooking", "serving", "stock_issue"))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Food cooked, served or issued after its expiry date, or still in the store when there were meals again.

    The last day itself is in order. Judged are each dish by the batches in it, each batch served as it came, and each
    batch with an expiry date that came, moved or ran out in the period. Not evidenced: nothing is logged as having
    gone into a dish, or a batch in it is not on record, or has no date and is neither farm produce nor meat; or
    how much is left of expired stock is not known. Where a dish is told of, its batch is not told of again.
    """
    told: set[tuple[str, str]] = set()
    for cooking in facts["cookings"]:
        yield _cooked(cooking)
        told |= {(one["batch"], cooking["day"]) for one in cooking["inputs"]}
    ends = _expiry_dates(facts)
    for serving in facts["servings"]:
        for plate in serving["plates"]:
            if plate["batch"] in ends:
                subject = Subject("serving", serving["id"], serving["day"], f"batch:{plate['batch']}")
                yield _in_time(subject, plate["name"], ends[plate["batch"]], "served_late")
    for balance in facts["stock"]:
        yield from _kept(balance, facts, told)


def _cooked(cooking: Cooking) -> Verdict:
    subject = Subject("cooking", cooking["id"], cooking["day"])
    dish = {"dish": cooking["dish"]["name"], "dish_en": cooking["dish"]["name_en"]}
    if not cooking["inputs"]:
        return not_evidenced(subject, "nothing_logged", **dish)
    late = [one for one in cooking["inputs"] if one["expiry_date"] is not None and one["expiry_date"] < subject.day]
    if late:
        foods = foods_told(one["ingredient"] for one in late)
        return violated(subject, "cooked_late", **dish, **foods, last=min(one["expiry_date"] or "" for one in late))
    if any(one["source_state"] == "unresolved" for one in cooking["inputs"]):
        return not_evidenced(subject, "batch_unknown", **dish)
    asked = [one for one in cooking["inputs"] if one["food_group"] not in PRODUCE | MEAT]
    undated = [one["ingredient"] for one in asked if one["expiry_date"] is None]
    return not_evidenced(subject, "expiry_unsaid", **dish, **foods_told(undated)) if undated else satisfied(subject)


def _expiry_dates(facts: Facts) -> Mapping[str, str]:
    """The expiry dates of batches that came here, by batch."""
    found = {one["batch"]: one["expiry_date"] for delivery in facts["deliveries"] for one in delivery["lines"]}
    found |= {one["batch"]: one["expiry_date"] for one in facts["stock"]}
    return {batch: day for batch, day in found.items() if day is not None}


def _in_time(subject: Subject, name: str, last: str, why: str) -> Verdict:
    if subject.day <= last:
        return satisfied(subject)
    return violated(subject, why, food=name, last=last, days=str(days_between(last, subject.day)))


def _kept(balance: Balance, facts: Facts, told: set[tuple[str, str]]) -> Iterator[Verdict]:
    """What was issued late of a batch, and what is left of it after its last day."""
    last = balance["expiry_date"]
    if last is None:
        return
    used = [day for day in balance["uses"] if facts["first"] <= day <= facts["last"]]
    late = [day for day in used if day > last and (balance["batch"], day) not in told]
    moved = [day for day in (balance["day"], *used, *balance["disposed_on"]) if day and facts["first"] <= day]
    if late:
        subject = Subject("batch", balance["batch"], late[0])
        days = str(days_between(last, late[0]))
        yield violated(subject, "issued_late", food=balance["name"], last=last, days=days)
    elif (due := next_served(facts, last)) is not None and facts["first"] <= due and number(balance["greatest"]):
        left: dict[str, Value] = {"food": balance["name"], "last": last, "unit": [f"unit_{balance['unit']}"]}
        subject = Subject("batch", balance["batch"], due)
        if number(balance["least"]):
            yield violated(subject, "left_over", **left, amount=balance["least"])
        else:
            yield not_evidenced(subject, "perhaps_left_over", **left, amount=balance["greatest"])
    elif moved or facts["first"] <= last <= facts["last"]:
        yield satisfied(Subject("batch", balance["batch"], facts["last"]))
