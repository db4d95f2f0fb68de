"""What is left in the store, told as small stories of one campus and its rice and chicken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.records import CAMPUS, CHICKEN, KITCHEN, RICE, SELLER, SUPPLIER, amend, district, known, put
from traceability import db
from traceability.errors import NotOnRecord
from traceability.identifiers import campus_batch_id
from traceability.kitchen.stock_balance import Stock, left_of, stock
from traceability.ledger.record import Receipt

KILO = 1_000_000


def at(hour: int, day: int = 20) -> str:
    return f"2026-11-{day:02}T{hour:02}:00:00+08:00"


def kg(amount: int) -> dict[str, str]:
    return {"amount": str(amount), "unit": "kg"}


async def deliver(ingredient: UUID, kilos: int, hour: int = 7, packages: int | None = None) -> tuple[Receipt, UUID]:
    """A delivery of one line, and the campus batch it makes."""
    line: dict[str, Any] = {"line": 1, "ingredient": str(ingredient), "accepted": kg(kilos), "lot_code": "JT-1122"}
    if packages is not None:
        line["package"] = {"count": packages, "unit": "袋"}
    body = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": at(hour), "lines": [line]}
    receipt = await put("delivery", body)
    return receipt, campus_batch_id(receipt.id, 1)


async def here(kind: str, hour: int, **body: Any) -> Receipt:
    """A record of the campus at an hour of the day."""
    return await put(kind, {"site": str(CAMPUS), "occurred_at": at(hour), **body})


async def only() -> Stock:
    """The campus's one batch in stock."""
    entries = await stock(KITCHEN, CAMPUS)
    assert len(entries) == 1
    return entries[0]


