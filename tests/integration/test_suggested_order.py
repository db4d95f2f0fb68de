"""What to order for planned meals: worked examples, on records of both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.records import (
    AUTHORITY,
    CAMPUS,
    CHICKEN,
    KITCHEN,
    RICE,
    SCHOOL,
    SELLER,
    SUPPLIER,
    district,
    known,
    put,
)
from tests.support.served import GROUP, OTHER_CAMPUS, Served, delivery, line
from traceability.errors import NotOnRecord
from traceability.identifiers import campus_batch_id
from traceability.procurement.suggest import SuggestedLine, Suggestion, suggest

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)
PUPILS, STAFF = known("pupils"), known("staff")
KUNG_PAO, CONGEE = known("kung pao"), known("congee")
KILO, GRAM = 1_000_000, 1_000


async def canteen() -> None:
    """60 pupils and 5 grown-ups; chicken at 80 g a pupil and 4 liang a grown-up, rice at 60 g."""
    for group, age, enrolment in ((PUPILS, "primary_lower", 60), (STAFF, "adult", 5)):
        body = {"site": str(CAMPUS), "name": age, "age_group": age, "enrolment": enrolment}
        await put("diner_group", body, group)
    grams = {"primary_lower": {"amount": "80", "unit": "g"}, "adult": {"amount": "4", "unit": "两"}}
    for recipe, dish, ingredient, portion in (
        (KUNG_PAO, "宫保鸡丁", CHICKEN, grams),
        (CONGEE, "白粥", RICE, {"primary_upper": {"amount": "60", "unit": "g"}}),
    ):
        lines = [{"ingredient": str(ingredient), "grams": portion}]
        await put("recipe", {"organisation": str(SCHOOL), "dish": dish, "lines": lines}, recipe)


async def menu(day: date, *dishes: tuple[str, UUID | None], site: UUID = CAMPUS, **more: Any) -> UUID:
    told = [{"dish": dish, "recipe": str(recipe) if recipe else None} for dish, recipe in dishes]
    body = {"site": str(site), "day": day.isoformat(), "meal": "lunch", "dishes": told, **more}
    return (await put("menu", body)).id


async def count(day: date, group: UUID, present: int) -> None:
    told = {"day": day.isoformat(), "meal": "lunch", "group": str(group), "count": present}
    await put("headcount", {"site": str(CAMPUS), **told})


async def stocked(kilograms: str, expiry: date | None = None, ingredient: UUID = CHICKEN, lot: str = "L1") -> UUID:
    told = line(ingredient=str(ingredient), lot_code=lot, accepted={"amount": kilograms, "unit": "kg"})
    told["expiry_date"] = expiry.isoformat() if expiry else None
    return campus_batch_id((await put("delivery", delivery(lines=[told]))).id, 1)


async def ordered(due: date, kilograms: str, number: str = "PO-1") -> UUID:
    lines = [{"line": 1, "ingredient": str(CHICKEN), "amount": {"amount": kilograms, "unit": "kg"}}]
    body = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "number": number, "due": due.isoformat(), "lines": lines}
    return (await put("purchase_order", body)).id


async def suggestion(first: date = MONDAY, last: date = FRIDAY) -> Suggestion:
    return await suggest(KITCHEN, CAMPUS, first, last, NOW)


async def chicken(first: date = MONDAY, last: date = FRIDAY) -> SuggestedLine:
    (found,) = [each for each in (await suggestion(first, last)).lines if each.ingredient == CHICKEN]
    return found


async def test_suggests_menu_times_headcount_times_recipe(records_url: str) -> None:
    async with district(records_url):
        await canteen()
        await menu(MONDAY, ("宫保鸡丁", KUNG_PAO), ("白粥", CONGEE))
        await count(MONDAY, PUPILS, 55)
        found = await suggestion()
        meat, rice = found.lines if found.lines[0].ingredient == CHICKEN else found.lines[::-1]
        sums = [(use.heads, use.counted, use.portion.amount, use.amount) for use in meat.uses]
        # 55 counted pupils at 80 g, and 5 grown-ups of whom nobody was counted at 200 g
        assert sums == [(55, True, "80", 4400 * GRAM), (5, False, "4", 1000 * GRAM)]
        assert (meat.needed, meat.short, meat.suggested) == (5400 * GRAM, 5400 * GRAM, 5500 * GRAM)
        # the recipe says only what an older child eats: 60 g for each of the 60 there
        assert (rice.needed, rice.suggested) == (3600 * GRAM, 4 * KILO)
        assert meat.offer is None


async def test_takes_off_what_is_in_the_store_in_time_and_what_is_ordered(records_url: str) -> None:
    async with district(records_url):
        await canteen()
        for day in (MONDAY, FRIDAY):
            await menu(day, ("宫保鸡丁", KUNG_PAO))  # 5.8 kg each day
        await stocked("7", TUESDAY)  # good on Monday alone
        await stocked("1.5", None, lot="L2")
        over = await stocked("9", MONDAY - timedelta(days=1), lot="L3")
        held = await stocked("9", None, lot="L4")
        hold = {"party": str(AUTHORITY), "occurred_at": NOW.isoformat(), "batches": [str(held)], "reason": "沙门氏菌"}
        await put("hold", hold)
        await ordered(FRIDAY, "2")
        await ordered(TODAY - timedelta(days=1), "5", "PO-0")  # due yesterday: not counted on
        found = await chicken()
        used = {each.lot: (each.used, each.state) for each in found.stock}
        assert used == {
            "L1": (5800 * GRAM, "ok"),
            "L2": (1500 * GRAM, "ok"),
            "L3": (0, "expired"),
            "L4": (0, "held"),
        }
        assert {each.batch for each in found.stock if not each.used} == {over, held}
        assert [(each.number, each.amount, each.used) for each in found.orders] == [("PO-1", 2 * KILO, 2 * KILO)]
        assert (found.needed, found.short, found.suggested) == (11600 * GRAM, 2300 * GRAM, 2500 * GRAM)


async def test_leaves_to_the_days_before_what_they_take(records_url: str) -> None:
    async with district(records_url):
        await canteen()
        await menu(TODAY, ("宫保鸡丁", KUNG_PAO))
        await menu(TODAY - timedelta(days=1), ("宫保鸡丁", KUNG_PAO))
        await menu(MONDAY, ("宫保鸡丁", KUNG_PAO))
        await stocked("6", None)
        found = await chicken()
        assert [(each.earlier, each.used) for each in found.stock] == [(5800 * GRAM, 200 * GRAM)]
        cooking = {"occurred_at": NOW.isoformat(), "dish": "宫保鸡丁", "recipe": str(KUNG_PAO), "meal": "lunch"}
        await put("cooking", {"site": str(CAMPUS), **cooking})
        cooked = await chicken()  # today's has been cooked, and took what it took
        assert [(each.earlier, each.used) for each in cooked.stock] == [(0, 5800 * GRAM)]
        assert cooked.suggested == 0


async def test_orders_for_the_dish_that_came_instead_and_names_what_it_cannot_reckon(records_url: str) -> None:
    async with district(records_url):
        await canteen()
        planned = await menu(MONDAY, ("白粥", CONGEE), ("时令水果", None))
        told = {"recipe_out": str(CONGEE), "dish_out": "白粥", "recipe_in": str(KUNG_PAO), "dish_in": "宫保鸡丁"}
        change = {"site": str(CAMPUS), "menu": str(planned), **told, "reason": "缺货", "occurred_at": NOW.isoformat()}
        await put("substitution", change)
        found = await suggestion()
        assert [each.ingredient for each in found.lines] == [CHICKEN]
        assert [(each.day, each.dish) for each in found.unreckoned] == [(MONDAY, "时令水果")]


async def test_names_the_contract_in_force_on_the_first_day(records_url: str) -> None:
    async with district(records_url):
        await canteen()
        await menu(MONDAY, ("宫保鸡丁", KUNG_PAO))
        for number, first, last in (("HT-1", "2026-01-01", "2026-11-22"), ("HT-2", "2026-11-23", None)):
            prices = [{"ingredient": str(CHICKEN), "unit_price": "21.50"}]
            body = {"buyer": str(SCHOOL), "supplier": str(SUPPLIER), "number": number, "lines": prices}
            await put("contract", {**body, "valid_from": first, "valid_to": last})
        offer = (await chicken()).offer
        assert offer is not None
        assert (offer["number"], offer["supplier"], offer["unit_price"]) == ("HT-2", SUPPLIER, "21.5")


async def test_keeps_to_its_scope(records_url: str) -> None:
    async with district(records_url):
        with pytest.raises(NotOnRecord):
            await suggest(SELLER, CAMPUS, MONDAY, FRIDAY, NOW)


async def test_plan_and_suggestion_over_http(served: Served) -> None:
    day = (datetime.now(UTC) + timedelta(days=3)).date()
    lines = [{"ingredient": str(CHICKEN), "grams": {"adult": {"amount": "80", "unit": "g"}}}]
    await served.put("recipes", {"organisation": str(SCHOOL), "dish": "宫保鸡丁", "lines": lines}, "manager", KUNG_PAO)
    body = {"site": str(CAMPUS), "day": day.isoformat(), "meal": "lunch"}
    planned = await served.put("menus", {**body, "dishes": [{"dish": "宫保鸡丁", "recipe": str(KUNG_PAO)}]}, "manager")
    counted = await served.put("headcounts", {**body, "group": str(GROUP), "count": 30})
    days = {"site": str(CAMPUS), "from": day.isoformat(), "to": day.isoformat()}

    told = await served.get("plan", "manager", **days)
    assert [(m["id"], m["revision"], m["published_at"]) for m in told["menus"]] == [(planned["id"], 1, None)]
    assert [(h["id"], h["group"], h["count"]) for h in told["headcounts"]] == [(counted["id"], str(GROUP), 30)]
    assert (told["organisation"], told["groups"][0]["enrolment"]) == (str(SCHOOL), 60)

    (by,) = (await served.get("suggested-order", "manager", **days))["suppliers"]
    (meat,) = by["lines"]
    assert (by["supplier"], meat["needed"], meat["short"], meat["suggested"]) == (None, "2.4", "2.4", "2.5")
    assert meat["uses"][0]["portion"] == {"amount": "80", "unit": "g"}

    async with served.as_("manager", "en") as client:
        for path in ("plan", "suggested-order"):
            for wrong in ({"to": "2026-01-01"}, {"to": "2999-01-01"}, {"from": "0001-01-01"}, {"from": "x"}):
                answer = await client.get(f"/api/{path}", params={**days, **wrong})
                assert answer.status_code == 400, answer.text
            assert (await client.get(f"/api/{path}", params={**days, "site": str(OTHER_CAMPUS)})).status_code == 404
