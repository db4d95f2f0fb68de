"""N2 (US): the share of food that was not grown or made at home."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from traceability.rules.law import Law
from traceability.rules.reading import days_between, lines, number, of_line
from traceability.rules.rule import Subject, Value, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import DeliveryLine, Facts

DOMESTIC = {"US", "PR", "GU", "VI", "AS", "MP"}
"""The United States and the territories in which the program runs (ISO 3166)."""
YEAR = 365
"""Days: the cap is on what is bought in a school year, so that fewer say nothing of it."""


@rule("N2", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Food made elsewhere that costs more than its share of all food bought over a school year.

    Each line of which something was accepted is judged by its country. Not evidenced: nobody wrote the country; or it
    is not one of the United States or their territories, and why the food could not be bought at home is not on record,
    for which there is no field. The share is judged beside, where these days are a year or more: at the cap is in
    order. Not evidenced: lines without a cost, or lines without a country that could lift the share above the cap.
    """
    bought = [(delivery, line) for delivery, line in lines(facts["deliveries"]) if number(line["accepted"]["amount"])]
    for delivery, line in bought:
        yield _country(of_line(delivery, line), line)
    if bought and days_between(facts["first"], facts["last"]) + 1 >= YEAR:
        subject = Subject("site", facts["site"]["id"], facts["last"], f"{facts['first']}/{facts['last']}")
        yield _share(subject, [line for _, line in bought], law)


def _country(subject: Subject, line: DeliveryLine) -> Verdict:
    food = {"food": line["ingredient"]["name"], "food_en": line["ingredient"]["name_en"]}
    if line["produced_in"] is None:
        return not_evidenced(subject, "country_missing", **food)
    if line["produced_in"] not in DOMESTIC:
        return not_evidenced(subject, "exception_unknown", country=line["produced_in"], **food)
    return satisfied(subject)


def _share(subject: Subject, bought: list[DeliveryLine], law: Law) -> Verdict:
    limit = law.threshold("non_domestic_cost_max", subject.day).value
    unpriced = sum(line["cost"] is None for line in bought)
    total = _cost(bought)
    foreign = _cost([line for line in bought if line["produced_in"] not in {*DOMESTIC, None}])
    unknown = _cost([line for line in bought if line["produced_in"] is None])
    told: dict[str, Value | None] = {"limit": limit, "percent": _percent(foreign, total)}
    if unpriced:
        return not_evidenced(subject, "cost_unknown", lines=unpriced, **told)
    if foreign * 100 > total * Decimal(limit):
        return violated(subject, "over_cap", **told)
    if (foreign + unknown) * 100 > total * Decimal(limit):
        return not_evidenced(subject, "country_unknown", most=_percent(foreign + unknown, total), **told)
    return satisfied(subject)


def _cost(bought: list[DeliveryLine]) -> Decimal:
    return sum((number(line["cost"]) or Decimal() for line in bought), Decimal())


def _percent(part: Decimal, whole: Decimal) -> str:
    """In tenths of a percent, half a tenth up; 0 of nothing."""
    share = part * 100 / whole if whole else Decimal()
    return str(share.quantize(Decimal("0.1"), ROUND_HALF_UP))
