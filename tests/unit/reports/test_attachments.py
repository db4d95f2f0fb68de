"""The records inside a report: canonical, complete, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from reports.attachments import attached, records_csv
from reports.files import harmless
from reports.kinds.campus_sheets import COLUMNS
from tests.unit.reports.month import month
from traceability.errors import Invalid


def test_embeds_the_snapshot_as_it_stands() -> None:
    snapshot = month()
    records, *_ = attached(snapshot)
    assert json.loads(records.content) == snapshot
    assert attached(month())[0].sha256 == records.sha256


def test_refuses_a_snapshot_with_a_float() -> None:
    snapshot: Any = month()
    snapshot["deliveries"][0]["lines"][0]["temperature"] = 3.4
    with pytest.raises(Invalid):
        attached(snapshot)


def test_writes_one_row_a_delivery_line() -> None:
    snapshot = month(800)
    rows = list(csv.DictReader(io.StringIO(records_csv(snapshot).decode("utf-8-sig"))))
    assert len(rows) == 800
    assert tuple(rows[0]) == tuple(COLUMNS)
    by_batch = {line["batch"]: line for each in snapshot["deliveries"] for line in each["lines"]}
    assert {row["batch"]: row["accepted"] for row in rows} == {
        key: line["accepted"]["amount"] for key, line in by_batch.items()
    }


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+1+2", "-2+3", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n=1", "＝1", "－2+3", "-1 kg"]
)
def test_neutralises_what_a_spreadsheet_would_compute(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["-18.0", "-9", "3.4", "西红柿", "L26-A", "a=b", ""])
def test_leaves_numbers_and_names_alone(text: str) -> None:
    assert harmless(text) == text


def test_neutralises_a_formula_in_a_supplier_name() -> None:
    snapshot: Any = month()
    snapshot["deliveries"][0]["supplier"]["name"] = '=cmd|"/c calc"!A1'
    rows = list(csv.DictReader(io.StringIO(records_csv(snapshot).decode("utf-8-sig"))))
    assert '\'=cmd|"/c calc"!A1' in {row["supplier"] for row in rows}
    assert not [row for row in rows if row["supplier"].startswith("=")]
