"""From the day to the pot, the sample, and the van to the second campus."""

from __future__ import annotations

from playwright.async_api import Page

from tests.browser.lunch import EGGS
from tests.browser.people import press, sign_in


async def cooking(page: Page, save: str) -> None:
    """The day, a dish in hand, and the samples that are kept."""
    await sign_in(page, "kitchen")
    await page.locator("nav.rail a[href='#/kitchen/today']").click()
    await page.locator(".task").first.wait_for()
    await page.wait_for_load_state("networkidle")
    await page.screenshot(path=f"{save}-today.png")
    await page.locator("nav.rail a[href='#/kitchen/cook']").click()
    await page.locator(".left .row", has=page.locator("b", has_text=EGGS)).or_(page.locator(".left .row")).first.click()
    await page.screenshot(path=f"{save}-dish.png")
    await page.locator(".panel .go").or_(page.locator(".panel .two button")).last.click()
    if not await page.locator("#tab-core").count():
        await page.locator(".panel .two button").click()
    await page.locator("#tab-core").wait_for()
    await page.screenshot(path=f"{save}-batches.png")
    await page.locator("#tab-core").click()
    await press(page, "82.5")
    await page.screenshot(path=f"{save}-core.png")
    await page.locator(".back").click()
    await page.screenshot(path=f"{save}-leave.png")
    await page.locator(".leave .no").click()
    await page.locator(".serve").first.click()
    await page.locator(".pad").wait_for()
    await page.screenshot(path=f"{save}-serve.png")
    await page.locator("nav.rail a[href='#/kitchen/samples']").click()
    await page.locator(".left .row", has=page.locator(".over")).first.click()
    await page.locator(".clock.over").wait_for()
    await page.screenshot(path=f"{save}-samples.png")


async def dispatch(page: Page, save: str) -> None:
    """What goes to the second campus; a dish is cooked on the tablet first."""
    await sign_in(page, "kitchen")
    await page.locator("nav.rail a[href='#/kitchen/cook']").click()
    await page.locator(".free").click()
    await page.locator("input[type=search]").fill("电饭煲蒸米饭")
    await page.locator(".panel li button").first.click()
    await page.locator("#tab-core").click()
    await press(page, "92")
    await page.locator("#tab-portions").click()
    await page.locator(".pad .f").first.click()
    await press(page, "240")
    await page.locator(".yes").click()
    await page.locator(".saved").wait_for()
    await page.locator("nav.rail a[href='#/kitchen/dispatch']").click()
    await page.locator(".scroll .row[aria-pressed]").first.click()
    await press(page, "120")
    await page.screenshot(path=f"{save}-dishes.png")
    await page.locator("#tab-heat").click()
    await press(page, "72.5")
    await page.screenshot(path=f"{save}-heat.png")
    await page.locator("#tab-label").click()
    await page.screenshot(path=f"{save}-label.png")
    await page.locator("#tab-sign").click()
    for part in (0, 1):
        await page.locator(".sign select, .part select").nth(part).select_option(index=part + 1)
    await page.locator(".yes").click()
    await page.locator(".saved").wait_for()
    await page.screenshot(path=f"{save}-sent.png")


async def arriving(page: Page, save: str) -> None:
    """The second campus takes what is on its way; `dispatch` sent it."""
    await sign_in(page, "manager")
    await page.locator("nav.rail a[href='#/kitchen/dispatch']").click()
    await page.locator(".left .row").first.click()
    await page.wait_for_load_state("networkidle")
    await page.screenshot(path=f"{save}-seal.png")
