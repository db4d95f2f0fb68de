"""The manager's desk: a week is planned, published and changed, parents read the change, and it is ordered for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from playwright.async_api import Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import Opener
from tests.browser.lunch import EGGS, Kitchen, at_work, days
from tests.browser.people import sign_in

SOUP = "白菜豆腐汤"
"""Chinese cabbage and tofu soup: soy as the eggs have, sesame as they have not, and no egg."""


async def test_plans_publishes_substitutes_and_orders(open_page: Opener, site: str) -> None:
    async with at_work(site) as manager:
        page = await open_page()
        await sign_in(page, "manager")
        await page.locator("nav.rail a[href='#/kitchen/plan']").click()
        await page.get_by_role("button", name="下一周").click()
        assert await faults(page) == []
        await _plan(page)
        monday = await _published(page, manager)
        await _substitute(page)
        await _read_as_parents(page, site)
        await _amend_a_recipe(page)
        await _order(page, manager, monday)


async def _plan(page: Page) -> None:
    """A draft of two dishes found by initials and by name; it is there again after a reload, and for nobody else."""
    find = page.get_by_role("searchbox", name="菜名或拼音首字母")
    await find.fill("xhscjd")
    await find.press("Enter")
    await find.fill("炒青菜")
    await find.press("Enter")
    await expect(page.get_by_role("list", name="菜品").get_by_role("listitem")).to_have_count(2)
    heads = page.locator("fieldset input").first
    await heads.fill("十个")
    await expect(page.get_by_role("alert")).to_have_text("填整数人数。")
    await expect(page.get_by_role("button", name="存草稿")).to_be_disabled()
    await heads.fill("100")
    await page.get_by_role("button", name="存草稿").click()
    await expect(page.locator("footer [role=status]")).to_have_text("存好了")
    await page.reload()
    await page.get_by_role("button", name="下一周").click()
    await expect(page.locator(".cell").first).to_contain_text("草稿")
    await expect(page.locator("fieldset input").first).to_have_value("100")


async def _published(page: Page, manager: Kitchen) -> str:
    """Publish what is planned; the day it is for, as the server has it."""
    await page.get_by_role("button", name=re.compile("发布 1 餐")).click()
    await expect(page.locator(".cell").first).to_contain_text("已发布")
    (menu, *_) = (await manager.get("/api/menus", limit=1))["items"]
    body: dict[str, Any] = menu["body"]
    assert menu["revision"] == 2  # a draft, and its publication
    assert [dish["dish"] for dish in body["dishes"]] == [EGGS, "炒青菜"]
    return str(body["day"])


async def _substitute(page: Page) -> None:
    """The soup in place of the eggs: what changes in allergens stands there before anybody confirms."""
    await page.get_by_role("button", name=f"换菜：{EGGS}").click()
    await page.get_by_role("searchbox").fill("bcdft")
    await page.locator(".find").get_by_role("button", name=re.compile(SOUP)).click()
    change = page.locator(".change")
    await expect(change).to_contain_text("增加：芝麻")
    await expect(change).to_contain_text("减少：蛋")
    await page.get_by_role("button", name="确认换菜").click()
    await expect(page.get_by_role("alert")).to_have_text("请写原因。")
    assert await faults(page) == []
    await page.get_by_label("为什么换？").fill("鸡蛋没有到货")
    await page.get_by_role("button", name="确认换菜").click()
    dishes = page.get_by_role("list", name="菜品")
    await expect(dishes).to_contain_text(f"原为 {EGGS} · 原因：鸡蛋没有到货")
    await expect(dishes).to_contain_text(SOUP)


async def _read_as_parents(page: Page, site: str) -> None:
    address = await page.get_by_role("link", name="看家长页").get_attribute("href")
    parents = await page.context.new_page()
    await parents.goto(f"{site}{address}")
    await expect(parents.locator("body")).to_contain_text(SOUP)
    await expect(parents.locator("body")).to_contain_text(EGGS)  # what the menu said first
    await expect(parents.locator("body")).not_to_contain_text("鸡蛋没有到货")
    await parents.close()


async def _amend_a_recipe(page: Page) -> None:
    """Another amount makes another version; every wrong number is named at its field first."""
    await page.get_by_role("link", name="食谱").click()
    await page.get_by_role("searchbox").fill(SOUP)
    await page.locator(".row").first.click()
    await expect(page.get_by_role("region", name="每份用量")).to_contain_text("大豆：")
    assert await faults(page) == []
    await page.get_by_role("button", name="改成新版本").click()
    grams = page.locator(".grams input")
    await grams.nth(0).fill("少许")
    await page.get_by_label("每份成菜").fill("一碗")
    await page.get_by_role("button", name="存为第 2 版").click()
    await expect(page.get_by_role("alert")).to_have_count(2)
    assert await faults(page) == []
    await grams.nth(0).fill("50")
    await page.get_by_label("每份成菜").fill("200")
    await page.get_by_role("button", name="存为第 2 版").click()
    await expect(page.locator(".told")).to_have_text("第 2 版存好了")
    await expect(page.get_by_role("region", name="每份用量")).to_contain_text("50 g")


async def _order(page: Page, manager: Kitchen, monday: str) -> None:
    """Tofu by the contract in force: ordered in one step, and not suggested again."""
    asked = {"from": monday, "to": monday}
    school = (await manager.get("/api/plan", site=manager.site, **asked))["organisation"]
    (tofu, *_) = (await manager.get("/api/ingredients", q="豆腐"))["items"]
    (seller, *_) = (await manager.get("/api/organisations", role="supplier"))["items"]
    prices = [{"ingredient": tofu["id"], "unit_price": "6.80", "unit": "kg"}]
    told = {"buyer": school, "supplier": seller["id"], "number": "HT-豆腐", "valid_from": days(-1), "lines": prices}
    await manager.put("contracts", told)

    await page.get_by_role("link", name="建议订货").click()
    await page.get_by_label("从", exact=True).fill((date.fromisoformat(monday) + timedelta(days=9)).isoformat())
    await expect(page.get_by_role("alert")).to_contain_text("日期不对")
    await page.get_by_label("从", exact=True).fill(monday)
    form = page.get_by_role("form", name=seller["name"])
    line = form.locator(".line", has_text=tofu["name"])
    await line.get_by_role("button").click()
    await expect(line.locator(".why")).to_contain_text("100 人 ×")
    await expect(line.locator(".why")).to_contain_text("取整为")
    assert await faults(page) == []
    amount = await line.get_by_role("textbox").input_value()
    await form.get_by_role("button", name="在集采平台下单").click()
    await form.get_by_role("button", name=re.compile("下订单")).click()
    await expect(page.locator(".done")).to_contain_text("已下单")
    await expect(line.locator(".n").nth(2)).not_to_have_text(re.compile("已订0$"))
    await expect(line.get_by_role("textbox")).to_have_value("")
    (order, *_) = (await manager.get("/api/purchase-orders", limit=1))["items"]
    body: dict[str, Any] = order["body"]
    assert (body["supplier"], body["due"], body["on_platform"]) == (seller["id"], monday, True)
    mine = [one for one in body["lines"] if one["ingredient"] == tofu["id"]]
    assert [(one["amount"], one["unit_price"]) for one in mine] == [({"amount": amount, "unit": "kg"}, "6.8")]
