"""Every code that the code can raise has a sentence in both languages, and no sentence is left without a use."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.messages import CATALOGUES, text
from server.problems import BY_STATUS
from traceability import bodies

ROOT = Path(__file__).resolve().parents[2]
RAISERS = {  # what names a code, and which of its arguments does
    "Fault": 1,
    "NotSent": 0,
    "NotPermitted": 0,
    "PydanticCustomError": 0,
    "QuantityError": 0,
    "_Number": 0,
    "_broken": 0,
    "_refused": 0,
    "_written": 1,
    "problem": 2,
}
STATUSES = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500)


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def raised() -> dict[str, str]:
    """Each code that stands as a constant where a fault or problem is made, and the file it stands in."""
    found: dict[str, str] = {}
    files = [path for floor in ("traceability", "server") for path in (ROOT / floor).rglob("*.py")]
    for path in files:
        if "node_modules" in path.parts or "demo" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                place = RAISERS.get(name)
                if place is not None and len(node.args) > place:
                    found |= {code: path.name for code in _constants(node.args[place])}
                for keyword in node.keywords:
                    if keyword.arg == "code" and name in RAISERS:
                        found |= {code: path.name for code in _constants(keyword.value)}
    found |= {code: "bodies.py" for code in bodies.OWN_CODES.values()}
    found |= {code: "problems.py" for code in BY_STATUS.values()}
    return {code: file for code, file in found.items() if code.isidentifier()}


def placeholders(sentence: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field}


def test_finds_the_codes_that_are_raised() -> None:
    known = {"unknown_unit", "negative_amount", "duplicate_key", "body_too_large", "units_differ", "csrf_missing"}
    assert known <= set(raised())
    assert len(raised()) > 45


@pytest.mark.parametrize("language", CATALOGUES)
def test_says_every_code_in_words(language: str) -> None:
    assert {code: file for code, file in raised().items() if code not in CATALOGUES[language]} == {}
    assert [status for status in STATUSES if f"title_{status}" not in CATALOGUES[language]] == []


def test_says_the_same_codes_with_the_same_values_in_every_language() -> None:
    chinese, english = CATALOGUES["zh-CN"], CATALOGUES["en"]
    assert set(chinese) == set(english)
    assert [c for c in chinese if placeholders(chinese[c]) - placeholders(english[c]) - {"most", "unit"}] == []
    assert [code for code, sentence in chinese.items() if not any("\u4e00" <= sign for sign in sentence)] == []
    assert [code for code, sentence in english.items() if sentence == code or " " not in sentence] == []


def test_fills_in_what_the_person_entered_without_reading_it_as_a_pattern() -> None:
    assert "{0.__class__}" in (text("en", "unknown_unit", {"unit": "{0.__class__}"}) or "")
    assert text("en", "no_such_code", {}) is None


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("uuid_parsing", "not_a_uuid"),
        ("datetime_from_date_parsing", "not_a_time"),
        ("date_from_datetime_inexact", "not_a_date"),
        ("int_type", "wrong_type"),
        ("bool_parsing", "wrong_type"),
        ("model_type", "wrong_type"),
        ("list_type", "wrong_type"),
        ("dict_type", "wrong_type"),
        ("string_unicode", "wrong_form"),
        ("int_parsing_size", "out_of_range"),
        ("int_from_float", "wrong_type"),
        ("string_sub_type", "wrong_type"),
        ("tuple_type", "wrong_type"),
        ("frozen_set_type", "wrong_type"),
        ("multiple_of", "wrong_form"),
        ("units_differ", "units_differ"),
    ],
)
def test_names_what_pydantic_finds_by_codes_of_our_own(kind: str, code: str) -> None:
    assert bodies._own_code(kind) == code
