"""Links that follow from several records are a function of the records alone, in whatever order these arrive.

A kitchen's morning (two deliveries, issues, a return, oil that stands open, recipes, four cookings, and corrections of
some of them) arrives in any order, some of it twice; the links that hold in the end are always the same.
"""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support.records import CAMPUS, CHICKEN, RICE, SCHOOL, SUPPLIER, amend, district, known, put
from traceability import db
from traceability.identifiers import campus_batch_id, made_batch_id
from traceability.ledger.record import Receipt

OIL = known("oil")
LinkSet = set[tuple[UUID, UUID, str, int | None, int | None, int | None]]
COUNTER = count()


@dataclass(frozen=True)
class Step:
    """One record on its way; `corrects`: the name of the step whose record this body replaces (None: takes back)."""

    name: str
    kind: str
    body: dict[str, Any] | None
    corrects: str | None = None


@dataclass(frozen=True)
class Morning:
    """The figures that vary: mg issued of rice (twice) and chicken, mg returned, portions, grams in the recipes."""

    issued: tuple[int, int, int]
    returned: int
    portions: tuple[int, int, int]
    grams: tuple[int, int, int]

    def steps(self) -> list[Step]:
        rice, chicken, oil = (campus_batch_id(known(f"{name} delivery"), 1) for name in ("rice", "chicken", "oil"))
        first, second = str(known("first issue")), str(known("second issue"))
        issue = _here(8, lines=[_line(rice, self.issued[0]), _line(chicken, self.issued[2])])
        return [
            *(
                Step(f"{name} delivery", "delivery", _delivery(ingredient))
                for name, ingredient in (("rice", RICE), ("chicken", CHICKEN), ("oil", OIL))
            ),
            Step("first issue", "stock_issue", {**issue, "lines": [_line(rice, 999), _line(oil, 5_000)]}),
            Step("first issue again", "stock_issue", issue, corrects="first issue"),
            Step("second issue", "stock_issue", _here(8, lines=[_line(rice, self.issued[1])])),
            Step("return", "stock_return", _here(13, issue=first, lines=[_line(rice, self.returned)])),
            Step("opening", "opening", _here(8, batch=str(oil))),
            Step("emptying", "emptying", _here(9, opening=str(known("opening")))),
            Step("emptying later", "emptying", _here(11, opening=str(known("opening"))), corrects="emptying"),
            Step("chicken rice", "recipe", _recipe({CHICKEN: self.grams[0], RICE: self.grams[1]})),
            Step("porridge", "recipe", _recipe({RICE: self.grams[2]})),
            Step("noon", "cooking", _cooking(10, "chicken rice", self.portions[0], [first])),
            Step("early", "cooking", _cooking(7, "porridge", self.portions[1], [first, second])),
            Step("late", "cooking", _cooking(12, None, self.portions[2], [second])),
            Step("named", "cooking", {**_cooking(9, None, 5, []), "inputs": [{"batch": str(chicken)}]}),
            Step("never", "cooking", _cooking(10, "porridge", 1_000, [first, second])),
            Step("never at all", "cooking", None, corrects="never"),
        ]


def _here(hour: int, **body: Any) -> dict[str, Any]:
    return {"site": str(CAMPUS), "occurred_at": f"2026-11-20T{hour:02}:00:00+08:00", **body}


def _line(batch: UUID, amount: int) -> dict[str, Any]:
    return {"batch": str(batch), "amount": {"amount": str(amount), "unit": "mg"}}


def _delivery(ingredient: UUID) -> dict[str, Any]:
    line = {"line": 1, "ingredient": str(ingredient), "accepted": {"amount": "80", "unit": "kg"}, "lot_code": "A1"}
    return _here(7, supplier=str(SUPPLIER), lines=[line])


def _recipe(grams: dict[UUID, int]) -> dict[str, Any]:
    lines = [{"ingredient": str(i), "grams": {"adult": {"amount": str(g), "unit": "g"}}} for i, g in grams.items()]
    return {"organisation": str(SCHOOL), "dish": "饭", "lines": lines}


def _cooking(hour: int, recipe: str | None, portions: int, issues: list[str]) -> dict[str, Any]:
    named = str(known(recipe)) if recipe else None
    return _here(hour, dish="饭", recipe=named, portions=portions, issues=issues)


