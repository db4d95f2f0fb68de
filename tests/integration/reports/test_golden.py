"""Reports look as they did when people last looked at them: pixel for pixel, from fixed snapshots."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reports.kinds import KINDS
from reports.render import render_pdf
from tests.support.golden import compare, golden, kinds_drawn, pictures_of, snapshot_of

pytestmark = pytest.mark.slow


def test_each_kind_has_a_snapshot_to_draw() -> None:
    assert kinds_drawn() == sorted(KINDS), "a kind without tests/golden/<kind>.json is seen by nobody"


@pytest.mark.parametrize("kind", kinds_drawn())
def test_pages_look_as_they_did(kind: str, tmp_path: Path) -> None:
    pages = pictures_of(render_pdf(snapshot_of(kind), "zh").pdf, tmp_path)
    changed = compare(kind, pages)
    assert changed == [], "look at the pictures; if the change is meant: python -m tests.support.golden --write"


def test_a_figure_of_three_digits_and_a_shifted_line_are_seen(tmp_path: Path) -> None:
    pages = golden("campus_monthly")
    assert compare("campus_monthly", pages, tmp_path) == []
    figure = pages[0].copy()
    figure[300:307, 100:116] = np.where(figure[300:307, 100:116] > 127, 0, 255)
    shifted = pages[1].copy()
    shifted[200:260] = np.roll(shifted[200:260], 1, axis=0)
    found = compare("campus_monthly", [figure, shifted, *pages[2:]], tmp_path)
    assert [each.page for each in found] == [1, 2]
    assert all(each.picture.is_file() for each in found)
    with pytest.raises(ValueError, match="pages"):
        compare("campus_monthly", pages[1:], tmp_path)
