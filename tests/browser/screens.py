"""Pictures of every screen: `python -m tests.browser.screens FOLDER [WALK…]`, at two sizes and in both languages."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from playwright.async_api import Error as PlaywrightError

from tests.browser.lunch import EGGS, at_work, days, deliver, plan
from tests.browser.people import FLAGS
from tests.browser.pictures.authority import auditor, inspector, ruling, scheduling, sealed, settling
from tests.browser.pictures.cooking import arriving, cooking, dispatch
from tests.browser.pictures.doors import doors
from tests.browser.pictures.office import office, planning
from tests.browser.pictures.receiving import offline, printing, receiving, recorded
from tests.browser.pictures.storing import duties, storing, temperatures
from tests.support.live import build_district, serving

SIZES = ((1280, 800), (800, 1280))
LOCALES = ("zh-CN", "en-GB")

WALKS = {
    "doors": doors,
    "kitchen": receiving,
    "offline": offline,
    "recorded": recorded,
    "store": storing,
    "temperatures": temperatures,
    "cook": cooking,
    "dispatch": dispatch,
    "arrive": arriving,
    "duties": duties,
    "print": printing,
    "plan": planning,
    "office": office,
    "inspector": inspector,
    "auditor": auditor,
    "report": sealed,
    "schedules": scheduling,
    "findings": settling,
    "rules": ruling,
}


async def _take(browser: Browser, url: str, folder: Path, names: list[str]) -> list[str]:
    """Walk; what broke, by the pictures that lack for it. The walks after it go on."""
    broken: list[str] = []
    for width, height in SIZES:
        for locale in LOCALES:
            for name, walk in WALKS.items():
                if names and name not in names:
                    continue
                context = await browser.new_context(
                    viewport={"width": width, "height": height}, locale=locale, reduced_motion="reduce"
                )
                page = await context.new_page()
                await page.goto(url + "/app/")
                await page.locator("input[name=username]").wait_for()
                if locale.startswith("en"):
                    await page.get_by_text("English").or_(page.get_by_text("EN", exact=True)).first.click()
                try:
                    await walk(page, f"{folder}/{name}-{width}-{locale[:2]}")
                except (PlaywrightError, AssertionError) as error:
                    broken.append(f"{name}-{width}-{locale[:2]}: {error}")
                await context.close()
    return broken


async def main(folder: Path, names: list[str]) -> None:
    """Take every picture, or those of the walks named, into a folder that is there."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as district, tempfile.TemporaryDirectory() as served:
        with serving(build_district(Path(district)), Path(served), works=True) as url:
            async with at_work(url) as kitchen:
                await plan(kitchen, EGGS, "冬瓜海带汤")
                await deliver(kitchen, "西红柿", "90", "T-1", days(1))
                await deliver(kitchen, "海带", "9", "HD-OLD", days(-1))
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
                broken = await _take(browser, url, folder, names)
                await browser.close()
    if broken:
        sys.exit("\n".join(broken))


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