async def test_stock_after_every_kind_of_movement_adds_up_exactly(records_url: str) -> None:
    async with district(records_url):
        _, rice = await deliver(RICE, 100)
        line = {"batch": str(rice), "amount": kg(30)}
        issue = await here("stock_issue", 8, lines=[line])
        await here("stock_return", 13, issue=str(issue.id), lines=[{**line, "amount": kg(4)}])
        await here("cooking", 9, dish="米粥", inputs=[{"batch": str(rice), "amount": {"amount": "7", "unit": "斤"}}])
        await here("disposal", 14, batch=str(rice), amount=kg(1), reason="spoiled")
        await here("goods_return", 15, batch=str(rice), amount=kg(20), reason="潮湿")
        await here(
            "dispatch", 16, destination=str(known("east")), items=[{"line": 1, "batch": str(rice), "amount": kg(5)}]
        )
        entry = await only()
        assert (entry.received, entry.issued, entry.returned) == (100 * KILO, 30 * KILO, 4 * KILO)
        assert (entry.used, entry.disposed, entry.sent_back) == (3 * KILO + KILO // 2, KILO, 20 * KILO)
        assert entry.dispatched == 5 * KILO
        assert entry.least == entry.greatest == 44 * KILO + KILO // 2
        assert await left_of([rice, known("never came")]) == {rice: entry.greatest}


async def test_stock_of_a_batch_cooked_without_an_amount_is_nothing_to_all(records_url: str) -> None:
    async with district(records_url):
        _, chicken = await deliver(CHICKEN, 40)
        await here("stock_issue", 8, lines=[{"batch": str(chicken), "amount": kg(15)}])
        await here("cooking", 9, dish="宫保鸡丁", inputs=[{"batch": str(chicken)}])
        entry = await only()
        assert (entry.used, entry.least, entry.greatest) == (0, 0, 25 * KILO)


async def test_stock_after_a_count_is_what_was_counted_and_what_moved_since(records_url: str) -> None:
    async with district(records_url):
        _, rice = await deliver(RICE, 50)
        await here("cooking", 9, dish="米饭", inputs=[{"batch": str(rice)}])
        two_shelves = [{"batch": str(rice), "amount": kg(20)}, {"batch": str(rice), "amount": kg(11)}]
        count = await here("stock_count", 12, lines=two_shelves)
        await here("stock_issue", 13, lines=[{"batch": str(rice), "amount": kg(6)}])
        await here("stock_issue", 10, lines=[{"batch": str(rice), "amount": kg(2)}])
        entry = await only()
        assert (entry.counted, entry.least, entry.greatest) == (31 * KILO, 25 * KILO, 25 * KILO)

        await amend(count, None)
        entry = await only()
        assert (entry.counted, entry.least, entry.greatest) == (None, 0, 42 * KILO)


async def test_stock_is_never_below_nothing_nor_below_a_later_count(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        _, rice = await deliver(RICE, 10)
        await here("stock_issue", 8, lines=[{"batch": str(rice), "amount": kg(12)}])
        assert (await only()).greatest == 0
        await here("stock_count", 18, lines=[{"batch": str(rice), "amount": kg(3)}])
        assert (await only()).least == 3 * KILO


async def test_stock_that_a_cook_names_and_draws_from_an_issue_counts_once(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        _, rice = await deliver(RICE, 30)
        issue = await here("stock_issue", 8, lines=[{"batch": str(rice), "amount": kg(10)}])
        named = [{"batch": str(rice), "amount": kg(10)}]
        await here("cooking", 9, dish="米饭", inputs=named, issues=[str(issue.id)])
        assert (await only()).greatest == 20 * KILO
        await here("cooking", 10, dish="米粥", inputs=named)
        assert (await only()).greatest == 10 * KILO


async def test_stock_of_opened_goods_is_unknown_until_each_package_is_emptied(records_url: str) -> None:
    async with district(records_url):
        _, rice = await deliver(RICE, 50, packages=2)
        first = await here("opening", 8, batch=str(rice))
        assert ((await only()).least, (await only()).greatest) == (0, 50 * KILO)
        await here("emptying", 12, opening=str(first.id))
        assert (await only()).greatest == 50 * KILO
        second = await here("opening", 13, batch=str(rice))
        await here("emptying", 17, opening=str(second.id))
        assert (await only()).greatest == 0


async def test_stock_opened_from_issued_goods_is_counted_by_the_issue(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        _, rice = await deliver(RICE, 50, packages=2)
        await here("stock_issue", 8, lines=[{"batch": str(rice), "amount": kg(25)}])
        await here("opening", 8, batch=str(rice))
        assert ((await only()).least, (await only()).greatest) == (25 * KILO, 25 * KILO)


async def test_stock_of_a_delivery_that_did_not_occur_is_none(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        delivery, rice = await deliver(RICE, 50)
        await amend(delivery, None)
        assert await stock(KITCHEN, CAMPUS) == []
        assert await left_of([rice]) == {}


async def test_stock_as_known_then_does_not_see_what_was_recorded_later(records_url: str) -> None:
    async with district(records_url):
        delivery, rice = await deliver(RICE, 50)
        issue = await here("stock_issue", 8, lines=[{"batch": str(rice), "amount": kg(20)}])
        wrong = {"site": str(CAMPUS), "occurred_at": at(8), "lines": [{"batch": str(rice), "amount": kg(2)}]}
        corrected = await amend(issue, wrong)
        left = [
            [entry.greatest for entry in await stock(KITCHEN, CAMPUS, {CAMPUS: position})]
            for position in (delivery.sequence - 1, delivery.sequence, issue.sequence, corrected.sequence)
        ]
        assert left == [[], [50 * KILO], [30 * KILO], [48 * KILO]]
        assert (await only()).greatest == 48 * KILO
        assert await left_of([rice], {CAMPUS: issue.sequence}) == {rice: 30 * KILO}


async def test_stock_of_a_site_outside_the_scope_is_not_on_record(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        with pytest.raises(NotOnRecord):
            await stock(SELLER, CAMPUS)
        assert await db.fetch("SELECT id FROM batch") == []
