"""How far what is at hand goes: needs of days, met from supplies that can be used from one day to another. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from traceability.quantities import Dimension

BY_HALVES = 10
"""Up to so many kilograms or litres an order is rounded up to halves, above to whole ones."""


@dataclass(frozen=True, slots=True)
class Supply:
    """An amount in base units that can be used from its first to its last day, both included (None: without end)."""

    amount: int
    first: date
    last: date | None = None


def cover(needs: Mapping[date, int], supplies: Sequence[Supply]) -> list[dict[date, int]]:
    """What of each supply goes to which day, so that as little as can be stays without.

    Each day in turn is met from what ends first, as a store room is emptied. Where every supply has one span of days
    nothing meets more in all (Glover's rule for convex bipartite graphs), so that one more supply never leaves more
    without.
    """
    left = [supply.amount for supply in supplies]
    order = sorted(range(len(supplies)), key=lambda n: (supplies[n].last or date.max, supplies[n].first, n))
    given: list[dict[date, int]] = [{} for _ in supplies]
    for day in sorted(needs):
        rest = needs[day]
        for n in order:
            supply = supplies[n]
            if supply.first <= day <= (supply.last or date.max) and (part := min(rest, left[n])) > 0:
                given[n][day] = part
                left[n] -= part
                rest -= part
    return given


def order_amount(short: int, dimension: Dimension) -> int:
    """What to order where so much is short: up to 10 kg or l the next half, above the next whole one; pieces as is."""
    if dimension is Dimension.COUNT:
        return short
    whole = 1_000_000 if dimension is Dimension.MASS else 1_000
    step = whole // 2 if short <= BY_HALVES * whole else whole
    return -(-short // step) * step
