"""D3: the papers of pork."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.goods import UNREAD, accepted, any_of, food, imported, papers
from traceability.rules.law import Law
from traceability.rules.reading import lines, of_line
from traceability.rules.rule import Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.parts import Paper
from traceability.snapshot.shapes import Delivery, DeliveryLine, Facts


@rule("D3", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Pork without its slaughterhouse, quarantine certificate number or meat inspection certificate number.

    The numbers are those written on the line, on papers of the line or of its delivery, or announced by the supplier.
    The report on African swine fever is judged by itself (place `line:n/asf`), and its lack is less grave. Not
    evidenced: the certificate is there and nobody wrote its number, or a paper is there that nobody named. Imported
    pork comes from no slaughterhouse here and is D5's; pork of which nothing was accepted is not judged.
    """
    for delivery, line in lines(facts["deliveries"]):
        if line["ingredient"]["food_group"] == "pork" and accepted(line) and not imported(line):
            yield _certificates(delivery, line)
            yield _swine_fever(delivery, line)


def _certificates(delivery: Delivery, line: DeliveryLine) -> Verdict:
    subject, held = of_line(delivery, line), papers(delivery, line)
    found = {
        "slaughterhouse": line["slaughterhouse"] is not None,
        "quarantine_certificate": _numbered(held, "quarantine_certificate") or line["quarantine_number"] is not None,
        "meat_inspection_certificate": _numbered(held, "meat_inspection_certificate")
        or line["meat_inspection_number"] is not None,
    }
    lacking = [what for what, there in found.items() if not there]
    if not lacking:
        return satisfied(subject)
    if any_of(held, UNREAD):
        return not_evidenced(subject, "paper_unread", lacking=lacking, **food(line))
    if all(any_of(held, [what]) for what in lacking):
        return not_evidenced(subject, "number_missing", lacking=lacking, **food(line))
    return violated(subject, "lacking", lacking=lacking, **food(line))


def _swine_fever(delivery: Delivery, line: DeliveryLine) -> Verdict:
    subject, held = of_line(delivery, line, "asf"), papers(delivery, line)
    if line["asf_report_number"] is not None or any_of(held, ["asf_report"]):
        return satisfied(subject)
    if any_of(held, UNREAD):
        return not_evidenced(subject, "asf_report_unread", **food(line))
    return violated(subject, "asf_report_missing", **food(line))


def _numbered(held: list[Paper], kind: str) -> bool:
    return any(paper["kind"] == kind and paper["number_key"] for paper in held)
