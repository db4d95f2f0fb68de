"""Deliveries of ten lines as a tablet sends them: fresh ids, fresh lots, every field of the form filled in."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta

from tests.benchmarks.district import INGREDIENT_IDS, SITE_IDS, SUPPLIER_IDS, numbered
from traceability.identifiers import uuid7

LINES = 10
START = datetime(2026, 9, 1, tzinfo=UTC)


def body(dice: random.Random, site: int) -> dict[str, object]:
    """One delivery to the site of this index."""
    at = START + timedelta(minutes=dice.randrange(100_000))
    supplier = dice.choice(SUPPLIER_IDS)
    return {
        "site": str(SITE_IDS[site]),
        "supplier": str(supplier),
        "occurred_at": at.isoformat(),
        "note_number": f"SH-{dice.randrange(10**9):09}",
        "vehicle": {"plate": "京A·D2719", "temperature": "3.1"},
        "receivers": [
            {"person": str(numbered(9, 1)), "role": "storekeeper", "signed_at": at.isoformat()},
            {"person": str(numbered(9, 2)), "role": "food_safety_officer", "signed_at": at.isoformat()},
        ],
        "documents": [str(numbered(8, 1))],
        "note": "早上六点到货，车厢整洁",
        "lines": [_line(dice, number, at) for number in range(1, LINES + 1)],
    }


def _line(dice: random.Random, number: int, at: datetime) -> dict[str, object]:
    weight = dice.randrange(50, 900)
    return {
        "line": number,
        "ingredient": str(dice.choice(INGREDIENT_IDS)),
        "name_seen": "有机小油菜",
        "specification": "一级 10kg/箱",
        "ordered": {"amount": f"{weight / 10}", "unit": "kg"},
        "delivered": {"amount": f"{weight / 10}", "unit": "kg"},
        "accepted": {"amount": f"{weight / 10}", "unit": "kg"},
        "lot_code": f"PC{dice.randrange(10**10):010}",
        "production_date": (at - timedelta(days=2)).date().isoformat(),
        "shelf_life_days": 7,
        "producer": {"name": "顺义绿源蔬菜专业合作社", "address": "北京市顺义区"},
        "origin": "北京顺义",
        "package": {"count": 5, "unit": "箱", "content": {"amount": "10", "unit": "kg"}},
        "temperature": "3.4",
        "label_temperature": "4",
        "appearance": "good",
        "documents": [str(numbered(8, 1 + number))],
        "unit_price": "6.80",
        "evidence": "typed",
    }


def requests(tokens: list[str], count: int, seed: int) -> list[bytes]:
    """HTTP/1.1 requests that PUT `count` deliveries, spread over all sites, each with its site's token."""
    dice = random.Random(seed)
    made = []
    for _ in range(count):
        site = dice.randrange(len(SITE_IDS))
        content = json.dumps(body(dice, site), ensure_ascii=False).encode()
        head = (
            f"PUT /api/deliveries/{uuid7()} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {tokens[site]}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        made.append(head.encode() + content)
    return made
