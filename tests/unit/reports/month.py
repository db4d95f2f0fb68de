"""A month of a campus kitchen, made up: as the records would hold it, with faults at known places."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from reports.judged import judged
from reports.shapes import CampusMonthly
from tests.support.facts import completed
from traceability.snapshot.chain_shapes import Chain
from traceability.snapshot.shapes import (
    Cooking,
    Delivery,
    DeliveryLine,
    Ingredient,
    RecipeIngredient,
    Sample,
    Serving,
    Snapshot,
    Supplier,
)

SPACE = UUID("5b2f0c1e-6f0a-5d2c-9c57-0d6a3f0e9b11")
ZONE = ZoneInfo("Asia/Shanghai")
SCHOOL_DAYS = [f"2026-10-{day:02d}" for day in (9, 10, 12, 13, 14, 15, 16, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30)]
MEALS = [("lunch", 11, 40), ("dinner", 17, 30)]
GROUPS = [("七年级", 382), ("八年级", 404), ("九年级", 376), ("教职工", 86)]

_INGREDIENTS = [
    ("东北大米", "Northeast rice", "grain", "ambient", "6.20", 60),
    ("高筋小麦粉", "Bread flour", "grain", "ambient", "4.80", 25),
    ("非转基因大豆油", "Soybean oil", "oil", "ambient", "11.50", 20),
    ("冷鲜猪后腿肉", "Chilled pork leg", "pork", "chilled", "28.60", 46),
    ("冷鲜牛腱子", "Chilled beef shank", "beef_mutton", "chilled", "69.00", 22),
    ("冷鲜三黄鸡", "Chilled yellow chicken", "poultry", "chilled", "21.40", 38),
    ("冷冻带鱼段", "Frozen hairtail", "aquatic", "frozen", "32.00", 30),
    ("鲜鸡蛋", "Eggs", "egg", "ambient", "10.60", 28),
    ("巴氏杀菌乳", "Pasteurised milk", "milk", "chilled", "9.80", 64),
    ("卤水豆腐", "Firm tofu", "soy", "chilled", "5.60", 34),
    ("小白菜", "Pak choi", "vegetable", "ambient", "4.20", 36),
    ("西红柿", "Tomatoes", "vegetable", "ambient", "5.10", 40),
    ("土豆", "Potatoes", "vegetable", "ambient", "3.20", 55),
    ("西兰花", "Broccoli", "vegetable", "ambient", "7.80", 24),
    ("胡萝卜", "Carrots", "vegetable", "ambient", "3.60", 22),
    ("富士苹果", "Fuji apples", "fruit", "ambient", "8.20", 48),
    ("酿造酱油", "Soy sauce", "condiment", "ambient", "9.90", 12),
]
_DISHES = [
    ("西红柿炒鸡蛋", "Tomato and egg", [7, 11, 2]),
    ("红烧肉炖土豆", "Braised pork with potatoes", [3, 12, 16]),
    ("清炒小白菜", "Stir-fried pak choi", [10, 2]),
    ("香菇滑鸡块", "Chicken with mushrooms", [5, 14, 16]),
    ("麻婆豆腐", "Mapo tofu", [9, 3, 16]),
    ("红烧带鱼", "Braised hairtail", [6, 16, 2]),
    ("西兰花炒牛肉", "Beef with broccoli", [4, 13, 2]),
]
_SUPPLIERS = [
    ("首农食品集团有限公司", "Shounong Foods", "JY11101150042216", "2024-03-01", "2029-02-28"),
    ("瑞丰肉类加工有限公司", "Ruifeng Meats", "SC10411022800187", "2022-11-20", "2027-11-19"),
    ("晨曦禽蛋养殖专业合作社", "Chenxi Eggs", "JY11101160017735", "2021-10-20", "2026-10-19"),
    ("京东郊蔬菜配送中心", "Eastern Suburbs Vegetables", "JY11101050098830", "2025-01-10", "2030-01-09"),
    ("渤海水产冷链有限公司", "Bohai Seafood", "JY31201160004412", "2023-06-01", "2028-05-31"),
]
_BY_GROUP = {"pork": 1, "beef_mutton": 1, "poultry": 1, "egg": 2, "vegetable": 3, "fruit": 3, "soy": 3, "aquatic": 4}
_ORIGINS = ["黑龙江五常", "河北张北", "山东寿光", "北京大兴", "内蒙古通辽", "陕西洛川", "浙江舟山"]


def identity(*parts: object) -> str:
    """The same id for the same parts."""
    return str(uuid5(SPACE, "|".join(map(str, parts))))


def moment(day: str, hour: int, minute: int) -> str:
    """A clock time of the site, in UTC as records keep it."""
    return datetime.fromisoformat(f"{day}T{hour:02d}:{minute:02d}").replace(tzinfo=ZONE).astimezone(UTC).isoformat()


def ingredient(number: int) -> Ingredient:
    name, name_en, group, storage, _, _ = _INGREDIENTS[number]
    return {"id": identity("ingredient", number), "name": name, "name_en": name_en, "food_group": group,
            "storage": storage, "allergens": [], "shelf_life_days": None, "bulk": False}  # fmt: skip


def supplier(number: int) -> Supplier:
    name, name_en, licence, begins, ends = _SUPPLIERS[number]
    return {"id": identity("supplier", number), "name": name, "name_en": name_en,
            "licence": {"number": licence, "valid_from": begins, "valid_to": ends}}  # fmt: skip


def recorded(*parts: object, seq: int) -> dict[str, Any]:
    """Where a record stands in the campus log."""
    made = identity(*parts)
    return {"id": made, "rev": 1, "log": identity("log"), "seq": seq, "leaf": f"sha256:{made.replace('-', '') * 2}"}


def month(lines: int = 60, seed: int = 7) -> CampusMonthly:
    """A month with about `lines` delivery lines; 0: a month in which nothing was recorded."""
    rng = random.Random(seed)
    snapshot: Any = empty()
    if lines:
        snapshot["deliveries"] = _deliveries(rng, lines)
        snapshot["cookings"] = _cookings(rng, snapshot["deliveries"])
        snapshot["servings"] = _servings(snapshot["cookings"])
        snapshot["samples"] = _samples(rng, snapshot["cookings"])
        snapshot["chain"] = chain()
        snapshot["disposals"] = [
            {**recorded("disposal", seq=9001), "occurred_at": moment("2026-10-21", 18, 30), "day": "2026-10-21",
             "batch": None, "name": "西红柿", "amount": {"amount": "3.2", "unit": "kg"}, "reason": "spoiled"},
        ]  # fmt: skip
        snapshot["corrections"] = [
            {**recorded("delivery", 3, seq=9002), "rev": 2, "kind": "delivery",
             "recorded_at": moment("2026-10-16", 9, 5), "reason": "批号录入有误，按送货单更正"},
        ]  # fmt: skip
    return with_judgement(completed(Snapshot, snapshot, SCHOOL_DAYS[0]))


def with_judgement(facts: Snapshot) -> CampusMonthly:
    """The snapshot as a report has it: the rules asked of its own facts."""
    return {**facts, "judgement": judged(facts)}


def empty() -> Snapshot:
    """The month without any record but the calendar."""
    said = {
        "format": 1, "kind": "campus_monthly", "report": identity("report"), "period": "2026-10",
        "zone": "Asia/Shanghai", "made_at": "2026-11-02T00:00:00+00:00",
        "as_known_at": {"positions": [
            {"log": identity("log"), "size": 1284, "root": "sha256:" + "9f3a61c27be04d15c08e2f935ad1764e" * 2},
            {"log": identity("district"), "size": 331, "root": None},
        ]},
        "district": {"name": "东城区教育委员会", "name_en": "Dongcheng District Education Commission"},
        "site": {"id": identity("site"), "name": "东湖第一中学", "name_en": "Donghu No. 1 Middle School",
                 "code": "2111000123", "operating_mode": "own", "enrolment": 1248},
        "responsible": [{"role": "principal", "person": identity("person", 1)},
                        {"role": "food_safety_officer", "person": identity("person", 2)}],
        "thresholds": [
            {"code": "receive_chilled_over_label", "value": "3", "unit": "CEL",
             "source": "餐饮服务食品安全操作规范（2018）6.3", "provenance": "K"},
            {"code": "receive_frozen_max", "value": "-9", "unit": "CEL",
             "source": "餐饮服务食品安全操作规范（2018）6.3", "provenance": "K"},
            {"code": "cook_core_min", "value": "70", "unit": "CEL",
             "source": "餐饮服务食品安全操作规范（2018）7.4", "provenance": "F6"},
            {"code": "sample_mass_min", "value": "125", "unit": "GRM",
             "source": "学校食品安全与营养健康管理规定 第四十条", "provenance": "K"},
            {"code": "sample_kept_min", "value": "48", "unit": "HUR",
             "source": "学校食品安全与营养健康管理规定 第四十条", "provenance": "K"},
        ],
        "school_days": SCHOOL_DAYS,
        "meals": [{"date": day, "meal": meal, "portions": 1248,
                   "groups": [{"group": name, "headcount": count} for name, count in GROUPS]}
                  for day in SCHOOL_DAYS for meal, _, _ in MEALS],
        "deliveries": [], "cookings": [], "servings": [], "samples": [], "disposals": [], "chain": None,
        "corrections": [], "region": "110101", "first": "2026-10-01", "last": "2026-10-31",
    }  # fmt: skip
    return completed(Snapshot, said, SCHOOL_DAYS[0])


def _deliveries(rng: random.Random, lines: int) -> list[Delivery]:
    per_day = [lines // len(SCHOOL_DAYS) + (n < lines % len(SCHOOL_DAYS)) for n in range(len(SCHOOL_DAYS))]
    found: list[Any] = []
    for day, count in zip(SCHOOL_DAYS, per_day, strict=True):
        drawn = sorted(((_BY_GROUP.get(_INGREDIENTS[k][2], 0), k) for k in _pick(rng, count)), key=lambda row: row[0])
        for who in sorted({each for each, _ in drawn}):
            number = len(found) + 1
            chosen = [k for each, k in drawn if each == who]
            papers = 0 if number % 23 == 0 else 1
            second = [{"person": identity("person", 2), "role": "food_safety_officer"}] if number % 17 else []
            found.append({
                **recorded("delivery", number, seq=number * 3), "occurred_at": moment(day, 5, 40 + who * 4),
                "day": day, "supplier": supplier(who), "note_number": f"SH{day.replace('-', '')}{number:03d}",
                "documents": papers,
                "receivers": [{"person": identity("person", 3), "role": "canteen_manager"}, *second],
                "lines": [_line(rng, number, n + 1, k, day) for n, k in enumerate(chosen)],
            })  # fmt: skip
    return found


def _pick(rng: random.Random, count: int) -> list[int]:
    whole, rest = divmod(count, len(_INGREDIENTS))
    return list(range(len(_INGREDIENTS))) * whole + rng.sample(range(len(_INGREDIENTS)), rest)


def _line(rng: random.Random, delivery: int, number: int, kind: int, day: str) -> dict[str, Any]:
    _, _, group, storage, price, usual = _INGREDIENTS[kind]
    grams = round(usual * rng.uniform(0.8, 1.25) * 10)
    broken_van = day == "2026-10-15" and storage != "ambient"
    label = {"chilled": "4", "frozen": "-18"}.get(storage)
    limit = {"chilled": "7", "frozen": "-9"}.get(storage)
    seen = {"chilled": rng.uniform(1.8, 5.4), "frozen": rng.uniform(-17, -11)}.get(storage)
    temperature = None if seen is None or rng.random() < 0.04 else f"{seen:.1f}"
    if broken_van:
        temperature = f"{rng.uniform(9, 11.5):.1f}"
    refused = grams if broken_van else grams // 8 if rng.random() < 0.015 else 0
    state = rng.choices(["traced", "no_lot", "unresolved"], [0.965, 0.025, 0.01])[0]
    lot = None if state == "no_lot" else f"L{day[2:].replace('-', '')}-{rng.randrange(16**4):04X}"
    return {
        "line": number, "batch": identity("batch", delivery, number), "ingredient": ingredient(kind),
        "ordered": {"amount": str(usual), "unit": "kg"}, "delivered": _kilograms(grams),
        "accepted": _kilograms(grams - refused), "rejected": _kilograms(refused) if refused else None,
        "reason": "到货温度超限" if broken_van else "外观不良，部分退回" if refused else None, "lot_code": lot,
        "production_date": day, "expiry_date": None, "origin": rng.choice(_ORIGINS), "producer": "金穗生态农场",
        "temperature": temperature, "label_temperature": label, "limit_temperature": limit,
        "limit_code": {"chilled": "receive_chilled_over_label", "frozen": "receive_frozen_max"}.get(storage),
        "documents": 1 if group in ("pork", "beef_mutton", "poultry") else 0, "source_state": state,
        "unit_price": price, "price_unit": "kg",
    }  # fmt: skip


def _kilograms(tenths: int) -> dict[str, str]:
    return {"amount": f"{tenths // 10}.{tenths % 10}", "unit": "kg"}


def _cookings(rng: random.Random, deliveries: list[Delivery]) -> list[Cooking]:
    held: dict[str, DeliveryLine] = {}
    found: list[Any] = []
    for day in SCHOOL_DAYS:
        for each in (one for one in deliveries if one["day"] == day):
            held.update({line["ingredient"]["id"]: line for line in each["lines"] if not line["reason"]})
        for meal, hour, _ in MEALS:
            for which in rng.sample(range(len(_DISHES)), 3):
                number = len(found) + 1
                name, name_en, uses = _DISHES[which]
                wanted: list[RecipeIngredient] = [
                    {"id": identity("ingredient", k), "name": _INGREDIENTS[k][0], "name_en": _INGREDIENTS[k][1],
                     "optional": False, "allergens": []} for k in uses]  # fmt: skip
                logged = wanted[:-1] if number % 29 == 0 else wanted
                core = None if number % 31 == 0 else f"{rng.uniform(72, 91):.1f}"
                found.append({
                    **recorded("cooking", number, seq=2000 + number), "occurred_at": moment(day, hour - 2, 10),
                    "dish": {"id": identity("dish", which), "name": name, "name_en": name_en}, "day": day,
                    "meal": meal, "portions": 1180 + rng.randrange(60), "batch": identity("pot", number),
                    "core_temperature": "66.4" if number == 40 else core, "cook_through": which != 2,
                    "inputs": [_input(each, held.get(each["id"])) for each in logged],
                    "recipe_ingredients": None if number == 50 else wanted,
                })  # fmt: skip
    return found


def _input(wanted: RecipeIngredient, line: DeliveryLine | None) -> dict[str, Any]:
    named = {"name": wanted["name"], "name_en": wanted["name_en"]}
    return {"batch": line["batch"] if line else identity("old", wanted["id"]), "ingredient": named,
            "ingredient_id": wanted["id"], "amount": "18.4", "least": None, "greatest": None, "unit": "kg",
            "evidence": "measured", "source_state": line["source_state"] if line else "traced"}  # fmt: skip


def _servings(cookings: list[Cooking]) -> list[Serving]:
    found: list[Any] = []
    for day in SCHOOL_DAYS:
        for meal, hour, minute in MEALS:
            dishes = [each["batch"] for each in cookings if (each["day"], each["meal"]) == (day, meal)]
            for name, count in GROUPS:
                found.append({
                    **recorded("serving", day, meal, name, seq=4000 + len(found)), "day": day, "meal": meal,
                    "occurred_at": moment(day, hour, minute), "group": name, "portions": count - len(found) % 9,
                    "dishes": dishes,
                })  # fmt: skip
    return found


def _samples(rng: random.Random, cookings: list[Cooking]) -> list[Sample]:
    found: list[Any] = []
    for number, each in enumerate(cookings, 1):
        if number in (19, 74):
            continue
        taken = datetime.fromisoformat(each["occurred_at"]) + timedelta(minutes=70)
        hours = 31 if number == 60 else 48 + rng.randrange(6)
        found.append({
            **recorded("sample", number, seq=6000 + number), "of": each["batch"], "day": each["day"],
            "dish": {"name": each["dish"]["name"], "name_en": each["dish"]["name_en"]}, "meal": each["meal"],
            "grams": "110" if number == 33 else str(rng.randrange(126, 168)), "taken_at": taken.isoformat(),
            "kept_until": (taken + timedelta(hours=48)).isoformat(), "temperature": f"{rng.uniform(2, 6):.1f}",
            "disposed_at": (taken + timedelta(hours=hours)).isoformat(),
        })  # fmt: skip
    return found


def chain() -> Chain:
    """One pork batch from the farm to the plates, as the trace answers it."""

    def node(key: str, kind: str, stage: str, name: str, party: str | None, at: str, **more: Any) -> dict[str, Any]:
        return {"id": identity("node", key), "kind": kind, "stage": stage, "name": name, "name_en": None,
                "lot": more.get("lot"), "party": {"name": party, "name_en": None} if party else None, "at": at,
                "amount": more.get("amount"), "unit": "kg" if more.get("amount") else None,
                "temperature": more.get("temperature"), "portions": more.get("portions"), "group": more.get("group"),
                "state": more.get("state", "unknown"), "depth": 0}  # fmt: skip

    nodes = [
        node("farm", "source", "farm", "育肥猪", "金穗生态牧场", moment("2026-10-12", 16, 20), lot="检疫 1101-21887"),
        node("plant", "source", "processor", "冷鲜猪后腿肉", "瑞丰肉类加工有限公司", moment("2026-10-12", 22, 5),
             lot="L261013-7C3A", amount="193"),
        node("door", "campus", "delivery", "冷鲜猪后腿肉", "东湖第一中学", moment("2026-10-13", 5, 52),
             lot="L261013-7C3A", amount="46", temperature="3.4"),
        node("pot1", "dish", "kitchen", "红烧肉炖土豆", None, moment("2026-10-13", 9, 30), amount="38.2",
             portions=1232),
        node("pot2", "dish", "kitchen", "麻婆豆腐", None, moment("2026-10-13", 15, 20), amount="7.8", portions=1190),
        *(node(f"plate{n}", "served", "served", "午餐", None, moment("2026-10-13", 11, 40), portions=count - n,
               group=group, state="served") for n, (group, count) in enumerate(GROUPS)),
        node("jar", "sample", "sample", "红烧肉炖土豆 留样", None, moment("2026-10-13", 10, 40)),
    ]  # fmt: skip
    plates = [("pot1", f"plate{n}", None) for n in range(3)]
    pairs = [("farm", "plant", None), ("plant", "door", "46"), ("door", "pot1", "38.2"), ("door", "pot2", "7.8"),
             *plates, ("pot2", "plate3", None), ("pot1", "jar", None)]  # fmt: skip
    drawn: Any = {
        "root": identity("node", "door"), "nodes": nodes, "total": len(nodes),
        "links": [{"parent": identity("node", one), "child": identity("node", two), "amount": amount, "least": None,
                   "greatest": None, "unit": "kg" if amount else None, "evidence": "measured", "kind": "delivery",
                   "at": None} for one, two, amount in pairs],
    }  # fmt: skip
    return cast(Chain, drawn)
