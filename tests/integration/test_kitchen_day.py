"""A day in the kitchen as a tablet shows it in the morning, at noon and when something was forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.support.duties import CASES as DUTY_CASES
from tests.support.duties import LI, WANG
from tests.support.oversight import CASES as OVERSIGHT_CASES
from tests.support.records import CAMPUS, CHICKEN, KITCHEN, RICE, SCHOOL, SUPPLIER, amend, district, known, put
from tests.support.served import GROUP, Served, delivery, line, serving_of
from traceability.errors import NotOnRecord
from traceability.identifiers import campus_batch_id, made_batch_id
from traceability.kitchen.day import KitchenDay, kitchen_day
from traceability.kitchen.public_dishes import published
from traceability.kitchen.week import week_of
from traceability.ledger.record import Receipt
from traceability.partners.place import place_of
from traceability.scope import Role, Scope

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
EAST = known("east campus")
CLASS = known("class 3")
KUNG_PAO, RICE_DISH = known("宫保鸡丁"), known("米饭")


def at(hour: int, day: int = 20) -> str:
    return f"2026-11-{day:02}T{hour:02}:00:00+08:00"


def kg(amount: str) -> dict[str, str]:
    return {"amount": amount, "unit": "kg"}


async def here(kind: str, site: UUID = CAMPUS, identity: UUID | None = None, **body: Any) -> Receipt:
    return await put(kind, {"site": str(site), **body}, identity)


async def menu(*dishes: tuple[str, UUID | None], meal: str = "lunch", **more: Any) -> Receipt:
    told = [{"dish": name, "recipe": str(recipe) if recipe else None, "portions": 400} for name, recipe in dishes]
    return await here("menu", day=DAY.isoformat(), meal=meal, dishes=told, **more)


async def recipe(identity: UUID, dish: str, dish_en: str) -> None:
    grams = {"primary_lower": {"amount": "80", "unit": "g"}}
    body = {"organisation": str(SCHOOL), "dish": dish, "dish_en": dish_en}
    await put("recipe", {**body, "lines": [{"ingredient": str(CHICKEN), "grams": grams}]}, identity)


async def seen(day: date = DAY, now: datetime = NOON) -> KitchenDay:
    return await kitchen_day(KITCHEN, CAMPUS, day, now)


async def test_day_tells_each_planned_dish_how_far_it_is(records_url: str) -> None:
    async with district(records_url):
        await recipe(KUNG_PAO, "宫保鸡丁", "Kung pao chicken")
        planned = await menu(("宫保鸡丁", KUNG_PAO), ("米饭", None), published_at=at(7))
        await menu(("豆浆", None), meal="breakfast")
        cooked = await here(
            "cooking", occurred_at=at(10), dish="宫保鸡丁（小份）", recipe=str(KUNG_PAO), meal="lunch", portions=200,
            output=kg("40"), core_temperature="78.5",
        )  # fmt: skip
        again = await here("cooking", occurred_at=at(11), ended_at=at(12), dish="宫保鸡丁", portions=190)
        dish = made_batch_id(cooked.id)
        await here("retained_sample", batch=str(dish), taken_at=at(11), amount={"amount": "150", "unit": "g"})
        for portions in (120, 60):
            body = serving_of(str(dish), portions=portions)
            body["dishes"][0]["amount"] = kg("9")
            await put("serving", body)
        day = await seen()
        assert [meal.meal for meal in day.meals] == ["breakfast", "lunch"]
        lunch = day.meals[1]
        assert (lunch.menus, lunch.published, day.meals[0].published) == ([planned.id], True, False)
        first, second = lunch.dishes
        assert (first.line, first.dish, first.dish_en, first.portions) == (1, "宫保鸡丁", "Kung pao chicken", 400)
        assert [made.batch for made in first.batches] == [dish, made_batch_id(again.id)]
        assert [made.portions for made in first.batches] == [200, 190]
        assert [made.at.isoformat() for made in first.batches] == [  # the second was done an hour after it was begun
            "2026-11-20T02:00:00+00:00",
            "2026-11-20T04:00:00+00:00",
        ]
        assert (first.batches[0].amount, first.batches[0].temperature) == (40_000_000, 785)
        assert (first.sampled.count, first.sampled.amount) == (1, 150_000)
        assert (first.served.count, first.served.portions, first.served.amount) == (2, 180, 18_000_000)
        assert (second.dish, second.batches, second.sampled.count, second.served.amount) == ("米饭", [], 0, None)


async def test_day_shows_what_replaced_a_dish_and_what_nobody_planned(records_url: str) -> None:
    async with district(records_url):
        await recipe(RICE_DISH, "米饭", "Rice")
        planned = await menu(("宫保鸡丁", KUNG_PAO), ("青菜", None), ("汤", None))
        change: dict[str, Any] = {"menu": str(planned.id), "reason": "没到货", "occurred_at": at(8)}
        await here(
            "substitution",
            dish_out="宫保鸡丁",
            recipe_out=str(KUNG_PAO),
            dish_in="米饭",
            recipe_in=str(RICE_DISH),
            **change,
        )
        await here("substitution", dish_out="汤", **change)
        cooked = await here("cooking", occurred_at=at(10), dish="米饭", recipe=str(RICE_DISH), meal="lunch")
        await here("cooking", occurred_at=at(10), dish="煎蛋", meal="lunch")
        await here("cooking", occurred_at=at(16), dish="面包")
        withdrawn = await here("cooking", occurred_at=at(9), dish="青菜", meal="lunch")
        await amend(withdrawn, None)
        lunch, loose = (await seen()).meals
        shown = [(dish.line, dish.dish, dish.instead_of, len(dish.batches)) for dish in lunch.dishes]
        assert shown == [(1, "米饭", "宫保鸡丁", 1), (2, "青菜", None, 0), (None, "煎蛋", None, 1)]
        assert lunch.dishes[0].dish_en == "Rice"
        assert lunch.dishes[0].batches[0].batch == made_batch_id(cooked.id)
        assert (loose.meal, [dish.dish for dish in loose.dishes]) == (None, ["面包"])


async def test_day_replaces_dishes_by_the_rule_of_the_parents_page(records_url: str) -> None:
    """By recipe where both name one, else by name; what came instead of a dish that no menu names is shown, too."""
    async with district(records_url):
        await recipe(RICE_DISH, "米饭", "Rice")
        planned = await menu(("宫保鸡丁", KUNG_PAO), ("青菜", None), published_at="2026-11-17T16:00:00+08:00")
        change: dict[str, Any] = {"menu": str(planned.id), "reason": "没到货"}
        for hour, out, into in (
            (7, {"dish_out": "宫保鸡丁", "recipe_out": str(RICE_DISH)}, {"dish_in": "另一道"}),  # another recipe's name
            (8, {"dish_out": "鸡丁", "recipe_out": str(KUNG_PAO)}, {"dish_in": "米饭", "recipe_in": str(RICE_DISH)}),
            (9, {"dish_out": "汤"}, {"dish_in": "粥"}),
            (9, {"dish_out": "饼"}, {"dish_in": "粥"}),
            (10, {"dish_out": "汤"}, {}),
            (11, {"dish_out": "青菜"}, {"dish_in": "白菜"}),
            (12, {"dish_out": "白菜"}, {"dish_in": "青菜"}),
        ):
            replaced: dict[str, Any] = {**change, **out, **into}
            await here("substitution", occurred_at=at(hour), **replaced)
        said = [("米饭", "宫保鸡丁"), ("青菜", None), ("另一道", "宫保鸡丁"), ("粥", "汤")]
        (lunch,) = (await seen()).meals
        assert [(dish.dish, dish.instead_of) for dish in lunch.dishes] == said
        (public,) = await published(CAMPUS, DAY, DAY, NOON)
        told = [(dish.named.name, dish.instead_of.name if dish.instead_of else None) for dish in public.dishes]
        assert told == said
        (week,) = (await week_of(await place_of(KITCHEN, CAMPUS), DAY, DAY)).menus
        assert [(dish.dish, dish.instead_of) for dish in week.dishes] == said


async def test_day_counts_heads_and_shows_the_groups_that_nobody_counted(records_url: str) -> None:
    async with district(records_url):
        for group, name in ((CLASS, "三年级"), (known("class 4"), "四年级")):
            await here("diner_group", name=name, enrolment=60, identity=group)
        for present in (57, 58):
            await here("headcount", day=DAY.isoformat(), meal="lunch", group=str(CLASS), count=present)
        (lunch,) = (await seen()).meals
        assert [(heads.name, heads.enrolment, heads.present) for heads in lunch.heads] == [
            ("三年级", 60, 58),
            ("四年级", 60, None),
        ]
        assert (await seen(date(2026, 11, 21))).meals == []


async def test_day_expects_what_is_due_or_overdue_until_it_comes(records_url: str) -> None:
    async with district(records_url):
        orders = [
            await here(
                "purchase_order", supplier=str(SUPPLIER), number=number, due=f"2026-11-{due}",
                lines=[{"line": 1, "ingredient": str(RICE), "amount": {"amount": "80", "unit": "斤"}}],
            )
            for number, due in (("D-1", 19), ("D-2", 20), ("D-3", 21))
        ]  # fmt: skip
        due = (await seen()).expected
        assert [order.row["number"] for order in due] == ["D-1", "D-2"]
        assert due[0].row["name"] == "顺鑫农产品有限公司"
        assert [(item["name"], item["entered"], item["entered_unit"]) for item in due[0].lines] == [
            ("大米", "80", "斤")
        ]
        await put("delivery", delivery(order=str(orders[0].id)))
        assert [order.row["number"] for order in (await seen()).expected] == ["D-2"]


async def test_day_shows_what_expires_by_then_and_is_still_there(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        lines = [line(line=n, lot_code=f"L{n}", expiry_date=f"2026-11-{18 + n}") for n in (1, 2, 3)]
        await put("delivery", delivery(lines=lines))
        assert [(entry.lot, entry.state.value) for entry in (await seen()).expiring] == [
            ("L1", "expired"),
            ("L2", "expires_soon"),
        ]


async def test_day_shows_the_last_reading_of_each_unit_and_the_silence_of_the_others(records_url: str) -> None:
    async with district(records_url):
        fridge = await here("storage_unit", name="一号冰箱", storage="chilled")
        freezer = await here("storage_unit", name="冰柜", storage="frozen", min="-25", max="-18")
        await here("storage_unit", name="干货间", storage="ambient")
        for hour, day, celsius in ((8, 19, "3"), (7, 20, "4.5"), (6, 20, "9"), (8, 21, "5")):
            await here("temperature_reading", unit=str(fridge.id), occurred_at=at(hour, day), temperature=celsius)
        wrong = await here("temperature_reading", unit=str(freezer.id), occurred_at=at(9), temperature="-2")
        await here("temperature_reading", unit=str(freezer.id), occurred_at=at(8), temperature="-20")
        await amend(wrong, None)
        first, second, third = (await seen()).units
        assert (first.row["name"], first.coldest, first.warmest) == ("一号冰箱", 0, 80)
        assert first.source is not None
        assert first.source.code == "store_chilled_max"
        assert (first.row["temperature"], first.row["occurred_at"]) == (45, datetime(2026, 11, 19, 23, tzinfo=UTC))
        assert (second.coldest, second.warmest, second.source, second.row["temperature"]) == (-250, -180, None, -200)
        assert (third.coldest, third.warmest, third.source, third.row["occurred_at"]) == (None, None, None, None)
        assert (await seen(date(2026, 11, 21))).units[0].row["temperature"] == 50


async def test_day_keeps_samples_and_openings_until_they_end(records_url: str) -> None:
    async with district(records_url):
        old = await here("retained_sample", batch=str(known("a dish")), dish="米饭", taken_at=at(11, 18))
        new = await here("retained_sample", batch=str(known("a dish")), dish="青菜", taken_at=at(11))
        receipt = await put("delivery", delivery(lines=[line(ingredient=str(RICE))]))
        rice = campus_batch_id(receipt.id, 1)
        opened = await here("opening", occurred_at=at(9), batch=str(rice))
        await here("opening", occurred_at=at(9, 21), batch=str(rice))
        day = await seen()
        assert [row["record"] for row in day.samples] == [old.id, new.id]
        assert [row["keep_until"] <= NOON for row in day.samples] == [True, False]
        assert [(row["record"], row["name"], row["lot_entered"]) for row in day.openings] == [
            (opened.id, "大米", "JT-1122")
        ]
        await here("sample_disposal", sample=str(old.id), disposed_at=at(12))
        await here("emptying", occurred_at=at(13), opening=str(opened.id))
        day = await seen()
        assert ([row["record"] for row in day.samples], day.openings) == ([new.id], [])


async def test_day_with_more_than_it_shows_leaves_out_what_is_longest_past(
    records_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody says which order came or that a sample was thrown away, those of today must still be seen."""
    monkeypatch.setattr("traceability.kitchen.day_open.MOST", 2)
    rice = [{"line": 1, "ingredient": str(RICE), "amount": {"amount": "80", "unit": "斤"}}]
    async with district(records_url):
        for day in (18, 19, 20):
            due = f"2026-11-{day}"
            await here("purchase_order", supplier=str(SUPPLIER), number=f"D-{day}", due=due, lines=rice)
            await here("retained_sample", batch=str(known("a dish")), dish=f"{day}", taken_at=at(11, day))
        found = await seen()
        assert [order.row["number"] for order in found.expected] == ["D-19", "D-20"]
        assert [row["dish"] for row in found.samples] == ["19", "20"]


