"""R3: the temperature of cold food on arrival."""

from __future__ import annotations

from collections.abc import Iterator

from traceability.rules.law import Law
from traceability.rules.reading import lines, number, of_line, tenths
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import DeliveryLine, Facts


@rule("R3", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A chilled line that arrived warmer than its label allows by more than the limit, or a frozen one above its limit.

    At the limit is in order. A line of which nothing was accepted is not judged. Violated too: nobody measured, since
    the reading itself is what the rule asks for. Not evidenced: chilled and measured, but no label temperature is on
    record.
    """
    for delivery, line in lines(facts["deliveries"]):
        storage = line["ingredient"]["storage"]
        if storage not in ("chilled", "frozen") or not number(line["accepted"]["amount"]):
            continue
        yield _judged(of_line(delivery, line), line, law)


def _judged(subject: Subject, line: DeliveryLine, law: Law) -> Verdict:
    storage, measured, label = line["ingredient"]["storage"], tenths(line["temperature"]), line["label_temperature"]
    food = {"food": line["ingredient"]["name"], "food_en": line["ingredient"]["name_en"]}
    if measured is None:
        return violated(subject, f"{storage}_not_measured", **food)
    if storage == "frozen":
        limit = law.threshold("receive_frozen_max", subject.day).tenths
    elif label is None:
        return not_evidenced(subject, "label_missing", temperature=line["temperature"], **food)
    else:
        limit = (tenths(label) or 0) + law.threshold("receive_chilled_over_label", subject.day).tenths
    if measured <= limit:
        return satisfied(subject)
    told = {"temperature": line["temperature"], "label": label, "limit": f"{limit / 10:g}"}
    return violated(subject, f"{storage}_too_warm", **food, **told)
