"""K1: vouchers are kept as long as they must be."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.reading import lines, months_after, number
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied
from traceability.snapshot.shapes import DeliveryLine, Facts

PRODUCE = {"vegetable", "mushroom", "fruit", "pork", "beef_mutton", "poultry", "egg", "aquatic"}
PICTURES = {"photo", "video"}


@rule("K1")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Never violated: a record and the content of a paper cannot be deleted here, only superseded.

    What can be judged is whether there are vouchers to keep, once for each day with deliveries. In order: each line has
    a paper, its own or its delivery's, on file with its content. Not evidenced: of some lines no paper is on file, or
    only its number; a photograph of the goods is no voucher. The time runs to so many months after the expiry date;
    without one, after the arrival, and for farm produce that is not packaged after the arrival as well, by a limit of
    its own. Where a region asks for more, its limit counts, from the same day. A line of which nothing was accepted or
    whose time is over is not judged.
    """
    kept: dict[str, list[tuple[str, bool]]] = {}
    for delivery, line in lines(facts["deliveries"]):
        until = _until(delivery["day"], line, law)
        if number(line["accepted"]["amount"]) and facts["last"] <= until:
            papers = [one for one in (*line["papers"], *delivery["papers"]) if one["kind"] not in PICTURES]
            kept.setdefault(delivery["day"], []).append((until, any(one["on_file"] for one in papers)))
    for day, vouchers in sorted(kept.items()):
        subject = Subject("site", facts["site"]["id"], day, day)
        without = [until for until, here in vouchers if not here]
        if without:
            counts = {"lines": len(vouchers), "without": len(without)}
            yield not_evidenced(subject, "not_on_file", day=day, until=max(without), **counts)
        else:
            yield satisfied(subject)


def _until(arrived: str, line: DeliveryLine, law: Law) -> str:
    """The last day on which vouchers of the line must still be there."""
    if line["ingredient"]["food_group"] in PRODUCE and not line["packaged"]:
        begins, code = arrived, "keep_produce_min"
    elif line["expiry_date"] is not None:
        begins, code = max(arrived, line["expiry_date"]), "keep_after_expiry_min"
    else:
        begins, code = arrived, "keep_without_expiry_min"
    return months_after(begins, int(law.threshold(code, arrived).value))
