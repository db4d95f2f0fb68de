"""X3: what is expired or was rejected is set apart, and its end recorded."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.goods import food
from traceability.rules.law import Law
from traceability.rules.reading import lines, next_served, number, of_line
from traceability.rules.rule import Subject, Value, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Facts
from traceability.snapshot.supply_shapes import Balance


@rule("X3")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Expired stock that is still there and was neither thrown away nor sent back, or refused goods of unknown end.

    A batch is judged by what is left of it at the end of the period, once there was a day with meals after its expiry
    date, unless all of it was used up before. What was refused at the door went back with who brought it, if the line
    says why it was refused, or has a disposal of its own. Not evidenced: neither is on record; or it is unknown whether
    anything of the expired batch is left. How it was set apart until then no record says.
    """
    disposed = {one["batch"] for one in facts["disposals"]}
    for delivery, line in lines(facts["deliveries"]):
        if line["rejected"] is None:
            continue
        subject, amount = of_line(delivery, line, "rejected"), line["rejected"]
        if line["reason"] or line["batch"] in disposed:
            yield satisfied(subject)
        else:
            yield not_evidenced(
                subject, "end_unsaid", **food(line), amount=amount["amount"], unit=[f"unit_{amount['unit']}"]
            )
    for balance in facts["stock"]:
        last = balance["expiry_date"]
        if last is not None and (due := next_served(facts, last)) is not None and facts["first"] <= due:
            yield from _expired(Subject("batch", balance["batch"], due), balance, last)


def _expired(subject: Subject, balance: Balance, last: str) -> Iterator[Verdict]:
    told: dict[str, Value] = {"food": balance["name"], "last": last, "unit": [f"unit_{balance['unit']}"]}
    if number(balance["least"]):
        yield violated(subject, "not_disposed", **told, amount=balance["least"])
    elif number(balance["greatest"]):
        yield not_evidenced(subject, "perhaps_not_disposed", **told, amount=balance["greatest"])
    elif balance["disposed_on"]:
        yield satisfied(subject)
