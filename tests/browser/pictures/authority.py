"""What the district sees: search, trace, recall, forms and reports."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser.people import look_up, sign_in

RECALLED = "ZC20261108-07"


async def inspector(page: Page, save: str) -> None:
    await sign_in(page, "inspector")
    await page.get_by_role("combobox").wait_for()
    await page.screenshot(path=f"{save}-search.png")
    await look_up(page, RECALLED)
    await page.locator("nav a.recall").click()
    await page.locator("aside dl").first.wait_for()
    await page.locator("svg a.n").first.wait_for()
    await page.screenshot(path=f"{save}-recall.png")
    await page.locator("nav a.upstream").click()
    await page.locator("svg a.n").first.wait_for()
    await page.screenshot(path=f"{save}-upstream.png")
    await page.locator("nav a.downstream").click()
    await page.locator("svg a.n").first.wait_for()
    await page.screenshot(path=f"{save}-downstream.png")
    await page.goto(page.url.split("#")[0] + "#/forms")
    await page.locator(".forms").wait_for()
    await page.screenshot(path=f"{save}-forms.png")


async def auditor(page: Page, save: str) -> None:
    await sign_in(page, "auditor")
    await page.locator("article").first.wait_for()
    await expect(page.locator("article .busy")).to_have_count(0, timeout=600_000)  # the district's are made one by one
    await page.screenshot(path=f"{save}-reports.png")
    await page.goto(page.url.split("#")[0] + "#/schedules")
    await page.locator(".add").click()
    await page.locator("form ol li").first.wait_for()
    await page.screenshot(path=f"{save}-schedules.png")