async def arrive(order: Sequence[Step]) -> LinkSet:
    """Record the steps as they come, a correction once what it corrects is there; the links that hold in the end."""
    receipts: dict[str, Receipt] = {}
    waiting: list[Step] = []
    for step in order:
        if step.corrects is None:
            receipts[step.name] = await put(step.kind, step.body or {}, known(step.name))
        else:
            waiting.append(step)
        for ready in [s for s in waiting if s.corrects in receipts]:
            waiting.remove(ready)
            await amend(receipts[str(ready.corrects)], ready.body, identity=known(ready.name))
    assert not waiting
    rows = await db.fetch("SELECT child, parent, kind, amount, least, greatest FROM link WHERE until_seq IS NULL")
    links = [tuple(row[c] for c in ("child", "parent", "kind", "amount", "least", "greatest")) for row in rows]
    assert len({link[:3] for link in links}) == len(links), "no link stands twice"
    return set(links)


def drawn(links: LinkSet, batch: UUID) -> dict[UUID, tuple[int | None, ...]]:
    """(amount, least, greatest) that each dish drew of a batch."""
    return {child: tuple(figures) for child, parent, kind, *figures in links if parent == batch and kind == "drawn"}


@pytest.fixture(scope="module")
def prepared(sqlite_records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that holds the district, to copy for each example."""
    return Path(shutil.copy(sqlite_records, tmp_path_factory.mktemp("allocation")))


async def _arrive_in_copy(prepared: Path, order: Sequence[Step]) -> LinkSet:
    path = prepared.with_name(f"{next(COUNTER)}.sqlite")
    shutil.copy(prepared, path)
    db.connect(f"sqlite:///{path}")
    try:
        return await arrive(order)
    finally:
        await db.engine().close()
        path.unlink()


amounts = st.integers(1, 10**9)
mornings = st.builds(
    Morning,
    issued=st.tuples(amounts, amounts, amounts),
    returned=st.integers(1, 10**6),
    portions=st.tuples(*[st.integers(0, 2_000)] * 3),
    grams=st.tuples(*[st.integers(1, 500)] * 3),
)


# An example costs half a second, so a failing one is shown as it is.
@settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(morning=mornings, chance=st.randoms(use_true_random=False))
def test_allocate_in_any_order_of_arrival_gives_the_same_links_that_add_up(
    prepared: Path, morning: Morning, chance: random.Random
) -> None:
    steps = morning.steps()
    shuffled = [*steps, *chance.sample([s for s in steps if s.corrects is None], 4)]
    chance.shuffle(shuffled)
    expected = asyncio.run(_arrive_in_copy(prepared, steps))
    assert asyncio.run(_arrive_in_copy(prepared, shuffled)) == expected

    rice, chicken = campus_batch_id(known("rice delivery"), 1), campus_batch_id(known("chicken delivery"), 1)
    left = max(morning.issued[0] - morning.returned, 0)
    shares = drawn(expected, rice)
    assert sum(amount or 0 for amount, _, _ in shares.values()) == left + morning.issued[1]
    assert all(least <= amount <= greatest for amount, least, greatest in shares.values())  # type: ignore[operator]
    noon = made_batch_id(known("noon"))
    assert drawn(expected, chicken) == {noon: (morning.issued[2],) * 3}, "only one recipe has chicken: all of it"
    oil = campus_batch_id(known("oil delivery"), 1)
    assert {child for child, parent, kind, *_ in expected if parent == oil and kind == "opening"} == {
        noon,
        made_batch_id(known("named")),
    }, "the oil stood open from eight to eleven"


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_allocate_on_postgresql_gives_the_links_of_sqlite(
    prepared: Path, postgresql_records_url: str, seed: int
) -> None:
    morning = Morning((10_000_001, 7_333_333, 4_999_999), 333_333, (100, 37, 61), (60, 80, 45))
    steps = morning.steps()
    expected = await _arrive_in_copy(prepared, steps)
    random.Random(seed).shuffle(steps)
    async with district(postgresql_records_url):
        assert await arrive(steps) == expected


async def test_allocate_among_three_cookings_shares_by_recipe_weight(prepared: Path) -> None:
    morning = Morning((1_000, 7, 500), 100, (10, 10, 5), (60, 30, 60))
    links = await _arrive_in_copy(prepared, morning.steps())
    rice = campus_batch_id(known("rice delivery"), 1)
    noon, early, late = (made_batch_id(known(name)) for name in ("noon", "early", "late"))
    # first issue: 900 mg left, 30 g x 10 against 60 g x 10; second: 7 mg, 60 g x 10 against 5 portions of no recipe
    shares = drawn(links, rice)
    assert set(shares) == {noon, early, late}
    assert shares[noon] == (300, 0, 900)
    assert (shares[early][1], shares[early][2]) == (0, 907)
    assert sum(amount or 0 for amount, _, _ in shares.values()) == 907
