"""The parents' page: what it says of a day, what it says after a change, and what it never says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from server.parents.page import menu_page
from tests.support.canteen import (
    COOK,
    DAY,
    FARMER,
    KUNG_PAO,
    PAGE,
    PHONE,
    SATAY,
    SECRETS,
    day,
    examine,
    grown_by,
    page,
    publish,
    stock,
    words,
)
from tests.support.records import AUTHORITY, CAMPUS, SCHOOL
from tests.support.served import OTHER_CAMPUS, Served, cooking, delivery
from traceability import db
from traceability.identifiers import campus_batch_id, uuid7
from traceability.kitchen.public_menu import public_menu
from traceability.partners.public_code import code_of, site_of

SUBSTITUTED = {
    "site": str(CAMPUS),
    "recipe_out": str(KUNG_PAO),
    "dish_out": "宫保鸡丁",
    "recipe_in": str(SATAY),
    "dish_in": "沙茶鸡",
    "reason": SECRETS[0],
    "occurred_at": "2026-11-20T07:50:00+08:00",
}

HELD = {
    "party": str(CAMPUS),
    "occurred_at": "2026-11-20T09:00:00+08:00",
    "level": "hold",
    "reason": SECRETS[1],
}


async def test_shows_dishes_with_sources_tests_and_allergens(served: Served) -> None:
    await day(served)
    read = words(await page(served))
    assert "中关村第一小学 本部食堂" in read
    assert "宫保鸡丁 花生 大豆" in read
    assert "鸡胸肉 青禾养殖场 由顺鑫农产品有限公司供货，08:15 到货，兽药残留快检合格" in read
    assert "大米 顺鑫农产品有限公司 08:15 到货" in read
    assert "其他食材：花生" in read  # nobody logged peanuts, and nothing is said of their source
    assert "3 种食材，2 种已登记来源" in read
    assert "1 种有检验合格记录" in read
    assert "已留样" not in read


async def test_says_the_same_in_english(served: Served) -> None:
    await day(served)
    asked = await page(served, f"{PAGE}?day={DAY}&lang=en")
    for html in (asked, await page(served, language="en-GB,zh;q=0.5")):
        read = words(html)
        assert '<html lang="en">' in html
        assert "Kung pao chicken Peanuts Soybeans" in read
        assert "sold by 顺鑫农产品有限公司" in read
        assert "3 ingredients, 2 with a source on record" in read
        assert '<span lang="zh-CN">青禾养殖场</span>' in html
    assert '<html lang="zh-CN">' in await page(served, f"{PAGE}?day={DAY}&lang=zh", language="en")


async def test_says_today_and_yesterday_on_the_day_itself(served: Served) -> None:
    await day(served)
    site = await site_of(code_of(CAMPUS))
    assert site is not None
    menu = await public_menu(site, datetime(2026, 11, 20, 3, 0, tzinfo=UTC))
    read = words(menu_page(menu, "zh").html)
    assert "今日午餐 11 月 20 日 星期五" in read
    assert "今天 08:15 到货" in read
    assert "本页生成于 11:00" in read
    assert "Today’s lunch Friday, 20 Nov" in words(menu_page(menu, "en").html)


async def test_shows_what_a_substitution_does_to_allergens(served: Served) -> None:
    recorded = await day(served)
    await served.put("substitutions", {**SUBSTITUTED, "menu": recorded.menu})
    read = words(await page(served))
    assert "菜单有调整 · 宫保鸡丁 换成 沙茶鸡 过敏原新增：芝麻 · 不再含：花生、大豆" in read
    assert "沙茶鸡 芝麻" in read
    assert (
        "Satay chicken in place of Kung pao chicken New allergens: Sesame · No longer contains: Peanuts, Soybeans"
        in (words(await page(served, f"{PAGE}?day={DAY}&lang=en")))
    )
    assert SECRETS[0] not in read


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"recipe_in": None, "dish_in": None}, "宫保鸡丁 取消"),
        ({"recipe_in": None, "dish_in": "鸡蛋羹"}, "过敏原变化未登记"),
        ({"recipe_out": None, "dish_out": "没有公布的菜", "recipe_in": str(SATAY)}, "没有公布的菜 换成 沙茶鸡"),
    ],
)
async def test_says_so_where_a_change_of_allergens_is_unknown(
    on_sqlite: Served, changed: dict[str, str | None], said: str
) -> None:
    recorded = await day(on_sqlite)
    await on_sqlite.put("substitutions", {**SUBSTITUTED, "menu": recorded.menu, **changed})
    assert said in words(await page(on_sqlite))


async def test_is_neutral_while_a_batch_is_on_hold(served: Served) -> None:
    recorded = await day(served)
    held = await served.put("holds", {**HELD, "batches": [recorded.chicken]}, "manager")
    read = words(await page(served))
    assert "宫保鸡丁 花生 大豆 鸡胸肉 · 花生 核查中 这道菜正在核查，核查期间暂不显示食材来源。" in read
    assert "青禾养殖场" not in read
    assert "兽药残留" not in read
    assert "JT" not in read
    assert "来源都查得到" not in read
    assert SECRETS[1] not in read
    assert "白粥 大米 1 种食材" in read  # the other dish is as before
    release = {"party": str(CAMPUS), "occurred_at": "2026-11-20T10:00:00+08:00", "hold": held["id"]}
    await served.put("releases", release, "manager")
    assert "青禾养殖场" in words(await page(served))


async def test_is_held_by_no_other_school_and_released_by_no_one_else(served: Served) -> None:
    """The page says of a hold what the store room says of it."""
    recorded = await day(served)
    other = {"name": "别的学校", "trade": "school", "region": "110101"}
    stranger = (await served.put("organisations", other, "operator"))["id"]
    await served.put("holds", {**HELD, "party": stranger, "batches": [recorded.chicken]}, "operator")
    assert "核查中" not in words(await page(served))
    ordered = {**HELD, "party": str(AUTHORITY), "batches": [recorded.chicken]}
    held = await served.put("holds", ordered, "operator")
    release = {"party": stranger, "occurred_at": "2026-11-20T10:00:00+08:00", "hold": held["id"]}
    await served.put("releases", release, "operator")
    assert "核查中" in words(await page(served))
    await served.put("releases", {**release, "party": str(AUTHORITY)}, "operator")
    assert "核查中" not in words(await page(served))


@pytest.mark.parametrize("result", ["failed", "inconclusive"])
async def test_says_nothing_of_tests_where_one_did_not_pass(served: Served, result: str) -> None:
    recorded = await day(served)
    await examine(served, result, recorded.chicken, item="瘦肉精超标")
    read = words(await page(served))
    assert "青禾养殖场" in read
    assert "合格" not in read
    assert "瘦肉精" not in read


async def test_leaves_out_people_who_farm(served: Served) -> None:
    await day(served)
    await grown_by(served, FARMER)
    read = words(await page(served))
    assert "青禾养殖场、农户" in read
    assert "钱多多" not in read
    assert "身份证" not in read


async def test_shows_nothing_private(served: Served) -> None:
    recorded = await day(served)
    await served.put("substitutions", {**SUBSTITUTED, "menu": recorded.menu})
    await served.put("holds", {**HELD, "batches": [recorded.rice]}, "manager")
    await examine(served, "failed", recorded.chicken, item=SECRETS[2])
    people = await db.fetch("SELECT name, phone FROM person WHERE name IS NOT NULL")
    private = {COOK, PHONE, *SECRETS} | {row["name"] for row in people}
    for path in (f"{PAGE}?day={DAY}", f"{PAGE}?day={DAY}&lang=en", PAGE, f"{PAGE}/poster"):
        html = await page(served, path)
        assert {secret for secret in private if secret in html} == set()


async def test_follows_a_dish_to_the_kitchen_that_cooked_it(served: Served) -> None:
    """A second campus shows what its kitchen used, under the licence of that kitchen."""
    recorded = await day(served)
    licence = {"party": str(CAMPUS), "kind": "food_operating", "number": "JY31108000001", "valid_to": "2029-08-14"}
    await served.put("licences", licence, "manager")
    sent, came = uuid7(), uuid7()
    body = {"site": str(CAMPUS), "occurred_at": "2026-11-20T10:40:00+08:00", "destination": str(OTHER_CAMPUS)}
    items = [{"line": 1, "batch": recorded.dish, "dish": "宫保鸡丁"}]
    await served.put("dispatches", {**body, "items": items}, identity=sent)
    items = [{"line": 1, "batch": str(campus_batch_id(sent, 1)), "dish": "宫保鸡丁"}]
    receipt = {"site": str(OTHER_CAMPUS), "dispatch": str(sent), "occurred_at": "2026-11-20T11:05:00+08:00"}
    await served.put("dispatch-receipts", {**receipt, "items": items}, "other_kitchen", came)
    published = {"site": str(OTHER_CAMPUS), "day": DAY, "meal": "lunch", "published_at": "2026-11-17T16:00:00+08:00"}
    dishes = [{"recipe": str(KUNG_PAO), "dish": "宫保鸡丁"}]
    await served.put("menus", {**published, "dishes": dishes}, "other_manager")
    path = f"/m/{code_of(OTHER_CAMPUS)}?day={DAY}"
    read = words(await page(served, path))
    assert "青禾养殖场" in read
    assert "食品经营许可证（本部食堂） JY31108000001 有效期至 2029 年 8 月 14 日" in read
    await served.put("holds", {**HELD, "batches": [recorded.chicken]}, "manager")
    assert "核查中" in words(await page(served, path))


async def test_names_what_was_cooked_beside_the_recipe_with_its_allergens(on_sqlite: Served) -> None:
    await day(on_sqlite)
    await publish(on_sqlite, "2026-11-23")
    nuts = {"name": "腰果", "food_group": "dry_goods", "storage": "ambient", "allergens": ["nuts"]}
    kept = await on_sqlite.put("ingredients", {"organisation": str(AUTHORITY), **nuts}, "operator")
    got, at = uuid7(), "2026-11-23T07:00:00+08:00"
    line = {**delivery()["lines"][0], "ingredient": kept["id"], "lot_code": "YG-1"}
    await on_sqlite.put("deliveries", delivery(occurred_at=at, lines=[line]), identity=got)
    at = "2026-11-23T10:00:00+08:00"
    cooked = cooking(str(campus_batch_id(got, 1)), recipe=str(KUNG_PAO), occurred_at=at)
    await on_sqlite.put("cookings", cooked)
    read = words(await page(on_sqlite, f"{PAGE}?day=2026-11-23"))
    assert "宫保鸡丁 花生 大豆 坚果 鸡胸肉 · 花生 · 腰果" in read


async def test_says_that_a_day_has_no_menu_and_which_is_next(served: Served) -> None:
    await day(served)
    saturday = f"{PAGE}?day=2026-11-21"
    assert "这一天没有公布菜单 校历中还没有下一个上学日" in words(await page(served, saturday))
    for when, kind in (("2026-11-23", "holiday"), ("2026-11-24", "school")):
        await served.put("school-days", {"party": str(SCHOOL), "day": when, "kind": kind}, "manager")
    assert "下一个上学日：11 月 24 日 星期二" in words(await page(served, saturday))
    await publish(served, "2026-11-24")
    read = words(await page(served, saturday))
    assert "一周菜单 周二 11 月 24 日 宫保鸡丁 · 白粥" in read
    far = words(await page(served, f"{PAGE}?day=2027-03-01"))
    assert "看最近一次菜单：11 月 24 日" in far


async def test_shows_no_menu_that_is_not_published(on_sqlite: Served) -> None:
    await day(on_sqlite)
    await publish(on_sqlite, "2026-11-23", published_at=None)
    assert "没有公布菜单" in words(await page(on_sqlite, f"{PAGE}?day=2026-11-23"))


async def test_shows_no_menu_before_the_moment_it_is_published(served: Served) -> None:
    await stock(served)
    later = datetime.now(UTC) + timedelta(hours=1)
    await publish(served, "2026-11-24", published_at=later.isoformat())
    for asked in ("2026-11-24", "2026-11-23", "2026-11-25"):
        assert "宫保鸡丁" not in await page(served, f"{PAGE}?day={asked}")
    site = await site_of(code_of(CAMPUS))
    assert site is not None
    then = await public_menu(site, later + timedelta(minutes=1), date(2026, 11, 24))
    assert [dish.named.name for meal in then.meals for dish in meal.dishes] == ["宫保鸡丁", "白粥"]


async def test_shows_a_plan_before_it_is_cooked(on_sqlite: Served) -> None:
    await day(on_sqlite)
    await publish(on_sqlite, "2026-11-23")
    html = await page(on_sqlite, f"{PAGE}?day=2026-11-23")
    assert "共 2 道菜 烹饪登记后，这里显示每种食材的来源" in words(html)
    assert "宫保鸡丁 花生 大豆 鸡胸肉 · 花生 2 种食材" in words(html)
    assert "<details" not in html
