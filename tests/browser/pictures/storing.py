"""The store room, the temperature round and the daily duties."""

from __future__ import annotations

from playwright.async_api import Page

from tests.browser.people import press, sign_in


async def storing(page: Page, save: str) -> None:
    await sign_in(page, "kitchen")
    await page.locator("nav.rail a[href='#/kitchen/store']").click()
    rows = page.locator(".items .row")
    await rows.first.wait_for()
    await page.screenshot(path=f"{save}-list.png")
    await rows.nth(3).click()
    await press(page, "2.5")
    await page.locator(".pad .go").click()
    await rows.nth(4).click()
    await press(page, "1")
    await page.screenshot(path=f"{save}-issue.png")
    await page.locator("#act-count").click()
    await press(page, "3.4")
    await page.screenshot(path=f"{save}-count.png")
    await page.locator("#act-open").click()
    await page.locator("#act-panel button").last.click()
    await page.screenshot(path=f"{save}-open.png")
    await page.locator("#act-dispose").click()
    await page.screenshot(path=f"{save}-dispose.png")


async def temperatures(page: Page, save: str) -> None:
    await sign_in(page, "kitchen")
    await page.locator("nav.rail a[href='#/kitchen/temps']").click()
    rows = page.locator(".items .row")
    await rows.first.click()
    await press(page, "3.4")
    await page.screenshot(path=f"{save}-good.png")
    await page.locator(".pad .go").click()
    await rows.nth(1).click()
    await press(page, "9")
    await page.screenshot(path=f"{save}-warm.png")


async def duties(page: Page, save: str) -> None:
    await sign_in(page, "kitchen")
    await page.locator("nav.rail a[href='#/kitchen/duty']").click()
    await page.locator(".seg .unfit").nth(3).click()
    await page.screenshot(path=f"{save}-morning.png")
    await page.locator("ol .row").nth(2).click()
    await page.locator(".panel li button").first.click()
    await page.locator(".step input").first.fill("320")
    await page.locator(".chips").first.locator("button").first.click()
    await page.screenshot(path=f"{save}-additive.png")
    await page.locator("ol .row").nth(4).click()
    await page.locator(".four button").first.click()
    await page.locator(".chips").nth(1).locator("button").first.click()
    for step in (1, 3):
        await page.locator(".step button").nth(step).click()
    await page.screenshot(path=f"{save}-tableware.png")
    await page.locator("ol .row").nth(5).click()
    await page.locator(".points button").nth(10).click()
    await page.screenshot(path=f"{save}-daily.png")
    await page.locator("ol .row").nth(6).click()
    await page.locator(".panel li .amber").nth(1).click()
    await page.locator(".panel li .alert").first.click()
    await page.screenshot(path=f"{save}-cameras.png")
    await page.locator("ol .row").last.click()
    await page.locator(".points button").nth(2).click()
    await page.screenshot(path=f"{save}-weekly.png")
