"""Whatever a kitchen records as having happened may have been written on paper first."""

from __future__ import annotations

from pathlib import Path

import pytest

from traceability.bodies import Happening
from traceability.kinds import KINDS
from traceability.ledger.kinds import Kind
from traceability.scope import Role

WRITTEN = Path(__file__).resolve().parents[2] / "server/web/src/outbox/written.ts"
MOMENTS = ("occurred_at", "taken_at", "disposed_at", "tested_at")
"""What the tablet's outbox sets to the time on the paper; it then adds `from_paper`, which the body must know."""
KITCHENS = [kind for kind in KINDS if Role.KITCHEN in kind.writers and set(MOMENTS) & set(kind.body.model_fields)]


@pytest.mark.parametrize("kind", KITCHENS, ids=lambda kind: kind.name)
def test_may_be_typed_in_from_paper(kind: Kind[Happening]) -> None:
    assert issubclass(kind.body, Happening)


def test_tells_the_tablet_of_the_same_moments() -> None:
    assert len(KITCHENS) >= 18
    assert f"const MOMENTS = {list(MOMENTS)}" in WRITTEN.read_text("utf-8")
