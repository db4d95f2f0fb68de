"""What a cell of a workbook shows of a value: a number or a day only where nothing is lost, a code by its word.

Codes of a vocabulary are said in the report's language; records.csv and records.json in the PDF have them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from reports.texts import Words

MEASURED = frozenset(
    "ordered delivered accepted rejected amount least greatest quantity temperature price value grams kg spend left "
    "cost income expenditure ingredients receipts".split()
)
DATED = frozenset("day date due from to until on first last".split())
"""Last words of the names of columns that hold decimal numbers, and days."""
CODED: Mapping[str, str] = {
    "food_group": "group", "storage": "storage", "meal": "meal", "source_state": "source", "severity": "severity",
    "status": "status", "state": "verdict", "record_kind": "record", "evidence": "evidence", "level": "level",
    "role": "role", "occasion": "occasion", "outcome": "outcome", "method": "method", "result": "result",
    "step": "step", "stage": "stage", "appearance": "appearance", "limit_code": "limit", "unit": "measure",
}  # fmt: skip
"""Columns of codes, and the vocabulary that says them."""
KIND_OF: Mapping[str, str] = {"nodes": "state", "links": "link", "records": "record", "papers": "document",
                              "corrections": "record", "licences": "held"}  # fmt: skip
"""The vocabulary of the column `kind`, by sheet."""
LISTED: Mapping[str, str] = {"scope": "group", "allergens": "allergen"}
"""Columns of several codes with spaces between."""
TAGGED: Mapping[str, str] = {"receivers": "role", "passed_tests": "method"}
"""Columns of things that each begin with a code and a colon."""
ASKED = frozenset("source temperature licence papers signatures complete core sampled".split())
ANSWERED = ("met", "broken", "unknown")
"""What is asked of every line, dish or sample, and how it was answered: a column each."""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PERIOD = re.compile(r"[0-9]{4}-(?:[0-9]{2}|W[0-9]{2}|autumn|spring)")
_TAG = re.compile(r"(?:^|(?<=[ 、]))([a-z_]+):")
DIGITS_MOST, FIRST_DAY, TEXT_MOST = 15, date(1900, 3, 1), 32_767
"""What Excel keeps exactly: digits of a number, days since its calendar is right, characters of a cell."""


def title_of(column: str, words: Words) -> str:
    """The heading of a column: its word, or its own name where there is none."""
    asked, _, state = column.rpartition("_")
    if asked in ASKED and state in ANSWERED:
        return f"{words(f'asked.{asked}')} · {words(f'column.{state}')}"
    return words.coded("column", column)


def cell_of(column: str, value: object, words: Words, sheet: str = "") -> str | Decimal | date:
    """A value as its cell holds it; a code without a word, and all else, by its text."""
    if isinstance(value, bool):
        return words("cell.yes" if value else "cell.no")
    if isinstance(value, int) and len(str(abs(value))) <= DIGITS_MOST:
        return Decimal(value)
    if not isinstance(value, str):
        return str(value)
    return _said(column, value, words, sheet) or _exactly(column, value)


def _said(column: str, value: str, words: Words, sheet: str) -> str | None:
    """A code of the column's vocabulary in words; None where its column holds none."""
    vocabulary = KIND_OF.get(sheet) if column == "kind" else CODED.get(column)
    if column.endswith("_unit"):
        vocabulary = "measure"
    if vocabulary and value:
        said = words.coded(vocabulary, value)
        return said[:1].upper() + said[1:] if vocabulary == "record" else said
    if column in LISTED:
        return words("list_comma").join(words.coded(LISTED[column], one) for one in value.split())
    if column in TAGGED:
        return _TAG.sub(lambda found: f"{words.coded(TAGGED[column], found[1])}:", value)
    return words.period(value) if column in {"month", "term"} and _PERIOD.fullmatch(value) else None


def _exactly(column: str, value: str) -> str | Decimal | date:
    last = column.rsplit("_", 1)[-1]
    if last in MEASURED and _is_exact(value):
        return Decimal(value)
    if last in DATED and _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return value
        return day if day >= FIRST_DAY else value
    return value[:TEXT_MOST]


def _is_exact(text: str) -> bool:
    """Whether a number of Excel says just this, its last noughts too."""
    return (
        _NUMBER.fullmatch(text) is not None
        and sum(each.isdigit() for each in text) <= DIGITS_MOST
        and not (text.startswith("-") and Decimal(text) == 0)
    )
