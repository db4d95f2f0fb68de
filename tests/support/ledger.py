"""Records to fill logs with: many small ones, or a campus's morning with something of everything that is derived."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.records import AT, CAMPUS, CHICKEN, KITCHEN, OPERATOR, RICE, SCHOOL, SUPPLIER, amend, known, put
from traceability.errors import Conflict
from traceability.identifiers import campus_batch_id, made_batch_id, uuid7
from traceability.ledger.record import Receipt, Submission
from traceability.partners.people import enrol

RICE_BATCH = known("rice batch")
LATER = "2026-11-20T10:00:00+08:00"


def issue(grams: int = 500) -> dict[str, Any]:
    """Some rice leaves the campus's store."""
    line = {"batch": str(RICE_BATCH), "amount": {"amount": str(grams), "unit": "g"}}
    return {"site": str(CAMPUS), "occurred_at": AT, "lines": [line]}


async def rice_issues(count: int) -> list[Receipt]:
    """Entries of the campus's log, no two alike."""
    return [await put("stock_issue", issue(n + 1)) for n in range(count)]


def kilograms(amount: str) -> dict[str, str]:
    return {"amount": amount, "unit": "kg"}


async def busy_campus() -> dict[str, Receipt]:
    """A delivery of two lots, goods issued, brought back, opened and cooked; a sample, a person, a rival, a recipe."""
    done: dict[str, Receipt] = {}
    delivery = uuid7()
    chicken, rice = campus_batch_id(delivery, 1), campus_batch_id(delivery, 2)
    lines = [
        {"line": 1, "ingredient": str(CHICKEN), "accepted": kilograms("38.2"), "lot_code": "JT-1122"},
        {"line": 2, "ingredient": str(RICE), "accepted": kilograms("50"), "lot_code": "DM-7"},
    ]
    here = {"site": str(CAMPUS), "occurred_at": AT}
    body = {**here, "supplier": str(SUPPLIER), "lines": lines, "documents": [str(known("quarantine scan"))]}
    done["delivery"] = await put("delivery", body, delivery)
    done["licence"] = await put(
        "licence",
        {"party": str(SUPPLIER), "kind": "food_operating", "number": "JY1", "valid_from": "2021-03-01"},
    )
    recipe: dict[str, Any] = {"organisation": str(SCHOOL), "dish": "鸡肉饭"}
    recipe["lines"] = [
        {"ingredient": str(i), "grams": {"primary_lower": {"amount": g, "unit": "g"}}}
        for i, g in ((CHICKEN, "80"), (RICE, "100"))
    ]
    done["recipe"] = await put("recipe", recipe)
    taken = [{"batch": str(chicken), "amount": kilograms("8")}, {"batch": str(rice), "amount": kilograms("10")}]
    done["issue"] = await put("stock_issue", {**here, "lines": taken})
    done["opening"] = await put("opening", {**here, "batch": str(RICE_BATCH)})
    cooking: dict[str, Any] = {
        **here,
        "occurred_at": LATER,
        "dish": "鸡肉饭",
        "recipe": str(done["recipe"].id),
        "portions": 80,
    }
    cooking["issues"] = [str(done["issue"].id)]
    done["cooking"] = await put("cooking", cooking)
    done["second cooking"] = await put("cooking", {**cooking, "portions": 40, "inputs": [{"batch": str(chicken)}]})
    back = [{"batch": str(rice), "amount": kilograms("2")}]
    done["return"] = await put("stock_return", {**here, "issue": str(done["issue"].id), "lines": back})
    dish = made_batch_id(done["cooking"].id)
    sample = {"site": str(CAMPUS), "batch": str(dish), "taken_at": LATER, "amount": {"amount": "125", "unit": "g"}}
    done["sample"] = await put("retained_sample", sample)
    await amend(done["second cooking"], {**cooking, "portions": 60})
    person = Submission.of(uuid7(), {"organisation": str(SCHOOL), "name": "张三", "phone": "13800138000"})
    done["person"] = (await enrol(OPERATOR, [person]))[0]
    with pytest.raises(Conflict):
        await put("stock_issue", issue(900), done["issue"].id, KITCHEN)
    return done
