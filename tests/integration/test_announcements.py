"""Upstream batches announced by who made them meet what kitchens type; two of one lot are joined; holds are kept."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.support.records import (
    AT,
    AUTHORITY,
    CAMPUS,
    CHICKEN,
    INSPECTOR,
    KITCHEN,
    MANAGER,
    SELLER,
    SUPPLIER,
    amend,
    current,
    district,
    known,
    put,
)
from traceability import db
from traceability.errors import Invalid, NotPermitted
from traceability.identifiers import campus_batch_id, made_batch_id, supplier_batch_id, uuid7
from traceability.trace.search import find_batches
from traceability.trace.walk import reach

FARM = known("farm")
LOT = supplier_batch_id(SUPPLIER, CHICKEN, "JT-1120", date(2026, 11, 19), date(2026, 11, 20))
KG = {"amount": "38.2", "unit": "kg"}


def _announced(**changes: Any) -> dict[str, Any]:
    return {
        "organisation": str(SUPPLIER),
        "occurred_at": AT,
        "ingredient": str(CHICKEN),
        "lot_code": "JT-1120",
        "production_date": "2026-11-19",
        "amount": {"amount": "500", "unit": "kg"},
        **changes,
    }


def _delivery(**line: Any) -> dict[str, Any]:
    told = {"line": 1, "ingredient": str(CHICKEN), "accepted": KG, "production_date": "2026-11-19", **line}
    return {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": AT, "lines": [told]}


async def test_announce_meets_the_lot_that_a_kitchen_typed_before(records_url: str) -> None:
    async with district(records_url):
        delivery = await put("delivery", _delivery(lot_code="批号：ｊｔ 1120"), scope=KITCHEN)
        farm_batch = known("farm batch")
        parts = [{"batch": str(farm_batch), "amount": {"amount": "520", "unit": "kg"}}]
        announcement = await put("announcement", _announced(made_from=parts, origin="山东潍坊"), scope=SELLER)
        (announced,) = await current("batch", announcement.id)
        assert (announced["batch"], announced["party"], announced["amount"]) == (LOT, SUPPLIER, 500_000_000)
        graph = await reach(campus_batch_id(delivery.id, 1), "upstream")
        assert graph.depths == {campus_batch_id(delivery.id, 1): 0, LOT: 1, farm_batch: 2}
        evidence = {(link["parent"], link["evidence"]) for link in graph.links}
        assert evidence == {(LOT, "typed"), (farm_batch, "supplier_signed")}


async def test_announce_from_farm_to_plate_is_one_chain(records_url: str) -> None:
    async with district(records_url):
        await put("organisation", {"name": "潍坊养殖场", "trade": "farm", "region": "370700"}, FARM)
        farm = _announced(organisation=str(FARM), lot_code="F-7", amount={"amount": "900", "unit": "kg"})
        await put("announcement", farm)
        farm_batch = supplier_batch_id(FARM, CHICKEN, "F-7", date(2026, 11, 19), date(2026, 11, 20))
        await put("announcement", _announced(step="shipping", made_from=[{"batch": str(farm_batch)}]))
        delivery = await put("delivery", _delivery(lot_code="JT1120"))
        campus = campus_batch_id(delivery.id, 1)
        cooked = {"site": str(CAMPUS), "occurred_at": AT, "dish": "宫保鸡丁", "inputs": [{"batch": str(campus)}]}
        cooking = await put("cooking", cooked, scope=KITCHEN)
        dish = made_batch_id(cooking.id)
        served = {
            "site": str(CAMPUS),
            "occurred_at": AT,
            "meal": "lunch",
            "group": str(known("group")),
            "portions": 412,
            "dishes": [{"batch": str(dish)}],
        }
        serving = await put("serving", served, scope=KITCHEN)
        plates = made_batch_id(serving.id)
        up, down = await reach(plates, "upstream"), await reach(farm_batch, "downstream")
        assert up.depths == {plates: 0, dish: 1, campus: 2, LOT: 3, farm_batch: 4}
        assert down.depths == {farm_batch: 0, LOT: 1, campus: 2, dish: 3, plates: 4}


async def test_announce_without_a_lot_code_is_inferred(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        receipt = await put("announcement", _announced(lot_code=None))
        (batch,) = await current("batch", receipt.id)
        assert batch["batch"] == supplier_batch_id(SUPPLIER, CHICKEN, None, None, date(2026, 11, 20))
        assert batch["inferred"]


async def test_announce_made_from_itself_makes_no_link(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        receipt = await put("announcement", _announced(made_from=[{"batch": str(LOT)}]))
        assert await current("link", receipt.id) == []


async def test_announce_by_a_kitchen_or_for_another_is_not_permitted(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        with pytest.raises(NotPermitted):
            await put("announcement", _announced(), scope=KITCHEN)
        with pytest.raises(NotPermitted):
            await put("announcement", _announced(organisation=str(AUTHORITY)), scope=SELLER)


async def test_announce_the_batch_of_another_party_is_refused_and_leaves_it_alone(records_url: str) -> None:
    async with district(records_url):
        delivery = await put("delivery", _delivery(lot_code="JT-1120"))
        campus = campus_batch_id(delivery.id, 1)
        with pytest.raises(Invalid) as caught:
            await put("announcement", _announced(batch=str(campus)), scope=SELLER)
        assert [(f.pointer, f.code) for f in caught.value.faults] == [("/batch", "batch_of_another_party")]
        assert len(await db.fetch("SELECT id FROM batch WHERE batch = $1", campus)) == 1
        own = await put("announcement", _announced(batch=str(LOT)), scope=SELLER)
        assert [row["batch"] for row in await current("batch", own.id)] == [LOT]


async def test_join_batches_by_a_supplier_is_not_permitted(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        body = {"party": str(SUPPLIER), "occurred_at": AT, "a": str(LOT), "b": str(known("b")), "reason": "一样"}
        with pytest.raises(NotPermitted):
            await put("same_batch", body, scope=SELLER)


async def test_announce_certificates_are_searchable_however_they_are_typed(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        told = _announced(quarantine_number="１１００ 2233-a", meat_inspection_number="RP 09/01")
        receipt = await put("announcement", told)
        (row,) = await current("announcement", receipt.id)
        assert (row["quarantine_key"], row["meat_inspection_key"]) == ("11002233A", "RP0901")


async def _typed(lot: str) -> tuple[UUID, UUID]:
    delivery = await put("delivery", _delivery(lot_code=lot))
    source = supplier_batch_id(SUPPLIER, CHICKEN, lot, date(2026, 11, 19), date(2026, 11, 20))
    return source, campus_batch_id(delivery.id, 1)


async def test_join_batches_lets_a_trace_pass_and_a_correction_ends_it(records_url: str) -> None:
    async with district(records_url):
        (right, here), (wrong, there) = await _typed("JT-1120"), await _typed("JT-ll20")
        assert set((await reach(right, "downstream")).depths) == {right, here}
        body = {"party": str(AUTHORITY), "occurred_at": AT, "a": str(right), "b": str(wrong), "reason": "l 是 1"}
        statement = await put("same_batch", body, scope=INSPECTOR)
        for root in (right, wrong):
            assert set((await reach(root, "downstream")).depths) == {right, wrong, here, there}
        positions = {row["id"]: row["size"] for row in await db.fetch("SELECT id, size FROM log")}
        await amend(statement, None, scope=INSPECTOR)
        assert set((await reach(right, "downstream")).depths) == {right, here}
        assert set((await reach(right, "downstream", positions)).depths) == {right, wrong, here, there}


async def test_hold_names_its_batches_until_released(records_url: str) -> None:
    async with district(records_url):
        body = {"party": str(AUTHORITY), "occurred_at": AT, "batches": [str(LOT), str(LOT)], "reason": "沙门氏菌"}
        held = await put("hold", {**body, "level": "recall"}, scope=INSPECTOR)
        assert [(row["batch"], row["level"]) for row in await current("held_batch", held.id)] == [(LOT, "recall")]
        (event,) = await current("tracking_event", held.id)
        assert (event["step"], event["disposition"]) == ("holding", "recalled")
        free = await put("release", {"party": str(AUTHORITY), "occurred_at": AT, "hold": str(held.id)}, scope=INSPECTOR)
        assert [row["hold"] for row in await current("hold_release", free.id)] == [held.id]


async def test_hold_by_a_kitchen_is_not_permitted(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        body = {"party": str(CAMPUS), "occurred_at": AT, "batches": [str(LOT)], "reason": "有异味"}
        with pytest.raises(NotPermitted):
            await put("hold", body, scope=KITCHEN)
        assert (await put("hold", body, scope=MANAGER)).log == CAMPUS


async def test_return_goods_keeps_what_was_entered_and_what_it_weighs(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        body = {"site": str(CAMPUS), "occurred_at": AT, "batch": str(uuid7()), "reason": "有异味"}
        receipt = await put("goods_return", {**body, "amount": {"amount": "7", "unit": "斤"}}, scope=KITCHEN)
        (row,) = await current("goods_return", receipt.id)
        assert (row["amount"], row["entered"], row["entered_unit"]) == (3_500_000, "7", "斤")
        assert row["day"] == date(2026, 11, 20)


async def test_order_keeps_prices_and_label_temperatures_exact(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        line = {"line": 1, "ingredient": str(CHICKEN), "amount": KG, "unit_price": "２３.80", "label_temperature": "4"}
        body = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "due": "2026-11-20", "lines": [line]}
        receipt = await put("purchase_order", body, scope=KITCHEN)
        (row,) = await current("purchase_order_line", receipt.id)
        assert (row["amount"], row["unit_price"], row["label_temperature"]) == (38_200_000, "23.8", 40)


async def test_order_with_a_line_number_twice_is_refused(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        line = {"line": 1, "ingredient": str(CHICKEN), "amount": KG}
        body = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "due": "2026-11-20", "lines": [line, line]}
        with pytest.raises(Invalid) as caught:
            await put("purchase_order", body)
        assert [fault.code for fault in caught.value.faults] == ["repeated_line"]


async def test_examine_marks_each_batch_once_with_its_result(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        body = {
            "party": str(CAMPUS),
            "tested_at": AT,
            "method": "laboratory",
            "item": "克伦特罗",
            "result": "inconclusive",
            "batches": [str(LOT), str(LOT)],
        }
        receipt = await put("batch_test", body, scope=KITCHEN)
        assert [(r["batch"], r["result"]) for r in await current("examined_batch", receipt.id)] == [
            (LOT, "inconclusive")
        ]
        (event,) = await current("tracking_event", receipt.id)
        assert event["disposition"] is None


async def test_find_by_certificate_document_and_report_number(records_url: str) -> None:
    async with district(records_url):
        paper = {"party": str(SUPPLIER), "kind": "conformity_certificate", "number": "合格证 № 77/A"}
        document = await put("document", paper, scope=SELLER)
        told = _announced(quarantine_number="１１００ 2233-a", documents=[str(document.id)])
        await put("announcement", told, scope=SELLER)
        delivery = await put("delivery", {**_delivery(lot_code="JT-1120"), "documents": [str(document.id)]})
        campus = campus_batch_id(delivery.id, 1)
        test = {"party": str(CAMPUS), "tested_at": AT, "method": "rapid", "item": "瘦肉精", "result": "passed"}
        await put("batch_test", {**test, "batches": [str(campus)], "report_number": "KJ-9"})
        for words, batches in (
            ("11002233A", {LOT}),
            ("合格证№７７－ａ", {LOT, campus}),
            ("KJ-9", {campus}),
            ("KJ-8", set()),
        ):
            found = await find_batches(INSPECTOR, words)
            assert {one.batch for one in found if one.matched == "document"} == batches, words
