"""A report's tables as an Excel workbook, made from the records inside the sealed file: the same file, the same bytes.

For people who go on with figures. Text is written as text, so that no name is ever a formula or a link. A day becomes a
date and an amount a number where the column is one of days or amounts and nothing is lost by it: 15 digits at most, the
decimals shown as they were entered (cells.py). Times with a zone stay text, since Excel has none.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from reports.cells import TEXT_MOST, cell_of, title_of
from reports.errors import UnknownSnapshot
from reports.files import RECORDS, Sheet
from reports.kinds import kind_of
from reports.texts import Words
from traceability.canonical import parse_json

FONT = "Microsoft YaHei"
"""On every Chinese Windows; elsewhere a program puts its own font for Chinese in its place."""
INK, GROUND, LINE = "#0F3D3E", "#E3EEEA", "#9DB5AD"
WIDTH_LEAST, WIDTH_MOST, ROWS_MEASURED = 7, 46, 400
BYTES_MOST = 20_000_000

Told = Sequence[tuple[str, str | int | None]]


@dataclass(frozen=True, slots=True)
class _Ink:
    """Formats by what they are for; those of numbers by their decimals, as they are needed."""

    book: Workbook
    head: Format
    text: Format
    day: Format
    name: Format
    numbers: dict[int, Format]

    def number(self, decimals: int) -> Format:
        if decimals not in self.numbers:
            shown = "#,##0" + ("." + "0" * decimals if decimals else "")
            self.numbers[decimals] = self.book.add_format({"num_format": shown, "valign": "top"})
        return self.numbers[decimals]


def workbook_of_pdf(pdf: bytes, language: str) -> bytes:
    """The workbook of a report from its sealed PDF. UnknownSnapshot: there is nothing in it that can be told.

    CPU-bound: about a second for a report of 800 lines.
    """
    from reports.verify.reading import Unreadable, files_inside, read  # pyHanko, which only this needs here

    try:
        records = files_inside(read(pdf).unsigned)[RECORDS]
    except (Unreadable, KeyError) as error:
        raise UnknownSnapshot(str(error)) from error
    snapshot: Any = parse_json(records, limit=BYTES_MOST)
    return workbook_of(snapshot, language, sha256(pdf).hexdigest(), sha256(records).hexdigest())


def workbook_of(snapshot: Mapping[str, Any], language: str, pdf_sha256: str, records_sha256: str) -> bytes:
    """What the report is, then a sheet a table. Raises UnknownSnapshot, UnknownLanguage."""
    words = Words(language)
    sheets = kind_of(snapshot).sheets(snapshot)
    site, judgement, checkpoint = (snapshot.get(key) for key in ("site", "judgement", "checkpoint"))
    about: Told = [
        (words("workbook.report"), words.coded("kind", snapshot["kind"])),
        (words("workbook.about"), words.name(site) if site else None),
        (words("workbook.period"), words.period(snapshot["period"]) if snapshot.get("period") else None),
        (words("workbook.made"), snapshot["made_at"]),
        (words("workbook.number"), snapshot["report"]),
        (words("workbook.checkpoint"), checkpoint["number"] if checkpoint else None),
        (words("workbook.rule_set"), judgement["rule_set"] if judgement else None),
        (words("workbook.pdf"), pdf_sha256),
        (words("workbook.records"), records_sha256),
        (words("workbook.note"), words("workbook.note_text")),
    ]
    return write_workbook(about, sheets, words, datetime.fromisoformat(snapshot["made_at"]))


def write_workbook(about: Told, sheets: Sequence[Sheet], words: Words, made: datetime) -> bytes:
    """A first sheet of names and what they are (at least one), then the tables. made: the only time in it."""
    page = io.BytesIO()
    with Workbook(
        page,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": FONT, "font_size": 10},
        },
    ) as book:
        book.set_properties({"created": made.astimezone(UTC).replace(tzinfo=None), "comments": "Mealtrace"})
        ink = _Ink(
            book,
            head=book.add_format({"bold": True, "font_color": INK, "bg_color": GROUND, "bottom": 1,
                                  "bottom_color": LINE, "text_wrap": True, "valign": "top"}),
            text=book.add_format({"num_format": "@", "valign": "top"}),
            day=book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
            name=book.add_format({"bold": True, "font_color": INK, "valign": "top"}),
            numbers={},
        )  # fmt: skip
        _write_about(ink, words("workbook.sheet"), about)
        for sheet in sheets:
            _write_table(ink, sheet, words)
    return page.getvalue()


def _write_about(ink: _Ink, name: str, about: Told) -> None:
    page = ink.book.add_worksheet(name)
    page.hide_gridlines(2)
    page.set_column(0, 0, max(_width(each) for each, _ in about) + 2)
    page.set_column(1, 1, 90)
    wrapped = ink.book.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "align": "left"})
    for row, (said, value) in enumerate(about):
        page.write_string(row, 0, said, ink.name)
        page.write_string(row, 1, "—" if value is None else str(value)[:TEXT_MOST], wrapped)


def _write_table(ink: _Ink, sheet: Sheet, words: Words) -> None:
    page = ink.book.add_worksheet(words.coded("sheet", sheet.name)[:31])
    page.freeze_panes(1, 0)
    columns = [title_of(name, words) for name in sheet.columns]
    widths = [_width(title) + 2 for title in columns]
    for place, title in enumerate(columns):
        page.write_string(0, place, title, ink.head)
    for row, cells in enumerate(sheet.rows, 1):
        for place, (column, value) in enumerate(zip(sheet.columns, cells, strict=True)):
            if value is None:
                continue
            shown = cell_of(column, value, words, sheet.name)
            if row <= ROWS_MEASURED:
                widths[place] = max(widths[place], _width(str(value if isinstance(shown, Decimal) else shown)) + 2)
            match shown:
                case Decimal():
                    page.write_number(row, place, float(shown), ink.number(_decimals(shown)))
                case date():
                    page.write_datetime(row, place, shown, ink.day)
                case _:
                    page.write_string(row, place, shown, ink.text)
    for place, width in enumerate(widths):
        page.set_column(place, place, min(max(width, WIDTH_LEAST), WIDTH_MOST))
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(columns) - 1)


def _decimals(number: Decimal) -> int:
    return max(-int(number.as_tuple().exponent), 0)


def _width(text: str) -> int:
    """Columns that a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
