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
MONTH, YEAR = 28, 365
"""Days: fewer than a month say nothing of a share, and the cap is on a school year."""


@rule("N2")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Food made elsewhere that costs more than its share of all food bought over a school year.

    The share is judged over these days, if they are a month or more, and counts as violated once they are a year; a
    share above the cap over less than that is not evidenced, since the cap is on the school year. At the cap is in
    order. Not evidenced too: lines whose cost or whose country is not on record, where these could lift the share above
    the cap. Each line from elsewhere is judged beside: why it could not be bought at home must be documented, and no
    record says so.
    """
    bought = [(delivery, line) for delivery, line in lines(facts["deliveries"]) if number(line["accepted"]["amount"])]
    for delivery, line in bought:
        if line["produced_in"] is not None and line["produced_in"] not in DOMESTIC:
            food = {"food": line["ingredient"]["name"], "food_en": line["ingredient"]["name_en"]}
            yield not_evidenced(of_line(delivery, line), "exception_unknown", country=line["produced_in"], **food)
    spans = days_between(facts["first"], facts["last"]) + 1
    if bought and spans >= MONTH:
        subject = Subject("site", facts["site"]["id"], facts["last"], f"{facts['first']}/{facts['last']}")
        yield _share(subject, [line for _, line in bought], law, whole_year=spans >= YEAR)


def _share(subject: Subject, bought: list[DeliveryLine], law: Law, *, whole_year: bool) -> Verdict:
    limit = law.threshold("non_domestic_cost_max", subject.day).value
    unpriced = sum(line["cost"] is None for line in bought)
    total = _cost(bought)
    foreign = _cost([line for line in bought if line["produced_in"] not in {*DOMESTIC, None}])
    unknown = _cost([line for line in bought if line["produced_in"] is None])
    told: dict[str, Value | None] = {"limit": limit, "percent": _percent(foreign, total)}
    if unpriced:
        return not_evidenced(subject, "cost_unknown", lines=unpriced, **told)
    if foreign * 100 > total * Decimal(limit):
        return violated(subject, "over_cap", **told) if whole_year else not_evidenced(subject, "over_so_far", **told)
    if (foreign + unknown) * 100 > total * Decimal(limit):
        return not_evidenced(subject, "country_unknown", most=_percent(foreign + unknown, total), **told)
    return satisfied(subject)


def _cost(bought: list[DeliveryLine]) -> Decimal:
    return sum((number(line["cost"]) or Decimal() for line in bought), Decimal())


def _percent(part: Decimal, whole: Decimal) -> str:
    """In tenths of a percent, half a tenth up; 0 of nothing."""
    share = part * 100 / whole if whole else Decimal()
    return str(share.quantize(Decimal("0.1"), ROUND_HALF_UP))
