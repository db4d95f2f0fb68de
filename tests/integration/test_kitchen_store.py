"""What lies in the store, first expired first, and what of it must not be cooked."""

from __future__ import annotations

from datetime import date, timedelta
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
    RICE,
    SCHOOL,
    SELLER,
    SUPPLIER,
    amend,
    district,
    known,
    put,
)
from tests.support.served import OTHER_CAMPUS, Served, delivery, line
from traceability import db
from traceability.errors import NotOnRecord
from traceability.identifiers import campus_batch_id
from traceability.kitchen.store import InStore, in_store
from traceability.ledger.record import Receipt
from traceability.partners.place import place_of

TODAY = date(2026, 11, 20)
KILO = 1_000_000


async def deliver(
    expiry: date | None, ingredient: UUID = CHICKEN, lot: str = "JT-1122", site: UUID = CAMPUS, **changes: Any
) -> UUID:
    """The campus batch of a delivery of 10 kg."""
    told = line(ingredient=str(ingredient), lot_code=lot, accepted={"amount": "10", "unit": "kg"})
    told["expiry_date"] = expiry.isoformat() if expiry else None
    receipt = await put("delivery", delivery(site=str(site), lines=[told], **changes))
    return campus_batch_id(receipt.id, 1)


async def here(kind: str, **body: Any) -> Receipt:
    return await put(kind, {"site": str(CAMPUS), "occurred_at": AT, **body})


async def hold(*batches: UUID, by: UUID = AUTHORITY) -> Receipt:
    return await put(
        "hold", {"party": str(by), "occurred_at": AT, "batches": [str(b) for b in batches], "reason": "沙门氏菌"}
    )


async def release(held: Receipt, by: UUID = AUTHORITY) -> Receipt:
    return await put("release", {"party": str(by), "occurred_at": AT, "hold": str(held.id)})


async def store(site: UUID = CAMPUS) -> list[InStore]:
    return await in_store(KITCHEN, await place_of(KITCHEN, site), TODAY)


async def state_of(batch: UUID) -> str:
    return {entry.batch: entry.state.value for entry in await store()}[batch]


async def test_store_lists_first_expired_first_with_how_each_stands(records_url: str) -> None:
    async with district(records_url):
        days = {3: "ok", None: "ok", -1: "expired", 2: "expires_soon", 0: "expires_soon"}
        batches = {ahead: await deliver(None if ahead is None else TODAY + timedelta(days=ahead)) for ahead in days}
        entries = await store()
        assert [entry.batch for entry in entries] == [batches[ahead] for ahead in (-1, 0, 2, 3, None)]
        assert [entry.state for entry in entries] == [days[ahead] for ahead in (-1, 0, 2, 3, None)]
        first = entries[0]
        assert (first.name, first.storage, first.lot) == ("鸡胸肉", "chilled", "JT-1122")
        assert (first.supplier, first.supplier_name) == (SUPPLIER, "顺鑫农产品有限公司")
        assert (first.arrived, first.expiry_date) == (TODAY, TODAY - timedelta(days=1))
        assert (first.dimension, first.least, first.greatest) == ("mass", 10 * KILO, 10 * KILO)


