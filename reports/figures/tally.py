"""A count in three states; there is no sum of unlike tallies and no percentage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """What the records say about one thing: as it should be, not so, or nothing."""

    MET = "met"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Tally:
    """How many things are met, broken, not evidenced; `total` is the denominator."""

    met: int = 0
    broken: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        return self.met + self.broken + self.unknown


def tally(states: Iterable[State]) -> Tally:
    """The tally of `states`."""
    seen = list(states)
    return Tally(seen.count(State.MET), seen.count(State.BROKEN), seen.count(State.UNKNOWN))
