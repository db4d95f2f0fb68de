"""What cannot be understood: a 4xx that names every fault at its field in both languages, and nothing half written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from server.api.answers import to_key
from tests.support.records import AT, CAMPUS, CHICKEN, SUPPLIER
from tests.support.served import OTHER_CAMPUS, Served, delivery, line, table_sizes
from traceability import db
from traceability.identifiers import uuid7

KG = {"amount": "1", "unit": "kg"}


def lines(*changes: dict[str, Any]) -> dict[str, Any]:
    return delivery(lines=[line(**{"line": n, **change}) for n, change in enumerate(changes, 1)])


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in delivery().items() if name not in names}


FAULTY: dict[str, tuple[Any, set[tuple[str, str]]]] = {
    "unknown unit": (
        lines({"accepted": {"amount": "1", "unit": "furlong"}}),
        {("/lines/0/accepted/unit", "unknown_unit")},
    ),
    "a package as unit": (
        lines({"accepted": {"amount": "1", "unit": "箱"}}),
        {("/lines/0/accepted/unit", "unknown_unit")},
    ),
    "negative amount": (
        lines({"accepted": {"amount": "-1", "unit": "kg"}}),
        {("/lines/0/accepted/amount", "negative_amount")},
    ),
    "full-width negative amount": (
        lines({"accepted": {"amount": "－１", "unit": "kg"}}),
        {("/lines/0/accepted/amount", "negative_amount")},
    ),
    "no number": (
        lines({"accepted": {"amount": "ten", "unit": "kg"}}),
        {("/lines/0/accepted/amount", "not_a_decimal")},
    ),
    "too much": (lines({"accepted": {"amount": "9" * 20, "unit": "t"}}), {("/lines/0/accepted/amount", "too_large")}),
    "too precise": (
        lines({"accepted": {"amount": "0.0000001", "unit": "kg"}}),
        {("/lines/0/accepted/amount", "too_precise")},
    ),
    "number for a string": (
        lines({"accepted": {"amount": 38, "unit": "kg"}}),
        {("/lines/0/accepted/amount", "decimal_string_expected")},
    ),
    "temperature beyond reason": (lines({"temperature": "3000"}), {("/lines/0/temperature", "out_of_range")}),
    "the year 20226": (delivery(occurred_at="20226-11-20T08:15:00+08:00"), {("/occurred_at", "not_a_time")}),
    "a label of the year 20226": (lines({"expiry_date": "20226-11-20"}), {("/lines/0/expiry_date", "not_a_date")}),
    "the year 1022": (delivery(occurred_at="1022-11-20T08:15:00+08:00"), {("/occurred_at", "out_of_calendar")}),
    "the end of time": (delivery(occurred_at="9999-12-31T23:59:59-12:00"), {("/occurred_at", "out_of_calendar")}),
    "the beginning of time": (delivery(occurred_at="0001-01-01T00:00:00+14:00"), {("/occurred_at", "out_of_calendar")}),
    "a time without a zone": (delivery(occurred_at="2026-11-20T08:15:00"), {("/occurred_at", "zone_required")}),
    "a number as a time": (delivery(occurred_at=1795000000), {("/occurred_at", "not_a_time")}),
    "a number in a string as a time": (delivery(occurred_at="1795000000"), {("/occurred_at", "not_a_time")}),
    "a number as a day": (lines({"expiry_date": 20000}), {("/lines/0/expiry_date", "not_a_date")}),
    "30 February": (lines({"expiry_date": "2026-02-30"}), {("/lines/0/expiry_date", "not_a_date")}),
    "long text": (delivery(note="饭" * 2001), {("/note", "too_long")}),
    "empty name": (lines({"name_seen": " "}), {("/lines/0/name_seen", "empty")}),
    "no lines": (delivery(lines=[]), {("/lines", "too_few")}),
    "301 lines": (lines(*[{}] * 301), {("/lines", "too_many")}),
    "a line number twice": (delivery(lines=[line(), line()]), {("", "repeated_line")}),
    "two kinds of unit": (lines({"delivered": {"amount": "1", "unit": "l"}}), {("/lines/0", "units_differ")}),
    "a word of no list": (lines({"appearance": "lovely"}), {("/lines/0/appearance", "not_one_of")}),
    "an unknown field": (delivery(colour="red"), {("/colour", "unknown_field")}),
    "a field with a slash and a tilde": (delivery(**{"a/b~c": 1}), {("/a~1b~0c", "unknown_field")}),
    "no UUID": (delivery(site="here", supplier=7), {("/site", "not_a_uuid"), ("/supplier", "not_a_uuid")}),
    "nothing where something must be": (
        without("supplier", "lines", "occurred_at"),
        {("/supplier", "required"), ("/lines", "required"), ("/occurred_at", "required")},
    ),
    "null": (delivery(lines=None), {("/lines", "wrong_type")}),
    "an array for a body": ([delivery()], {("", "wrong_type")}),
    "a string for a body": ("delivery", {("", "wrong_type")}),
    "true for a number": (lines({"line": True}), {("/lines/0/line", "wrong_type")}),
    "several at once": (
        delivery(
            occurred_at="gestern",
            lines=[line(accepted={"amount": "-1", "unit": "kg"}), line(line=2, accepted={"amount": "x", "unit": "y"})],
        ),
        {
            ("/occurred_at", "not_a_time"),
            ("/lines/0/accepted/amount", "negative_amount"),
            ("/lines/1/accepted/unit", "unknown_unit"),
            ("/lines/1/accepted/amount", "not_a_decimal"),
        },
    ),
}


def good(text: str) -> bool:
    """A finished sentence: no placeholder, no bare code."""
    return bool(text) and "{" not in text and "_" not in text


async def refused(served: Served, content: bytes, language: str = "zh-CN", **headers: str) -> Any:
    """PUT these bytes as a delivery, which must be refused and leave every table as it was; the problem."""
    before = await table_sizes()
    async with served.as_("kitchen", language) as client:
        told = {"Content-Type": "application/json", **headers}
        answer = await client.put(f"/api/deliveries/{uuid7()}", content=content, headers=told)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == language
    assert await table_sizes() == before
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert good(problem["title"])
    assert good(problem["detail"])
    assert [fault for fault in problem.get("errors", ()) if not good(fault["detail"])] == []
    return problem


@pytest.mark.parametrize("circumstance", FAULTY)
async def test_refuse_a_record_and_name_each_fault(on_sqlite: Served, circumstance: str) -> None:
    body, expected = FAULTY[circumstance]
    chinese = await refused(on_sqlite, json.dumps(body).encode())
    english = await refused(on_sqlite, json.dumps(body).encode(), "en")
    for problem in (chinese, english):
        assert {(fault["pointer"], fault["code"]) for fault in problem["errors"]} == expected
        assert (problem["status"], problem["code"]) == (422, "faulty_record")
    assert all(c["detail"] != e["detail"] for c, e in zip(chinese["errors"], english["errors"], strict=True))
    assert all(any("\u4e00" <= sign for sign in fault["detail"]) for fault in chinese["errors"])


GOOD = json.dumps(delivery()).encode()
UNREADABLE: dict[str, tuple[bytes, int, set[tuple[str, str]]]] = {
    "broken JSON": (GOOD[:-2], 400, {("", "bad_json")}),
    "two documents": (GOOD + GOOD, 400, {("", "bad_json")}),
    "no content": (b"", 400, {("", "empty_body")}),
    "blanks only": (b"  \n", 400, {("", "bad_json")}),
    "no UTF-8": (GOOD.replace(b"JT-1122", b"JT\xff1122"), 400, {("", "not_utf8")}),
    "UTF-16": (json.dumps(delivery()).encode("utf-16"), 400, {("", "not_utf8")}),
    "a NUL": (GOOD.replace(b"JT-1122", b"JT\\u00001122"), 422, {("/lines/0/lot_code", "nul_character")}),
    "a bare NUL": (GOOD.replace(b"JT-1122", b"JT\x001122"), 422, {("/lines/0/lot_code", "nul_character")}),
    "half a surrogate pair": (
        GOOD.replace(b"JT-1122", b"JT\\ud8001122"),
        422,
        {("/lines/0/lot_code", "lone_surrogate")},
    ),
    "a key twice": (GOOD[:-1] + b',"site":1}', 422, {("/site", "duplicate_key")}),
    "a float": (GOOD.replace(b'"38.2"', b"38.2"), 422, {("/lines/0/accepted/amount", "float_not_allowed")}),
    "1e400": (GOOD.replace(b'"38.2"', b"1e400"), 422, {("/lines/0/accepted/amount", "float_not_allowed")}),
    "NaN": (GOOD.replace(b'"38.2"', b"NaN"), 422, {("/lines/0/accepted/amount", "not_a_number")}),
    "a huge integer": (
        GOOD.replace(b'"line": 1', b'"line": ' + b"9" * 400),
        422,
        {("/lines/0/line", "integer_out_of_range")},
    ),
    "deep nesting": (b"[" * 40 + b"]" * 40, 422, {("/0" * 32, "nested_too_deeply")}),
    "very deep nesting": (b"[" * 400_000, 422, {("", "nested_too_deeply")}),
    "very deep nesting that closes": (b"[" * 400_000 + b"]" * 400_000, 422, {("", "nested_too_deeply")}),
    "several at once": (
        GOOD.replace(b"JT-1122", b"JT\\u0000").replace(b'"38.2"', b"38.2"),
        422,
        {("/lines/0/lot_code", "nul_character"), ("/lines/0/accepted/amount", "float_not_allowed")},
    ),
}


@pytest.mark.parametrize("circumstance", UNREADABLE)
async def test_refuse_bytes_that_are_no_strict_json(on_sqlite: Served, circumstance: str) -> None:
    content, status, expected = UNREADABLE[circumstance]
    for language in ("zh-CN", "en"):
        problem = await refused(on_sqlite, content, language)
        assert problem["status"] == status
        assert {(fault["pointer"], fault["code"]) for fault in problem["errors"]} == expected


async def test_refuse_ten_megabytes_of_text(served: Served) -> None:
    content = json.dumps(delivery(note="饭" * 3_500_000), ensure_ascii=False).encode()
    assert len(content) > 10_000_000
    problem = await refused(served, content)
    assert (problem["status"], problem["code"]) == (413, "too_large")


async def test_refuse_a_huge_array_and_keep_the_answer_small(on_sqlite: Served) -> None:
    problem = await refused(on_sqlite, json.dumps(lines(*[{"x": 1}] * 5000)).encode())
    assert problem["status"] in (413, 422)
    assert len(json.dumps(problem)) < 500_000
    problem = await refused(on_sqlite, json.dumps(delivery(documents=list(range(20_000)))).encode())
    assert problem["status"] == 422


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
async def test_refuse_another_type_of_content(on_sqlite: Served, kind: str) -> None:
    problem = await refused(on_sqlite, GOOD, **{"Content-Type": kind})
    assert (problem["status"], problem["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
async def test_take_json_however_its_type_is_written(on_sqlite: Served, kind: str) -> None:
    async with on_sqlite.as_("kitchen") as client:
        answer = await client.put(f"/api/deliveries/{uuid7()}", content=GOOD, headers={"Content-Type": kind})
    assert answer.status_code == 201


async def test_refuse_a_foreign_scope(served: Served) -> None:
    before = await table_sizes()
    async with served.as_("kitchen") as client:
        for foreign in (OTHER_CAMPUS, SUPPLIER, CHICKEN, uuid7()):
            answer = await client.put(f"/api/deliveries/{uuid7()}", json=delivery(site=str(foreign)))
            assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    async with served.as_("operator") as client:  # sees every party, but this one is none
        answer = await client.put(f"/api/deliveries/{uuid7()}", json=delivery(site=str(uuid7())))
        assert (answer.status_code, answer.json()["code"]) == (404, "not_on_record")
    assert await table_sizes() == before


async def test_keep_the_rival_of_a_repeated_id_and_nothing_else(served: Served) -> None:
    identity = uuid7()
    await served.put("deliveries", delivery(), identity=identity)
    before = await table_sizes()
    async with served.as_("kitchen") as client:
        for _ in range(3):
            answer = await client.put(f"/api/deliveries/{identity}", json=delivery(note="另一张单"))
            assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    after = await table_sizes()
    assert after == {**before, "rival": before["rival"] + 1}
    (rival,) = await db.fetch("SELECT record, body FROM rival")
    assert (rival["record"], json.loads(rival["body"])["note"]) == (identity, "另一张单")


PARAMETERS = [
    ("deliveries", {"limit": "0"}, "?limit"),
    ("deliveries", {"limit": "201"}, "?limit"),
    ("deliveries", {"limit": "-1"}, "?limit"),
    ("deliveries", {"limit": "many"}, "?limit"),
    ("deliveries", {"limit": "9" * 5000}, "?limit"),
    ("deliveries", {"after": "nonsense"}, "?after"),
    ("deliveries", {"after": "\u00e9"}, "?after"),
    ("deliveries", {"after": "WyJ4Il0"}, "?after"),  # ["x"]
    ("deliveries", {"after": "WzFd"}, "?after"),  # [1]
    ("deliveries", {"after": "e30"}, "?after"),  # {}
    ("deliveries", {"after": "W1tb" * 10_000}, "?after"),  # [[[[[[…
    ("deliveries", {"site": "here"}, "?site"),
    ("batches", {"after": "WyJ4Il0"}, "?after"),
    ("batches", {"after": "WyItMSJd"}, "?after"),  # ["-1"]
    ("batches", {"q": "a\x00b"}, "?q"),
    ("batches", {"q": "x" * 101}, "?q"),
    ("batches", {"limit": "1.5"}, "?limit"),
    ("ingredients", {"q": "a\x00b"}, "?q"),
    ("ingredients", {"q": "x" * 101}, "?q"),
    ("organisations", {"q": "a\x00b"}, "?q"),
    ("organisations", {"role": "a\x00"}, "?role"),
    ("reports", {"after": "WyJ4IiwieSJd"}, "?after"),  # ["x","y"]
    ("reports", {"after": to_key("0001-01-01T00:00:00+14:00", CAMPUS)}, "?after"),  # before the first day there is
    ("reports", {"period": "a\x00b"}, "?period"),
    ("expected", {}, "?site"),
    ("expected", {"site": "x"}, "?site"),
    ("people", {"site": "\x00"}, "?site"),
    ("thresholds", {"on": "20226-01-01"}, "?on"),
    ("thresholds", {"region": "x" * 101}, "?region"),
]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_refuse_a_query_parameter_and_name_it(served: Served, language: str) -> None:
    async with served.as_("inspector", language) as client:
        for path, parameters, pointer in PARAMETERS:
            answer = await client.get(f"/api/{path}", params=parameters)
            assert answer.status_code == 400, (path, parameters, answer.text)
            problem = answer.json()
            assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
            assert all(good(fault["detail"]) for fault in problem["errors"])


@pytest.mark.parametrize("direction", ["sideways", "", "UPSTREAM", "\x00"])
async def test_refuse_a_direction_that_is_none(on_sqlite: Served, direction: str) -> None:
    async with on_sqlite.as_("inspector") as client:
        answer = await client.get(f"/api/batches/{uuid7()}/trace", params={"direction": direction})
    assert answer.status_code == 400
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["?direction"]


@pytest.mark.parametrize("name", ["here", "1", "..%2f..", "%00", "018f0000-0000-7000-8000-00000000000g", "%ff"])
@pytest.mark.parametrize("path", ["deliveries/{}", "batches/{}/trace", "reports/{}/pdf", "corrections/{}"])
async def test_find_nothing_under_a_path_that_is_no_uuid(on_sqlite: Served, name: str, path: str) -> None:
    method = "PUT" if path.startswith("corrections") else "GET"
    async with on_sqlite.as_("inspector", "en") as client:
        answer = await client.request(method, "/api/" + path.format(name))
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


async def test_name_the_faults_of_a_correction_under_its_content(served: Served) -> None:
    receipt = await served.put("deliveries", delivery())
    before = await table_sizes()
    content = lines({"accepted": {"amount": "1", "unit": "furlong"}})
    correction = {"record": receipt["id"], "saw": 1, "declaration": "incorrect_data", "reason": "x"}
    wrong: list[tuple[dict[str, Any], set[tuple[str, str]]]] = [
        ({**correction, "content": content}, {("/content/lines/0/accepted/unit", "unknown_unit")}),
        (correction, {("/content", "content_against_declaration")}),
        (
            {**correction, "declaration": "did_not_occur", "content": delivery()},
            {("/content", "content_against_declaration")},
        ),
        ({**correction, "saw": 0, "reason": ""}, {("/saw", "out_of_range"), ("/reason", "empty")}),
        ({**correction, "content": delivery(site=str(OTHER_CAMPUS))}, {("/content", "party_cannot_move")}),
    ]
    async with served.as_("operator") as client:
        for body, expected in wrong:
            answer = await client.put(f"/api/corrections/{uuid7()}", json=body)
            assert answer.status_code == 422
            assert {(f["pointer"], f["code"]) for f in answer.json()["errors"]} == expected
            assert all(good(f["detail"]) for f in answer.json()["errors"])
        unknown = {**correction, "record": str(uuid7()), "content": delivery()}
        assert (await client.put(f"/api/corrections/{uuid7()}", json=unknown)).status_code == 404
    assert await table_sizes() == before


@pytest.mark.parametrize("path", ["/api/session", "/api/reports"])
async def test_refuse_what_a_post_cannot_understand(on_sqlite: Served, path: str) -> None:
    before = await table_sizes()
    async with on_sqlite.as_("operator") as client:
        for content in (b"", b"{", b"[]", b"null", b'{"username":1}', b'{"site":"x","period":"2026-13"}', b'"\\ud800"'):
            answer = await client.post(path, content=content, headers={"Content-Type": "application/json"})
            assert answer.status_code in (400, 422), content
            assert answer.json()["errors"]
    assert await table_sizes() == before


async def test_record_what_is_merely_wrong_in_the_world(served: Served) -> None:
    """Law 1: late, warm, unknown, unannounced, a lot of other people's: recorded as seen."""
    body = delivery(
        supplier=str(uuid7()),
        order=str(uuid7()),
        occurred_at="2019-01-01T00:00:00+08:00",
        lines=[
            line(
                ingredient=str(uuid7()),
                temperature="41.5",
                expiry_date="2018-01-01",
                batch=str(uuid7()),
                accepted={"amount": "0", "unit": "kg"},
            )
        ],
    )
    receipt = await served.put("deliveries", body)
    assert (await served.get(f"deliveries/{receipt['id']}", "kitchen"))["body"] == body
    assert (body["site"], AT) == (str(CAMPUS), delivery()["occurred_at"])
