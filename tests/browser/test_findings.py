"""A warm delivery becomes a finding: the manager corrects it with a photograph, and somebody else must verify that.

The same inspector publishes what a food should cost, which other findings rest on.
"""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from uuid import UUID

from playwright.async_api import Browser, Page, expect

from tests.browser.axe import faults
from tests.browser.lunch import Kitchen, at_work, today
from tests.browser.people import sign_in
from tests.browser.targets import choose, key, small
from tests.support.bad_network import Network
from tests.support.photos import jpeg

DONE = "退回该批，换冷藏车"


async def warm_delivery(kitchen: Kitchen) -> UUID:
    """Chilled chicken at 9.8 °C under a label that says 4 °C."""
    (chicken, *_) = (await kitchen.get("/api/ingredients", q="鸡"))["items"]
    (supplier, *_) = (await kitchen.get("/api/organisations", role="supplier"))["items"]
    kilos = {"amount": "38.2", "unit": "kg"}
    line = {"line": 1, "ingredient": chicken["id"], "delivered": kilos, "accepted": kilos, "lot_code": "JT-WARM"}
    line |= {"temperature": "9.8", "label_temperature": "4"}
    body = {"site": kitchen.site, "supplier": supplier["id"], "occurred_at": datetime.now(UTC).isoformat()}
    return await kitchen.put("deliveries", {**body, "lines": [line]})


async def found_about(kitchen: Kitchen, delivery: UUID) -> str:
    """The finding of warm food about a delivery, once the rules have looked at it."""
    for _ in range(600):
        items = (await kitchen.get("/api/findings", site=kitchen.site, rule="R3", limit=200))["items"]
        for item in items:
            if item["subject"]["id"] == str(delivery):
                return str(item["id"])
        await asyncio.sleep(0.2)
    raise AssertionError("the rules did not look at the delivery")


async def test_settle_a_warm_delivery(network: Network, chromium: Browser) -> None:
    async with at_work(network.url) as kitchen:
        finding = await found_about(kitchen, await warm_delivery(kitchen))
    manager = await _at(chromium, network.url, "manager", "#/kitchen/today")
    task = manager.locator(".task", has_text=re.compile("个问题要处理"))
    await expect(task).to_be_visible(timeout=60_000)
    await manager.goto(f"{network.url}/app/#/findings?rule=R3")
    row = manager.locator(".list a", has_text="9.8℃")
    await row.click()
    await expect(manager).to_have_url(re.compile(finding))

    one = manager.locator("article")
    await expect(one.get_by_role("heading", level=2)).to_contain_text("9.8℃")
    await expect(one.get_by_role("link", name="批号 JT-WARM 的追溯")).to_be_visible()
    await expect(one.get_by_role("button", name="核实")).to_have_count(0)
    await one.get_by_role("button", name="登记整改").click()
    await one.get_by_role("button", name="提交整改").click()
    await expect(one.get_by_role("alert")).to_contain_text("写一句做了什么")
    await manager.evaluate("navigator.serviceWorker.ready")
    network.refuse = True
    await one.get_by_label("做了什么，怎么防止再发生").fill(DONE)
    await one.locator("input[accept='image/*']").set_input_files(
        {"name": "fridge.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    )
    await expect(one.locator(".papers img")).to_be_visible()
    await one.get_by_role("button", name="提交整改").press("Enter")
    await expect(one.get_by_role("status")).to_contain_text("已存在这台设备上")
    network.refuse = False
    await manager.evaluate("dispatchEvent(new Event('online'))")
    await expect(one.get_by_role("status")).to_contain_text("已提交")
    await expect(one.locator("ol")).to_contain_text(DONE)
    await expect(one.locator(".barred")).to_contain_text("不能自己核实")
    await expect(one.get_by_role("button", name="核实")).to_have_count(0)
    assert [*await faults(manager), *await small(manager)] == []

    inspector = await _at(chromium, network.url, "inspector", manager.url.split("/app/")[1])
    other = inspector.locator("article")
    await expect(other.locator("ol")).to_contain_text(DONE)
    await expect(other.locator("ol img")).to_be_visible()
    await other.get_by_role("button", name="核实").click()
    await other.get_by_role("button", name="确认核实").click()
    await expect(other.locator(".chips")).to_contain_text("已核实")
    await expect(inspector.locator(".list a", has_text="9.8℃")).to_have_count(0)
    await _publish_a_price(inspector, network)


async def _publish_a_price(page: Page, network: Network) -> None:
    """Without a network, by keys; then the same day's price once more, which corrects it."""
    await page.goto(page.url.split("#")[0] + "#/prices")
    rows = page.locator(".list li")
    await page.get_by_label("食材名").first.fill("xhs")
    await expect(rows.first).to_contain_text("西红柿")
    network.refuse = True
    await choose(page, rows.first.get_by_role("button"))
    await expect(page.get_by_label("单价")).to_be_focused()
    await page.keyboard.type("4.35")
    await page.get_by_label("出处").fill("新发地批发市场 当日均价")
    await page.get_by_label("从哪天起").fill(today())
    await page.get_by_label("到哪天").fill("2099-12-31")
    await choose(page, page.locator(".go"))
    if await page.locator(".hint").inner_text():  # it is far from the last one
        await key(page, "Enter")
    await expect(page.locator(".saved")).to_contain_text("已存在这台")
    network.refuse = False
    await page.evaluate("dispatchEvent(new Event('online'))")
    await expect(page.locator(".saved")).to_contain_text("服务器收到了")
    await expect(rows.first).to_contain_text("4.35 元 / 公斤")
    await rows.first.get_by_role("button").click()
    await page.get_by_label("单价").fill("4.53")
    await expect(page.locator(".corrects")).to_contain_text("就是更正它")
    await page.locator(".go").click()
    await expect(rows.first).to_contain_text("4.53 元 / 公斤")


async def _at(chromium: Browser, url: str, account: str, place: str) -> Page:
    """A window of their own, at a place of the app."""
    context = await chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = await context.new_page()
    page.set_default_timeout(30_000)
    await page.goto(f"{url}/app/{place}")
    await sign_in(page, account)
    return page
