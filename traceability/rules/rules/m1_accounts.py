"""M1: the canteen's accounts agree with what it received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from traceability.rules.goods import accepted
from traceability.rules.law import Law
from traceability.rules.reading import days, lines
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Facts
from traceability.snapshot.supply_shapes import Account


@rule("M1")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A month whose account spends more or less on ingredients than deliveries cost, by more than the tolerance.

    Judged is each month that lies wholly in the period and in which something was received or accounted for; the
    tolerance is a share of what deliveries cost, and at the tolerance they agree. Lines without a price leave the sum
    too low: then only an account below that sum is violated. Not evidenced: no account of the month is on record, it
    has no heading of ingredients, or lines without a price may explain the rest.
    """
    accounts = {one["month"]: one for one in facts["accounts"]}
    for month, last in _months(facts):
        costs = [
            line["cost"] for delivery, line in lines(facts["deliveries"]) if delivery["day"][:7] == month and accepted(line)
        ]
        account = accounts.get(month)
        if account is not None:
            yield _judged(Subject("canteen_account", account["id"], last), account, costs, law)
        elif costs:
            yield not_evidenced(Subject("site", facts["site"]["id"], last, month), "no_account", month=month)


def _judged(subject: Subject, account: Account, costs: list[str | None], law: Law) -> Verdict:
    if account["foods"] is None:
        return not_evidenced(subject, "no_heading", month=account["month"])
    received = sum((Decimal(cost) for cost in costs if cost is not None), Decimal())
    booked, unpriced = Decimal(account["foods"]), sum(cost is None for cost in costs)
    share = Decimal(law.threshold("account_variance_max", subject.day).value) / 100
    told = {"month": account["month"], "booked": f"{booked:.2f}", "received": f"{received:.2f}"}
    if abs(booked - received) <= received * share:
        return satisfied(subject)
    if unpriced and booked > received:
        return not_evidenced(subject, "without_price", **told, lines=str(unpriced))
    return violated(subject, "differs", **told, variance=f"{abs(booked - received):.2f}")


def _months(facts: Facts) -> Iterator[tuple[str, str]]:
    """Months that lie wholly in the period, each with its last day."""
    inside = set(days(facts["first"], facts["last"]))
    for month in sorted({day[:7] for day in inside}):
        first = date.fromisoformat(f"{month}-01")
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        if {first.isoformat(), last.isoformat()} <= inside:
            yield month, last.isoformat()
