"""A kitchen's tablet: a Chromium that remembers, and what people do on it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import BrowserContext, Page, Playwright, expect

from tests.browser.people import FLAGS, press, shelved, sign_in
from tests.support.live import PASSWORD

DAMAGE = """async ([pattern, into]) => {
    const damaged = () => new Promise((resolve) => {
        const open = indexedDB.open('mealtrace')
        open.onsuccess = () => {
            const entries = open.result.transaction('entries', 'readwrite').objectStore('entries')
            const all = entries.getAll()
            all.onsuccess = () => {
                const tried = all.result.some((entry) => entry.attempts > 0)
                for (const entry of tried ? all.result : []) {
                    entries.put({ ...entry, bytes: entry.bytes.replace(new RegExp(pattern), into) })
                }
                entries.transaction.oncomplete = () => { open.result.close(); resolve(tried) }
            }
        }
    })
    for (const until = performance.now() + 60_000; !(await damaged());) {
        if (performance.now() > until) throw new Error('the first try is not over')
        await new Promise((go) => setTimeout(go, 50))
    }
}"""


class Tablet:
    """A Chromium whose profile stays when it is closed, as a tablet's does when it is switched off."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self.playwright, self.folder = playwright, folder

    async def switch_on(self, url: str) -> Page:
        self.context: BrowserContext = await self.playwright.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=FLAGS,
            viewport={"width": 1280, "height": 800},
            locale="zh-CN",
            accept_downloads=True,
        )
        page: Page = self.context.pages[0]
        page.set_default_timeout(30_000)
        await page.goto(url + "/app/")
        return page

    async def switch_off(self) -> None:
        await self.context.close()


async def opened_at_work(tablet: Tablet, url: str) -> Page:
    """Switch on, sign in as the kitchen, and wait until the app could be opened again without a network."""
    page = await tablet.switch_on(url)
    await sign_in(page, "kitchen")
    await ready(page)
    return page


async def ready(page: Page) -> None:
    """Wait until the app could be opened again without a network."""
    await page.locator("button", has_text="PO-").first.wait_for()
    await shelved(page, "/api/expected", "/api/people", "/api/thresholds", "/api/ingredients", "/api/organisations")


async def back_online(page: Page) -> None:
    """Tell the app at once that the network is there again."""
    await page.evaluate("dispatchEvent(new Event('online'))")


async def receive(page: Page, lot: str) -> None:
    """Receive the first item of the first expected delivery in sight, up to the receipt."""
    await page.get_by_role("button", name=re.compile("开始验收")).click()
    await page.locator(".act .yes").wait_for()
    while await page.locator(".act .yes").count():
        await page.get_by_role("tab", name=re.compile("重量")).click()
        await press(page, "20")
        await page.get_by_role("tab", name=re.compile("温度")).click()
        await press(page, "2")
        await page.get_by_role("tab", name=re.compile("批次")).click()
        await page.locator(".lot input").fill(lot)
        await page.locator(".act .yes").click()
    await page.locator(".sign select").first.select_option(index=1)
    await page.get_by_role("button", name=re.compile("交上去")).click()
    await page.locator(".seal").wait_for()


async def damage(page: Page, pattern: str, into: str) -> None:
    """Make each entry what a damaged form of a former release would be, once the first try to send one is over."""
    await page.evaluate(DAMAGE, [pattern, into])


async def on(page: Page, state: str, count: int) -> None:
    """So many entries of the list of what was recorded are in this state."""
    await expect(page.locator(f".at b.{state}")).to_have_count(count, timeout=60_000)


async def stored(url: str) -> list[dict[str, Any]]:
    """The kitchen's deliveries with a lot of the tests without a network, as the server has them."""
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        await client.post("/api/session", json={"username": "kitchen", "password": PASSWORD})
        items = (await client.get("/api/deliveries", params={"limit": 50})).json()["items"]
        return [item for item in items if "离线" in json.dumps(item, ensure_ascii=False)]
