"""Cooking, serving and keeping samples on the kitchen tablet, with and without a network."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import UUID

from playwright.async_api import Page, expect

from server.demo.calendar import BEIJING
from tests.browser.lunch import EGGS, Kitchen, at_work, days, deliver, plan
from tests.browser.people import press, shelved, sign_in
from tests.browser.tablet import Tablet, back_online, on
from tests.support.bad_network import Network
from traceability.identifiers import made_batch_id


async def opened(page: Page, url: str, screen: str) -> None:
    await page.goto(f"{url}/app/#/kitchen/{screen}")


async def ready(page: Page, url: str) -> None:
    """Signed in, with the day, the store and the recipes kept on the tablet, and the app itself."""
    await sign_in(page, "kitchen")
    await opened(page, url, "today")
    await expect(page.locator(".row", has_text=EGGS)).to_be_visible()
    paths = ("kitchen-day?", "stock?", "cookbook?", "diner-groups?", "thresholds", "ingredients", "people?")
    await shelved(page, *(f"/api/{path}" for path in paths))


async def begin(page: Page, dish: str) -> None:
    await page.locator(".row", has_text=dish).click()
    await page.get_by_role("button", name=re.compile("开始做")).click()


async def held_for(kitchen: Kitchen, batch: str) -> None:
    """An inspector holds a batch."""
    parties = (await kitchen.get("/api/organisations", limit=200))["items"]
    party = next(one["id"] for one in parties if one["trade"] == "authority")
    body = {"party": party, "occurred_at": f"{days(0)}T00:01:00+08:00", "batches": [batch], "reason": "抽检不合格"}
    await kitchen.put("holds", body)


async def test_cook_serve_and_sample_without_a_network(network: Network, tablet: Tablet) -> None:
    async with at_work(network.url) as kitchen:
        await plan(kitchen, EGGS, "电饭煲蒸米饭")
        later = await deliver(kitchen, "西红柿", "60", "T-1123", days(4))
        first = await deliver(kitchen, "西红柿", "40", "T-1122", days(2))
    page = await tablet.switch_on(network.url)
    await ready(page, network.url)
    network.refuse = True

    await page.locator(".row", has_text=EGGS).click()  # from the day to the dish
    await begin(page, EGGS)
    tomato = page.locator("ol .row", has_text="西红柿")
    await tomato.click()
    await expect(page.locator(".batch.taken")).to_have_count(2)
    await expect(page.locator(".batch").first).to_contain_text("T-1122")  # first expired, first out
    await expect(page.locator(".batch em")).to_have_text(["40", "23.6"])
    await page.get_by_role("tab", name=re.compile("中心温度")).click()
    await press(page, "66")
    await expect(page.locator(".verdict")).to_contain_text("没熟透")
    await page.locator(".yes").click()
    await expect(page.locator(".hint")).to_contain_text("大葱没有批次")  # nothing is cooked without saying so
    await page.get_by_role("button", name="没有它，照样做").click()
    await page.locator(".yes").click()
    await expect(page.locator(".hint")).to_contain_text("接着加热")
    await page.get_by_role("button", name="清").click()
    await press(page, "82.5")
    await expect(page.locator(".verdict")).to_contain_text("熟透")
    await page.get_by_role("tab", name=re.compile("份数")).click()
    off = datetime.now(BEIJING).replace(second=0, microsecond=0) - timedelta(minutes=3)
    await page.get_by_label("几点出锅").fill(f"{off:%H:%M}")
    await expect(page.locator(".two")).to_contain_text("0:03 前")
    await page.locator(".yes").click()
    await expect(page.locator(".saved")).to_contain_text("已存在这台平板")

    await page.get_by_role("button", name="复热").click()
    await press(page, "68")
    await page.locator(".yes").click()
    await expect(page.locator(".hint")).to_contain_text("接着加热")
    await page.get_by_role("button", name="清").click()
    await press(page, "78")
    await expect(page.locator(".verdict")).to_contain_text("够热")
    await page.locator(".yes").click()
    await expect(page.locator(".saved")).to_contain_text(f"复热 · {EGGS} · 78 °C")

    await page.get_by_role("button", name=re.compile("去供餐")).click()
    await page.get_by_role("button", name=re.compile("温度")).click()
    await press(page, "58")
    await expect(page.locator(".say")).to_contain_text("温的")
    await page.reload()  # what was measured stands after the battery was flat
    await page.get_by_role("button", name=re.compile("温度")).click()
    await page.locator(".del").click()
    await page.locator(".del").click()
    await press(page, "66.5")
    await expect(page.locator(".say")).to_contain_text("够热")
    await page.locator(".yes").click()
    await expect(page.locator(".panel li", has_text="已供")).to_have_count(1)
    await page.locator(".yes").click()
    await expect(page.locator(".panel li", has_text="已供")).to_have_count(2)

    await opened(page, network.url, "samples")
    await press(page, "12")
    await expect(page.locator(".verdict")).to_contain_text("太少")
    await press(page, "8")
    await expect(page.locator(".verdict")).to_contain_text("够了")
    await page.locator(".yes").click()
    await expect(page.locator(".row", has_text="还有 48:00")).to_contain_text("128 g")

    await opened(page, network.url, "recorded")
    await on(page, "waiting", 5)
    network.refuse = False
    await back_online(page)
    await on(page, "sent", 5)

    async with at_work(network.url, "inspector") as inspector:
        (newest, *_) = (await inspector.get("/api/servings", site=inspector.site, limit=1))["items"]
        dish = newest["body"]["dishes"][0]["batch"]
        (cooked, *_) = (await inspector.get("/api/cookings", site=inspector.site, limit=1))["items"]
        assert datetime.fromisoformat(cooked["body"]["ended_at"]) == off
        earlier = (await inspector.get("/api/servings", site=inspector.site, limit=2))["items"][1]
        assert [one["body"]["dishes"][0].get("temperature") for one in (earlier, newest)] == ["66.5", None]
        plates = made_batch_id(UUID(newest["id"]))
        trace = await inspector.get(f"/api/batches/{plates}/trace", direction="upstream")
        above = {node["id"] for node in trace["nodes"]}
        assert {str(first), str(later)} <= above
        (again, *_) = (await inspector.get("/api/reheatings", site=inspector.site, limit=1))["items"]
        assert (again["body"]["batch"], again["body"]["core_temperature"]) == (dish, "78")
        lunch = (await inspector.get("/api/kitchen-day", site=inspector.site))["meals"][0]
        (eggs,) = [one for one in lunch["dishes"] if one["dish"] == EGGS]
        assert [made["batch"] for made in eggs["batches"]] == [dish]  # as the tablet named it before any server knew
        assert (eggs["served"]["count"], eggs["served"]["portions"], eggs["sampled"]["count"]) == (2, 800, 1)


async def test_stop_at_a_batch_that_is_held_or_expired(network: Network, tablet: Tablet) -> None:
    async with at_work(network.url) as kitchen:
        await plan(kitchen, EGGS, "冬瓜海带汤")
        held = await deliver(kitchen, "西红柿", "40", "T-HOLD", days(3))
        await deliver(kitchen, "海带", "9", "HD-OLD", days(-1))
    async with at_work(network.url, "operator") as authority:
        await held_for(authority, str(held))
    page = await tablet.switch_on(network.url)
    await ready(page, network.url)
    network.refuse = True

    await opened(page, network.url, "cook")
    await begin(page, EGGS)
    await expect(page.locator(".stop")).to_contain_text("西红柿 T-HOLD 被封存，不能下锅")
    await expect(page.locator(".yes")).to_have_attribute("aria-disabled", "true")
    await page.locator(".batch", has_text="T-HOLD").click()  # to take it all the same does not help
    await page.locator(".yes").click(force=True)
    await expect(page.locator(".stop")).to_contain_text("T-HOLD 被封存")
    await page.reload()  # the battery was flat: the dish in hand is still there, and still stopped
    await expect(page.locator(".stop")).to_contain_text("T-HOLD 被封存")
    await page.get_by_role("button", name="不用它，照样做").click()
    await expect(page.locator(".stop")).to_have_count(0)

    await page.locator(".back").click()
    await page.get_by_role("button", name="放下", exact=True).click()
    await begin(page, "冬瓜海带汤")
    await expect(page.locator(".stop")).to_contain_text("海带 HD-OLD 已过期，不能下锅")
    await page.locator(".yes").click(force=True)
    await expect(page.locator(".stop")).to_be_visible()
    await opened(page, network.url, "recorded")
    await expect(page.locator(".empty")).to_be_visible()  # nothing was recorded


async def test_throw_a_sample_away_with_a_reason_before_its_time(network: Network, tablet: Tablet) -> None:
    async with at_work(network.url) as kitchen:
        await plan(kitchen, EGGS)
        before = len((await kitchen.get("/api/kitchen-day", site=kitchen.site))["samples"])
    page = await tablet.switch_on(network.url)
    await ready(page, network.url)
    await opened(page, network.url, "samples")
    await expect(page.locator(".clock.over")).to_be_visible()  # the first whose 48 hours are over stands ready
    await page.locator(".yes").click()
    await expect(page.locator(".row", has_text="到时间了")).to_have_count(before - 1)
    await opened(page, network.url, "recorded")
    await on(page, "sent", 1)
    async with at_work(network.url) as kitchen:
        assert len((await kitchen.get("/api/kitchen-day", site=kitchen.site))["samples"]) == before - 1
