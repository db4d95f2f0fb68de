"""A kitchen's store: what came in by which line, taken out first come, first served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from server.demo.facts import Facts
from server.demo.happenings import Delivery, Use
from server.demo.supply import expiry

REST_PERMILLE = 100
"""A rest of up to so much of what a dish takes goes into the pot too."""


@dataclass
class Stocked:
    """What is left of a delivery line. `last_day` is the last day it may be used."""

    delivery: str
    line: int
    ingredient: str
    left: int
    last_day: date
    opened: bool = False


@dataclass(frozen=True)
class Taken:
    """A use, and whether it opened or emptied its line's goods."""

    use: Use
    opened: bool
    emptied: bool


class Store:
    """The lines in stock of one kitchen, by ingredient, oldest first."""

    def __init__(self) -> None:
        self._lines: dict[str, list[Stocked]] = {}

    def put(self, facts: Facts, delivery: Delivery) -> None:
        """Stores the accepted goods; those of a planted fault stand in front, so that they are used that day."""
        for line in delivery.lines:
            last_day = expiry(facts.ingredients[line.ingredient], line.lot)
            stocked = Stocked(delivery.code, line.line, line.ingredient, line.accepted, last_day)
            lines = self._lines.setdefault(line.ingredient, [])
            lines.insert(0 if line.fault else len(lines), stocked)

    def usable(self, ingredient: str, day: date) -> int:
        """What may still be used on `day`, in base units."""
        return sum(stocked.left for stocked in self._lines.get(ingredient, ()) if stocked.last_day >= day)

    def take(self, ingredient: str, amount: int, day: date, *, last: bool = False) -> Iterator[Taken]:
        """Takes up to `amount`: less where the store holds less; a small rest too if this dish is the `last` use."""
        rest = self.usable(ingredient, day) - amount
        if last and 0 < rest <= amount * REST_PERMILLE // 1000:
            amount += rest
        for stocked in self._lines.get(ingredient, ()):
            drawn = min(amount, stocked.left if stocked.last_day >= day else 0)
            if drawn == 0:
                continue
            amount -= drawn
            stocked.left -= drawn
            opened, stocked.opened = not stocked.opened, True
            yield Taken(Use(ingredient, drawn, stocked.delivery, stocked.line), opened, stocked.left == 0)

    def clear(self, day: date) -> Iterable[Stocked]:
        """Removes and returns what may not be used after `day`; forgets emptied lines."""
        gone = []
        for ingredient, lines in self._lines.items():
            gone += [stocked for stocked in lines if stocked.left and stocked.last_day <= day]
            self._lines[ingredient] = [stocked for stocked in lines if stocked.left and stocked.last_day > day]
        return gone
