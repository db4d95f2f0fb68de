"""S3: what came, left and remains adds up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from traceability.rules.law import Law
from traceability.rules.rule import Subject, Value, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Facts
from traceability.snapshot.supply_shapes import Balance


@rule("S3")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A batch of which more or less is there than came and went, by more than the tolerance (a share of what came).

    Judged is each batch that came, moved or was counted in the period, by its last count, and by what moved since: more
    cannot go out than there was. What is used up needs no count. At the tolerance it adds up. Not evidenced: something
    is left and nobody counted it since it came; or it was opened, or taken, unweighed, as rice, oil and salt are, which
    go into every dish: these are told of once for the site, by the names of the foods.
    """
    unweighed: set[str] = set()
    for balance in facts["stock"]:
        counted = (balance["counted_at"] or "")[:10]
        moved = [balance["day"] or "", counted, *balance["uses"], *balance["disposed_on"]]
        moved = [day for day in moved if facts["first"] <= day <= facts["last"]]
        if moved:
            found = _judged(Subject("batch", balance["batch"], max(moved)), balance, law)
            if found is None:
                unweighed.add(balance["name"])
            else:
                yield found
    if unweighed:
        subject = Subject("site", facts["site"]["id"], facts["last"], "unweighed")
        yield not_evidenced(subject, "unweighed", foods=sorted(unweighed))


def _judged(subject: Subject, balance: Balance, law: Law) -> Verdict | None:
    """None: some of it went unweighed, so that nothing can be said."""
    share = Decimal(law.threshold("balance_tolerance", subject.day).value) / 100
    received = Decimal(balance["received"])
    ways = (balance["used"], balance["wasted"], balance["sent_back"], balance["dispatched"])
    out = sum((Decimal(amount) for amount in ways), Decimal())
    tolerance = received * share
    difference = None if balance["difference"] is None else Decimal(balance["difference"])
    left = received - out + (difference or 0)
    told: dict[str, Value] = {
        "food": balance["name"],
        "unit": [f"unit_{balance['unit']}"],
        "received": balance["received"],
    }
    if difference is not None and abs(difference) > tolerance:
        why = "less_than_booked" if difference < 0 else "more_than_booked"
        return violated(subject, why, **told, counted=balance["counted"], amount=_plain(abs(difference)))
    if left < -tolerance:
        return violated(subject, "more_went_than_came", **told, amount=_plain(-left))
    if difference is not None or left <= tolerance:
        return satisfied(subject)
    if balance["counted"] is not None or balance["least"] != balance["greatest"]:
        return None
    return not_evidenced(subject, "not_counted", **told, amount=_plain(left))


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
