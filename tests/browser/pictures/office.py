"""The desks of the canteen: planning, and the office of the manager."""

from __future__ import annotations

from playwright.async_api import Page

from tests.browser.people import sign_in


async def planning(page: Page, save: str) -> None:
    await sign_in(page, "manager")
    await page.locator("nav.rail a[href='#/kitchen/plan']").click()
    onward = page.get_by_role("button", name="下一周").or_(page.get_by_role("button", name="Week after"))
    await page.locator(".cell").first.wait_for()
    while True:  # to a week that no picture before this one has published
        await onward.click()
        await page.wait_for_load_state("networkidle")
        await page.locator(".cell").first.click()
        await page.locator(".panel fieldset input").first.wait_for()
        if await page.locator(".panel input[type=search]").count():
            break
    for days in range(3):
        await page.locator(".cell").nth(days).click()
        for initials in ("xhscjd", "cqc", "mf")[days:]:
            await page.locator(".panel input[type=search]").fill(initials)
            await page.locator(".find li button").first.wait_for()
            await page.keyboard.press("Enter")
    await page.locator(".cell").first.click()
    await page.screenshot(path=f"{save}-week.png")
    await page.locator("footer .go").click()
    await page.locator(".panel li .btn").first.click()
    await page.locator(".find li button").first.click()
    await page.screenshot(path=f"{save}-substitute.png")
    await page.locator("a[href='#/kitchen/plan?view=recipes']").click()
    await page.locator(".row").nth(3).click()
    await page.screenshot(path=f"{save}-recipe.png")
    await page.locator(".panel .go").click()
    await page.screenshot(path=f"{save}-version.png")
    await page.locator("a[href='#/kitchen/plan?view=order']").click()
    await page.locator(".line .nm").first.click()
    await page.screenshot(path=f"{save}-order.png")


async def office(page: Page, save: str) -> None:
    await sign_in(page, "manager")
    await page.locator("nav.rail a[href='#/kitchen/office']").click()
    await page.locator("main li .btn").first.wait_for()
    await page.screenshot(path=f"{save}-people.png")
    await page.locator("main form").last.locator("input").fill("1")
    await page.locator("main form button").last.click()
    await page.locator(".offer").wait_for()
    await page.screenshot(path=f"{save}-offer.png")
    for part in ("certificates", "suppliers", "meetings", "surveys", "accounts", "incidents"):
        await page.locator(f"a[href='#/kitchen/office?part={part}']").click()
        await page.locator(f"main nav a[aria-current=page][href$='part={part}']").wait_for()  # the part before is gone
        await page.locator(".desk li").first.wait_for()
        await page.wait_for_load_state("networkidle")
        await page.screenshot(path=f"{save}-{part}.png")