async def test_day_at_a_campus_without_a_kitchen_follows_what_is_sent_to_it(records_url: str) -> None:
    async with district(records_url):
        await put("site", {"organisation": str(SCHOOL), "name": "东校区", "region": "110108"}, EAST)
        east = Scope(known("east"), Role.KITCHEN, frozenset({EAST}))
        dish = [{"dish": "宫保鸡丁"}]
        await here("menu", site=EAST, day=DAY.isoformat(), meal="lunch", dishes=dish)
        sent = [
            await here(
                "dispatch", occurred_at=at(hour, day), destination=str(EAST), seal="F-1", temperature="72",
                items=[{"line": 1, "batch": str(known("a dish")), "amount": kg("30"), "portions": 120, **dish[0]}],
            )
            for hour, day in ((10, 20), (11, 20), (10, 17))
        ]  # fmt: skip
        day = await kitchen_day(east, EAST, DAY, NOON)
        assert [way.row["record"] for way in day.on_the_way] == [sent[0].id, sent[1].id]
        assert (day.on_the_way[0].row["name"], day.on_the_way[0].row["seal"]) == ("本部食堂", "F-1")
        assert [(i["dish"], i["portions"]) for i in day.on_the_way[0].lines] == [("宫保鸡丁", 120)]
        assert day.meals[0].dishes[0].batches == []

        arrived = {"line": 1, "batch": str(campus_batch_id(sent[0].id, 1)), "accepted": kg("29"), "temperature": "68"}
        got = await here("dispatch_receipt", site=EAST, dispatch=str(sent[0].id), occurred_at=at(11), items=[arrived])
        unnamed = {"line": 1, "batch": str(campus_batch_id(sent[1].id, 1)), "rejected": kg("30"), "accepted": kg("0")}
        await here("dispatch_receipt", site=EAST, occurred_at=at(12), items=[unnamed])
        day = await kitchen_day(east, EAST, DAY, NOON)
        assert day.on_the_way == []
        (made,) = day.meals[0].dishes[0].batches
        assert (made.batch, made.cooked, made.amount, made.temperature) == (
            campus_batch_id(got.id, 1), False, 29_000_000, 680,
        )  # fmt: skip
        assert (await seen()).on_the_way == []


