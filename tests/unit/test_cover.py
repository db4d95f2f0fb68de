"""How far what is at hand goes, for any needs and supplies; and how an order is rounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.procurement.cover import Supply, cover, order_amount
from traceability.quantities import Dimension

DAYS = [date(2026, 11, 23) + timedelta(days=n) for n in range(5)]
NEEDS = st.dictionaries(st.sampled_from(DAYS), st.integers(0, 40))
SUPPLY = st.builds(Supply, st.integers(0, 40), st.sampled_from(DAYS), st.sampled_from([*DAYS, None]))
SUPPLIES = st.lists(SUPPLY, max_size=6)
KILO = 1_000_000


def short(needs: Mapping[date, int], supplies: Sequence[Supply]) -> int:
    return sum(needs.values()) - sum(sum(part.values()) for part in cover(needs, supplies))


@given(NEEDS, SUPPLIES)
def test_gives_no_more_than_there_is_and_nothing_out_of_time(needs: dict[date, int], supplies: list[Supply]) -> None:
    given_out = cover(needs, supplies)
    for supply, part in zip(supplies, given_out, strict=True):
        assert sum(part.values()) <= supply.amount
        assert all(supply.first <= day <= (supply.last or date.max) for day in part)
    for day, need in needs.items():
        assert 0 <= sum(part.get(day, 0) for part in given_out) <= need


@given(NEEDS, SUPPLIES, SUPPLY)
def test_is_never_short_of_less_than_nothing_nor_of_more_for_more_stock(
    needs: dict[date, int], supplies: list[Supply], more: Supply
) -> None:
    assert 0 <= short(needs, [*supplies, more]) <= short(needs, supplies)
    assert order_amount(short(needs, [*supplies, more]), Dimension.MASS) <= order_amount(
        short(needs, supplies), Dimension.MASS
    )


@given(NEEDS, SUPPLIES)
def test_meets_as_much_as_can_be_met(needs: dict[date, int], supplies: list[Supply]) -> None:
    """Hall's bound: of any days, no more can be short than they need beyond all that is of use on one of them."""
    days = list(needs)
    bound = max(
        sum(needs[day] for day in chosen)
        - sum(s.amount for s in supplies if any(s.first <= day <= (s.last or date.max) for day in chosen))
        for size in range(len(days) + 1)
        for chosen in combinations(days, size)
    )
    assert short(needs, supplies) == bound


@pytest.mark.parametrize(
    ("lacking", "dimension", "ordered"),
    [
        (0, Dimension.MASS, 0),
        (1, Dimension.MASS, KILO // 2),
        (5_400_000, Dimension.MASS, 5_500_000),
        (10 * KILO, Dimension.MASS, 10 * KILO),
        (10 * KILO + 1, Dimension.MASS, 11 * KILO),
        (1_200, Dimension.VOLUME, 1_500),
        (10_001, Dimension.VOLUME, 11_000),
        (7, Dimension.COUNT, 7),
    ],
)
def test_rounds_an_order_up(lacking: int, dimension: Dimension, ordered: int) -> None:
    assert order_amount(lacking, dimension) == ordered
