"""M1: the canteen's accounts agree with what it received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from traceability.rules.goods import accepted
from traceability.rules.law import Law
from traceability.rules.reading import lines, months_after
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Facts
from traceability.snapshot.supply_shapes import Account


@rule("M1")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A month whose account spends more or less on ingredients than deliveries cost, by more than the tolerance.

    Judged is each month with a day in the period once it is over or its account is closed; the tolerance is a share of
    what deliveries cost, and at it they agree. Lines without a price leave the sum too low: then only an account below
    that sum is violated. Not evidenced: no account of a month that lies wholly in the period is on record though goods
    came, it has no heading of ingredients, no delivery is on record, or lines without a price may explain the rest.
    """
    accounts = {one["month"]: one for one in sorted(facts["accounts"], key=lambda one: (one["seq"], one["id"]))}
    received = {delivery["day"][:7] for delivery, line in lines(facts["deliveries"]) if accepted(line)}
    for month in sorted({*received, *accounts}):
        account, last = accounts.get(month), _last_of(month)
        over, day = last <= facts["last"], min(last, facts["last"])
        if account is not None and (over or account["closed_on"] is not None):
            yield _judged(Subject("canteen_account", account["id"], day), account, law)
        elif account is None and over and facts["first"] <= f"{month}-01":
            yield not_evidenced(Subject("site", facts["site"]["id"], day, month), "no_account", month=month)


def _judged(subject: Subject, account: Account, law: Law) -> Verdict:
    month = account["month"]
    if account["ingredients"] is None:
        return not_evidenced(subject, "no_heading", month=month)
    booked, received = Decimal(account["ingredients"]), Decimal(account["receipts"])
    told = {"month": month, "booked": account["ingredients"], "received": account["receipts"]}
    share = Decimal(law.threshold("account_variance_max", subject.day).value) / 100
    if not received and booked:
        return not_evidenced(subject, "no_receipts", month=month, booked=account["ingredients"])
    if abs(booked - received) <= received * share:
        return satisfied(subject)
    if account["unpriced"] and booked > received:
        return not_evidenced(subject, "without_price", **told, lines=str(account["unpriced"]))
    return violated(subject, "differs", **told, variance=f"{abs(booked - received):.2f}")


def _last_of(month: str) -> str:
    following = date.fromisoformat(months_after(f"{month}-01", 1))
    return date.fromordinal(following.toordinal() - 1).isoformat()
