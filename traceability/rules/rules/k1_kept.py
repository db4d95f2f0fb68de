"""K1: vouchers are kept as long as they must be."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.reading import lines, months_after, number, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied
from traceability.snapshot.parts import Paper
from traceability.snapshot.shapes import DeliveryLine, Facts

PRODUCE = {"vegetable", "mushroom", "fruit", "pork", "beef_mutton", "poultry", "egg", "aquatic"}
PICTURES = {"photo", "video"}


@rule("K1")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Never violated: a record and the content of a paper cannot be deleted here, only superseded.

    What can be judged is whether there is a voucher to keep. In order: a paper of the line or of its delivery is on
    file with its content. Not evidenced: no paper is on record, or only its number; a photograph of the goods is no
    voucher. The time runs to so many months after the expiry date; without one, after the arrival, and for farm produce
    that is not packaged after the arrival as well, by a limit of its own. Where a region asks for more, its limit
    counts, from the same day. A line of which nothing was accepted or whose time is over is not judged.
    """
    for delivery, line in lines(facts["deliveries"]):
        until = _until(delivery["day"], line, law)
        if number(line["accepted"]["amount"]) and facts["last"] <= until:
            papers = [one for one in (*line["papers"], *delivery["papers"]) if one["kind"] not in PICTURES]
            yield _judged(of_line(delivery, line), line, papers, until)


def _judged(subject: Subject, line: DeliveryLine, papers: list[Paper], until: str) -> Verdict:
    told = {"food": line["ingredient"]["name"], "food_en": line["ingredient"]["name_en"], "until": until}
    if any(paper["on_file"] for paper in papers):
        return satisfied(subject)
    return not_evidenced(subject, "only_number" if papers else "no_voucher", **told)


def _until(arrived: str, line: DeliveryLine, law: Law) -> str:
    """The last day on which vouchers of the line must still be there."""
    if line["ingredient"]["food_group"] in PRODUCE and not line["packaged"]:
        begins, code = arrived, "keep_produce_min"
    elif line["expiry_date"] is not None:
        begins, code = max(arrived, line["expiry_date"]), "keep_after_expiry_min"
    else:
        begins, code = arrived, "keep_without_expiry_min"
    return months_after(begins, int(law.threshold(code, arrived).value))