async def test_day_tells_the_duties_that_are_done(records_url: str) -> None:
    async with district(records_url):
        bodies = {case[0]: case[1] for case in DUTY_CASES}
        await put("morning_check", bodies["morning_check"])
        first = await put("daily_check", bodies["daily_check"])
        await put("daily_check", {**bodies["daily_check"], "occurred_at": at(14, 19)})
        await put("disinfection", bodies["disinfection"])
        await put("accompanied_meal", bodies["accompanied_meal"])
        done = (await seen()).duties
        assert {row["person"]: bool(row["fit"]) for row in done.checked} == {WANG: True, LI: False}
        assert [(row["record"], row["findings"]) for row in done.daily] == [(first.id, 0)]
        assert [row["method"] for row in done.disinfections] == ["steam"]
        assert [(row["meal"], row["person"], row["problem"]) for row in done.accompanied] == [("lunch", WANG, None)]

        await amend(first, {**bodies["daily_check"], "points": [{"point": "waste", "finding": "未加盖"}]})
        later = [{"person": str(LI), "fit": True}]
        await here("morning_check", occurred_at=at(9), people=later)  # looked at again, and fit
        done = (await seen()).duties
        assert [row["findings"] for row in done.daily] == [1]
        assert {row["person"]: bool(row["fit"]) for row in done.checked} == {WANG: True, LI: True}


