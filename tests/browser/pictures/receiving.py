"""What arrives, and what stays of it: receiving, what was recorded, the door, and forms to print."""

from __future__ import annotations

import zxingcpp
from playwright.async_api import Page

from tests.browser.people import press, sign_in
from tests.support import pictures

LABEL = "(01)06901234567892(10)HL-2311-09(11)261122(17)261130"


async def receiving(page: Page, save: str) -> None:
    await sign_in(page, "kitchen")
    await page.locator("button", has_text="PO-").first.wait_for()
    await page.screenshot(path=f"{save}-expected.png")
    await page.locator("button", has_text="PO-").last.click()
    await (
        page.locator("button", has_text="开始验收").or_(page.locator("button", has_text="Start checking")).last.click()
    )
    await press(page, "36")
    await page.locator(".pad .go").click()
    await press(page, "3.4")
    await page.screenshot(path=f"{save}-receive.png")
    await page.locator("#tab-lot").click()
    await page.locator(".fields .scan").click()
    await page.get_by_role("dialog").get_by_role("status").wait_for()
    await page.screenshot(path=f"{save}-scan.png")
    label = pictures.code(LABEL, zxingcpp.BarcodeFormat.DataMatrix, gs1=True)
    photo = pictures.png(pictures.on_cardboard(label))
    await page.locator("dialog input").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": photo})
    await page.get_by_role("dialog").wait_for(state="detached")
    await page.locator("#tab-panel section").wait_for()
    await page.screenshot(path=f"{save}-scanned.png")


async def recorded(page: Page, save: str) -> None:
    """A receipt, and the list of what was recorded on this tablet."""
    await sign_in(page, "kitchen")
    await page.locator(".free").click()
    await page.locator(".panel input").wait_for()
    await page.screenshot(path=f"{save}-supplier.png")
    await page.locator(".left .row").last.click()
    await page.locator(".panel > button").click()
    await page.locator("main [role=tab]").first.wait_for()
    while await page.locator(".act .yes").count():
        await page.locator("main [role=tab]").first.click()
        await press(page, "20")
        await page.locator("main [role=tab]").nth(1).click()
        await press(page, "2")
        if await page.locator(".verdict.red").count():  # frozen: minus twenty
            await press(page, "0±")
        await page.locator(".act .yes").click()
    await page.locator(".sign select").first.select_option(index=1)
    await page.locator(".sign select").last.select_option(index=2)
    await page.screenshot(path=f"{save}-finish.png")
    await page.locator(".send").click()
    await page.locator(".seal").wait_for()
    await page.screenshot(path=f"{save}-receipt.png")
    await page.locator("nav.rail a[href='#/kitchen/recorded']").click()
    await page.locator(".at b").first.wait_for()
    await page.screenshot(path=f"{save}-list.png")


async def printing(page: Page, save: str) -> None:
    await sign_in(page, "kitchen")
    await page.locator("nav.rail a[href='#/kitchen/print']").click()
    await page.locator(".forms").wait_for()
    await page.screenshot(path=f"{save}-forms.png")
    await page.locator("form button").click()
    await page.locator("nav.rail a[href='#/kitchen/store']").click()
    await page.locator(".items .row").first.click()
    await page.locator("button.label").click()
    await page.get_by_role("dialog").wait_for()
    await page.screenshot(path=f"{save}-labels.png")
