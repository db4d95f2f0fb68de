"""D6: a certificate is used once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from traceability.identifiers import normalise_lot
from traceability.rules.goods import accepted, food
from traceability.rules.law import Law
from traceability.rules.reading import lines, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import DeliveryLine, Facts
from traceability.snapshot.supply_shapes import CertificateUse

CONSIGNMENT = ("quarantine_certificate", "meat_inspection_certificate")
"""Papers made out for one consignment; others a maker gives to everybody who sells the batch."""


@rule("D6", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A certificate number under which unrelated suppliers deliver, or more was delivered than it covers.

    Judged is each number on each line (place `line:n/kind:number`), against its use at every site. Suppliers are
    related if a paper that a party upstream keeps, or a batch announced under the number, stands behind both; for
    papers that a maker gives with every sale, also if the maker is the same. What a certificate covers is what was
    first announced under it, and a line with several numbers of a kind is counted under none of them; where nothing
    was announced, use beyond it cannot be found. Not evidenced: several suppliers use a maker's paper, and nobody
    wrote who made the goods of one of them.
    """
    uses: dict[tuple[str, str], list[CertificateUse]] = {}
    for use in facts["certificate_uses"]:
        uses.setdefault((use["kind"], use["number_key"]), []).append(use)
    for delivery, line in lines(facts["deliveries"]):
        if accepted(line):
            for (kind, key), number in sorted(_numbers(line).items()):
                if (kind, key) in uses:
                    yield _judged(of_line(delivery, line, f"{kind}:{key}"), line, kind, number, uses[kind, key])


def _numbers(line: DeliveryLine) -> dict[tuple[str, str], str]:
    """The certificate numbers of a line: kind and key, to the number as written."""
    found = [(paper["kind"], paper["number"]) for paper in line["papers"]]
    found += zip(CONSIGNMENT, (line["quarantine_number"], line["meat_inspection_number"]), strict=True)
    return {(kind, normalise_lot(number)): number for kind, number in found if number}


def _judged(subject: Subject, line: DeliveryLine, kind: str, number: str, uses: list[CertificateUse]) -> Verdict:
    told = {**food(line), "paper": [kind], "number": number}
    groups = _related(uses, kind)
    if len(groups) > 1:
        if kind not in CONSIGNMENT and any("" in use["makers"] or not use["makers"] for use in uses):
            return not_evidenced(subject, "perhaps_related", **told, suppliers=str(len(uses)))
        return violated(subject, "several_suppliers", **told, suppliers=str(len(groups)))
    covered = next((use["covered_kg"] for use in uses if use["covered_kg"] is not None), None)
    received = sum((Decimal(use["kg"]) for use in uses), Decimal())
    if covered is not None and received > Decimal(covered):
        return violated(subject, "beyond_quantity", **told, covered=covered, kg=f"{received.normalize():f}")
    return satisfied(subject)


def _related(uses: list[CertificateUse], kind: str) -> list[set[str]]:
    """What stands behind the suppliers, one set for those who have something in common."""
    groups: list[set[str]] = []
    for use in uses:
        behind = {
            use["supplier"],
            *use["sources"],
            *({one for one in use["makers"] if one} if kind not in CONSIGNMENT else ()),
        }
        apart = [group for group in groups if not group & behind]
        groups = [*apart, behind.union(*(group for group in groups if group & behind))]
    return groups
