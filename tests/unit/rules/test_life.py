"""Where steps take a finding, in whatever order they arrive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.records import known
from traceability.rules.life import Life, Step, StepKind, life_of

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


def steps(*said: str) -> list[Step]:
    """Steps an hour apart: `explained cook`."""
    return [
        Step(StepKind(kind), known(author), NOON + timedelta(hours=n), n)
        for n, (kind, author) in enumerate(one.split() for one in said)
    ]


@pytest.mark.parametrize(
    ("said", "life"),
    [
        ((), "open"),
        (("explained cook",), "explained"),
        (("explained cook", "corrected cook"), "corrected"),
        (("corrected cook", "explained cook"), "explained"),
        (("corrected cook", "verified manager"), "closed"),
        (("verified inspector",), "closed"),
        (("corrected cook", "verified cook"), "corrected"),
        (("explained cook", "corrected manager", "verified cook"), "corrected"),
        (("corrected cook", "verified manager", "corrected cook"), "closed"),
        (("corrected cook", "verified manager", "reopened inspector"), "open"),
        (("corrected cook", "reopened inspector", "corrected manager", "verified cook"), "closed"),
        (("verified cook", "corrected cook"), "corrected"),
        (("verified cook", "reopened inspector", "corrected cook"), "corrected"),
    ],
)
def test_steps_take_a_finding_so_far(said: tuple[str, ...], life: str) -> None:
    taken = steps(*said)

    assert life_of(taken) is Life(life)
    assert life_of(reversed(taken)) is Life(life), "the order in which they are told does not matter"
