"""Ten days of a kitchen: what it enters, mixed as kitchens do, each entry unlike every other."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from tests.support.records import CAMPUS, CHICKEN, RICE, SUPPLIER, known

FIRST_DAY = datetime.fromisoformat("2026-11-16T05:30:00+08:00")
SMALL, LARGE = (96, 64), (800, 600)
"""Pictures of noise: the small one goes up whole, the large one (some 400 kB) in pieces."""


def plan(dice: random.Random, day: int, n: int) -> dict[str, Any]:
    """The n-th entry of a day (from 0): what the driver enters (server/web/soak/driver.ts)."""
    at = FIRST_DAY + timedelta(days=day, seconds=20 * n)
    kind, path, body, pictures = _entry(dice, n)
    return {
        "kind": kind,
        "path": path,
        "site": str(CAMPUS),
        "body": {"site": str(CAMPUS), "occurred_at": at.isoformat(), **body},
        "at": at.isoformat(),
        "pictures": [_picture(dice, size) for size in pictures],
    }


def _entry(dice: random.Random, n: int) -> tuple[str, str, dict[str, Any], list[tuple[int, int]]]:
    goods = str(known(f"batch {dice.randrange(400)}"))
    match dice.choices(("delivery", "issue", "count", "temperature", "disposal"), (40, 20, 15, 20, 5))[0]:
        case "delivery":
            pictures = dice.choices(([], [SMALL], [SMALL, SMALL], [LARGE]), (78, 14, 5, 3))[0]
            lines = [_line(dice, number) for number in range(1, dice.randint(2, 6))]
            return "delivery", "deliveries", {"supplier": str(SUPPLIER), "lines": lines, "note": f"第{n}单"}, pictures
        case "issue":
            body: dict[str, Any] = {"lines": [{"batch": goods, "amount": _amount(dice)}]}
            return "stock_issue", "stock-issues", body, []
        case "count":
            return "stock_count", "stock-counts", {"lines": [{"batch": goods, "amount": _amount(dice)}]}, []
        case "temperature":
            reading = {"unit": str(known("fridge")), "temperature": f"{dice.uniform(-20, 9):.1f}"}
            return "temperature_reading", "temperature-readings", reading, []
        case _:
            return "disposal", "disposals", {"batch": goods, "amount": _amount(dice), "reason": "spoiled"}, []


def _line(dice: random.Random, number: int) -> dict[str, Any]:
    ingredient = dice.choice((CHICKEN, RICE))
    return {
        "line": number,
        "ingredient": str(ingredient),
        "accepted": _amount(dice),
        "lot_code": f"批{dice.randrange(10**9):09}",
        "temperature": f"{dice.uniform(-2, 12):.1f}",
    }


def _amount(dice: random.Random) -> dict[str, str]:
    return {"amount": f"{dice.uniform(0.1, 90):.2f}", "unit": dice.choice(("kg", "斤", "g"))}


def _picture(dice: random.Random, size: tuple[int, int]) -> dict[str, Any]:
    return {"width": size[0], "height": size[1], "colour": f"#{dice.randrange(1 << 24):06x}"}
