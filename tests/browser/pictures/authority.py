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


async def settling(page: Page, save: str) -> None:
    """What a canteen must settle, and the rules that say so."""
    await sign_in(page, "manager")
    await page.locator("nav.rail a[href='#/findings']").click()
    await page.locator(".list a").first.wait_for(timeout=120_000)
    await page.locator(".list a").first.click()
    await page.locator("article .acts button").first.click()
    await page.locator("article textarea").wait_for()
    await page.screenshot(path=f"{save}-one.png")


async def ruling(page: Page, save: str) -> None:
    """Findings over the district, the rules, and a dry run of one school's days."""
    await sign_in(page, "inspector")
    await page.locator("header nav a[href='#/findings']").click()
    await page.locator(".list a").first.wait_for(timeout=120_000)
    await page.screenshot(path=f"{save}-findings.png")
    await page.locator("header nav a[href='#/rules']").click()
    await page.locator("summary", has_text="R3").click()
    await page.locator("article[open] .btn, details[open] .more .btn").first.click()
    await page.locator("details[open] input[inputmode=decimal]").first.fill("1")
    await page.screenshot(path=f"{save}-rules.png")
    await page.locator("aside select").first.select_option("days30")
    await page.locator("aside select").nth(1).select_option(index=1)
    await page.locator("aside .btn.dark").click()
    await page.locator("section table").wait_for(timeout=120_000)
    await page.screenshot(path=f"{save}-dry-run.png")
    await page.locator("header nav a[href='#/prices']").click()
    await page.locator(".list li button").nth(3).click()
    await page.screenshot(path=f"{save}-prices.png")
