"""One complete body for every write of the API, accepted as it stands on the demonstration district of any seed.

Keys are names of kinds, or operation ids of the other writes. Parties, people, ingredients, recipes, groups, storage
units and suppliers' lots are those of the district; goods of records that are made with fresh ids stand unresolved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from server.demo import ids
from server.demo.example_duties import DUTIES
from server.demo.example_meals import MEALS
from server.demo.example_oversight import OVERSIGHT
from server.demo.example_places import (
    AT,
    AUTHORITY,
    CAMPUS,
    DAY,
    FARM_LOT,
    GREENS,
    SCHOOL,
    STOREKEEPER,
    SUPPLIER,
    kg,
    lot,
    named,
)
from server.demo.facts.numbers import credit_code
from server.demo.write_school import unit_body

Example = Callable[[], dict[str, Any]]
PASSWORD = "mealtrace-demo"  # noqa: S105 - of the demonstration district
PIN = "2580"
"""Of the people of the campus whose kitchen has the account `kitchen`."""


def delivery() -> dict[str, Any]:
    """A delivery with every field a kitchen may fill: one line accepted in part, one chilled."""
    return {
        "site": CAMPUS,
        "supplier": SUPPLIER,
        "occurred_at": AT,
        "order": named("order"),
        "note_number": "SH2026112000099",
        "vehicle": {"plate": "京Z20261", "temperature": "3.1"},
        "receivers": [
            {"person": STOREKEEPER, "role": "storekeeper", "signed_at": AT},
            {"person": str(ids.person("c000-1")), "role": "food_safety_officer", "signed_at": AT},
        ],
        "documents": [named("delivery note")],
        "note": "雨天，外箱略湿",
        "lines": [
            {
                "line": 1,
                "ingredient": str(ids.ingredient("potato")),
                "name_seen": "洋芋",
                "specification": "散装，单个150克以上",
                "ordered": kg("40"),
                "delivered": kg("40.4"),
                "accepted": kg("38.2"),
                "rejected": kg("2.2"),
                "weighings": [
                    {"gross": kg("22.4"), "tare": kg("1.1"), "baskets": 2, "evidence": "measured"},
                    {"gross": kg("20.2"), "evidence": "typed"},
                ],
                "reason": "部分发芽，退回",
                "lot_code": "批号：TD20261118-03",
                "production_date": "2026-11-18",
                "expiry_date": "2026-12-08",
                "shelf_life_days": 20,
                "producer": {
                    "organisation": SUPPLIER,
                    "name": "北京禾序蔬菜配送有限公司",
                    "address": "北京市昌平区",
                },
                "origin": "河北省张家口市张北县",
                "produced_in": "CN",
                "consignor": SUPPLIER,
                "package": {"count": 2, "unit": "袋", "content": kg("20")},
                "appearance": "good",
                "documents": [named("conformity certificate")],
                "unit_price": "3.20",
                "evidence": "typed",
            },
            {
                "line": 2,
                "ingredient": GREENS,
                "ordered": kg("12"),
                "delivered": kg("12"),
                "accepted": {"amount": "24", "unit": "斤"},
                "batch": lot("pak_choi"),
                "temperature": "6.4",
                "label_temperature": "8",
                "unit_price": "2.60",
                "evidence": "scanned",
            },
        ],
    }


def correction() -> dict[str, Any]:
    """The first campus's refrigerator is to stay colder than was recorded: its whole body, as revision 2."""
    return {
        "record": str(ids.unit("c000", "chilled")),
        "saw": 1,
        "declaration": "incorrect_data",
        "reason": "上限应为6℃，录入时写成8℃",
        "content": {**unit_body("c000", "chilled"), "max": "6"},
    }


def announcement() -> dict[str, Any]:
    """A wholesaler's batch with the farm's lot it was taken from."""
    return {
        "organisation": SUPPLIER,
        "occurred_at": "2026-11-19T20:00:00+08:00",
        "step": "shipping",
        "ingredient": GREENS,
        "recipient": CAMPUS,
        "lot_code": "HX261119-88",
        "production_date": "2026-11-19",
        "expiry_date": "2026-11-22",
        "amount": kg("120"),
        "made_from": [{"batch": lot("pak_choi", FARM_LOT), "amount": kg("126"), "evidence": "supplier_signed"}],
        "documents": [named("conformity certificate")],
        "origin": "北京市顺义区",
        "produced_in": "CN",
        "storage_temperature": "8",
    }


def purchase_order() -> dict[str, Any]:
    """Two ingredients for the next school day."""
    lines = [
        {"line": 1, "ingredient": str(ids.ingredient("potato")), "amount": kg("40"), "unit_price": "3.20"},
        {"line": 2, "ingredient": GREENS, "amount": kg("12"), "unit_price": "5.20", "label_temperature": "8"},
    ]
    return {
        "site": CAMPUS,
        "supplier": SUPPLIER,
        "number": "PO-20261123-EX01",
        "contract": str(ids.master("contract", "c000 w_vegetable_1")),
        "due": "2026-11-23",
        "ordered_at": AT,
        "on_platform": True,
        "note": "请于六点半前送到",
        "lines": lines,
    }


def contract() -> dict[str, Any]:
    """Prices fixed for a term."""
    return {
        "buyer": SCHOOL,
        "supplier": SUPPLIER,
        "number": "HT2026-EX01",
        "valid_from": "2026-09-01",
        "valid_to": "2027-01-22",
        "tendered": True,
        "on_platform": True,
        "lines": [{"ingredient": str(ids.ingredient("potato")), "unit_price": "3.20", "unit": "kg"}],
        "documents": [named("contract paper")],
    }


