"""What holds for every kind: recorded, repeated, in conflict, corrected, taken back, refused with its faults."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.records import AT, AUTHORITY, CAMPUS, CHICKEN, SCHOOL, SUPPLIER, amend, district, known, put
from traceability import db
from traceability.canonical import leaf_hash
from traceability.errors import Conflict, Invalid
from traceability.kinds import BY_NAME

Case = tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], set[tuple[str, str]]]
KG = {"amount": "38.2", "unit": "kg"}

# kind, a body, what a correction changes, what cannot be understood, and the faults that names
CASES: list[Case] = [
    (
        "organisation",
        {"name": "平谷鲜桃合作社", "trade": "farm", "region": "110117", "credit_code": "93110117MA01ABCD0X"},
        {"address": "平谷区大华山镇"},
        {"trade": "bank", "region": "北京", "surprise": 1},
        {("/trade", "not_one_of"), ("/region", "wrong_form"), ("/surprise", "unknown_field")},
    ),
    (
        "site",
        {
            "organisation": str(SCHOOL),
            "name": "东校区食堂",
            "region": "110108",
            "operating_mode": "own",
            "enrolment": 640,
        },
        {"operating_mode": "contracted", "zone": "Asia/Urumqi"},
        {"operating_mode": "rented", "enrolment": -1, "zone": "Asia/Peking"},
        {("/operating_mode", "not_one_of"), ("/enrolment", "out_of_range"), ("/zone", "unknown_zone")},
    ),
    (
        "licence",
        {
            "party": str(SUPPLIER),
            "kind": "food_operating",
            "number": "JY11101080012345",
            "valid_from": "2021-03-01",
            "valid_to": "2026-02-28",
            "scope": ["poultry", "pork"],
            "issued_by": "海淀区市场监督管理局",
            "documents": [str(known("licence scan"))],
        },
        {"valid_to": "2027-02-28"},
        {"kind": "driving", "number": "", "valid_to": "20226-01-01", "scope": ["stones"]},
        {
            ("/kind", "not_one_of"),
            ("/number", "empty"),
            ("/valid_to", "not_a_date"),
            ("/scope/0", "not_one_of"),
        },
    ),
    (
        "appointment",
        {"site": str(CAMPUS), "person": str(known("wang")), "role": "food_safety_officer", "valid_from": "2026-09-01"},
        {"valid_to": "2026-12-31"},
        {"person": "王老师", "role": "king", "valid_from": "1926-09-01"},
        {("/person", "not_a_uuid"), ("/role", "not_one_of"), ("/valid_from", "out_of_calendar")},
    ),
    (
        "vetting",
        {
            "organisation": str(SCHOOL),
            "supplier": str(SUPPLIER),
            "vetted_on": "2026-08-20",
            "outcome": "approved",
            "incident_free_since": "2019-01-01",
            "on_blacklist": False,
            "evaluation": "92 分",
            "valid_to": "2027-08-19",
        },
        {"outcome": "exited", "on_blacklist": True},
        {"outcome": "maybe", "vetted_on": "yesterday"},
        {("/outcome", "not_one_of"), ("/vetted_on", "not_a_date")},
    ),
    (
        "document",
        {
            "party": str(CAMPUS),
            "kind": "quarantine_certificate",
            "number": "№ 京-０１２３",
            "issued_on": "2026-11-20",
            "organisation": str(SUPPLIER),
            "sha256": "ab" * 32,
            "media_type": "image/jpeg",
            "bytes": 120_000,
        },
        {"number": "京-0124"},
        {"kind": "poem", "sha256": "ABC", "bytes": -1},
        {("/kind", "not_one_of"), ("/sha256", "wrong_form"), ("/bytes", "out_of_range")},
    ),
    (
        "ingredient",
        {
            "organisation": str(AUTHORITY),
            "name": "西红柿",
            "name_en": "tomato",
            "aliases": ["番茄", "洋柿子"],
            "food_group": "vegetable",
            "storage": "ambient",
            "allergens": [],
            "shelf_life_days": 7,
            "gtin": "6901234567890",
        },
        {"aliases": ["番茄"], "bulk": True},
        {"food_group": "toys", "unit": "箱", "allergens": ["fear"], "aliases": [""]},
        {
            ("/food_group", "not_one_of"),
            ("/unit", "unknown_unit"),
            ("/allergens/0", "not_one_of"),
            ("/aliases/0", "empty"),
        },
    ),
    (
        "contract",
        {
            "buyer": str(SCHOOL),
            "supplier": str(SUPPLIER),
            "number": "HT-2026-07",
            "valid_from": "2026-09-01",
            "valid_to": "2027-07-31",
            "tendered": True,
            "lines": [{"ingredient": str(CHICKEN), "unit_price": "23.80", "unit": "kg"}],
        },
        {"lines": [{"ingredient": str(CHICKEN), "unit_price": "22.50", "unit": "kg"}]},
        {"lines": [{"ingredient": str(CHICKEN), "unit_price": "-1", "unit": "stone"}]},
        {("/lines/0/unit_price", "negative_amount"), ("/lines/0/unit", "unknown_unit")},
    ),
    (
        "purchase_order",
        {
            "site": str(CAMPUS),
            "supplier": str(SUPPLIER),
            "number": "PO-20261120-1",
            "due": "2026-11-20",
            "lines": [
                {"line": 1, "ingredient": str(CHICKEN), "amount": KG, "unit_price": "23.8", "label_temperature": "4"}
            ],
        },
        {"due": "2026-11-21"},
        {"due": "2026-13-40", "lines": []},
        {("/due", "not_a_date"), ("/lines", "too_few")},
    ),
    (
        "announcement",
        {
            "organisation": str(SUPPLIER),
            "occurred_at": AT,
            "step": "shipping",
            "ingredient": str(CHICKEN),
            "recipient": str(CAMPUS),
            "lot_code": "批号：JT-1120",
            "production_date": "2026-11-19",
            "amount": KG,
            "made_from": [{"batch": str(known("farm batch")), "amount": KG}],
            "documents": [str(known("quarantine scan"))],
            "quarantine_number": "1100 2233",
            "storage_temperature": "2.5",
        },
        {"made_from": [{"batch": str(known("other farm batch"))}]},
        {"step": "flying", "amount": {"amount": "a lot", "unit": "kg"}, "storage_temperature": "900"},
        {("/step", "not_one_of"), ("/amount/amount", "not_a_decimal"), ("/storage_temperature", "out_of_range")},
    ),
    (
        "delivery_signature",
        {
            "site": str(CAMPUS),
            "delivery": str(known("delivery")),
            "person": str(known("wang")),
            "role": "canteen_manager",
            "signed_at": AT,
        },
        {"role": "food_safety_officer"},
        {"person": "王老师", "role": "guest", "signed_at": "今天"},
        {("/person", "not_a_uuid"), ("/role", "not_one_of"), ("/signed_at", "not_a_time")},
    ),
    (
        "goods_return",
        {
            "site": str(CAMPUS),
            "occurred_at": AT,
            "delivery": str(known("delivery")),
            "batch": str(known("campus batch")),
            "amount": {"amount": "3", "unit": "斤"},
            "reason": "有异味",
        },
        {"amount": {"amount": "4", "unit": "斤"}},
        {"occurred_at": "2026-11-20T08:15:00", "reason": " "},
        {("/occurred_at", "zone_required"), ("/reason", "empty")},
    ),
    (
        "batch_test",
        {
            "party": str(CAMPUS),
            "tested_at": AT,
            "method": "rapid",
            "item": "有机磷农药残留",
            "limit": "抑制率 < 50 %",
            "value": "12 %",
            "result": "passed",
            "report_number": "KJ-0001",
            "batches": [str(known("campus batch"))],
        },
        {"result": "failed"},
        {"method": "smell", "result": "fine", "batches": []},
        {("/method", "not_one_of"), ("/result", "not_one_of"), ("/batches", "too_few")},
    ),
    (
        "finding_step",
        {
            "site": str(CAMPUS),
            "finding": str(known("finding")),
            "occurred_at": AT,
            "step": "corrected",
            "note": "已补登批号",
            "documents": [str(known("photo of the label"))],
        },
        {"note": "已补登批号并培训"},
        {"finding": "L1", "step": "forgiven"},
        {("/finding", "not_a_uuid"), ("/step", "not_one_of")},
    ),
    (
        "same_batch",
        {
            "party": str(AUTHORITY),
            "occurred_at": AT,
            "a": str(known("JT-1122")),
            "b": str(known("JT-ll22")),
            "reason": "送货单上看得清楚",
        },
        {"b": str(known("JT-1l22"))},
        {"b": str(known("JT-1122"))},
        {("", "one_batch_twice")},
    ),
    (
        "hold",
        {
            "party": str(AUTHORITY),
            "occurred_at": AT,
            "batches": [str(known("JT-1122")), str(known("JT-1123"))],
            "level": "hold",
            "reason": "抽检不合格",
        },
        {"level": "recall"},
        {"level": "shout", "batches": ["all"]},
        {("/level", "not_one_of"), ("/batches/0", "not_a_uuid")},
    ),
    (
        "release",
        {"party": str(AUTHORITY), "occurred_at": AT, "hold": str(known("hold"))},
        {"reason": "复检合格"},
        {"hold": None},
        {("/hold", "not_a_uuid")},
    ),
    ("person", {"organisation": str(SCHOOL), "commitment": "0a" * 32}, {"commitment": "0b" * 32}, {}, set()),
]
IDS = [case[0] for case in CASES]


async def _rows(kind: str, record: object) -> dict[str, list[dict[str, Any]]]:
    """Every row of a record, current or not, by table."""
    found = {}
    for table in BY_NAME[kind].tables:
        name = table._meta.tablename
        rows = await db.fetch(f"SELECT * FROM {name} WHERE record = $1", record)  # noqa: S608 - a table's own name
        found[name] = [dict(row) for row in rows]
    return found


@pytest.mark.parametrize(("kind", "body", "change", "broken", "faults"), CASES, ids=IDS)
async def test_record_repeated_corrected_and_taken_back(
    records_url: str,
    kind: str,
    body: dict[str, Any],
    change: dict[str, Any],
    broken: dict[str, Any],
    faults: set[tuple[str, str]],
) -> None:
    async with district(records_url):
        receipt = await put(kind, body)
        first = await _rows(kind, receipt.id)
        assert all(row["until_seq"] is None for rows in first.values() for row in rows)
        assert any(first.values())
        entry = await db.fetch_one("SELECT entry, leaf FROM revision WHERE record = $1", receipt.id)
        assert entry is not None
        assert leaf_hash(entry["entry"].encode()) == bytes(entry["leaf"]) == receipt.leaf

        again = await put(kind, body, receipt.id)
        assert (again.leaf, again.sequence, again.repeated) == (receipt.leaf, receipt.sequence, True)
        assert await _rows(kind, receipt.id) == first

        with pytest.raises(Conflict):
            await put(kind, {**body, **change}, receipt.id)
        assert await _rows(kind, receipt.id) == first
        assert len(await db.fetch("SELECT id FROM rival WHERE record = $1", receipt.id)) == 1

        corrected = await amend(receipt, {**body, **change})
        assert (corrected.revision, corrected.log) == (2, receipt.log)
        second = await _rows(kind, receipt.id)
        for name, rows in second.items():
            for row in rows:
                assert row["until_seq"] == (corrected.sequence if row["rev"] == 1 else None), name
        assert len([row for rows in second.values() for row in rows if row["rev"] == 2]) > 0

        voided = await amend(receipt, None, saw=2)
        third = await _rows(kind, receipt.id)
        assert voided.revision == 3
        assert not [row for rows in third.values() for row in rows if row["until_seq"] is None]


@pytest.mark.parametrize(("kind", "body", "change", "broken", "faults"), CASES, ids=IDS)
async def test_record_with_faults_names_each_at_its_field_and_writes_nothing(
    sqlite_records_url: str,
    kind: str,
    body: dict[str, Any],
    change: dict[str, Any],
    broken: dict[str, Any],
    faults: set[tuple[str, str]],
) -> None:
    if kind == "person":
        broken, faults = (
            {"commitment": "wang", "name": "王芳"},
            {("/commitment", "wrong_form"), ("/name", "unknown_field")},
        )
    async with district(sqlite_records_url):
        before = await db.fetch("SELECT count(*) AS n FROM revision")
        with pytest.raises(Invalid) as caught:
            await put(kind, {**body, **broken})
        assert {(fault.pointer, fault.code) for fault in caught.value.faults} == faults
        assert await db.fetch("SELECT count(*) AS n FROM revision") == before