async def test_store_leaves_out_what_is_gone_and_tells_what_may_be_left(records_url: str) -> None:
    async with district(records_url):
        gone, thrown, perhaps = [await deliver(TODAY) for _ in range(3)]
        ten = {"amount": "10", "unit": "kg"}
        await here("stock_issue", lines=[{"batch": str(gone), "amount": ten}])
        await here("disposal", batch=str(thrown), amount=ten, reason="spoiled")
        await here("cooking", dish="宫保鸡丁", inputs=[{"batch": str(perhaps)}])
        assert [(entry.batch, entry.least, entry.greatest) for entry in await store()] == [(perhaps, 0, 10 * KILO)]
        await here("stock_count", lines=[{"batch": str(gone), "amount": {"amount": "1", "unit": "斤"}}])
        assert {entry.batch: entry.greatest for entry in await store()} == {perhaps: 10 * KILO, gone: KILO // 2}


async def test_store_with_more_than_it_lists_leaves_out_what_expired_longest_ago(
    records_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kitchen that records deliveries alone must still find what came today."""
    monkeypatch.setattr("traceability.kitchen.store.MOST", 2)
    async with district(records_url):
        batches = [await deliver(expiry) for expiry in (TODAY - timedelta(days=9), TODAY, None)]
        assert [entry.batch for entry in await store()] == batches[1:]


async def test_store_forgets_what_came_and_expired_long_ago_unless_it_was_counted(records_url: str) -> None:
    async with district(records_url):
        _, tinned, salt = [
            await deliver(expiry, lot=lot, occurred_at="2025-09-01T08:00:00+08:00")
            for expiry, lot in ((date(2025, 10, 1), "A-1"), (TODAY, "A-2"), (None, "A-3"))
        ]
        assert [entry.batch for entry in await store()] == [tinned]
        await here("stock_count", lines=[{"batch": str(salt), "amount": {"amount": "2", "unit": "kg"}}])
        assert [(entry.batch, entry.greatest) for entry in await store()] == [(tinned, 10 * KILO), (salt, 2 * KILO)]


async def test_store_holds_what_was_made_of_a_batch_on_hold_until_it_is_released(records_url: str) -> None:
    async with district(records_url):
        mine, other = await deliver(TODAY), await deliver(TODAY - timedelta(days=1), lot="AB-9")
        (source,) = await db.fetch("SELECT source FROM delivery_line WHERE batch = $1", mine)
        ordered = await hold(source["source"])
        assert (await state_of(mine), await state_of(other)) == ("held", "expired")
        assert (await store())[1].batch == mine  # still by its date
        again = await hold(mine, by=CAMPUS)
        await release(ordered)
        assert await state_of(mine) == "held"
        await release(again, by=CAMPUS)
        assert await state_of(mine) == "expires_soon"


async def test_store_is_held_by_no_other_school_and_released_by_no_one_else(records_url: str) -> None:
    async with district(records_url):
        batch = await deliver(TODAY)
        body = {"name": "别的学校", "trade": "school", "region": "110101"}
        await put("organisation", body, known("another school"))
        await hold(batch, by=known("another school"))
        assert await state_of(batch) == "expires_soon"
        ordered = await hold(batch)
        await release(ordered, by=SCHOOL)
        assert await state_of(batch) == "held"
        await amend(ordered, None)
        assert await state_of(batch) == "expires_soon"


async def test_store_holds_a_batch_that_is_the_same_as_one_on_hold(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        a, b = await deliver(TODAY, lot="JT-1"), await deliver(TODAY, lot="JT-l")
        await put("same_batch", {"party": str(CAMPUS), "occurred_at": AT, "a": str(a), "b": str(b), "reason": "抄错"})
        await hold(a)
        assert (await state_of(a), await state_of(b)) == ("held", "held")


async def test_store_of_an_ingredient_that_is_not_on_record_is_listed_without_its_name(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        await deliver(TODAY, ingredient=known("a new herb"))
        (entry,) = await store()
        assert (entry.ingredient, entry.name, entry.storage) == (known("a new herb"), None, None)


async def test_store_of_a_site_outside_the_scope_or_of_no_site_is_not_on_record(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        for scope, site in ((SELLER, CAMPUS), (INSPECTOR, SCHOOL), (INSPECTOR, known("nowhere"))):
            with pytest.raises(NotOnRecord):
                await place_of(scope, site)


async def test_list_the_stock_of_a_site_page_by_page_to_who_sees_it(served: Served) -> None:
    today = db.utc_now().date()
    lines = [
        line(line=n, lot_code=f"L-{n}", expiry_date=(today + timedelta(days=n)).isoformat(), ingredient=str(ingredient))
        for n, ingredient in ((9, RICE), (5, CHICKEN), (7, CHICKEN))
    ]
    await served.put("deliveries", delivery(lines=lines))
    found: list[dict[str, Any]] = []
    page: dict[str, Any] = {"next": ""}
    while page["next"] is not None:
        after = {"after": page["next"]} if page["next"] else {}
        page = await served.get("stock", "kitchen", site=str(CAMPUS), limit=2, **after)
        found += page["items"]
    assert [item["lot"] for item in found] == ["L-5", "L-7", "L-9"]
    assert found[2] == {
        "batch": found[2]["batch"],
        "ingredient": {"id": str(RICE), "name": "大米", "name_en": "Rice", "storage": "ambient"},
        "lot": "L-9",
        "supplier": {"id": str(SUPPLIER), "name": "顺鑫农产品有限公司", "name_en": None},
        "arrived": "2026-11-20",
        "expiry_date": (today + timedelta(days=9)).isoformat(),
        "remaining": {"amount": "38.2", "unit": "kg"},
        "least": {"amount": "38.2", "unit": "kg"},
        "state": "ok",
    }
    for username, status in (
        ("manager", 200),
        ("inspector", 200),
        ("auditor", 200),
        ("other_kitchen", 404),
        ("supplier", 404),
    ):
        async with served.as_(username) as client:
            assert (await client.get("/api/stock", params={"site": str(CAMPUS)})).status_code == status, username
    assert (await served.get("stock", "other_kitchen", site=str(OTHER_CAMPUS)))["items"] == []
