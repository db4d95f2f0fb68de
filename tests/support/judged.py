"""A day with faults for tests of findings: an expired licence, warm chicken, a dish without a sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.support.records import CAMPUS, CHICKEN, SUPPLIER, known, put
from traceability.identifiers import campus_batch_id, made_batch_id, uuid7
from traceability.ledger.record import Receipt

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
NOON = "2026-11-20T11:40:00+08:00"


@dataclass(frozen=True)
class FaultyDay:
    """The delivery, and the dish that was cooked of it and served."""

    delivery: Receipt
    chicken: UUID
    dish: UUID


def warm_delivery(temperature: str = "9.8") -> dict[str, Any]:
    """Chicken whose label says 4 °C."""
    line = {"line": 1, "ingredient": str(CHICKEN), "lot_code": "JT-1122", "accepted": {"amount": "38.2", "unit": "kg"}}
    line |= {
        "temperature": temperature,
        "label_temperature": "4",
        "unit_price": "23.8",
        "production_date": "2026-11-19",
    }
    body = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": "2026-11-20T08:15:00+08:00"}
    return {**body, "lines": [line]}


def licence(valid_to: str | None = "2026-11-14") -> dict[str, Any]:
    return {"party": str(SUPPLIER), "kind": "food_operating", "number": "JY1", "valid_to": valid_to}


async def faulty_day() -> FaultyDay:
    """Recorded, in the order of the day."""
    await put("licence", licence())
    delivery, cooked = uuid7(), uuid7()
    received = await put("delivery", warm_delivery(), delivery)
    batch, dish = campus_batch_id(delivery, 1), made_batch_id(cooked)
    inputs = [{"batch": str(batch), "amount": {"amount": "10", "unit": "kg"}}]
    body = {"site": str(CAMPUS), "occurred_at": "2026-11-20T10:00:00+08:00", "dish": "宫保鸡丁", "meal": "lunch"}
    await put("cooking", {**body, "inputs": inputs, "core_temperature": "82"}, cooked)
    served = {"site": str(CAMPUS), "occurred_at": NOON, "meal": "lunch", "group": str(known("grade 3"))}
    await put("serving", {**served, "portions": 55, "dishes": [{"batch": str(dish)}]})
    return FaultyDay(received, batch, dish)


def sample_of(dish: UUID, grams: str = "130") -> dict[str, Any]:
    kept = {"site": str(CAMPUS), "batch": str(dish), "taken_at": NOON, "keep_until": "2026-11-22T12:00:00+08:00"}
    return {**kept, "amount": {"amount": grams, "unit": "g"}}
