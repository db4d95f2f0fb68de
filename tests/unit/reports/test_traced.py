"""The trace chain on paper."""

from __future__ import annotations

import pytest

from reports.figures.month import figures_of
from reports.texts import Words
from reports.views.traced import rounded, traced
from tests.unit.reports.month import month


@pytest.mark.parametrize(
    ("amount", "printed"),
    [("39.458994", "39.5"), ("0.145", "0.145"), ("46", "46"), ("0.00145678", "0.00146"), ("1234.56789", "1230")],
)
def test_rounds_only_allocated_amounts(amount: str, printed: str) -> None:
    assert rounded(amount) == printed


def test_names_a_served_batch_by_its_meal() -> None:
    snapshot = month()
    assert snapshot["chain"] is not None
    served = next(node for node in snapshot["chain"]["nodes"] if node["stage"] == "served")
    served["name"] = "lunch"
    drawing = str(traced(figures_of(snapshot), Words("zh"))["drawing"])
    assert "午餐 · " in drawing
    assert "lunch" not in drawing


def test_folds_what_has_no_room_with_its_portions() -> None:
    drawing = str(traced(figures_of(month()), Words("zh"))["drawing"])
    assert "另 3 个批次 · 868 份" in drawing
