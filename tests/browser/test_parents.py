"""The parents' page in a phone's browser without scripts, and what axe-core finds on it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from playwright.async_api import Browser, Page, expect

from server.demo import ids
from tests.browser.axe import faults
from traceability.partners.public_code import code_of

PHONE = {"width": 390, "height": 844}
PAGE = f"/m/{code_of(ids.campus('c000'))}"
COOKED, RECALLED, CHANGED = "2026-11-20", "2026-11-09", "2026-11-19"
CHANGED_PAGE = f"/m/{code_of(ids.campus('c008'))}?day={CHANGED}"
PLACES = [f"{PAGE}?day={COOKED}", f"{PAGE}?day={RECALLED}", CHANGED_PAGE, f"{PAGE}?day=2027-08-01", "/m/00000000"]
LEAST_TOUCH = 48


async def phone(chromium: Browser, scripts: bool, locale: str) -> Page:
    """A page of a phone; with scripts, also those that the page's own policy would refuse (axe-core)."""
    context = await chromium.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        locale=locale,
        java_script_enabled=scripts,
        bypass_csp=scripts,
    )
    return await context.new_page()


async def test_reads_the_menu_without_scripts(chromium: Browser, site: str) -> None:
    page = await phone(chromium, False, "zh-CN")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    await page.goto(site + f"{PAGE}?day={COOKED}")
    await expect(page.get_by_role("heading", level=1)).to_have_text("当日午餐")
    first = page.locator("details").nth(0)
    await expect(first.locator("li").first).to_be_visible()
    second = page.locator("details").nth(1)
    await expect(second.locator("li").first).to_be_hidden()
    await second.locator("summary").click()
    await expect(second.locator("li").first).to_be_visible()
    assert await page.locator("header").evaluate("e => getComputedStyle(e).color") == "rgb(255, 255, 255)"
    await page.get_by_role("link", name="周四").click()
    await expect(page.locator("header")).to_contain_text("11 月 19 日")
    await page.get_by_role("link", name="English").click()
    await expect(page.locator("header")).to_contain_text("Thursday, 19 Nov")
    assert said == []


async def test_reads_the_menu_in_english_where_the_phone_does(chromium: Browser, site: str) -> None:
    page = await phone(chromium, False, "en-GB")
    await page.goto(site + CHANGED_PAGE)
    await expect(page.locator(".new")).to_contain_text("The menu has changed")
    await expect(page.locator(".new")).to_contain_text("llergens")
    await page.get_by_role("link", name="中文").click()
    await expect(page.locator(".new")).to_contain_text("菜单有调整")


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
async def test_is_accessible_and_fits_a_phone(chromium: Browser, site: str, locale: str) -> None:
    page = await phone(chromium, True, locale)
    for path in [*PLACES, f"{PAGE}/poster"]:
        await page.goto(site + path)
        assert await faults(page) == [], path
        if path.endswith("poster"):
            continue
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        for target in await page.locator("a, summary").all():
            box = await target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= LEAST_TOUCH, (path, await target.inner_text())


async def test_prints_the_poster_on_one_sheet(chromium: Browser, site: str, tmp_path: Path) -> None:
    page = await phone(chromium, False, "zh-CN")
    await page.goto(f"{site}{PAGE}/poster")
    await expect(page.locator("footer")).to_have_text(f"{site}{PAGE}")
    file = tmp_path / "poster.pdf"
    await page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 1
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 595, 842]
