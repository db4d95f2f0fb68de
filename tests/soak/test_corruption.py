"""A thousand changed bytes of sealed reports, and a thousand changed figures sealed anew: all found, and named."""

from __future__ import annotations

import os
import random
from functools import partial
from typing import Any

import pytest

from tests.support.corruption import FIGURES, change_figure
from tests.support.sealed import SealedMonth, failed_steps, sealed_month

TIMES = int(os.environ.get("MEALTRACE_SOAK_CHANGES", "1000"))


@pytest.fixture(scope="module")
def month(application: Any, sqlite_district: Any, tmp_path_factory: pytest.TempPathFactory) -> SealedMonth:
    return sealed_month(application, sqlite_district, tmp_path_factory.mktemp("sealed"))


def test_a_thousand_changed_bytes_are_all_found(month: SealedMonth) -> None:
    rng = random.Random(20261102)
    container = month.pdf.rindex(b"/Contents <")
    missed = []
    for number in range(TIMES):
        # Every fourth lies in what the signature does not cover: its own container.
        place = rng.randrange(container, len(month.pdf)) if number % 4 == 0 else rng.randrange(len(month.pdf))
        changed = bytearray(month.pdf)
        changed[place] ^= rng.randrange(1, 256)
        told = month.verified(bytes(changed))
        if told.passed or not any(told.step(name).notes for name in failed_steps(told)):  # type: ignore[arg-type]
            missed.append(place)
    assert missed == []


def test_a_thousand_changed_figures_sealed_with_the_right_key_are_all_named(month: SealedMonth) -> None:
    rng = random.Random(20261103)
    missed = []
    for _ in range(TIMES):
        figure = rng.choice(list(FIGURES))
        _, pdf = month.changed(partial(change_figure, figure=figure, rng=rng))
        notes = month.verified(pdf).step("entries").notes
        named = {
            (note.values.get("record"), note.values.get("field")) for note in notes if note.code == "figure_differs"
        }
        record, field = str(month.ids[FIGURES[figure].record]), FIGURES[figure].field
        if not any(of == record and str(at).startswith(field) for of, at in named):
            missed.append(figure)
        month.rendered.clear()
    assert missed == []
