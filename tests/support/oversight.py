"""What a canteen records of itself, for tests: a body of each kind, what corrects it, and what cannot be understood."""

from __future__ import annotations

from typing import Any

from tests.support.records import AUTHORITY, CAMPUS, CHICKEN, known

Case = tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], set[tuple[str, str]]]
SITE = str(CAMPUS)
WANG, LI = str(known("wang")), str(known("li"))
FRIDAY = "2026-11-20T15:30:00+08:00"

# kind, a body, what a correction changes, what cannot be understood, and the faults that names
CASES: list[Case] = [
    (
        "weekly_check",
        {
            "site": SITE,
            "occurred_at": FRIDAY,
            "week": "2026-W47",
            "director": WANG,
            "points": [{"point": "staff"}, {"point": "pests", "finding": "粘鼠板已满", "due": "2026-11-23"}],
        },
        {"points": [{"point": "pests", "finding": "粘鼠板已满", "action": "已更换"}]},
        {"week": "2026-W54", "points": [{"point": "weather", "due": "soon"}]},
        {("/week", "not_a_week"), ("/points/0/point", "not_one_of"), ("/points/0/due", "not_a_date")},
    ),
    (
        "monthly_meeting",
        {
            "site": SITE,
            "occurred_at": "2026-11-30T16:00:00+08:00",
            "month": "2026-11",
            "principal": WANG,
            "attendees": [WANG, LI],
            "guests": 3,
            "in_canteen": True,
            "topics": "冬季热链、留样",
            "decisions": [{"decision": "添置两只保温桶", "responsible": LI, "due": "2026-12-11"}],
        },
        {"decisions": [{"decision": "添置三只保温桶"}]},
        {"month": "2026-13", "principal": "校长", "guests": -1, "decisions": [{"decision": " "}]},
        {
            ("/month", "not_a_month"),
            ("/principal", "not_a_uuid"),
            ("/guests", "out_of_range"),
            ("/decisions/0/decision", "empty"),
        },
    ),
    (
        "health_certificate",
        {
            "site": SITE,
            "person": LI,
            "valid_from": "2026-08-20",
            "valid_to": "2027-08-19",
            "issuer": "海淀区疾病预防控制中心",
            "seen_by": WANG,
            "seen_on": "2026-08-28",
        },
        {"valid_to": "2027-08-20"},
        {"person": "李师傅", "valid_to": "明年", "result": "健康", "number": "J123"},
        {
            ("/person", "not_a_uuid"),
            ("/valid_to", "not_a_date"),
            ("/result", "unknown_field"),
            ("/number", "unknown_field"),
        },
    ),
    (
        "additive_use",
        {
            "site": SITE,
            "occurred_at": "2026-11-20T05:40:00+08:00",
            "batch": str(known("baking powder")),
            "amount": {"amount": "120", "unit": "g"},
            "purpose": "leavening",
            "food": "馒头",
            "food_amount": {"amount": "40", "unit": "kg"},
            "person": LI,
        },
        {"dish": str(known("steamed buns")), "amount": {"amount": "130", "unit": "g"}},
        {"purpose": "magic", "amount": {"amount": "一勺", "unit": "g"}, "food": ""},
        {("/purpose", "not_one_of"), ("/amount/amount", "not_a_decimal"), ("/food", "empty")},
    ),
    (
        "reheating",
        {
            "site": SITE,
            "occurred_at": "2026-11-20T12:05:00+08:00",
            "batch": str(known("dish")),
            "core_temperature": "74.5",
            "person": LI,
        },
        {"core_temperature": "71"},
        {"core_temperature": "hot", "batch": "汤"},
        {("/core_temperature", "not_a_decimal"), ("/batch", "not_a_uuid")},
    ),
    (
        "camera_status",
        {
            "site": SITE,
            "occurred_at": FRIDAY,
            "day": "2026-11-20",
            "person": WANG,
            "cameras": [
                {
                    "camera": "烹饪间1号",
                    "online_percent": 100,
                    "alerts": [{"kind": "no_mask", "alerts": 2, "closed": 2}],
                },
                {"camera": "备餐间", "outage_from": "2026-11-20T09:10:00+08:00", "reason": "停电"},
            ],
        },
        {"cameras": [{"camera": "烹饪间1号", "online_percent": 98}]},
        {"cameras": [{"camera": "", "online_percent": 101, "alerts": [{"kind": "face", "alerts": 1}]}]},
        {
            ("/cameras/0/camera", "empty"),
            ("/cameras/0/online_percent", "out_of_range"),
            ("/cameras/0/alerts/0/kind", "not_one_of"),
        },
    ),
    (
        "incident",
        {
            "site": SITE,
            "occurred_at": "2026-11-20T13:10:00+08:00",
            "kind": "suspected_illness",
            "meal": "lunch",
            "affected": 4,
            "description": "午餐后四人不适",
            "measures": "封存留样和剩余食材，停止供餐",
            "person": WANG,
            "reports": [
                {"authority": "education", "reported_at": "2026-11-20T14:20:00+08:00"},
                {"authority": "market_regulation", "reported_at": "2026-11-20T14:05:00+08:00"},
            ],
        },
        {"affected": 5},
        {"kind": "ghost", "affected": "几个", "reports": [{"authority": "press", "reported_at": "今天"}]},
        {
            ("/kind", "not_one_of"),
            ("/affected", "wrong_type"),
            ("/reports/0/authority", "not_one_of"),
            ("/reports/0/reported_at", "not_a_time"),
        },
    ),
    (
        "satisfaction_survey",
        {
            "site": SITE,
            "term": "2026-autumn",
            "closed_on": "2026-12-18",
            "sent": 640,
            "answered": 588,
            "satisfied": 541,
            "dissatisfied": 17,
            "person": WANG,
        },
        {"answered": 590},
        {"term": "autumn", "closed_on": "2026-12-32", "satisfied": -1},
        {("/term", "wrong_form"), ("/closed_on", "not_a_date"), ("/satisfied", "out_of_range")},
    ),
    (
        "canteen_account",
        {
            "site": SITE,
            "month": "2026-11",
            "income": [{"heading": "meal_fees", "amount": "128400.00"}, {"heading": "subsidy", "amount": "9600"}],
            "expenditure": [{"heading": "ingredients", "amount": "101234.56"}, {"heading": "wages", "amount": "22000"}],
            "closed_on": "2026-12-05",
            "published_on": "2026-12-10",
        },
        {"income": [{"heading": "meal_fees", "amount": "128500.00"}]},
        {"month": "November", "income": [{"heading": "lottery", "amount": "0.001"}]},
        {("/month", "wrong_form"), ("/income/0/heading", "not_one_of"), ("/income/0/amount", "too_precise")},
    ),
    (
        "reference_price",
        {
            "organisation": str(AUTHORITY),
            "region": "110108",
            "ingredient": str(CHICKEN),
            "unit_price": "22.80",
            "valid_from": "2026-11-16",
            "valid_to": "2026-11-22",
            "source": "区教委联合询价第47周",
        },
        {"unit_price": "22.90"},
        {"region": "海淀", "unit_price": "free", "source": ""},
        {("/region", "wrong_form"), ("/unit_price", "not_a_decimal"), ("/source", "empty")},
    ),
]
