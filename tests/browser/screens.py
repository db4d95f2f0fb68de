"""Pictures of every screen: `python -m tests.browser.screens FOLDER`, at two sizes and in both languages."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

import zxingcpp
from playwright.async_api import Browser, Page, async_playwright

from tests.browser.people import FLAGS, look_up, press, sign_in
from tests.support import pictures
from tests.support.live import build_district, serving

SIZES = ((1280, 800), (800, 1280))
LOCALES = ("zh-CN", "en-GB")
LABEL = "(01)06901234567892(10)HL-2311-09(11)261122(17)261130"
RECALLED = "ZC20261108-07"


async def _kitchen(page: Page, save: str) -> None:
    await sign_in(page, "kitchen")
    await page.locator("button", has_text="PO-").first.wait_for()
    await page.screenshot(path=f"{save}-expected.png")
    await page.locator("button", has_text="PO-").nth(4).click()
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


async def _store(page: Page, save: str) -> None:
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


async def _temperatures(page: Page, save: str) -> None:
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


async def _dispatch(page: Page, save: str) -> None:
    """What goes to the second campus; a dish is cooked on the tablet first."""
    await sign_in(page, "kitchen")
    await page.locator("nav.rail a[href='#/kitchen/cook']").click()
    await page.locator(".free").click()
    await page.locator("input[type=search]").fill("电饭煲蒸米饭")
    await page.locator(".panel li button").first.click()
    await page.locator("#tab-core").click()
    await press(page, "92")
    await page.locator("#tab-portions").click()
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


async def _duties(page: Page, save: str) -> None:
    await sign_in(page, "kitchen")
    await page.locator("nav.rail a[href='#/kitchen/duty']").click()
    await page.locator(".seg .unfit").nth(3).click()
    await page.screenshot(path=f"{save}-morning.png")
    await page.locator("ol .row").nth(3).click()
    await page.locator(".four button").first.click()
    await page.locator(".chips").nth(1).locator("button").first.click()
    for step in (1, 3):
        await page.locator(".step button").nth(step).click()
    await page.screenshot(path=f"{save}-tableware.png")
    await page.locator("ol .row").last.click()
    await page.locator(".points button").nth(10).click()
    await page.screenshot(path=f"{save}-daily.png")


async def _print(page: Page, save: str) -> None:
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


async def _plan(page: Page, save: str) -> None:
    await sign_in(page, "manager")
    await page.locator("nav.rail a[href='#/kitchen/plan']").click()
    for days in range(3):
        await page.locator(".cell").nth(days).click()
        for initials in ("hsrjd", "cqc", "mf")[days:]:
            await page.locator(".panel input[type=search]").fill(initials)
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


async def _inspector(page: Page, save: str) -> None:
    await sign_in(page, "inspector")
    await look_up(page, RECALLED)
    await page.locator("nav a.recall").click()
    await page.locator("aside dl").first.wait_for()
    await page.locator("svg path").first.wait_for()
    await page.screenshot(path=f"{save}-recall.png")
    await page.locator("nav a.upstream").click()
    await page.locator("svg path").first.wait_for()
    await page.screenshot(path=f"{save}-upstream.png")


async def _auditor(page: Page, save: str) -> None:
    await sign_in(page, "auditor")
    await page.locator("article").first.wait_for()
    await page.screenshot(path=f"{save}-reports.png")


WALKS = (
    ("kitchen", _kitchen),
    ("store", _store),
    ("temperatures", _temperatures),
    ("dispatch", _dispatch),
    ("duties", _duties),
    ("print", _print),
    ("plan", _plan),
    ("inspector", _inspector),
    ("auditor", _auditor),
)


async def _take(browser: Browser, url: str, folder: Path) -> None:
    for width, height in SIZES:
        for locale in LOCALES:
            for name, walk in WALKS:
                context = await browser.new_context(viewport={"width": width, "height": height}, locale=locale)
                page = await context.new_page()
                await page.goto(url + "/app/")
                await page.locator("input[name=username]").wait_for()
                if locale.startswith("en"):
                    await page.get_by_text("English").or_(page.get_by_text("EN", exact=True)).first.click()
                await walk(page, f"{folder}/{name}-{width}-{locale[:2]}")
                await context.close()


async def main(folder: Path) -> None:
    """Take every picture into a folder that is there."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as district, tempfile.TemporaryDirectory() as served:
        with serving(build_district(Path(district)), Path(served)) as url:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
                await _take(browser, url, folder)
                await browser.close()


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    asyncio.run(main(Path(sys.argv[1])))
