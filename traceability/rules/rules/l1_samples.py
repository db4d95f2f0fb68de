"""L1: a retained sample of every dish of every meal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from traceability.rules.law import Law
from traceability.rules.reading import number
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Facts, Sample


@rule("L1")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A dish served at a meal of which no sample was kept, or one that weighs less than the limit.

    Samples of one dish batch count together, as where two cooks fill a box each. Not evidenced: a sample was taken and
    nobody wrote its weight. A dish batch is judged once for each meal at which it stood on the plates.
    """
    samples: dict[str, list[Sample]] = {}
    for sample in facts["samples"]:
        samples.setdefault(sample["of"], []).append(sample)
    seen: set[Subject] = set()
    for serving in facts["servings"]:
        for plate in serving["plates"]:
            subject = Subject("cooking", plate["batch"], serving["day"], f"{serving['day']}/{serving['meal']}")
            if subject in seen:
                continue
            seen.add(subject)
            yield _judged(subject, plate["name"], samples.get(plate["batch"], []), law)


def _judged(subject: Subject, dish: str, samples: list[Sample], law: Law) -> Verdict:
    if not samples:
        return violated(subject, "sample_missing", dish=dish)
    limit = law.threshold("sample_mass_min", subject.day).value
    grams = sum((number(sample["grams"]) or Decimal() for sample in samples), Decimal())
    if grams >= Decimal(limit):
        return satisfied(subject)
    if any(sample["grams"] is None for sample in samples):
        return not_evidenced(subject, "weight_missing", dish=dish)
    return violated(subject, "sample_too_small", dish=dish, grams=str(grams), limit=limit)
