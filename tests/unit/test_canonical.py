"""JSON is read strictly, written as RFC 8785 says, and every fault is named at its place."""

import hashlib
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from traceability.canonical import canonicalise, digest, leaf_hash, parse_json
from traceability.errors import Invalid
from traceability.json_faults import LARGEST_INTEGER, MOST_FAULTS

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
keys = texts | st.sampled_from(["\ue000", "\U0001f600", "\ufb33", "€", "a", "A", "1", '"', "\\", "é", '":', " :"])
scalars = st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | texts
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=25)


def faults(raw: bytes, **limit: int) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        parse_json(raw, **limit)
    return [(fault.pointer, fault.code) for fault in caught.value.faults]


@given(values)
def test_canonicalise_equals_the_reference(value: Any) -> None:
    assert canonicalise(value) == rfc8785.dumps(value)


@given(values, st.booleans(), st.sampled_from([(",", ":"), (" , ", " : "), (",\n", "\t:\r")]), st.booleans())
def test_parse_json_reads_back_any_way_of_writing(
    value: Any, ascii_only: bool, separators: tuple[str, str], pretty: bool
) -> None:
    raw = json.dumps(value, ensure_ascii=ascii_only, separators=separators, indent=1 if pretty else None).encode()

    assert parse_json(raw) == value
    assert parse_json(canonicalise(parse_json(raw))) == value


def duplicated(text: str) -> bool:
    found = []
    json.loads(text, object_pairs_hook=lambda pairs: found.append(len(dict(pairs)) != len(pairs)))
    return any(found)


def unfit(value: Any) -> bool:
    """Whether a value holds a float, an integer from 2^53 on, or a character that is none."""
    match value:
        case bool() | None:
            return False
        case float():
            return True
        case int():
            return abs(value) >= 2**53
        case str():
            return "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value)
        case list():
            return any(unfit(each) for each in value)
        case _:
            return any(unfit(each) for pair in value.items() for each in pair)


tokens = st.sampled_from(
    [*'{}[],:" \n', '"a"', '"b":', '"a":', '"a" :', "1", "-0", "1.5", "1e3", "NaN", "null", "true"]
)
soup = st.lists(tokens | st.sampled_from(['{"a":1,"a":2}', '"\\u0000"', '"\\ud800"', '"\\\\ud800"', '":"', str(2**53)]))


@given(soup.map("".join))
@example(str(2**53) + "1.5")
@example("1e3" + str(2**53))
def test_parse_json_agrees_with_a_plain_reading_of_any_text(text: str) -> None:
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        assert faults(text.encode())
        return
    if duplicated(text) or unfit(value):
        assert faults(text.encode())
    else:
        assert parse_json(text.encode()) == value


@pytest.mark.parametrize(
    ("raw", "pointer", "code"),
    [
        (b'{"a":1,"b":{"c":2,"c":2}}', "/b/c", "duplicate_key"),
        (b'{"a" :1,"a" :2}', "/a", "duplicate_key"),
        (b'{"a":"\\":","a":2}', "/a", "duplicate_key"),
        (b'{"a":":","a" :2}', "/a", "duplicate_key"),
        (b'{"a":[0,1.5]}', "/a/1", "float_not_allowed"),
        (b"1e400", "", "float_not_allowed"),
        (b'{"x/y~z":1.0}', "/x~1y~0z", "float_not_allowed"),
        (b"[NaN]", "/0", "not_a_number"),
        (b"[-Infinity]", "/0", "not_a_number"),
        (b"[9007199254740992]", "/0", "integer_out_of_range"),
        (b"[-" + b"9" * 5000 + b"]", "/0", "integer_out_of_range"),
        (b'["a\\u0000b"]', "/0", "nul_character"),
        (b'["a\x00b"]', "/0", "nul_character"),
        (b'{"\\u0000":1}', "/?", "nul_character"),
        (b'["\\ud83d"]', "/0", "lone_surrogate"),
        (b'{"\\uDE00":1}', "/?", "lone_surrogate"),
        (b"[" * 33 + b"]" * 33, "/0" * 32, "nested_too_deeply"),
        (b"[" * 200_000, "", "nested_too_deeply"),
        (b'"\xff"', "", "not_utf8"),
        (b"", "", "bad_json"),
        (b'["a\nb"]', "", "bad_json"),
        (b"[1] 2", "", "bad_json"),
        (b"\xef\xbb\xbf[]", "", "bad_json"),
    ],
)
def test_parse_json_names_the_fault_at_its_place(raw: bytes, pointer: str, code: str) -> None:
    assert faults(raw) == [(pointer, code)]


def test_parse_json_names_every_fault_at_once() -> None:
    raw = b'{"lines":[{"amount":1.5,"note":"\\u0000"},{"amount":2,"amount":9007199254740993}],"x":"\\udc00","y":NaN}'

    assert faults(raw) == [
        ("/lines/0/amount", "float_not_allowed"),
        ("/lines/0/note", "nul_character"),
        ("/lines/1/amount", "duplicate_key"),
        ("/lines/1/amount", "integer_out_of_range"),
        ("/x", "lone_surrogate"),
        ("/y", "not_a_number"),
    ]


def test_parse_json_says_where_broken_text_breaks() -> None:
    with pytest.raises(Invalid) as caught:
        parse_json(b'{"a": 1.5,\n "b": }')

    assert caught.value.faults[0].context == {"line": 2, "column": 7}


def test_parse_json_refuses_more_than_its_limit() -> None:
    assert faults(b'"12345"', limit=6) == [("", "body_too_large")]
    assert parse_json(b'"12345"', limit=7) == "12345"


def test_parse_json_counts_faults_past_the_most_it_names() -> None:
    with pytest.raises(Invalid) as caught:
        parse_json(b"[" + b"1.5," * 5_000 + b"1]")

    assert len(caught.value.faults) == MOST_FAULTS + 1
    assert caught.value.faults[-1].context == {"count": 5_000}


def test_parse_json_takes_32_levels_and_pairs_of_surrogates() -> None:
    assert parse_json(b"[" * 32 + b"]" * 32)
    assert parse_json(b'"\\ud83d\\ude00"') == "😀"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"a": [1.0]}, "float_not_allowed"),
        ({"a": [2**53]}, "integer_out_of_range"),
        ({"a": ["\ud800"]}, "lone_surrogate"),
        ({"a": [(1, 2)]}, "not_json"),
    ],
)
def test_canonicalise_refuses_what_json_cannot_say_exactly(value: object, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        canonicalise(value)

    assert [(fault.pointer, fault.code) for fault in caught.value.faults] == [("/a/0", code)]


def test_canonicalise_ends_on_a_value_inside_itself() -> None:
    loop: list[object] = []
    loop.append(loop)

    with pytest.raises(Invalid, match="nested_too_deeply"):
        canonicalise(loop)


@given(st.binary(max_size=64))
def test_leaf_hash_is_the_leaf_of_rfc_6962(entry: bytes) -> None:
    assert leaf_hash(entry) == hashlib.sha256(b"\0" + entry).digest()
    assert digest(entry) == hashlib.sha256(entry).digest()
