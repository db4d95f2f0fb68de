"""One certificate number under several suppliers: what stands behind them, and how much was announced under it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.judged import DAY
from tests.support.records import CAMPUS, CHICKEN, SUPPLIER, district, known, put
from traceability.identifiers import supplier_batch_id
from traceability.rules.engine import judge
from traceability.rules.law import law_for
from traceability.snapshot import facts_of

OTHER, SLAUGHTERHOUSE = known("another wholesaler"), known("slaughterhouse")
NUMBER = "动检-110113"


def delivery(supplier: UUID, kg: str) -> dict[str, Any]:
    line = {"line": 1, "ingredient": str(CHICKEN), "lot_code": "JT-1", "accepted": {"amount": kg, "unit": "kg"}}
    line |= {"production_date": DAY.isoformat(), "quarantine_number": NUMBER}
    return {
        "site": str(CAMPUS),
        "supplier": str(supplier),
        "occurred_at": "2026-11-20T08:15:00+08:00",
        "lines": [line],
    }


def announcement(party: UUID, kg: str, made_from: UUID | None = None, number: str | None = None) -> dict[str, Any]:
    body: dict[str, Any] = {"organisation": str(party), "occurred_at": "2026-11-20T04:00:00+08:00"}
    body |= {"ingredient": str(CHICKEN), "lot_code": "JT-1", "production_date": DAY.isoformat()}
    body |= {"amount": {"amount": kg, "unit": "kg"}, "quarantine_number": number}
    return body | ({"made_from": [{"batch": str(made_from)}]} if made_from else {})


async def said() -> list[str]:
    facts = await facts_of(CAMPUS, DAY, DAY)
    return [f"{one.state} {one.why}" for one in judge(facts, law_for("110108", DAY), {"D6"}).findings]


async def test_one_number_of_two_wholesalers_is_suspicious_until_one_slaughterhouse_stands_behind_both(
    records_url: str,
) -> None:
    async with district(records_url):
        for party, trade in ((OTHER, "wholesaler"), (SLAUGHTERHOUSE, "slaughterhouse")):
            await put("organisation", {"name": trade, "trade": trade, "region": "110113"}, party)
        for supplier in (SUPPLIER, OTHER):
            await put("delivery", delivery(supplier, "30"))
        assert await said() == ["violated several_suppliers"] * 2

        lot = supplier_batch_id(SLAUGHTERHOUSE, CHICKEN, "JT-1", DAY, DAY)
        await put("announcement", announcement(SLAUGHTERHOUSE, "100", number=NUMBER))
        for supplier in (SUPPLIER, OTHER):  # what they pass on repeats the number, and adds nothing to what it covers
            await put("announcement", announcement(supplier, "60", lot, NUMBER))
        facts = await facts_of(CAMPUS, DAY, DAY)
        uses = {one["supplier"]: one for one in facts["certificate_uses"]}

        assert await said() == []
        assert {one["covered_kg"] for one in uses.values()} == {"100"}
        assert all(str(lot) in one["sources"] for one in uses.values())

        await put("delivery", delivery(OTHER, "40.5"))
        assert await said() == ["violated beyond_quantity"] * 3


async def test_a_number_that_nobody_announced_covers_what_nobody_knows(records_url: str) -> None:
    async with district(records_url):
        await put("delivery", delivery(SUPPLIER, "3000"))
        (use,) = (await facts_of(CAMPUS, DAY, DAY))["certificate_uses"]

        assert (use["covered_kg"], use["sources"], use["makers"]) == (None, [], [""])
        assert await said() == []


async def test_a_copy_that_the_school_keeps_relates_nobody(records_url: str) -> None:
    async with district(records_url):
        await put("organisation", {"name": "又一家", "trade": "wholesaler", "region": "110113"}, OTHER)
        copied, kept = known("copy"), known("original")
        for identity, keeper, kind in (
            (copied, CAMPUS, "quarantine_certificate"),
            (kept, SUPPLIER, "conformity_certificate"),
        ):
            await put("document", {"party": str(keeper), "kind": kind, "number": "京-7"}, identity)
        for supplier in (SUPPLIER, OTHER):
            body = delivery(supplier, "30")
            body["lines"][0] |= {"quarantine_number": None, "documents": [str(copied), str(kept)]}
            await put("delivery", body)

        assert await said() == ["violated several_suppliers"] * 2  # of the copied one
