"""D4: the papers of farm produce."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.goods import MEAT, PRODUCE, UNREAD, accepted, any_of, food, imported, papers
from traceability.rules.law import Law
from traceability.rules.reading import lines, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Delivery, DeliveryLine, Facts

PROOFS = ("conformity_certificate", "batch_test_report", "purchase_voucher")
NOTES = ("delivery_note", "invoice")
GROUPS = PRODUCE | MEAT - {"pork"}


@rule("D4", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Farm produce with neither a conformity certificate (承诺达标合格证) nor a test nor a purchase voucher.

    A paper of the line or of the whole delivery will do, and so will a rapid or laboratory test that the batch passed.
    Beef, mutton and poultry need their quarantine certificate instead, or its number; pork is D3's, imported food
    D5's. Violated: nothing of the kind is on record, or a test failed the batch. Not evidenced: only a delivery note or
    an invoice is there, which may be a stamped voucher, or a paper that nobody named, or a test without a clear result.
    """
    results: dict[str, set[str]] = {}
    for test in facts["tests"]:
        for batch in test["batches"]:
            results.setdefault(batch, set()).add(test["result"])
    for delivery, line in lines(facts["deliveries"]):
        if line["ingredient"]["food_group"] in GROUPS and accepted(line) and not imported(line):
            found = results.get(line["batch"], set()) | results.get(line["source"] or "", set())
            yield _judged(of_line(delivery, line), delivery, line, found)


def _judged(subject: Subject, delivery: Delivery, line: DeliveryLine, results: set[str]) -> Verdict:
    held, told = papers(delivery, line), {**food(line), "origin": line["origin"] or "—"}
    if "failed" in results:
        return violated(subject, "test_failed", **told)
    meat = line["ingredient"]["food_group"] in MEAT
    if meat and (line["quarantine_number"] is not None or any_of(held, ["quarantine_certificate"])):
        return satisfied(subject)
    if not meat and ("passed" in results or any_of(held, PROOFS)):
        return satisfied(subject)
    if any_of(held, UNREAD):
        return not_evidenced(subject, "paper_unread", **told)
    if meat:
        return violated(subject, "quarantine_missing", **told)
    if any_of(held, NOTES):
        return not_evidenced(subject, "note_only", **told)
    if "inconclusive" in results:
        return not_evidenced(subject, "test_inconclusive", **told)
    return violated(subject, "proof_missing", **told)
