"""Workbooks as people open them: text stays text, numbers and days only where nothing is lost, the same bytes again."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from reports.cells import KIND_OF, cell_of, title_of
from reports.errors import UnknownSnapshot
from reports.files import Sheet
from reports.fsma import receiving_sheet
from reports.kinds import KINDS, kind_of
from reports.texts import CATALOGUES, Words
from reports.workbook import workbook_of, workbook_of_pdf, write_workbook
from tests.unit.reports.month import month
from tests.unit.reports.over import MADE as OVER
from tests.unit.reports.things import THINGS
from traceability.kinds import BY_NAME
from traceability.trace.nodes import LinkKind

MADE = datetime(2026, 11, 2, tzinfo=UTC)
ZH = Words("zh")
FORMULAS = [
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    '=HYPERLINK("http://127.0.0.1")',
    "http://127.0.0.1/",
    " =1",
    "{=1}",
    "\t=1",
]


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def rows(book: Workbook, name: str) -> list[dict[str, Any]]:
    head, *body = book[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), each, strict=True)) for each in body]


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook_of(month(), "zh", "a" * 64, "b" * 64)


def test_has_a_sheet_a_table_with_every_row(content: bytes) -> None:
    book, snapshot = opened(content), month()
    tables = kind_of(snapshot).sheets(snapshot)
    assert book.sheetnames[:2] == ["说明", "到货明细"]
    assert len(book.sheetnames) == len(tables) + 1
    for page, table in zip(book.worksheets[1:], tables, strict=True):
        assert (page.max_row, page.max_column) == (len(table.rows) + 1, len(table.columns))
        assert page.freeze_panes == "A2"
        assert all(7 <= page.column_dimensions[get_column_letter(n)].width < 48 for n in range(1, page.max_column))
    told = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert told["所据 PDF 的 SHA-256"] == "a" * 64
    assert told["单位"] == "东湖第一中学"


def test_says_amounts_days_and_codes_as_people_do(content: bytes) -> None:
    book, snapshot = opened(content), month()
    line = snapshot["deliveries"][0]["lines"][0]
    (shown,) = (row for row in rows(book, "到货明细") if row["批次编号"] == line["batch"])
    assert Decimal(str(shown["验收量"])) == Decimal(line["accepted"]["amount"])
    assert shown["日期"] == datetime.fromisoformat(snapshot["deliveries"][0]["day"])
    assert shown["发生时间"] == snapshot["deliveries"][0]["occurred_at"]
    assert shown["储存条件"] in {"常温", "冷藏", "冷冻"}
    head, first = book["到货明细"][1], book["到货明细"][2]
    price = next(cell for title, cell in zip(head, first, strict=True) if title.value == "单价（元）")
    assert (price.data_type, price.number_format) == ("n", "#,##0.00")
    found = rows(book, "发现")
    assert all(row["发现"] and row["等级"] in {"严重", "一般", "提示"} for row in found)


def test_is_the_same_to_the_last_byte(content: bytes) -> None:
    assert workbook_of(month(), "zh", "a" * 64, "b" * 64) == content
    book = opened(content)
    assert book.properties.created == MADE.replace(tzinfo=None)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_name_stays_text(formula: str) -> None:
    snapshot: Any = month(20)
    snapshot["deliveries"][0]["supplier"]["name"] = snapshot["site"]["name"] = formula
    snapshot["deliveries"][0]["lines"][0]["lot_code"] = formula
    book = opened(workbook_of(snapshot, "zh", "", ""))
    cells = [cell for page in book for row in page for cell in row]
    assert len([cell for cell in cells if cell.value == formula]) >= 3
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell for cell in cells if cell.hyperlink] == []


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("accepted", "38.20", Decimal("38.20")),
        ("limit_temperature", "-18", Decimal(-18)),
        ("portions", 1234, Decimal(1234)),
        ("amount", "0.1234567890123456", "0.1234567890123456"),
        ("amount", "007", "007"),
        ("amount", "-0.0", "-0.0"),
        ("amount", "1e5", "1e5"),
        ("lot_code", "20261013", "20261013"),
        ("lot_code", "2026-10-13", "2026-10-13"),
        ("number", 12345678901234567, "12345678901234567"),
        ("due", "2026-10-13", date(2026, 10, 13)),
        ("due", "1899-12-31", "1899-12-31"),
        ("due", "2026-13-45", "2026-13-45"),
        ("taken_at", "2026-10-13T11:40:00+08:00", "2026-10-13T11:40:00+08:00"),
        ("meal", "lunch", "午餐"),
        ("meal", "tea", "tea"),
        ("packed", True, "是"),
        ("receivers", "cook:0199 storekeeper:0200", "厨师:0199 库管员:0200"),
        ("scope", "pork egg", "猪肉、鲜蛋"),
        ("passed_tests", "rapid:兽药残留:2026-10-19", "快速检测:兽药残留:2026-10-19"),
        ("term", "2026-autumn", ZH.period("2026-autumn")),
        ("reason", "字" * 40_000, "字" * 32_767),
    ],
)
def test_keeps_what_a_number_or_a_day_would_lose(column: str, value: object, shown: object) -> None:
    found = cell_of(column, value, ZH)
    assert (found, type(found)) == (shown, type(shown))


def test_names_columns_it_has_no_word_for_as_they_are() -> None:
    book = opened(write_workbook([("报告", None)], [Sheet("novel", ["novelty", "day"], [["x", None]])], ZH, MADE))
    assert rows(book, "novel") == [{"novelty": "x", "日期": None}]


JOINED = r"(?<![-/.:\w])[a-z]+_[a-z_]+(?![-/.:\w])|^(?:True|False|None)$"
CODE = {"zh": re.compile(JOINED + r"|^[a-z]{3,30}$"), "en": re.compile(JOINED)}
"""What only a machine says: joined words and truth values; in Chinese a bare lower-case word, too."""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_says_words_in_every_sheet_and_never_a_code(kind: str, language: str) -> None:
    words = Words(language)
    snapshot: Any = {**THINGS, **OVER, "campus_monthly": month}[kind]()
    sheets = kind_of(snapshot).sheets(snapshot)
    for sheet in sheets:
        assert f"sheet.{sheet.name}" in CATALOGUES[language]
        assert [name for name in sheet.columns if title_of(name, words) == name != "sha256"] == []
    book = opened(workbook_of(snapshot, language, "", ""))
    cells = [cell for page in book.worksheets[1:] for row in page.iter_rows() for cell in row]
    said = {str(cell.value) for cell in cells if cell.value is not None}
    assert [text for text in said if CODE[language].search(text)] == []


@pytest.mark.parametrize("sheet", KIND_OF)
def test_has_words_for_every_kind_of_thing_a_sheet_may_name(sheet: str) -> None:
    codes = {"links": [*LinkKind], "records": [*BY_NAME], "corrections": [*BY_NAME]}.get(sheet, [])
    assert [code for code in codes if cell_of("kind", str(code), ZH, sheet) == code] == []


def test_has_words_for_every_column_of_the_sheet_of_fsma_204() -> None:
    sheet = receiving_sheet(month(0), ZH)
    assert {f"column.{name}" for name in sheet.columns} <= CATALOGUES["zh"].keys()


def test_makes_nothing_of_a_file_without_records() -> None:
    with pytest.raises(UnknownSnapshot):
        workbook_of_pdf(b"%PDF-1.7\n", "zh")


def test_lists_what_fsma_204_asks_of_each_listed_food() -> None:
    snapshot: Any = month(40)
    snapshot["site"]["address"] = "东湖路 1 号"
    sheet = receiving_sheet(snapshot, ZH)
    shown = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
    groups = {"egg", "aquatic", "vegetable", "fruit", "milk"}
    lines = [(d, line) for d in snapshot["deliveries"] for line in d["lines"] if float(line["accepted"]["amount"])]
    wanted = [(d, line) for d, line in lines if line["ingredient"]["food_group"] in groups]
    assert len(shown) == len(wanted) > 5
    assert {row["traceability_lot_code"] for row in shown} == {line["lot_code"] for _, line in wanted}
    assert {row["received_address"] for row in shown} == {"东湖路 1 号"}
    assert {row["on_list"] for row in shown} == {"在清单", "部分品种在清单"}
    assert {(row["reference_kind"], row["reference_number"]) for row in shown} == {
        ("送货单", d["note_number"]) for d, _ in wanted
    }
