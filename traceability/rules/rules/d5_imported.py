"""D5: the papers and the label of imported food."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.goods import UNREAD, accepted, any_of, food, imported, papers
from traceability.rules.law import Law
from traceability.rules.reading import lines, of_line
from traceability.rules.rule import Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Delivery, DeliveryLine, Facts

ENTRY = "entry_certificate"


@rule("D5", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Imported food without an entry certificate, or in packages without a Chinese label (place `line:n/label`).

    Imported is what was produced in another country, bears an entry certificate, or had its Chinese label looked at.
    Not evidenced: nobody looked at the label; a paper is there that nobody named; or nothing at all tells where
    packaged food comes from, neither country, place, maker nor announcement. What a written place of origin leaves
    open is not judged.
    """
    for delivery, line in lines(facts["deliveries"]):
        if not accepted(line) or line["produced_in"] == "CN":
            continue
        subject, held = of_line(delivery, line), papers(delivery, line)
        if imported(line) or any_of(line["papers"], [ENTRY]) or line["chinese_label"] is not None:
            yield _certificate(delivery, line)
            if line["packaged"]:
                yield _label(delivery, line)
        elif line["packaged"] and _from_nowhere(line) and not any_of(held, [ENTRY]):
            yield not_evidenced(subject, "origin_unknown", **food(line))


def _certificate(delivery: Delivery, line: DeliveryLine) -> Verdict:
    subject, held = of_line(delivery, line), papers(delivery, line)
    told = {**food(line), "country": line["produced_in"] or "—"}
    if any_of(held, [ENTRY]):
        return satisfied(subject)
    if any_of(held, UNREAD):
        return not_evidenced(subject, "paper_unread", **told)
    if not imported(line):
        return not_evidenced(subject, "country_unsaid", **told)
    return violated(subject, "certificate_missing", **told)


def _label(delivery: Delivery, line: DeliveryLine) -> Verdict:
    subject = of_line(delivery, line, "label")
    if line["chinese_label"] is None:
        return not_evidenced(subject, "label_unseen", **food(line))
    return satisfied(subject) if line["chinese_label"] else violated(subject, "label_missing", **food(line))


def _from_nowhere(line: DeliveryLine) -> bool:
    told = (line["produced_in"], line["origin"], line["producer"], line["producer_address"])
    return not any(told) and not line["announced"]
