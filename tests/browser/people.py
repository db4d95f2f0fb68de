"""What people do with their hands: sign in, press keys of the pad, open things."""

from __future__ import annotations

import re

from playwright.async_api import Page

from tests.support.live import PASSWORD

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


async def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    await page.locator("input[name=username]").fill(username)
    await page.locator("input[type=password]").fill(password)
    await page.keyboard.press("Enter")


async def press(page: Page, figures: str) -> None:
    """Press figures on the app's own pad."""
    pad = page.locator(".pad")
    for figure in figures:
        await pad.locator("button", has_text=re.compile(rf"^{re.escape(figure)}$")).click()


async def look_up(page: Page, words: str) -> None:
    """Type into the search and open the first thing found."""
    await page.get_by_role("combobox").wait_for()
    await page.keyboard.press("/")
    await page.get_by_role("combobox").fill(words)
    await page.locator("[role=listbox][aria-busy=false]").get_by_role("option").first.wait_for()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")


SHELVED = """async ({ needed, most }) => {
    const kept = () => new Promise((resolve) => {
        const open = indexedDB.open('mealtrace')
        open.onsuccess = () => {
            const asked = open.result.transaction('shelf').objectStore('shelf').getAllKeys()
            asked.onsuccess = () => { open.result.close(); resolve(asked.result) }
        }
    })
    for (const until = performance.now() + most; ;) {
        const keys = await kept()
        const lacking = needed.filter((path) => !keys.some((key) => key.includes(path)))
        if (!lacking.length) return
        if (performance.now() > until) throw new Error(`not kept on the tablet: ${lacking}`)
        await new Promise((go) => setTimeout(go, 50))
    }
}"""


async def shelved(page: Page, *needed: str) -> None:
    """Wait until the app, and what was answered under each of these paths, is kept here for when the network goes."""
    await page.evaluate("navigator.serviceWorker.ready")
    await page.evaluate(SHELVED, {"needed": needed, "most": 60_000})
