"""The auditor's desk: from a list to a report, from a figure to its records, two side by side, a PDF verified."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Page, expect

from tests.browser.axe import faults
from tests.browser.people import sign_in
from tests.browser.targets import key, small, tab_to
from tests.support.live import serving


@pytest.fixture
def desk(district: Path, tmp_path: Path) -> Iterator[str]:
    """The URL of a server that makes its district's reports."""
    with serving(district, tmp_path / "served", works=True) as url:
        yield url


async def fine(page: Page) -> None:
    """Nothing that axe or a thumb would stumble over."""
    assert [*await faults(page), *await small(page)] == []


async def test_reads_compares_and_verifies_what_was_made(desk: str, chromium: Browser, tmp_path: Path) -> None:
    context = await chromium.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    page = await context.new_page()
    page.set_default_timeout(60_000)
    await page.goto(f"{desk}/app/#/reports?state=ready&kind=campus_monthly")
    await sign_in(page, "auditor")
    await page.get_by_label("状态").select_option("")
    await expect(page.get_by_role("checkbox").nth(1)).to_be_visible(timeout=180_000)
    await page.get_by_label("状态").select_option("ready")
    await expect(page).to_have_url(re.compile("state=ready"))

    for n in range(2):
        await page.get_by_role("checkbox").nth(n).check()
    await fine(page)
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="打包下载 2 份").click()
    await (await downloading.value).save_as(tmp_path / "reports.zip")
    with zipfile.ZipFile(tmp_path / "reports.zip") as packed:
        pdf = packed.read(packed.namelist()[0])
        assert len(packed.namelist()) == 2

    # Not the campus that is cooked for elsewhere: it has no deliveries.
    await page.locator("article h3 a").filter(has_not_text="东校区").first.click()
    await _from_a_figure_to_its_records(page)
    await _two_schools(page)
    await _then_and_today(page)
    await _verify(await context.new_page(), desk, pdf)
    await context.close()


async def _from_a_figure_to_its_records(page: Page) -> None:
    figures = page.get_by_role("region", name="数字")
    await expect(page.get_by_role("region", name="封面")).to_contain_text("违反")
    await fine(page)
    await figures.get_by_role("link", name=re.compile("到货批次")).click()
    behind = page.get_by_role("region", name=re.compile("到货批次"))
    await expect(behind.get_by_role("heading", level=2)).to_be_focused()
    await expect(behind.get_by_role("link", name=re.compile("查来源和去向"))).to_have_count(50)
    await expect(behind.get_by_role("listitem").first).to_contain_text("账本第")
    await fine(page)
    await page.reload()  # a link to a figure can be sent
    await behind.get_by_role("link", name=re.compile("查来源和去向")).first.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("批次")
    await page.go_back()

    await page.locator("summary", has_text="每条规则").click()
    await page.locator("td a").first.click()
    await expect(page.get_by_role("heading", name=re.compile("规则 .+ 的发现"))).to_be_visible()
    await fine(page)


async def _two_schools(page: Page) -> None:
    await tab_to(page, page.get_by_label("和哪份比"))
    await page.get_by_label("和哪份比").locator("optgroup[label^='同期'] option").first.wait_for(state="attached")
    await page.get_by_label("和哪份比").select_option(index=1)
    await page.keyboard.press("Tab")
    await key(page, "Enter")
    await expect(page.get_by_text("同一时期，两所学校")).to_be_visible()
    first = page.get_by_role("region", name="数字对照").get_by_role("button").first
    await expect(first).to_contain_text(re.compile("变差|变好|不同"))
    await first.click()
    await expect(page.get_by_role("region", name="数字对照").get_by_role("article").first).to_be_visible()
    await fine(page)
    await page.go_back()


async def _then_and_today(page: Page) -> None:
    await page.get_by_role("button", name="按今天的记录再做一份").click()
    await expect(page.get_by_role("heading", name=re.compile("两份完全一样|数字"), level=1)).to_be_visible(
        timeout=180_000
    )
    await expect(page.get_by_role("article")).not_to_have_count(0)
    await fine(page)


def as_file(content: bytes) -> FilePayload:
    return {"name": "report.pdf", "mimeType": "application/pdf", "buffer": content}


async def _verify(page: Page, desk: str, pdf: bytes) -> None:
    """By anyone, on a phone."""
    await page.context.clear_cookies()
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.goto(f"{desk}/app/")
    await page.get_by_role("link", name=re.compile("核验一份报告")).click()
    await fine(page)
    await page.get_by_label("选择 PDF").set_input_files(as_file(pdf))
    await expect(page.get_by_role("heading", name="没有被改动过")).to_be_visible(timeout=180_000)
    await expect(page.get_by_role("listitem").filter(has_text="后来有没有更正")).to_contain_text("成立")
    await expect(page.get_by_text("不认定合规").last).to_be_visible()
    await fine(page)

    broken = pdf[:90_000] + bytes([pdf[90_000] ^ 1]) + pdf[90_001:]
    await page.get_by_role("button", name="再核验一份").click()
    await page.get_by_label("选择 PDF").set_input_files(as_file(broken))
    await expect(page.get_by_role("heading", name=re.compile("和当初签的不一样|不是能核验"))).to_be_visible(
        timeout=180_000
    )
    await fine(page)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
