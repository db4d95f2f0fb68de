"""What a line of a delivery is: which food, whether any of it was accepted, and which papers came with it."""

from __future__ import annotations

from collections.abc import Collection

from traceability.rules.reading import number
from traceability.snapshot.parts import Paper
from traceability.snapshot.shapes import Delivery, DeliveryLine

PRODUCE = frozenset({"vegetable", "mushroom", "fruit", "egg", "aquatic"})
"""Food groups of farm produce that a conformity certificate (承诺达标合格证), a test or a voucher speaks for."""
MEAT = frozenset({"pork", "beef_mutton", "poultry"})
"""Food groups under quarantine of animals."""
UNREAD = frozenset({"photo", "other"})
"""Kinds of paper that may be any paper: somebody photographed it and nobody said what it is."""


def accepted(line: DeliveryLine) -> bool:
    """Whether any of it stayed: what was refused at the door is nobody's food here."""
    return bool(number(line["accepted"]["amount"]))


def food(line: DeliveryLine) -> dict[str, str | None]:
    """The values `food` and `food_en` of a sentence."""
    return {"food": line["ingredient"]["name"], "food_en": line["ingredient"]["name_en"]}


def imported(line: DeliveryLine) -> bool:
    """Whether its country is on record and is not China. Goods from Hong Kong, Macao and Taiwan enter like others."""
    return line["produced_in"] not in (None, "CN")


def papers(delivery: Delivery, line: DeliveryLine) -> list[Paper]:
    """The line's papers and those of the whole delivery."""
    return [*line["papers"], *delivery["papers"]]


def any_of(held: Collection[Paper], kinds: Collection[str]) -> bool:
    """Whether a paper of one of these kinds is among them."""
    return any(paper["kind"] in kinds for paper in held)
