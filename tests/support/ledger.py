"""Small records to fill logs with, and how each of them is told apart."""

from __future__ import annotations

from typing import Any

from tests.support.records import AT, CAMPUS, known, put
from traceability.ledger.record import Receipt


def issue(grams: int = 500) -> dict[str, Any]:
    """Some rice leaves the campus's store."""
    line = {"batch": str(known("rice batch")), "amount": {"amount": str(grams), "unit": "g"}}
    return {"site": str(CAMPUS), "occurred_at": AT, "lines": [line]}


async def rice_issues(count: int) -> list[Receipt]:
    """Entries of the campus's log, no two alike."""
    return [await put("stock_issue", issue(n + 1)) for n in range(count)]
