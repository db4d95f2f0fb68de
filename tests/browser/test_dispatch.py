"""Cooked food from one campus to another, on two tablets, and what a tablet may not cook or could not hand in."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.browser.axe import faults
from tests.browser.lunch import Kitchen, at_work, days, deliver, everything, plan
from tests.browser.people import press, shelved, sign_in
from tests.browser.tablet import Tablet, back_online, on
from tests.browser.targets import small
from tests.support.bad_network import Network

RICE, CHIPS, BEANS = "电饭煲蒸米饭", "醋熘土豆丝", "陕北熬豆角"


@pytest.fixture
async def tablets(tmp_path: Path) -> AsyncIterator[tuple[Tablet, Tablet]]:
    """The cooking kitchen's, and the second campus's."""
    async with async_playwright() as playwright:
        both = Tablet(playwright, tmp_path / "west"), Tablet(playwright, tmp_path / "east")
        yield both
        for tablet in both:
            await tablet.switch_off()


async def cooked(kitchen: Kitchen, *dishes: str) -> None:
    recipes = {item["dish"]: item["id"] for item in await everything(kitchen, "/api/cookbook")}
    for dish in dishes:
        made: dict[str, Any] = {"site": kitchen.site, "dish": dish, "recipe": recipes[dish], "meal": "lunch"}
        made |= {"occurred_at": datetime.now(UTC).isoformat(), "portions": 800, "core_temperature": "88"}
        await kitchen.put("cookings", made)


async def screen(page: Page, url: str, name: str) -> None:
    await page.goto(f"{url}/app/#/kitchen/{name}")


async def tab(page: Page, name: str) -> None:
    await page.get_by_role("tab", name=re.compile(name)).click()


async def in_both_languages(page: Page) -> list[str]:
    found = []
    for _ in range(2):
        found += [*await faults(page), *await small(page)]
        await page.locator("nav .foot button[lang]").click()
    return found


async def test_send_food_to_the_second_campus_and_receive_it_there(
    network: Network, tablets: tuple[Tablet, Tablet]
) -> None:
    async with at_work(network.url) as kitchen:
        await plan(kitchen, RICE, CHIPS)
        await cooked(kitchen, RICE, CHIPS)
        (east,) = (await kitchen.get("/api/destinations", site=kitchen.site))["items"]
    west = await tablets[0].switch_on(network.url)
    await sign_in(west, "kitchen")
    await screen(west, network.url, "dispatch")
    await expect(west.locator(".row", has_text=RICE)).to_be_enabled()
    await shelved(west, "kitchen-day", "destinations", "dispatches", "people", "thresholds")
    network.refuse = True

    await west.locator(".row", has_text=RICE).click()
    await west.locator(".row", has_text=CHIPS).click()
    await press(west, "120")
    await west.locator(".pad .go").click()
    await press(west, "118")
    await tab(west, "温度")
    await press(west, "41")
    await expect(west.locator(".verdict")).to_contain_text("不冷不热")
    await expect(west.locator(".basis")).to_contain_text("GB 31654")
    await west.get_by_role("button", name="清").or_(west.locator(".pad .del")).first.click(click_count=2)
    await press(west, "72.5")
    await expect(west.locator(".verdict")).to_contain_text("够热")
    await tab(west, "标签")
    await expect(west.locator(".part .basis")).to_contain_text("操作规范")
    await west.get_by_label("封签号").fill("F-0417")
    await west.reload()  # the battery was flat: what is on the van is still there
    await tab(west, "签字")
    await west.get_by_label("交出的人").select_option(index=1)
    await west.get_by_label("在场的第二人").select_option(index=2)
    assert await in_both_languages(west) == []
    await west.locator(".yes").click()
    await expect(west.locator(".saved")).to_contain_text("已存在这台平板")
    await expect(west.locator(".line", has_text="东校区")).to_contain_text(RICE)
    network.refuse = False
    await screen(west, network.url, "recorded")
    await back_online(west)
    await on(west, "sent", 1)

    page = await tablets[1].switch_on(network.url)
    await sign_in(page, "manager")
    await page.locator("header select").select_option(east["id"])
    await screen(page, network.url, "dispatch")
    way = page.locator(".row", has_text="西校区")
    await expect(way).to_contain_text(CHIPS)
    await shelved(page, "kitchen-day", "people", "thresholds")
    network.refuse = True
    await page.reload()
    await way.click()
    await expect(page.locator(".ask")).to_contain_text("F-0417")
    await page.get_by_role("button", name="破了").click()
    await press(page, "66")
    await tab(page, "菜")
    await page.get_by_role("button", name=f"收 {CHIPS}").click()
    await page.get_by_role("button", name="洒了").click()
    assert await in_both_languages(page) == []
    await tab(page, "签字")
    await page.locator(".sign select").first.select_option(index=1)
    await page.locator(".sign select").last.select_option(index=2)
    await page.locator(".yes").click()
    await expect(page.locator(".hint")).to_contain_text("封签破了")  # it is taken all the same, with its reason
    await page.get_by_role("button", name="管理员同意").click()
    await page.locator(".yes").click()
    await expect(way).to_have_count(0)
    await page.get_by_role("link", name=re.compile("给收到的菜留样")).click()
    await expect(page.locator(".panel h3")).to_have_text(RICE)  # and nothing of what went back
    await press(page, "130")
    await page.locator(".yes").click()
    await expect(page.locator(".row", has_text="还有 48:00")).to_contain_text(RICE)
    network.refuse = False
    await screen(page, network.url, "recorded")
    await back_online(page)
    await expect(page.locator(".at b.sent")).to_have_count(2, timeout=150_000)

    async with at_work(network.url, "inspector") as inspector:
        (receipt,) = (await inspector.get("/api/dispatch-receipts", site=east["id"], limit=1))["items"]
        body = receipt["body"]
        assert (body["seal_intact"], len(body["receivers"])) == (False, 2)
        by_dish = {item["dish"]: item for item in body["items"]}
        assert (by_dish[RICE]["portions"], by_dish[RICE]["reason"]) == (120, "管理员同意")
        assert by_dish[CHIPS]["rejected"] == {"amount": "118", "unit": "piece"}
        (dispatch,) = (await inspector.get("/api/dispatches", site=inspector.site, limit=1))["items"]
        assert (dispatch["body"]["temperature"], dispatch["body"]["seal"]) == ("72.5", "F-0417")
        assert dispatch["body"]["signer"] != dispatch["body"]["second_signer"] is not None
        (sample,) = (await inspector.get("/api/retained-samples", site=east["id"], limit=1))["items"]
        trace = await inspector.get(f"/api/batches/{sample['body']['batch']}/trace", direction="upstream")
        names = {node["name_en"] for node in trace["nodes"] if node["kind"] in ("dish", "dispatched")}
        assert names == {"Steamed rice"}


async def test_stop_what_schools_may_not_cook_and_mend_what_the_server_refused(
    network: Network, tablet: Tablet
) -> None:
    async with at_work(network.url) as kitchen:
        await plan(kitchen, BEANS)
        await deliver(kitchen, "四季豆", "90", "SJ-1122", days(3))
    page = await tablet.switch_on(network.url)
    await sign_in(page, "kitchen")
    await screen(page, network.url, "temps")
    await page.locator(".items .row").first.wait_for()
    await screen(page, network.url, "cook")
    await page.locator(".row", has_text=BEANS).wait_for()
    await shelved(page, "forbidden", "kitchen-day", "stock", "cookbook", "people")
    network.refuse = True

    await page.get_by_role("button", name=re.compile("开始做")).click()
    await expect(page.locator(".stop")).to_contain_text("学校食堂不得使用四季豆")
    await expect(page.locator(".stop")).to_contain_text("第三十六条")
    await expect(page.locator(".yes")).to_have_attribute("aria-disabled", "true")
    assert await in_both_languages(page) == []
    unready = page.locator("ol .row.missing, ol .row.stopped")
    for left in range(await unready.count() - 1, -1, -1):
        await unready.first.click()
        await page.locator(".ask button").click()
        await expect(unready).to_have_count(left)
    await tab(page, "中心温度")
    await press(page, "888")  # a slip of the finger, which no server understands
    await page.locator(".yes").click()
    await expect(page.locator(".saved")).to_be_visible()
    await screen(page, network.url, "temps")
    await page.locator(".items .row").first.click()
    await page.locator(".pad button", has_text="清").or_(page.locator(".pad .del")).first.click()
    await press(page, "999")
    await page.locator(".pad .go").click()

    network.refuse = False
    await screen(page, network.url, "recorded")
    await back_online(page)
    await on(page, "person", 2)
    await page.locator("li button", has_text=BEANS).click()
    await page.get_by_role("button", name="改一改，再交").click()
    await expect(page.locator(".mending")).to_contain_text(BEANS)
    assert await in_both_languages(page) == []
    await page.get_by_role("button", name="清").click()  # the pad stands at the core, where the fault is
    await press(page, "88")
    await page.reload()  # and is still the old one's successor
    await page.locator("ol .row.open").first.wait_for()  # the store is read again
    await page.locator(".yes").click()
    await expect(page.locator(".saved")).to_be_visible()
    await screen(page, network.url, "recorded")
    await expect(page.locator(".at", has_text="已换成新的")).to_have_count(1)
    await on(page, "sent", 1)

    await page.get_by_role("button", name="改一改，再交").click()
    await expect(page.locator("output")).to_have_text("999")
    for _ in range(3):
        await page.locator(".pad .del").click()
    await press(page, "4")
    await page.locator(".pad .go").click()
    await screen(page, network.url, "recorded")
    await on(page, "sent", 2)
    await expect(page.locator(".at", has_text="已换成新的")).to_have_count(2)
    async with at_work(network.url) as kitchen:
        (cooking, *_) = (await kitchen.get("/api/cookings", site=kitchen.site, limit=1))["items"]
        assert (cooking["body"]["dish"], cooking["body"]["core_temperature"]) == (BEANS, "88")
