"""Examples of what a canteen records of itself: checks, meetings, certificates, additives, cameras, accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from server.demo import ids
from server.demo.example_duties import OFFICER, PRINCIPAL
from server.demo.example_places import AUTHORITY, CAMPUS, COOK, DAY, GREENS, NOON, STOREKEEPER, kg, named

DIRECTOR = str(ids.person("c000-6"))
AFTERNOON = "2026-11-20T15:50:00+08:00"


def monthly_meeting() -> dict[str, Any]:
    """Two decisions, one of them with somebody who sees to it."""
    return {
        "site": CAMPUS,
        "occurred_at": "2026-11-20T16:10:00+08:00",
        "month": "2026-11",
        "principal": PRINCIPAL,
        "attendees": [PRINCIPAL, OFFICER, STOREKEEPER],
        "guests": 2,
        "in_canteen": True,
        "topics": "听取每周排查情况，研究冬季热链",
        "decisions": [
            {"decision": "添置两只保温桶", "responsible": STOREKEEPER, "due": "2026-12-04"},
            {"decision": "请家长委员会参加下月开放日"},
        ],
        "note": "会议在食堂召开",
    }


def camera_status() -> dict[str, Any]:
    """One camera with an alert, one that was off for an hour."""
    return {
        "site": CAMPUS,
        "occurred_at": AFTERNOON,
        "day": DAY,
        "person": OFFICER,
        "cameras": [
            {
                "camera": "烹饪间",
                "online_percent": 100,
                "alerts": [{"kind": "no_mask", "alerts": 2, "closed": 2}],
            },
            {
                "camera": "备餐间",
                "online_percent": 96,
                "outage_from": "2026-11-20T14:05:00+08:00",
                "outage_to": "2026-11-20T15:03:00+08:00",
                "reason": "网络检修",
            },
        ],
    }


def incident() -> dict[str, Any]:
    """Told to two authorities within the hour."""
    return {
        "site": CAMPUS,
        "occurred_at": "2026-11-20T12:12:00+08:00",
        "kind": "foreign_object",
        "meal": "lunch",
        "affected": 0,
        "description": "汤里发现一小段钢丝球，无人受伤",
        "measures": "该桶汤停止供应并留存",
        "person": OFFICER,
        "reports": [
            {"authority": "education", "reported_at": "2026-11-20T12:50:00+08:00"},
            {"authority": "market_regulation", "reported_at": "2026-11-20T12:58:00+08:00"},
        ],
    }


def finding_step() -> dict[str, Any]:
    """A correction, with the paper that proves it."""
    return {
        "site": CAMPUS,
        "finding": named("finding"),
        "occurred_at": AFTERNOON,
        "step": "corrected",
        "note": "已补登留样，并对留样人员重新培训",
        "documents": [named("training sheet")],
    }


def dry_run_rules() -> dict[str, Any]:
    """A week at one campus with a stricter arrival temperature, and missing samples as grave as a missing licence."""
    return {
        "sites": [CAMPUS],
        "first": "2026-11-09",
        "last": "2026-11-13",
        "thresholds": {"receive_chilled_over_label": "2"},
        "rules": {"L1": {"severity": "block"}},
        "packs": ["EU"],
    }


OVERSIGHT: dict[str, Callable[[], dict[str, Any]]] = {
    "weekly_check": lambda: {
        "site": CAMPUS,
        "occurred_at": AFTERNOON,
        "week": "2026-W47",
        "director": DIRECTOR,
        "points": [
            {"point": "staff"},
            {"point": "store", "finding": "一袋面粉未离墙存放", "action": "移到货架上", "due": "2026-11-23"},
        ],
        "note": "两项",
    },
    "monthly_meeting": monthly_meeting,
    "health_certificate": lambda: {
        "site": CAMPUS,
        "person": COOK,
        "valid_from": "2026-08-20",
        "valid_to": "2027-08-19",
        "issuer": "昌平区疾病预防控制中心",
        "seen_by": OFFICER,
        "seen_on": "2026-08-29",
    },
    "additive_use": lambda: {
        "site": CAMPUS,
        "occurred_at": "2026-11-20T05:40:00+08:00",
        "batch": named("baking powder"),
        "amount": {"amount": "120", "unit": "g"},
        "purpose": "leavening",
        "food": "馒头",
        "dish": named("steamed buns"),
        "food_amount": kg("40"),
        "person": COOK,
        "note": "按配方称量",
    },
    "reheating": lambda: {
        "site": CAMPUS,
        "occurred_at": NOON,
        "batch": named("soup"),
        "core_temperature": "81.2",
        "person": COOK,
    },
    "finding_step": finding_step,
    "dry_run_rules": dry_run_rules,
    "camera_status": camera_status,
    "incident": incident,
    "satisfaction_survey": lambda: {
        "site": CAMPUS,
        "term": "2026-autumn",
        "closed_on": DAY,
        "sent": 640,
        "answered": 588,
        "satisfied": 541,
        "dissatisfied": 17,
        "person": STOREKEEPER,
        "note": "家长和学生各一份",
    },
    "canteen_account": lambda: {
        "site": CAMPUS,
        "month": "2026-11",
        "income": [{"heading": "meal_fees", "amount": "128400.00"}, {"heading": "subsidy", "amount": "9600.00"}],
        "expenditure": [
            {"heading": "ingredients", "amount": "101234.56"},
            {"heading": "wages", "amount": "22000.00"},
        ],
        "closed_on": "2026-12-05",
        "published_on": "2026-12-10",
        "person": STOREKEEPER,
        "note": "与收货单、发票核对一致",
    },
    "reference_price": lambda: {
        "organisation": AUTHORITY,
        "region": "110114",
        "ingredient": GREENS,
        "unit_price": "5.20",
        "unit": "kg",
        "valid_from": "2026-11-16",
        "valid_to": "2026-11-22",
        "source": "昌平区学校食堂食材联合询价 2026年第47周",
    },
}
