"""D2: proof of conformity for packaged food."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.goods import MEAT, PRODUCE, UNREAD, accepted, any_of, food
from traceability.rules.law import Law
from traceability.rules.reading import lines, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Delivery, DeliveryLine, Facts

PROOFS = ("conformity_certificate", "batch_test_report", "entry_certificate")


@rule("D2", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """Packaged food of which something was accepted and no paper says that this very batch conforms.

    A conformity certificate, a batch test report, an entry certificate of imported goods or a laboratory test that was
    passed will do. Violated: none is on record; those there are were issued before the batch was made, so that they
    speak of another; or a laboratory failed the batch. Not evidenced: the paper hangs on a delivery of several lines
    and nobody said of which, or a paper is there that nobody named. Farm produce and raw meat have papers of their own
    (D3, D4) and are not judged, in packages or not.
    """
    tested = {
        (batch, test["result"])
        for test in facts["tests"]
        if test["method"] == "laboratory"
        for batch in test["batches"]
    }
    for delivery, line in lines(facts["deliveries"]):
        group = line["ingredient"]["food_group"]
        if line["packaged"] and accepted(line) and group not in PRODUCE | MEAT:
            results = {result for batch, result in tested if batch in (line["batch"], line["source"])}
            yield _judged(of_line(delivery, line), delivery, line, results)


def _judged(subject: Subject, delivery: Delivery, line: DeliveryLine, results: set[str]) -> Verdict:
    told = {**food(line), "lot": line["lot_code"] or "—"}
    if "failed" in results:
        return violated(subject, "test_failed", **told)
    alone = len(delivery["lines"]) == 1
    proofs = [one for one in line["papers"] + (delivery["papers"] if alone else []) if one["kind"] in PROOFS]
    made = line["production_date"] or ""
    if "passed" in results or any((one["issued_on"] or made) >= made for one in proofs):
        return satisfied(subject)
    if proofs:
        return violated(subject, "older_than_batch", **told, made=made)
    if any_of(delivery["papers"], PROOFS):
        return not_evidenced(subject, "of_which_line", **told)
    if any_of([*line["papers"], *delivery["papers"]], UNREAD):
        return not_evidenced(subject, "paper_unread", **told)
    return violated(subject, "proof_missing", **told)