async def test_day_tells_the_week_the_cameras_and_the_additives(served: Served) -> None:
    bodies = {case[0]: case[1] for case in OVERSIGHT_CASES}
    await served.put("weekly-checks", bodies["weekly_check"])
    await served.put("camera-statuses", bodies["camera_status"])
    await served.put("additive-uses", bodies["additive_use"])
    thursday, friday, monday = [
        (await served.get("kitchen-day", "kitchen", site=str(CAMPUS), day=f"2026-11-{day}"))["duties"]
        for day in (19, 20, 23)
    ]
    assert [(one["week"], one["points"], one["findings"]) for one in thursday["weekly_checks"]] == [("2026-W47", 2, 1)]
    assert thursday["cameras"] == []
    assert [(one["cameras"], one["disturbed"], one["alerts"]) for one in friday["cameras"]] == [(2, 1, 2)]
    assert [(one["name"], one["food"]) for one in friday["additives"]] == [(None, "馒头")]
    assert (monday["weekly_checks"], monday["cameras"]) == ([], [])
    assert [one["camera_names"] for one in (thursday, monday)] == [[], ["烹饪间1号", "备餐间"]]


async def test_day_of_a_site_outside_the_scope_is_not_on_record(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        with pytest.raises(NotOnRecord):
            await kitchen_day(Scope(known("x"), Role.KITCHEN, frozenset({EAST})), CAMPUS, DAY, NOON)


async def test_answer_the_day_of_a_site_to_who_sees_it(served: Served) -> None:
    site = {"site": str(CAMPUS)}
    await served.put("menus", {**site, "day": "2026-11-20", "meal": "lunch", "dishes": [{"dish": "米饭"}]}, "manager")
    unit = await served.put("storage-units", {**site, "name": "冰箱", "storage": "chilled"}, "manager")
    reading = {**site, "unit": unit["id"], "occurred_at": at(7), "temperature": "-0.5"}
    await served.put("temperature-readings", reading)
    cooked = await served.put("cookings", {**site, "occurred_at": at(10), "dish": "米饭", "output": kg("30.5")})
    batch = str(made_batch_id(UUID(cooked["id"])))
    sample = {**site, "batch": batch, "dish": "米饭", "taken_at": at(11), "amount": {"amount": "130", "unit": "g"}}
    await served.put("retained-samples", sample)
    await served.put("servings", serving_of(batch))
    await served.put("openings", {**site, "occurred_at": at(9), "batch": str(known("a sack"))})
    unfit = [{"person": str(WANG), "fit": False, "sent_away": True}]
    await served.put("morning-checks", {**site, "occurred_at": at(6), "people": unfit})
    day = await served.get("kitchen-day", "kitchen", **site, day="2026-11-20")
    assert (day["site"], day["day"]) == (str(CAMPUS), "2026-11-20")
    (lunch,) = day["meals"]
    (dish,) = lunch["dishes"]
    assert (lunch["meal"], lunch["published"]) == ("lunch", False)
    assert dish["batches"] == [
        {"batch": batch, "how": "cooked", "at": "2026-11-20T02:00:00+00:00", "portions": None, "amount": "30.5",
         "unit": "kg", "temperature": None}
    ]  # fmt: skip
    assert dish["sampled"] == {"count": 1, "portions": 0, "amount": "0.13", "unit": "kg"}
    assert dish["served"] == {"count": 1, "portions": 55, "amount": None, "unit": None}
    group = {"id": str(GROUP), "name": "三年级", "name_en": None}
    assert lunch["headcounts"] == [{"group": group, "enrolment": 60, "count": None}]
    assert day["units"][0]["last"] == {"temperature": "-0.5", "at": "2026-11-19T23:00:00+00:00"}
    assert (day["units"][0]["limits"]["min"], day["units"][0]["limits"]["max"]) == ("0", "8")
    assert "31654" in day["units"][0]["limits"]["source"]
    assert day["duties"] == {
        "checked": [{"person": str(WANG), "fit": False, "sent_away": True, "at": "2026-11-19T22:00:00+00:00"}],
        "disinfections": [],
        "daily_checks": [],
        "accompanied": [],
        "tests": [],
        "weekly_checks": [],
        "cameras": [],
        "camera_names": [],
        "additives": [],
    }
    assert (day["samples"][0]["amount"], day["samples"][0]["may_discard"]) == ("0.13", True)
    assert (day["openings"][0]["batch"], day["openings"][0]["ingredient"]) == (str(known("a sack")), None)
    for username, status in (("manager", 200), ("inspector", 200), ("other_kitchen", 404), ("supplier", 404)):
        async with served.as_(username) as client:
            assert (await client.get("/api/kitchen-day", params=site)).status_code == status, username


@pytest.mark.parametrize("day", ["1999-12-31", "2100-01-01", "0001-01-01", "9999-12-31", "2026-02-30", "today", ""])
async def test_refuse_a_day_that_no_calendar_of_ours_has(on_sqlite: Served, day: str) -> None:
    async with on_sqlite.as_("kitchen", "en") as client:
        answer = await client.get("/api/kitchen-day", params={"site": str(CAMPUS), "day": day})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "?day")
