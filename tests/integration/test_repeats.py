"""Retries and rivals, one after another and at once: the same receipt again, or a conflict in which nothing is lost."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.support.records import AT, CAMPUS, CHICKEN, OPERATOR, SUPPLIER, amend, district, put
from traceability import db
from traceability.errors import Conflict
from traceability.identifiers import uuid7
from traceability.kinds import BY_NAME
from traceability.ledger.record import Receipt, Submission, record


def _delivery(lot: str) -> dict[str, Any]:
    line = {"line": 1, "ingredient": str(CHICKEN), "lot_code": lot, "accepted": {"amount": "38.2", "unit": "kg"}}
    return {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": AT, "lines": [line]}


async def _logs_are_whole() -> bool:
    """Every log counts exactly its entries, numbered from 1 without a gap."""
    rows = await db.fetch(
        "SELECT l.size, (SELECT count(*) FROM revision r WHERE r.log = l.id) AS entries,"
        " (SELECT COALESCE(max(r.seq), 0) FROM revision r WHERE r.log = l.id) AS last FROM log l"
    )
    return all(row["size"] == row["entries"] == row["last"] for row in rows)


async def test_record_many_at_once_numbers_them_without_a_gap(records_url: str) -> None:
    async with district(records_url):
        receipts = await asyncio.gather(*(put("delivery", _delivery(f"A{n % 3}")) for n in range(24)))
        assert sorted(receipt.sequence for receipt in receipts) == list(range(2, 26))
        assert await _logs_are_whole()


async def test_record_the_same_at_once_is_one_record(records_url: str) -> None:
    async with district(records_url):
        identity = uuid7()
        receipts = await asyncio.gather(*(put("delivery", _delivery("A1"), identity) for _ in range(8)))
        assert len({receipt.leaf for receipt in receipts}) == 1
        assert await _logs_are_whole()


async def test_record_one_id_twice_in_a_sequence(records_url: str) -> None:
    async with district(records_url):
        same = Submission.of(uuid7(), _delivery("A1"))
        first, again = await record(OPERATOR, BY_NAME["delivery"], [same, same])
        assert first == again
        identity = uuid7()
        rivals = [Submission.of(identity, _delivery("A1")), Submission.of(identity, _delivery("A2"))]
        with pytest.raises(Conflict):
            await record(OPERATOR, BY_NAME["delivery"], rivals)
        assert await db.fetch("SELECT id FROM revision WHERE record = $1", identity) == []
        assert await _logs_are_whole()


async def test_correct_the_same_at_once_is_one_revision(records_url: str) -> None:
    async with district(records_url):
        receipt, identity = await put("delivery", _delivery("A1")), uuid7()
        amended = await asyncio.gather(*(amend(receipt, _delivery("A2"), identity=identity) for _ in range(6)))
        assert len({(again.leaf, again.revision) for again in amended}) == 1
        assert await db.fetch("SELECT id FROM rival") == []
        assert await _logs_are_whole()


async def test_correct_with_rivals_at_once_keeps_them_all(records_url: str) -> None:
    async with district(records_url):
        receipt = await put("delivery", _delivery("A1"))
        outcomes = await asyncio.gather(*(amend(receipt, _delivery(f"B{n}")) for n in range(6)), return_exceptions=True)
        assert len([outcome for outcome in outcomes if isinstance(outcome, Receipt)]) == 1
        assert len([outcome for outcome in outcomes if isinstance(outcome, Conflict)]) == 5
        assert len(await db.fetch("SELECT id FROM rival WHERE record = $1 AND saw_rev = 1", receipt.id)) == 5
        assert await _logs_are_whole()
