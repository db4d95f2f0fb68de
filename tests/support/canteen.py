"""A canteen's day for tests of the parents' page: recipes, a published menu, goods with tests, and what was cooked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any
from uuid import UUID

from tests.support.records import AUTHORITY, CAMPUS, CHICKEN, RICE, SCHOOL, SUPPLIER, known
from tests.support.served import Served, cooking, delivery, line
from traceability.identifiers import campus_batch_id, made_batch_id, supplier_batch_id, uuid7
from traceability.partners.public_code import code_of

PEANUT, FARM, FARMER = known("peanut"), known("a farm"), known("a farmer")
KUNG_PAO, CONGEE, SATAY = known("kung pao"), known("congee"), known("satay")
PAGE = f"/m/{code_of(CAMPUS)}"
DAY = "2026-11-20"
COOK = "赵明明"
PHONE = "13800138000"
SECRETS = ("厨师长说供应商不可靠", "外包装破损", "瘦肉精超标", "38.2")
"""What the records of the day say and the page must not: reasons, a failed test, an amount."""


@dataclass(frozen=True)
class Day:
    """What was recorded: the menu, the batch of its first dish, and the campus batches of the goods."""

    menu: str
    dish: str
    chicken: str
    rice: str


async def stock(served: Served) -> None:
    """Ingredients with allergens, three recipes, a farm, a farmer, and a cook with a phone."""
    peanut: dict[str, Any] = {"name": "花生", "name_en": "Peanut", "food_group": "dry_goods", "storage": "ambient"}
    peanut |= {"organisation": str(AUTHORITY)}
    await served.put("ingredients", {**peanut, "allergens": ["peanut"]}, "operator", PEANUT)
    for recipe, dish, dish_en, lines, allergens in (
        (KUNG_PAO, "宫保鸡丁", "Kung pao chicken", {CHICKEN: "80", PEANUT: "10"}, ["soy"]),
        (CONGEE, "白粥", "Congee", {RICE: "60"}, []),
        (SATAY, "沙茶鸡", "Satay chicken", {CHICKEN: "80"}, ["sesame"]),
    ):
        body = {
            "organisation": str(SCHOOL),
            "dish": dish,
            "dish_en": dish_en,
            "allergens": allergens,
            "lines": [
                {"ingredient": str(i), "grams": {"primary_lower": {"amount": g, "unit": "g"}}} for i, g in lines.items()
            ],
        }
        await served.put("recipes", body, "manager", recipe)
    for farm, name in ((FARM, "青禾养殖场"), (FARMER, "钱多多")):
        await served.put("organisations", {"name": name, "trade": "farm", "region": "110114"}, "operator", farm)
    identity = {"party": str(FARMER), "kind": "farmer_identity", "number": "身份证"}
    await served.put("licences", identity, "operator")
    await served.put("people", {"organisation": str(SCHOOL), "name": COOK, "phone": PHONE}, "manager", known("cook"))


async def publish(served: Served, day: str = DAY, **changes: Any) -> str:
    """A published lunch of two dishes."""
    dishes = [{"recipe": str(KUNG_PAO), "dish": "宫保鸡丁", "portions": 55}, {"recipe": str(CONGEE), "dish": "白粥"}]
    body = {"site": str(CAMPUS), "day": day, "meal": "lunch", "dishes": dishes}
    written = await served.put("menus", {**body, "published_at": "2026-11-17T16:00:00+08:00", **changes}, "manager")
    return str(written["id"])


async def day(served: Served) -> Day:
    """Chicken of a farm by way of the wholesaler, tested and passed, and rice; both cooked for a published lunch."""
    await stock(served)
    menu = await publish(served)
    got = uuid7()
    lines = [line(), line(line=2, ingredient=str(RICE), lot_code="DM-7")]
    await served.put("deliveries", delivery(lines=lines, note=SECRETS[0]), identity=got)
    chicken, rice = str(campus_batch_id(got, 1)), str(campus_batch_id(got, 2))
    await grown_by(served, FARM)
    await examine(served, "passed", chicken)
    cooked = uuid7()
    await served.put("cookings", cooking(chicken, recipe=str(KUNG_PAO), cook=str(known("cook"))), identity=cooked)
    await served.put("cookings", cooking(rice, recipe=str(CONGEE), dish="白粥"))
    return Day(menu, str(made_batch_id(cooked)), chicken, rice)


async def grown_by(served: Served, farm: UUID) -> None:
    """The farm announces a lot, and the wholesaler that its own, which the chicken came from, was made of it."""
    told = {"occurred_at": "2026-11-19T04:00:00+08:00", "ingredient": str(CHICKEN), "production_date": "2026-11-19"}
    await served.put("announcements", {**told, "organisation": str(farm), "lot_code": "F-1"}, "operator")
    day = date(2026, 11, 19)
    parts = [{"batch": str(supplier_batch_id(farm, CHICKEN, "F-1", day, day))}]
    sold = {**told, "organisation": str(SUPPLIER), "lot_code": "JT-1122", "made_from": parts}
    await served.put("announcements", sold, "operator")


async def examine(served: Served, result: str, *batches: str, item: str = "兽药残留") -> None:
    """A rapid test of batches."""
    body = {
        "party": str(CAMPUS),
        "tested_at": "2026-11-20T08:30:00+08:00",
        "method": "rapid",
        "item": item,
        "result": result,
        "batches": list(batches),
    }
    await served.put("tests", body)


async def page(served: Served, path: str = f"{PAGE}?day={DAY}", language: str = "zh-CN") -> str:
    """The page as a browser without an account gets it."""
    async with served.as_(None, language) as client:
        answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def words(html: str) -> str:
    """What a reader reads: no style, no markup, single spaces."""
    shown = re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.S)
    return " ".join(unescape(shown).split())
