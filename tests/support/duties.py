"""A canteen's daily duties for tests: a body of each kind, what corrects it, and what cannot be understood."""

from __future__ import annotations

from typing import Any

from tests.support.records import CAMPUS, known

Case = tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], set[tuple[str, str]]]
SITE = str(CAMPUS)
WANG, LI = known("wang"), known("li")
EARLY = "2026-11-20T06:05:00+08:00"

# kind, a body, what a correction changes, what cannot be understood, and the faults that names
CASES: list[Case] = [
    (
        "morning_check",
        {
            "site": SITE,
            "occurred_at": EARLY,
            "checked_by": str(WANG),
            "people": [{"person": str(WANG), "fit": True}, {"person": str(LI), "fit": False, "sent_away": True}],
        },
        {"people": [{"person": str(WANG), "fit": True}]},
        {"people": [{"person": "李师傅", "fit": "发热", "illness": "发热"}]},
        {("/people/0/person", "not_a_uuid"), ("/people/0/fit", "wrong_type"), ("/people/0/illness", "unknown_field")},
    ),
    (
        "disinfection",
        {
            "site": SITE,
            "occurred_at": "2026-11-20T13:05:00+08:00",
            "tableware": "餐盘、汤碗",
            "pieces": 1280,
            "method": "steam",
            "temperature": "102.5",
            "minutes": 12,
            "person": str(LI),
        },
        {"method": "chlorine", "temperature": None, "concentration": 250, "agent": "84消毒液", "strip": "passed"},
        {"method": "prayer", "temperature": "很烫", "concentration": -1, "minutes": 1441, "strip": "blue"},
        {
            ("/method", "not_one_of"),
            ("/temperature", "not_a_decimal"),
            ("/concentration", "out_of_range"),
            ("/minutes", "out_of_range"),
            ("/strip", "not_one_of"),
        },
    ),
    (
        "daily_check",
        {
            "site": SITE,
            "occurred_at": "2026-11-20T14:10:00+08:00",
            "officer": str(WANG),
            "points": [{"point": "staff"}],
        },
        {"points": [{"point": "waste", "finding": "厨余桶未加盖", "action": "当场加盖"}]},
        {"points": [{"point": "weather"}, {"point": "pests", "finding": " "}]},
        {("/points/0/point", "not_one_of"), ("/points/1/finding", "empty")},
    ),
    (
        "accompanied_meal",
        {
            "site": SITE,
            "occurred_at": "2026-11-20T12:15:00+08:00",
            "meal": "lunch",
            "person": str(WANG),
            "taste": "good",
        },
        {"portion": "poor", "problem": "菜量偏少", "action": "当场加菜"},
        {"meal": "tea", "person": None, "quality": "divine"},
        {("/meal", "not_one_of"), ("/person", "not_a_uuid"), ("/quality", "not_one_of")},
    ),
]
