"""Examples of a canteen's daily duties besides its food."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from server.demo import ids
from server.demo.example_places import CAMPUS, COOK, STOREKEEPER

OFFICER = str(ids.person("c000-1"))
PRINCIPAL = str(ids.person("c000-5"))


def daily_check() -> dict[str, Any]:
    """Two points in order, and one with a finding that was put right."""
    return {
        "site": CAMPUS,
        "occurred_at": "2026-11-20T14:10:00+08:00",
        "officer": OFFICER,
        "points": [
            {"point": "staff"},
            {"point": "cold_storage"},
            {"point": "waste", "finding": "厨余桶未加盖", "action": "当场加盖，提醒值日人员"},
        ],
        "note": "三项",
    }


DUTIES: dict[str, Callable[[], dict[str, Any]]] = {
    "morning_check": lambda: {
        "site": CAMPUS,
        "occurred_at": "2026-11-20T06:05:00+08:00",
        "checked_by": OFFICER,
        "people": [{"person": STOREKEEPER, "fit": True}, {"person": COOK, "fit": False, "sent_away": True}],
    },
    "disinfection": lambda: {
        "site": CAMPUS,
        "occurred_at": "2026-11-20T13:05:00+08:00",
        "tableware": "餐盘、汤碗",
        "pieces": 1280,
        "method": "chlorine",
        "temperature": "24",
        "concentration": 300,
        "agent": "84消毒液",
        "minutes": 6,
        "strip": "passed",
        "person": COOK,
        "note": "蒸汽柜检修",
    },
    "daily_check": daily_check,
    "accompanied_meal": lambda: {
        "site": CAMPUS,
        "occurred_at": "2026-11-20T12:15:00+08:00",
        "meal": "lunch",
        "person": PRINCIPAL,
        "taste": "good",
        "quality": "good",
        "portion": "fair",
        "problem": "汤有点凉",
        "action": "改用保温桶分汤",
    },
}
