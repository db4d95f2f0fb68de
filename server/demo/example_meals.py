"""Examples of what a kitchen writes from the store to the plate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from server.demo import ids
from server.demo.example_places import (
    AT,
    AUTHORITY,
    CAMPUS,
    COOK,
    GREENS,
    NOON,
    SCHOOL,
    STOREKEEPER,
    kg,
    lot,
    named,
)

EAST = str(ids.campus("c001"))
GROUP = str(ids.group("c000", "p13"))
RECIPE = str(ids.recipe("tomato_soup"))
SOUP, SOUP_EN = "西红柿鸡蛋汤", "Tomato and egg soup"
EVENING = "2026-11-20T16:30:00+08:00"
LATER = "2026-11-20T12:10:00+08:00"


def _signed(person: str, role: str, at: str) -> dict[str, str]:
    return {"person": person, "role": role, "signed_at": at}


def recipe() -> dict[str, Any]:
    """A dish with the grams of each age group that eats it."""
    grams = {"primary_lower": {"amount": "70", "unit": "g"}, "primary_upper": {"amount": "85", "unit": "g"}}
    oil = {"primary_lower": {"amount": "4", "unit": "ml"}, "primary_upper": {"amount": "5", "unit": "ml"}}
    return {
        "organisation": SCHOOL,
        "dish": "清炒油菜",
        "dish_en": "Stir-fried pak choi",
        "version": 2,
        "lines": [
            {"ingredient": GREENS, "grams": grams, "optional": False},
            {"ingredient": str(ids.ingredient("soybean_oil")), "grams": oil, "optional": False},
        ],
        "portion_yield": {"amount": "76", "unit": "g"},
        "allergens": ["soy"],
        "cook_through": True,
    }


def cooking() -> dict[str, Any]:
    """A dish with one batch named, and the rest drawn on a stock issue."""
    return {
        "site": CAMPUS,
        "occurred_at": "2026-11-20T10:45:00+08:00",
        "dish": SOUP,
        "recipe": RECIPE,
        "meal": "lunch",
        "portions": 620,
        "inputs": [{"batch": named("tomatoes in store"), "amount": kg("21.7"), "evidence": "scanned"}],
        "issues": [named("stock issue")],
        "output": kg("124"),
        "core_temperature": "86.5",
        "cook": COOK,
        "note": "按620份备餐",
    }


def dispatch() -> dict[str, Any]:
    """Soup for the second campus."""
    return {
        "site": CAMPUS,
        "occurred_at": NOON,
        "destination": EAST,
        "items": [
            {
                "line": 1,
                "batch": named("soup"),
                "dish": SOUP,
                "dish_en": SOUP_EN,
                "amount": kg("48"),
                "portions": 240,
                "evidence": "typed",
            }
        ],
        "vehicle_plate": "京Z20262",
        "seal": "F1120901",
        "label": {
            "food": SOUP,
            "maker": "城北青禾小学（西校区）",
            "made_at": "2026-11-20T10:45:00+08:00",
            "eat_by": "2026-11-20T14:45:00+08:00",
            "how_to_eat": "到校后立即分餐，热食",
        },
        "temperature": "78.5",
        "signer": STOREKEEPER,
        "second_signer": str(ids.person("c000-1")),
        "note": "保温桶2只",
    }


def dispatch_receipt() -> dict[str, Any]:
    """Its receipt there, signed by two."""
    return {
        "site": EAST,
        "dispatch": named("dispatch"),
        "occurred_at": "2026-11-20T11:34:00+08:00",
        "items": [
            {
                "line": 1,
                "batch": named("soup on its way"),
                "dish": SOUP,
                "dish_en": SOUP_EN,
                "accepted": kg("47.5"),
                "rejected": kg("0.5"),
                "temperature": "74.2",
                "portions": 238,
                "reason": "洒出少许",
                "evidence": "measured",
            }
        ],
        "seal_intact": True,
        "receivers": [
            _signed(str(ids.person("c001-0")), "storekeeper", "2026-11-20T11:34:00+08:00"),
            _signed(str(ids.person("c001-1")), "food_safety_officer", "2026-11-20T11:36:00+08:00"),
        ],
    }


def _stock_line(amount: str) -> dict[str, Any]:
    return {"batch": named("tomatoes in store"), "amount": kg(amount), "evidence": "measured"}


MEALS: dict[str, Callable[[], dict[str, Any]]] = {
    "recipe": recipe,
    "cooking": cooking,
    "dispatch": dispatch,
    "dispatch_receipt": dispatch_receipt,
    "storage_unit": lambda: {
        "site": CAMPUS,
        "name": "二号冷藏柜",
        "name_en": "Refrigerator 2",
        "storage": "chilled",
        "min": "0",
        "max": "8",
    },
    "diner_group": lambda: {
        "site": CAMPUS,
        "name": "教职工",
        "name_en": "Staff",
        "age_group": "adult",
        "enrolment": 46,
    },
    "school_day": lambda: {"party": CAMPUS, "day": "2026-11-27", "kind": "holiday", "note": "校区停电检修"},
    "menu": lambda: {
        "site": CAMPUS,
        "day": "2026-11-24",
        "meal": "lunch",
        "dishes": [{"recipe": RECIPE, "dish": SOUP, "portions": 620}],
        "published_at": EVENING,
    },
    "substitution": lambda: {
        "site": CAMPUS,
        "menu": named("menu"),
        "recipe_out": RECIPE,
        "dish_out": SOUP,
        "recipe_in": str(ids.recipe("laver_soup")),
        "dish_in": "紫菜蛋花汤",
        "reason": "西红柿未按时到货",
        "occurred_at": AT,
    },
    "headcount": lambda: {"site": CAMPUS, "day": "2026-11-24", "meal": "lunch", "group": GROUP, "count": 318},
    "delivery_signature": lambda: {
        "site": CAMPUS,
        "delivery": named("delivery"),
        "person": STOREKEEPER,
        "role": "storekeeper",
        "signed_at": EVENING,
    },
    "goods_return": lambda: {
        "site": CAMPUS,
        "occurred_at": EVENING,
        "delivery": named("delivery"),
        "supplier": str(ids.supplier("w_vegetable_1")),
        "batch": named("potatoes in store"),
        "amount": kg("3.5"),
        "reason": "复检发现发芽",
        "person": STOREKEEPER,
    },
    "stock_issue": lambda: {
        "site": CAMPUS,
        "occurred_at": "2026-11-20T09:10:00+08:00",
        "person": COOK,
        "lines": [_stock_line("22")],
        "note": "午餐用",
    },
    "stock_return": lambda: {
        "site": CAMPUS,
        "occurred_at": LATER,
        "issue": named("stock issue"),
        "lines": [_stock_line("0.3")],
    },
    "opening": lambda: {"site": CAMPUS, "occurred_at": "2026-11-20T09:40:00+08:00", "batch": named("rice in store")},
    "emptying": lambda: {"site": CAMPUS, "occurred_at": LATER, "opening": named("opening")},
    "stock_count": lambda: {
        "site": CAMPUS,
        "occurred_at": EVENING,
        "person": STOREKEEPER,
        "lines": [_stock_line("0.3")],
        "note": "周末盘点",
    },
    "temperature_reading": lambda: {
        "site": CAMPUS,
        "unit": str(ids.unit("c000", "chilled")),
        "occurred_at": EVENING,
        "temperature": "4.2",
        "source": "manual",
        "person": STOREKEEPER,
    },
    "retained_sample": lambda: {
        "site": CAMPUS,
        "batch": named("soup"),
        "dish": SOUP,
        "meal": "lunch",
        "amount": {"amount": "150", "unit": "g"},
        "taken_at": NOON,
        "unit": str(ids.unit("c000", "sample")),
        "keep_until": "2026-11-22T11:20:00+08:00",
        "person": COOK,
        "evidence": "measured",
        "note": "一号盒",
    },
    "sample_disposal": lambda: {
        "site": CAMPUS,
        "sample": named("sample"),
        "disposed_at": "2026-11-22T12:00:00+08:00",
        "person": COOK,
    },
    "serving": lambda: {
        "site": CAMPUS,
        "occurred_at": "2026-11-20T11:50:00+08:00",
        "meal": "lunch",
        "group": GROUP,
        "portions": 318,
        "dishes": [{"batch": named("soup"), "amount": kg("57.2")}],
    },
    "disposal": lambda: {
        "site": CAMPUS,
        "batch": named("soup"),
        "amount": kg("4.1"),
        "reason": "leftover",
        "occurred_at": LATER,
        "handler": STOREKEEPER,
        "note": "交厨余收运",
    },
    "batch_test": lambda: {
        "party": CAMPUS,
        "tested_at": AT,
        "method": "rapid",
        "item": "有机磷和氨基甲酸酯类农药残留",
        "limit": "抑制率<50%",
        "value": "抑制率12%",
        "result": "passed",
        "report_number": "KJ20261120-01",
        "laboratory": "校内快检室",
        "person": STOREKEEPER,
        "batches": [lot("pak_choi")],
        "documents": [named("test strip")],
        "note": "两次平行",
    },
    "same_batch": lambda: {
        "party": CAMPUS,
        "occurred_at": LATER,
        "a": lot("pak_choi"),
        "b": named("lot typed otherwise"),
        "reason": "标签与送货单批号写法不同",
        "evidence": "typed",
    },
    "hold": lambda: {
        "party": AUTHORITY,
        "occurred_at": EVENING,
        "batches": [lot("pak_choi")],
        "level": "hold",
        "reason": "农残复检未出结果，暂停使用",
        "documents": [named("notice")],
    },
    "release": lambda: {"party": AUTHORITY, "occurred_at": EVENING, "hold": named("hold"), "reason": "复检合格"},
}
