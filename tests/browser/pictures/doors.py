"""Where everybody begins: sign-in, enrolment, and the parents' page on a phone."""

from __future__ import annotations

from playwright.async_api import Page

from server.demo import ids
from traceability.partners.public_code import code_of

MENU = f"/m/{code_of(ids.campus('c000'))}?day=2026-11-20"
PHONE = (390, 844)


async def doors(page: Page, save: str) -> None:
    await page.screenshot(path=f"{save}-sign-in.png")
    root = page.url.split("/app/")[0]
    await page.goto(f"{root}/app/#/enrol/ABCD-EFGH")
    await page.locator("main .btn").wait_for()
    await page.screenshot(path=f"{save}-enrol.png")
    width, height = PHONE
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto(root + MENU)
    await page.screenshot(path=f"{save}-parents.png", full_page=True)
