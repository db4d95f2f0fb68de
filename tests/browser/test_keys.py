"""A day in the kitchen by keys alone."""

from __future__ import annotations

import re

from playwright.async_api import Browser, Page, expect

from tests.browser.lunch import EGGS, at_work, days, deliver, plan
from tests.browser.tablet import on
from tests.browser.targets import choose, key, tab_to
from tests.support.bad_network import Network


async def test_work_by_keys_alone(network: Network, chromium: Browser) -> None:
    """Receive with a difference, issue, cook and measure, and never touch the screen."""
    async with at_work(network.url) as kitchen:
        await plan(kitchen, EGGS)
        await deliver(kitchen, "西红柿", "90", "T-1", days(1))
        await deliver(kitchen, "大葱", "9", "DC-1", days(1))
    page = await (await chromium.new_context(viewport={"width": 1280, "height": 800})).new_page()
    await page.goto(network.url + "/app/")
    await page.locator("input[name=username]").wait_for()
    await page.keyboard.type("kitchen")
    await page.keyboard.press("Tab")
    await page.keyboard.type("mealtrace-demo")
    await page.keyboard.press("Enter")
    await page.locator("button", has_text="PO-").first.wait_for()

    await by_keys_receive(page)
    await by_keys_issue(page)
    await by_keys_cook(page)
    await by_keys_measure(page)

    await choose(page, page.locator("nav.rail a[href='#/kitchen/recorded']"), back=True)
    await on(page, "sent", 4)
    async with at_work(network.url) as kitchen:
        (arrived, *_) = (await kitchen.get("/api/deliveries", site=kitchen.site, limit=1))["items"]
        (reading, *_) = (await kitchen.get("/api/temperature-readings", site=kitchen.site, limit=1))["items"]
    assert [line["rejected"]["amount"] for line in arrived["body"]["lines"] if line.get("rejected")] == ["2"]
    assert reading["body"]["temperature"] == "3.4"


async def by_keys_receive(page: Page) -> None:
    """The first expected delivery; of its first line 2 kg go back."""
    await choose(page, page.get_by_role("button", name=re.compile("开始验收")))
    await page.locator("main [role=tab]").first.wait_for()
    await page.keyboard.type("20")
    await choose(page, page.locator(".act .hold"))
    await page.keyboard.type("2")
    await choose(page, page.locator(".pad .go"))
    await choose(page, page.locator(".sheet li button, .sheet .chips button").first)
    await choose(page, page.locator(".sheet .go"))
    while await page.locator(".act .yes").count():
        await page.keyboard.type("20")
        await choose(page, page.locator(".act .yes"))
        if await page.locator(".hint").inner_text():
            await page.keyboard.type("2")
            await key(page, "Enter")
    for person in (page.locator(".sign select").first, page.locator(".sign select").last):
        await tab_to(page, person)
        await key(page, "ArrowDown")
    await choose(page, page.get_by_role("button", name=re.compile("交上去")))
    await page.locator(".seal").wait_for()
    await choose(page, page.locator(".paper > button").last)


async def by_keys_issue(page: Page) -> None:
    await choose(page, page.locator("nav.rail a[href='#/kitchen/store']"), back=True)
    await tab_to(page, page.locator(".find input"))
    await page.keyboard.type("T-1")
    await expect(page.locator(".items .row")).to_have_count(1)
    await choose(page, page.locator(".items .row"))
    await page.keyboard.type("2.5")
    await key(page, "Escape")
    await expect(page.locator(".items .row")).to_be_focused()
    await choose(page, page.locator(".tab > button").last)
    await page.locator(".out").wait_for()


async def by_keys_cook(page: Page) -> None:
    await choose(page, page.locator("nav.rail a[href='#/kitchen/cook']"), back=True)
    await choose(page, page.locator(".left .row", has_text=EGGS))
    await choose(page, page.get_by_role("button", name=re.compile("开始做")))
    await tab_to(page, page.locator("[role=tab][aria-selected=true]"))
    await key(page, "ArrowRight")
    await expect(page.locator("#tab-core")).to_be_focused()
    await page.keyboard.type("82.5")
    await choose(page, page.locator(".yes"))
    while not await page.locator(".saved").count():  # what has no batch is said, and left out
        await choose(page, page.locator(".ask button").or_(page.locator(".yes")).first)
    await expect(page.locator(".saved")).to_be_visible()


async def by_keys_measure(page: Page) -> None:
    await choose(page, page.locator("nav.rail a[href='#/kitchen/temps']"), back=True)
    await choose(page, page.locator(".items .row").first)
    await page.keyboard.type("3.4")
    await choose(page, page.locator(".pad .go"))
    await expect(page.locator(".prog")).to_contain_text("1 / 3")
