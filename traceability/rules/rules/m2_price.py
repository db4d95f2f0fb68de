"""M2: prices against the published reference."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from traceability.quantities import UNITS
from traceability.rules.foods import foods_told
from traceability.rules.goods import accepted, food
from traceability.rules.law import Law
from traceability.rules.reading import lines, of_line
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.parts import Named
from traceability.snapshot.shapes import DeliveryLine, Facts
from traceability.snapshot.supply_shapes import Price


@rule("M2", at_once=("delivery",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A line whose unit price is above the published reference price by more than the allowed share.

    Of several prices for the food that day the one of the nearest region counts, and of these the newest; at the share
    it is in order.
    Not evidenced: the price is per package or in another kind of unit than the reference; a food has no reference
    price (told once a food); a delivery has lines without a price (told once a delivery); or no price list at all was
    published where the site lies (told once).
    """
    priced = [(delivery, line) for delivery, line in lines(facts["deliveries"]) if accepted(line)]
    unpriced: dict[Subject, list[Named]] = {}
    without: dict[str, Verdict] = {}
    for delivery, line in priced:
        if line["unit_price"] is None:
            subject = Subject("delivery", delivery["id"], delivery["day"], "prices")
            unpriced.setdefault(subject, []).append(line["ingredient"])
            continue
        reference = _reference(facts["prices"], line["ingredient"]["id"], delivery["day"])
        if reference is not None:
            yield _judged(of_line(delivery, line), line, line["unit_price"], reference, law)
        elif facts["prices"]:
            subject = Subject("ingredient", line["ingredient"]["id"], delivery["day"])
            told = without.setdefault(subject.id, not_evidenced(subject, "no_reference", **food(line)))
            if subject.day < told.subject.day:
                without[subject.id] = not_evidenced(subject, "no_reference", **food(line))
    yield from without.values()
    for subject, foods in unpriced.items():
        yield not_evidenced(subject, "price_missing", **foods_told(foods))
    if priced and not facts["prices"]:
        yield not_evidenced(Subject("site", facts["site"]["id"], facts["first"]), "missing")


def _reference(prices: list[Price], ingredient: str, day: str) -> Price | None:
    held = [
        one
        for one in prices
        if one["ingredient"] == ingredient and one["valid_from"] <= day and day <= (one["valid_to"] or day)
    ]
    return max(
        held, key=lambda one: (len(one["region"].rstrip("0")), one["valid_from"], one["unit_price"]), default=None
    )


def _judged(subject: Subject, line: DeliveryLine, asked: str, reference: Price, law: Law) -> Verdict:
    told = {**food(line), "price": asked, "unit": line["price_unit"] or "—"}
    own, published = UNITS.get(line["price_unit"] or ""), UNITS.get(reference["unit"])
    if own is None or published is None or own.dimension is not published.dimension:
        return not_evidenced(subject, "units_differ", **told, other=reference["unit"])
    share = law.threshold("price_over_reference", subject.day).value
    fair = Decimal(reference["unit_price"]) * own.factor / published.factor
    if Decimal(asked) * 100 <= fair * (100 + Decimal(share)):
        return satisfied(subject)
    over = (Decimal(asked) / fair - 1) * 100 if fair else Decimal(100)
    figures = {"reference": f"{fair.normalize():f}", "over": f"{over:.0f}", "share": share}
    return violated(subject, "over_reference", **told, **figures, source=reference["source"])
