"""V2: suppliers are evaluated every year, and one that was given up delivers no more."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.dealings import contracts_with, last_deliveries, named, vettings_until
from traceability.rules.law import Law
from traceability.rules.reading import months_after
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Facts
from traceability.snapshot.supply_shapes import SupplierFile

ENDED = ("refused", "exited")


@rule("V2")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A supplier whose last evaluation lies longer back than the limit, or that was refused or given up and delivers.

    Each supplier is judged once, as of its last delivery in the period, by the buyer's vettings up to that day, for
    whatever occasion. On the day itself so many months later it is still on time. Violated too: none is on record, and
    a contract has run for longer than that. Not evidenced: none is on record, and nothing tells that it has been a
    supplier for so long.
    """
    for supplier, day in last_deliveries(facts):
        yield _judged(Subject("organisation", supplier["id"], day), facts, law, supplier)


def _judged(subject: Subject, facts: Facts, law: Law, supplier: SupplierFile) -> Verdict:
    months = int(law.threshold("supplier_evaluated_within", subject.day).value)
    told = {**named(supplier), "months": str(months)}
    vettings = vettings_until(supplier, subject.day)
    if not vettings:
        begun = [one["valid_from"] for one in contracts_with(facts, supplier["id"])]
        if begun and months_after(begun[0], months) < subject.day:
            return violated(subject, "never_evaluated", **told, since=begun[0])
        return not_evidenced(subject, "no_evaluation", **told)
    last = vettings[-1]
    if last["outcome"] in ENDED and last["vetted_on"] < subject.day:
        return violated(subject, f"{last['outcome']}_and_delivers", **named(supplier), seen=last["vetted_on"])
    if months_after(last["vetted_on"], months) >= subject.day:
        return satisfied(subject)
    score = "—" if last["score"] is None else f"{last['score']}/{last['score_most'] or '—'}"
    return violated(subject, "too_long_ago", **told, seen=last["vetted_on"], score=score)
