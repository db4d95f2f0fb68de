"""What the kitchen plans and does besides cooking: each kind recorded, repeated, corrected, taken back, refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.duties import CASES as DUTY_CASES
from tests.support.oversight import CASES as OVERSIGHT_CASES
from tests.support.records import AT, CAMPUS, SCHOOL, amend, current, district, known, put
from traceability import db
from traceability.canonical import leaf_hash
from traceability.errors import Conflict, Invalid, NotPermitted
from traceability.identifiers import campus_batch_id, made_batch_id
from traceability.kinds import BY_NAME
from traceability.scope import Role, Scope
from traceability.trace.walk import reach

KG = {"amount": "38.2", "unit": "kg"}
EAST = known("east campus")
COOK = Scope(known("cook"), Role.KITCHEN, frozenset({CAMPUS}))
Case = tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], set[tuple[str, str]]]

# kind, a body, what a correction changes, what cannot be understood, and the faults that names
CASES: list[Case] = [
    *DUTY_CASES,
    *OVERSIGHT_CASES,
    (
        "diner_group",
        {"site": str(CAMPUS), "name": "三年级", "name_en": "Year 3", "age_group": "primary_lower", "enrolment": 212},
        {"enrolment": 214},
        {"age_group": "giants", "enrolment": -1},
        {("/age_group", "not_one_of"), ("/enrolment", "out_of_range")},
    ),
    (
        "headcount",
        {"site": str(CAMPUS), "day": "2026-11-20", "meal": "lunch", "group": str(known("year 3")), "count": 209},
        {"count": 208},
        {"count": "209", "meal": "tea"},
        {("/count", "wrong_type"), ("/meal", "not_one_of")},
    ),
    (
        "school_day",
        {"party": str(SCHOOL), "day": "2026-10-10", "kind": "make_up", "note": "国庆调休"},
        {"kind": "school"},
        {"day": "20226-10-10", "kind": "storm"},
        {("/day", "not_a_date"), ("/kind", "not_one_of")},
    ),
    (
        "menu",
        {
            "site": str(CAMPUS),
            "day": "2026-11-20",
            "meal": "lunch",
            "dishes": [{"recipe": str(known("recipe")), "dish": "宫保鸡丁", "portions": 412}, {"dish": "米饭"}],
        },
        {"published_at": "2026-11-13T17:00:00+08:00"},
        {"dishes": [], "published_at": "2026-11-13T17:00:00"},
        {("/dishes", "too_few"), ("/published_at", "zone_required")},
    ),
    (
        "substitution",
        {
            "site": str(CAMPUS),
            "menu": str(known("menu")),
            "dish_out": "清炒菠菜",
            "dish_in": "蒜蓉油菜",
            "reason": "菠菜未到",
            "occurred_at": AT,
        },
        {"recipe_in": str(known("rape"))},
        {"dish_out": "", "reason": ""},
        {("/dish_out", "empty"), ("/reason", "empty")},
    ),
    (
        "stock_count",
        {"site": str(CAMPUS), "occurred_at": AT, "lines": [{"batch": str(known("rice")), "amount": KG}]},
        {"person": str(known("wang"))},
        {"lines": [{"batch": "大米", "amount": {"amount": "-1", "unit": "袋"}}]},
        {
            ("/lines/0/batch", "not_a_uuid"),
            ("/lines/0/amount/unit", "unknown_unit"),
            ("/lines/0/amount/amount", "negative_amount"),
        },
    ),
    (
        "dispatch",
        {
            "site": str(CAMPUS),
            "occurred_at": AT,
            "destination": str(EAST),
            "items": [{"line": 1, "batch": str(known("dish")), "amount": KG, "portions": 120}],
            "vehicle_plate": "京A·88231",
            "seal": "QF-20261120-07",
            "label": {
                "food": "宫保鸡丁",
                "maker": "本部食堂",
                "made_at": "2026-11-20T10:40:00+08:00",
                "eat_by": "2026-11-20T14:40:00+08:00",
                "how_to_eat": "到校后即食",
            },
            "temperature": "71.5",
            "signer": str(known("wang")),
            "second_signer": str(known("li")),
        },
        {"temperature": "68"},
        {"items": [], "temperature": 70},
        {("/items", "too_few"), ("/temperature", "decimal_string_expected")},
    ),
    (
        "dispatch_receipt",
        {
            "site": str(CAMPUS),
            "dispatch": str(known("dispatch")),
            "occurred_at": AT,
            "items": [
                {
                    "line": 1,
                    "batch": str(known("dispatched")),
                    "dish": "宫保鸡丁",
                    "accepted": KG,
                    "rejected": {"amount": "0.5", "unit": "kg"},
                    "temperature": "63.5",
                    "portions": 118,
                    "reason": "一盘洒出",
                }
            ],
            "seal_intact": True,
            "receivers": [
                {"person": str(known("li")), "role": "food_safety_officer", "signed_at": AT},
                {"person": str(known("zhao")), "role": "canteen_manager", "signed_at": AT},
            ],
        },
        {"seal_intact": False},
        {
            "items": [{"line": 0, "batch": str(CAMPUS), "portions": -3}],
            "receivers": [{"person": "李", "role": "guest", "signed_at": AT}],
        },
        {
            ("/items/0/line", "out_of_range"),
            ("/items/0/portions", "out_of_range"),
            ("/receivers/0/person", "not_a_uuid"),
            ("/receivers/0/role", "not_one_of"),
        },
    ),
    (
        "retained_sample",
        {
            "site": str(CAMPUS),
            "batch": str(known("dish")),
            "dish": "宫保鸡丁",
            "meal": "lunch",
            "amount": {"amount": "130", "unit": "g"},
            "taken_at": AT,
            "unit": str(known("sample fridge")),
            "person": str(known("wang")),
        },
        {"amount": {"amount": "125", "unit": "g"}},
        {"amount": {"amount": "0.0001", "unit": "g"}, "meal": "brunch"},
        {("/amount/amount", "too_precise"), ("/meal", "not_one_of")},
    ),
    (
        "sample_disposal",
        {"site": str(CAMPUS), "sample": str(known("sample")), "disposed_at": AT, "person": str(known("wang"))},
        {"disposed_at": "2026-11-22T18:00:00+08:00", "reason": "打翻"},
        {"sample": None},
        {("/sample", "not_a_uuid")},
    ),
    (
        "disposal",
        {
            "site": str(CAMPUS),
            "batch": str(known("rice")),
            "amount": KG,
            "reason": "expired",
            "occurred_at": AT,
            "handler": str(known("wang")),
        },
        {"reason": "spoiled"},
        {"reason": "boring", "amount": {"amount": "a", "unit": "kg"}},
        {("/reason", "not_one_of"), ("/amount/amount", "not_a_decimal")},
    ),
    (
        "storage_unit",
        {"site": str(CAMPUS), "name": "留样冰箱", "storage": "chilled", "min": "0", "max": "8"},
        {"name_en": "Sample refrigerator"},
        {"storage": "hot", "max": "8.25"},
        {("/storage", "not_one_of"), ("/max", "too_precise")},
    ),
    (
        "temperature_reading",
        {
            "site": str(CAMPUS),
            "unit": str(known("sample fridge")),
            "occurred_at": AT,
            "temperature": "4.2",
            "source": "sensor",
        },
        {"temperature": "-4.2"},
        {"source": "guess", "temperature": "900"},
        {("/source", "not_one_of"), ("/temperature", "out_of_range")},
    ),
]


async def _rows(kind: str, record: object) -> dict[str, list[dict[str, Any]]]:
    """Every row of a record, current or not, by table."""
    found = {}
    for table in BY_NAME[kind].tables:
        name = table._meta.tablename
        rows = await db.fetch(f"SELECT * FROM {name} WHERE record = $1", record)  # noqa: S608 - a table's own name
        found[name] = [dict(row) for row in rows]
    return found


async def test_record_each_kind_repeated_corrected_and_taken_back(records_url: str) -> None:
    async with district(records_url):
        for kind, body, change, _, _ in CASES:
            receipt = await put(kind, body)
            first = await _rows(kind, receipt.id)
            assert all(rows for rows in first.values()), f"{kind} fills each of its tables"
            assert all(row["until_seq"] is None for rows in first.values() for row in rows)
            entry = await db.fetch_one("SELECT entry FROM revision WHERE record = $1", receipt.id)
            assert entry is not None
            assert leaf_hash(entry["entry"].encode()) == receipt.leaf

            again = await put(kind, body, receipt.id)
            assert (again.leaf, again.sequence, again.repeated) == (receipt.leaf, receipt.sequence, True)
            with pytest.raises(Conflict):
                await put(kind, {**body, **change}, receipt.id)
            assert await _rows(kind, receipt.id) == first, f"{kind} is not written twice"

            corrected = await amend(receipt, {**body, **change})
            second = await _rows(kind, receipt.id)
            assert {row["rev"] for rows in second.values() for row in rows} == {1, 2}
            for rows in second.values():
                for row in rows:
                    assert row["until_seq"] == (corrected.sequence if row["rev"] == 1 else None), kind

            await amend(receipt, None, saw=2)
            third = await _rows(kind, receipt.id)
            assert not [row for rows in third.values() for row in rows if row["until_seq"] is None], kind


async def test_record_with_faults_names_each_at_its_field_and_writes_nothing(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        before = await db.fetch("SELECT count(*) AS n FROM revision")
        for kind, body, _, broken, faults in CASES:
            with pytest.raises(Invalid) as caught:
                await put(kind, {**body, **broken})
            assert {(fault.pointer, fault.code) for fault in caught.value.faults} == faults, kind
        assert await db.fetch("SELECT count(*) AS n FROM revision") == before


@pytest.mark.parametrize("kind", ["dispatch", "dispatch_receipt"])
async def test_record_a_line_number_twice_is_refused(sqlite_records_url: str, kind: str) -> None:
    body = next(case[1] for case in CASES if case[0] == kind)
    async with district(sqlite_records_url):
        with pytest.raises(Invalid) as caught:
            await put(kind, {**body, "items": body["items"] * 2})
        assert [fault.code for fault in caught.value.faults] == ["repeated_line"]


async def test_retain_a_sample_without_an_end_keeps_it_48_hours(sqlite_records_url: str) -> None:
    body = next(case[1] for case in CASES if case[0] == "retained_sample")
    async with district(sqlite_records_url):
        plain = await put("retained_sample", body, scope=COOK)
        longer = await put("retained_sample", {**body, "keep_until": "2026-11-25T00:00:00+08:00"}, scope=COOK)
        assert (await current("retained_sample", plain.id))[0]["keep_until"] == datetime(
            2026, 11, 22, 0, 15, tzinfo=UTC
        )
        assert (await current("retained_sample", longer.id))[0]["keep_until"] == datetime(2026, 11, 24, 16, tzinfo=UTC)
        link = (await current("link", plain.id))[0]
        assert (link["child"], link["parent"], link["kind"], link["amount"]) == (
            made_batch_id(plain.id),
            known("dish"),
            "sample",
            130_000,
        )


async def test_record_plans_by_kitchen_staff_is_not_permitted(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        for kind in ("diner_group", "school_day", "menu", "storage_unit"):
            body = next(case[1] for case in CASES if case[0] == kind)
            with pytest.raises(NotPermitted):
                await put(kind, body, scope=COOK)
        assert not await db.fetch("SELECT id FROM revision WHERE kind IN ('diner_group', 'school_day', 'menu')")


async def test_receive_a_dispatch_at_the_other_campus_keeps_one_chain_in_two_logs(records_url: str) -> None:
    async with district(records_url):
        await put("site", {"organisation": str(SCHOOL), "name": "东校区", "region": "110108"}, EAST)
        body = {
            "site": str(CAMPUS),
            "occurred_at": AT,
            "dish": "宫保鸡丁",
            "inputs": [{"batch": str(known("chicken")), "amount": KG}],
        }
        cooking = await put("cooking", body)
        dispatch_body = next(case[1] for case in CASES if case[0] == "dispatch")
        items = [{"line": 7, "batch": str(made_batch_id(cooking.id)), "portions": 120}]
        sent = await put("dispatch", {**dispatch_body, "items": items}, scope=COOK)
        on_the_road = campus_batch_id(sent.id, 7)
        came: dict[str, Any] = {
            "site": str(EAST),
            "dispatch": str(sent.id),
            "occurred_at": "2026-11-20T11:20:00+08:00",
            "items": [{"line": 1, "batch": str(on_the_road), "dish": "宫保鸡丁", "portions": 118}],
        }
        with pytest.raises(NotPermitted):
            await put("dispatch_receipt", came, scope=COOK)
        received = await put("dispatch_receipt", came)
        assert (sent.log, received.log) == (CAMPUS, EAST)
        there = campus_batch_id(received.id, 1)
        meal = {"site": str(EAST), "occurred_at": AT, "meal": "lunch", "group": str(known("year 3")), "portions": 118}
        served = await put("serving", {**meal, "dishes": [{"batch": str(there)}]})

        graph = await reach(made_batch_id(served.id), "upstream")
        assert graph.depths == {
            made_batch_id(served.id): 0,
            there: 1,
            on_the_road: 2,
            made_batch_id(cooking.id): 3,
            known("chicken"): 4,
        }
        kinds = {row["batch"]: (row["kind"], row["party"]) for row in await db.fetch("SELECT * FROM batch")}
        assert kinds[on_the_road] == ("dispatched", CAMPUS)
        assert kinds[there] == ("dish", EAST)

        await amend(received, None)
        assert made_batch_id(served.id) not in (await reach(known("chicken"), "downstream")).depths
