"""Pages of the reports about one delivery, batch or supplier: figures from the records alone, names never markup."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import Any

import pytest

from reports.attachments import attached, records_csv
from reports.figures.supplied import lines_of, prices_of
from reports.figures.trace import ROWS_MOST, columns_of
from reports.kinds import KINDS, kind_of
from reports.verify.judgement import check_judgement
from reports.verify.steps import State
from reports.views.trace import MEALS_MOST, STEPS_MOST
from tests.unit.reports.test_page import EVIL, PERCENT, poisoned, text_of
from tests.unit.reports.things import THINGS, receiving, supplier, trace
from traceability.rules.law import rule_set


def page(snapshot: Any, language: str = "zh") -> str:
    return kind_of(snapshot).page(snapshot, language, attached(snapshot), [])


def rows_of(snapshot: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(records_csv(snapshot).decode("utf-8-sig"))))


@pytest.mark.parametrize("kind", THINGS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_prints_names_as_text_and_scores_nothing(kind: str, language: str) -> None:
    snapshot: Any = THINGS[kind]()
    html = page(poisoned(json.loads(json.dumps(snapshot))), language)
    assert "<script>" not in html
    assert "<img" not in html
    assert EVIL[:4].replace("<", "&lt;") in html
    limits = {found for rule in rule_set(1).rules.values() for found in PERCENT.findall(rule.title + rule.title_en)}
    found = set(PERCENT.findall(text_of(page(snapshot, language))))
    assert found <= {re.sub(r"\s", "", limit) for limit in limits}


@pytest.mark.parametrize("kind", THINGS)
def test_gives_a_sheet_a_table_whose_rows_fit_its_columns(kind: str) -> None:
    sheets = KINDS[kind].sheets(THINGS[kind]())
    assert len({sheet.name for sheet in sheets}) == len(sheets)
    assert [sheet.name for sheet in sheets for row in sheet.rows if len(row) != len(sheet.columns)] == []


def test_a_receiving_record_tells_every_line_with_what_stands_behind_it() -> None:
    snapshot = receiving()
    seen = text_of(page(snapshot))
    delivery = snapshot["deliveries"][0]
    for line in delivery["lines"]:
        assert line["ingredient"]["name"] in seen
        assert "".join(f"{line['accepted']['amount']} {line['accepted']['unit']}".split()) in seen
    assert "ab" * 32 in seen
    assert "更正：到货（第2版）" in seen
    assert "退货：" in seen
    assert "现场照片2张" in seen
    assert all(one["person"] in seen for one in delivery["receivers"])
    assert "记录截至第7号检查点" in seen
    assert len(rows_of(snapshot)) == len(delivery["lines"])


def test_a_receiving_record_is_judged_by_what_is_asked_on_arrival_and_anyone_can_judge_again() -> None:
    snapshot: Any = receiving()
    asked = {one["rule"] for one in snapshot["judgement"]["executions"]}
    assert {"D1", "R1", "R2", "R3"} <= asked
    assert not asked & {"L1", "A1", "C1"}
    assert check_judgement(snapshot).state is State.PASSED
    snapshot["deliveries"][0]["receivers"] = []
    assert check_judgement(snapshot).state is State.FAILED


@pytest.mark.parametrize("schools", [1, 130])
def test_a_trace_stays_readable_however_far_a_batch_went(schools: int) -> None:
    snapshot = trace(schools)
    html = page(snapshot)
    seen = text_of(html)
    assert all(len(folds) <= ROWS_MOST for _, folds in columns_of(snapshot))
    assert sum(len(fold.nodes) for _, folds in columns_of(snapshot) for fold in folds) == len(snapshot["nodes"])
    assert html.count("<tr>") < STEPS_MOST + MEALS_MOST + 80
    assert f"已供餐{200 * schools:,}份" in seen
    assert len(rows_of(snapshot)) == len(snapshot["nodes"]) == 2 + 4 * schools
    if schools > 1:
        assert f"其余{len(snapshot['links']) - STEPS_MOST}条见附件" in seen
        assert f"其余{2 * (schools - 1) - MEALS_MOST}行见附件records.csv" in seen


def test_a_trace_bounds_what_is_inferred_and_names_what_is_not_evidenced() -> None:
    seen = text_of(page(trace(2)))
    assert "推断" in seen
    assert "0–8.5" in seen
    assert "供应商未申报的来源批次" in seen
    assert "仍有效" in seen
    assert "就餐400至440人" in seen


def test_a_trace_shows_figures_alone_of_what_lies_outside_the_readers_scope() -> None:
    snapshot = trace(3)
    seen = text_of(page(snapshot))
    assert "查看范围以外的1处，供餐200份" in seen
    assert "第2小学" not in seen
    assert "第1小学" in seen


def test_a_suppliers_file_counts_what_its_records_say() -> None:
    snapshot: Any = supplier()
    lines = [line for one in snapshot["arrivals"] for line in one["lines"]]
    refused = sum(line["rejected"] is not None for line in lines)
    seen = text_of(page(snapshot))
    assert f"送货{len(snapshot['arrivals'])}次，到1所学校：拒收{refused}行" in seen
    assert "不在有效期" in seen
    assert "结论“退出”" in seen
    assert f"期内送货{len(snapshot['arrivals']) + 3}次，本件载最近{len(snapshot['arrivals'])}次" in seen
    assert "没有合同记录" in seen
    assert len(rows_of(snapshot)) == len(lines)
    snapshot["arrivals"] = snapshot["arrivals"][:1]
    assert "送货1次" in text_of(page(snapshot))


def test_a_suppliers_file_shows_the_latest_reference_price_of_the_nearest_region() -> None:
    snapshot: Any = supplier()
    priced = next(line for one in snapshot["arrivals"] for line in one["lines"] if line["unit_price"])
    published = {"ingredient": priced["ingredient"], "unit": priced["price_unit"], "valid_to": None, "source": "发布"}
    snapshot["prices"] = [
        {**published, "region": "110114", "valid_from": "2026-09-01", "unit_price": "20.00"},
        {**published, "region": "110114", "valid_from": "2026-10-01", "unit_price": "21.00"},
        {**published, "region": "110000", "valid_from": "2026-10-15", "unit_price": "30.00"},
    ]
    found = {(one.ingredient, one.unit): one.reference for one in prices_of(snapshot, lines_of(snapshot))}
    assert found[priced["ingredient"], priced["price_unit"]] == Decimal("21.00")
