"""A thousand changed bytes of a sealed report, and a thousand changed figures sealed anew: all found, and named."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.soak.changes import changed_byte, changed_figure, missed
from tests.support.sealed import SealedMonth, sealed_month

TIMES = int(os.environ.get("MEALTRACE_SOAK_CHANGES", "1000"))


@pytest.fixture(scope="module")
def month(application: Any, sqlite_district: Any, tmp_path_factory: pytest.TempPathFactory) -> SealedMonth:
    return sealed_month(application, sqlite_district, tmp_path_factory.mktemp("sealed"))


def test_a_thousand_changed_bytes_are_all_found(month: SealedMonth) -> None:
    assert missed(month, changed_byte, TIMES) == []


def test_a_thousand_changed_figures_sealed_with_the_right_key_are_all_named(month: SealedMonth) -> None:
    assert missed(month, changed_figure, TIMES) == []
