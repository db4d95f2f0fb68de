"""When the device misbehaves: full, with a wrong clock, updated in the middle of work, open twice."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from playwright.async_api import Page, expect

from tests.browser.axe import faults
from tests.browser.people import press
from tests.browser.tablet import Tablet, back_online, on, opened_at_work, receive
from tests.support.bad_network import Network
from tests.support.live import PASSWORD

DAY_MILLISECONDS = 86_400_000
A_DAY_AHEAD = f"""(() => {{
    const Right = Date
    globalThis.Date = class extends Right {{
        constructor(...given) {{ given.length ? super(...given) : super(Right.now() + {DAY_MILLISECONDS}) }}
        static now() {{ return Right.now() + {DAY_MILLISECONDS} }}
    }}
}})()"""
OLDER_FORM = """async () => new Promise((resolve) => {
    const open = indexedDB.open('mealtrace')
    open.onsuccess = () => {
        const entries = open.result.transaction('entries', 'readwrite').objectStore('entries')
        entries.getAll().onsuccess = (event) => {
            for (const entry of event.target.result) {
                const body = JSON.parse(entry.bytes)
                for (const line of body.lines) { delete line.evidence; delete line.photos; delete line.appearance }
                for (const key of ['documents', 'vehicle', 'note']) delete body[key]
                entries.put({ ...entry, bytes: JSON.stringify(body) })
            }
        }
        entries.transaction.oncomplete = () => { open.result.close(); resolve() }
    }
})"""
"""Makes the entries what a release that did not know these fields yet would have kept."""


@asynccontextmanager
async def signed_in(url: str, username: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        told = (await client.post("/api/session", json={"username": username, "password": PASSWORD})).json()
        client.headers["X-CSRF-Token"] = told["csrf"]
        yield client


async def deliveries(url: str, lot: str) -> list[dict[str, Any]]:
    async with signed_in(url, "kitchen") as client:
        items = (await client.get("/api/deliveries", params={"limit": 50})).json()["items"]
    return [item for item in items if f'"{lot}"' in json.dumps(item, ensure_ascii=False)]


async def fill_in(page: Page, lot: str) -> None:
    """Check the first expected delivery, up to the signature and not further."""
    await page.get_by_role("button", name=re.compile("开始验收")).click()
    await page.locator(".act .yes").wait_for()
    while await page.locator(".act .yes").count():
        await page.get_by_role("tab", name=re.compile("重量")).click()
        await press(page, "20")
        await page.get_by_role("tab", name=re.compile("批次")).click()
        await page.locator(".lot input").fill(lot)
        await page.get_by_role("tab", name=re.compile("温度")).click()
        await press(page, "2")
        await page.locator(".act .yes").click()
    await page.locator(".sign select").first.select_option(index=1)


async def test_say_so_when_the_tablet_is_full_and_keep_the_form(network: Network, tablet: Tablet) -> None:
    page = await opened_at_work(tablet, network.url)
    await tablet.switch_off()
    page = await tablet.switch_on("data:text/html,")  # before anything of the app is open
    cdp = await tablet.context.new_cdp_session(page)
    await cdp.send("Storage.overrideQuotaForOrigin", {"origin": network.url, "quotaSize": 1})
    await page.goto(network.url + "/app/")
    await fill_in(page, "存满")
    await page.get_by_role("button", name=re.compile("交上去")).click()
    await expect(page.get_by_role("alert").filter(has_text="这台平板存满了")).to_contain_text("请清理平板的空间")
    await expect(page.locator(".seal")).to_have_count(0)
    assert network.writes() == []

    await page.reload()  # the form is still there, with all that was typed
    await expect(page.get_by_role("button", name=re.compile("交上去"))).to_be_visible()
    await cdp.send("Storage.overrideQuotaForOrigin", {"origin": network.url})  # somebody made room
    await page.get_by_role("button", name=re.compile("交上去")).click()
    await page.locator(".seal").wait_for()
    await page.goto(network.url + "/app/#/kitchen/recorded")
    await on(page, "sent", 1)
    assert len(await deliveries(network.url, "存满")) == 1


async def test_record_with_a_clock_that_is_a_day_ahead(network: Network, tablet: Tablet) -> None:
    async with signed_in(network.url, "manager") as manager:
        async with signed_in(network.url, "kitchen") as kitchen:
            site = (await kitchen.get("/api/session")).json()["account"]["sites"][0]["id"]
        code = (await manager.post("/api/enrolments", json={"site": site, "name": "钟不准"})).json()["code"]
        page = await tablet.switch_on(network.url)
        await tablet.context.add_init_script(A_DAY_AHEAD)
        await page.goto(f"{network.url}/app/?again#/enrol/{code}")
        await page.get_by_role("button", name="登记", exact=True).click()
        await expect(page.locator(".strip")).to_contain_text("这台平板的时钟快了1 天。")
        await expect(page.locator(".strip")).to_contain_text("照常登记")
        await receive(page, "明天的")
        await page.goto(network.url + "/app/#/kitchen/recorded")
        await on(page, "sent", 1)
        assert len(await deliveries(network.url, "明天的")) == 1
        (entry,) = (await manager.get("/api/tablet-entries")).json()["items"]
    assert entry["state"] == "recorded"
    assert abs(entry["skew_ms"] + DAY_MILLISECONDS) < 60_000


async def test_take_a_new_release_up_with_entries_unsent(network: Network, tablet: Tablet) -> None:
    page = await opened_at_work(tablet, network.url)
    network.hold = True
    await receive(page, "换版本")
    await page.reload()  # nobody waits for its answer any more
    await page.evaluate(OLDER_FORM)
    network.release = b"\n// the next release\n"
    await page.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
    async with page.expect_navigation():
        await page.get_by_role("button", name=re.compile("有新版本")).click()
    await page.goto(network.url + "/app/#/kitchen/recorded")
    await on(page, "waiting", 1)
    network.hold = False
    await back_online(page)
    await on(page, "sent", 1)
    (kept,) = await deliveries(network.url, "换版本")
    assert kept["revision"] == 1
    assert kept["body"]["lines"][0].get("photos", []) == []


async def test_have_one_delivery_in_hand_in_two_tabs(network: Network, tablet: Tablet) -> None:
    page = await opened_at_work(tablet, network.url)
    second = await tablet.context.new_page()
    await second.goto(network.url + "/app/#/kitchen")
    await second.get_by_role("button", name=re.compile("开始验收")).wait_for()
    await fill_in(page, "两个标签")
    await expect(second.get_by_role("button", name=re.compile("完成收货|交上去")).first).to_be_visible()
    await page.get_by_role("button", name=re.compile("交上去")).click()
    await page.locator(".seal").wait_for()
    await expect(second.get_by_role("button", name=re.compile("开始验收"))).to_be_visible()
    await page.goto(network.url + "/app/#/kitchen/recorded")
    await on(page, "sent", 1)
    assert len(await deliveries(network.url, "两个标签")) == 1


async def test_ask_whoever_signs_out_without_a_network(network: Network, tablet: Tablet) -> None:
    page = await opened_at_work(tablet, network.url)
    network.refuse = True
    out = page.get_by_role("button", name="退出", exact=True)
    await out.click()
    await expect(page.get_by_role("dialog")).to_contain_text("要等有网才能再登录")
    assert await faults(page) == []
    await page.get_by_role("button", name="先不退出").click()
    await expect(page.get_by_role("button", name=re.compile("开始验收"))).to_be_visible()
    await out.click()
    await page.get_by_role("button", name="照样退出").click()
    await expect(page.locator(".strip")).to_contain_text("已退出。服务器还不知道")
    assert await faults(page) == []
    network.refuse = False
    async with page.expect_response(lambda answer: answer.request.method == "DELETE" and answer.status == 204):
        await back_online(page)
    await expect(page.locator("input[name=username]")).to_be_visible()
    await expect(page.locator(".strip")).to_have_count(0)
