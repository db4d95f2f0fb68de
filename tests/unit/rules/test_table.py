"""The README shows the rules as the rule set has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from traceability.rules.law import rule_sets
from traceability.rules.table import replaced, table

README = Path(__file__).resolve().parents[3] / "README.md"


def test_the_readmes_table_is_current() -> None:
    page = README.read_text("utf-8")
    assert replaced(page) == page, "python -m traceability.rules --write README.md"


def test_the_table_has_a_row_for_each_rule_and_says_what_is_missing() -> None:
    rows = table().splitlines()[2:]
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == list(rule_sets()[-1].rules)
    assert all(row.count(" | ") == 6 for row in rows)
    assert any("No record of trace drills exists." in row for row in rows)


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        replaced("# Mealtrace")