def ingredient() -> dict[str, Any]:
    """An ingredient that the catalogue lacks."""
    return {
        "organisation": AUTHORITY,
        "name": "芥蓝",
        "name_en": "Chinese kale",
        "aliases": ["盖菜", "芥兰"],
        "food_group": "vegetable",
        "storage": "chilled",
        "allergens": ["mustard"],
        "shelf_life_days": 4,
        "bulk": False,
        "unit": "kg",
        "gtin": "06901234567892",
    }


PARTNERS: dict[str, Example] = {
    "organisation": lambda: {
        "name": "北京示例蔬菜专业合作社",
        "name_en": "Example Vegetable Cooperative",
        "trade": "farm",
        "region": "110114",
        "address": "北京市昌平区兴寿镇",
        "credit_code": credit_code("110114", 9990, cooperative=True),
    },
    "site": lambda: {
        "organisation": SCHOOL,
        "name": "城北青禾小学（南校区）",
        "name_en": "Chengbei Qinghe Primary School (South Campus)",
        "trade": "campus",
        "region": "110114",
        "address": "北京市昌平区",
        "contact": STOREKEEPER,
        "operating_mode": "own",
        "enrolment": 420,
        "zone": "Asia/Shanghai",
    },
    "licence": lambda: {
        "party": SUPPLIER,
        "kind": "food_operating",
        "number": "JY11101149000997",
        "valid_from": "2026-11-01",
        "valid_to": "2031-10-31",
        "scope": ["vegetable", "mushroom"],
        "issued_by": "北京市昌平区市场监督管理局",
        "documents": [named("licence paper")],
    },
    "person": lambda: {"organisation": SCHOOL, "name": "王示例", "phone": "010-00000000"},
    "appointment": lambda: {
        "site": CAMPUS,
        "person": STOREKEEPER,
        "role": "food_safety_officer",
        "valid_from": DAY,
        "valid_to": "2027-01-22",
    },
    "vetting": lambda: {
        "organisation": SCHOOL,
        "supplier": SUPPLIER,
        "vetted_on": DAY,
        "outcome": "approved",
        "incident_free_since": "2020-01-01",
        "on_blacklist": False,
        "occasion": "yearly",
        "criteria": [
            {"criterion": "quality", "score": 56, "most": 60},
            {"criterion": "papers", "score": 37, "most": 40, "remark": "一次缺随货单"},
        ],
        "evaluated_by": STOREKEEPER,
        "participants": 6,
        "evaluation": "家长委员会、膳食委员会参加评价",
        "valid_to": "2027-11-19",
        "documents": [named("licence paper")],
    },
    "document": lambda: {
        "party": CAMPUS,
        "kind": "delivery_note",
        "number": "SH2026112000099",
        "issued_on": DAY,
        "issuer": "北京禾序蔬菜配送有限公司",
        "organisation": SUPPLIER,
    },
}

TABLETS: dict[str, Example] = {
    "offer_enrolment": lambda: {"site": CAMPUS, "name": "收货台平板"},
    "enrol_tablet": lambda: {"code": "7K3M9Q2XRT"},
    "tablet_entry": lambda: {
        "record": named("withdrawn delivery"),
        "kind": "delivery",
        "digest": hashlib.sha256(b"{}").hexdigest(),
        "chain": hashlib.sha256(
            bytes(32) + UUID(named("withdrawn delivery")).bytes + hashlib.sha256(b"{}").digest()
        ).hexdigest(),
        "person": STOREKEEPER,
        "made_at": AT,
        "reason": "重复登记，已撤回",
    },
    "join_staff": lambda: {"site": CAMPUS, "name": "李示例", "role": "cook"},
    "reset_pin": lambda: {"site": CAMPUS},
    "change_pin": lambda: {"old": PIN, "new": "7093"},
}
"""A code is good for fifteen minutes: the example's is no longer."""


def schedule() -> dict[str, Any]:
    """Monthly reports of all campuses of the district, on the third working day."""
    return {
        "kind": "campus_monthly",
        "region": "110114",
        "sites": [],
        "every": "month",
        "rule": "nth",
        "counted": "working",
        "day": 3,
        "terms": [],
        "hour": 6,
        "zone": "Asia/Shanghai",
        "language": "zh-CN",
        "emails": ["reports@example.edu.cn"],
        "webhooks": [],
        "active": True,
    }


EXAMPLES: dict[str, Example] = {
    **PARTNERS,
    **MEALS,
    **DUTIES,
    **OVERSIGHT,
    "ingredient": ingredient,
    "contract": contract,
    "purchase_order": purchase_order,
    "announcement": announcement,
    "delivery": delivery,
    "correction": correction,
    "order_report": lambda: {"kind": "campus_monthly", "site": CAMPUS, "period": "2026-10", "language": "zh-CN"},
    "create_schedule": schedule,
    "preview_schedule": schedule,
    "replace_schedule": schedule,
    "mark_inbox": lambda: {"reports": [named("report")], "read": True},
    "create_webhook": lambda: {"region": "110114", "url": "https://reports.example.edu.cn/mealtrace"},
    "sign_in": lambda: {"username": "kitchen", "password": PASSWORD},
    **TABLETS,
}
"""Bodies by kind, and by operation id for what is no record."""
