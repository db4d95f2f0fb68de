"""The authority's desk: a schedule is set with its days in sight, reports arrive, what did not go out is seen."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.axe import faults
from tests.browser.people import sign_in
from tests.support.live import serving


@pytest.fixture
def posted(district: Path, tmp_path: Path) -> Iterator[str]:
    """The URL of a server whose schedule also mails its reports, and that has no mail server."""
    folder = shutil.copytree(district, tmp_path / "district")
    with sqlite3.connect(folder / "mealtrace.db") as database:
        (schedule,) = database.execute("SELECT id FROM schedule").fetchone()
        row = (str(uuid4()), schedule, "email", "reports@example.org")
        database.execute("INSERT INTO schedule_recipient VALUES (?, ?, ?, ?)", row)
    database.close()
    with serving(folder, tmp_path / "served", works=True) as url:
        yield url


async def test_sets_a_schedule_and_reads_what_arrives(posted: str, chromium: Browser, tmp_path: Path) -> None:
    context = await chromium.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    page = await context.new_page()
    await page.goto(f"{posted}/app/#/schedules")
    await sign_in(page, "auditor")
    await expect(page.get_by_role("heading", name="每月 1 日 02:00")).to_be_visible()
    await expect(page.get_by_role("img", name=re.compile("已生成|生成中|排队"))).to_be_visible()  # the run's progress

    await _set(page)
    await page.get_by_role("link", name=re.compile("收件箱")).click()
    await _read(page, tmp_path)
    await page.get_by_role("link", name=re.compile("没送到")).click()
    await _send_again(page)
    await context.close()


async def _set(page: Page) -> None:
    """With keys alone: a new weekly schedule, on the next working day from Monday on."""
    await page.get_by_role("button", name=re.compile("新建定时")).focus()
    await page.keyboard.press("Enter")
    form = page.get_by_role("form", name="新建定时")
    days = form.get_by_role("region", name="接下来会在").get_by_role("listitem")
    await expect(days).to_have_count(6)
    await expect(days.first).to_contain_text("报告")
    await form.get_by_role("radio", name="每月").focus()
    await page.keyboard.press("ArrowLeft")
    await form.get_by_role("radio", name="数第几个").focus()
    await page.keyboard.press("ArrowLeft")
    await form.get_by_label("星期").select_option("1")
    await expect(days.first).to_contain_text(re.compile("周[一二三四五六日]"))
    await form.get_by_label("电子邮件").fill("nobody at all")
    await form.get_by_role("button", name="保存").click()
    await expect(form.get_by_role("alert")).to_contain_text("电子邮件地址")
    assert await faults(page) == []
    await form.get_by_label("电子邮件").fill("desk@example.org")
    await form.get_by_role("button", name="保存").click()
    kept = page.get_by_role("article").filter(has_text="每周一，不是工作日就顺延 06:00")
    await expect(kept).to_contain_text("desk@example.org")

    await kept.get_by_role("button", name=re.compile("修改")).click()
    await page.get_by_role("button", name=re.compile("停用这个定时")).click()
    await expect(page.get_by_role("article").filter(has_text="每周一")).to_contain_text("已停用")
    assert await faults(page) == []


async def _read(page: Page, folder: Path) -> None:
    """A report arrives, is downloaded and is read thereby."""
    letter = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=re.compile("下载 PDF"))).last
    await expect(letter).to_contain_text("未读", timeout=120_000)
    assert await faults(page) == []
    async with page.expect_download() as downloading:
        await letter.get_by_role("link", name=re.compile("下载 PDF")).click()
    await (await downloading.value).save_as(folder / "report.pdf")
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    await expect(letter).not_to_contain_text("未读")


async def _send_again(page: Page) -> None:
    """What could not be mailed says why, in the reader's language, and is sent again."""
    first = page.get_by_role("listitem").filter(has_text="reports@example.org").first
    await expect(first).to_contain_text("还没有设置发信服务器", timeout=60_000)
    assert await faults(page) == []
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("schedule runs")
    again = page.get_by_role("button", name=re.compile("Send again: reports@example.org")).first
    await again.click()
    await expect(page.get_by_role("status").filter(has_text="Queued again").first).to_be_visible()
    assert await faults(page) == []
