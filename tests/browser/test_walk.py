"""The whole way once: a delivery is received, found, traced both ways, recalled, and printed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pikepdf
import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.people import look_up, press, sign_in
from tests.conftest import DEMO
from tests.support.live import PASSWORD, serving
from tests.support.postgres import Cluster

RECALLED = "ZC20261108-07"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server with the demonstration district, once on each engine."""
    if request.param == "sqlite":
        district, url = request.getfixturevalue("district"), ""
    else:
        cluster: Cluster = request.getfixturevalue("postgres_cluster")
        district = request.getfixturevalue("postgresql_demo")
        url = cluster.fresh(DEMO)
    with serving(district, tmp_path_factory.mktemp("served"), database=url, works=True) as address:
        yield address


async def test_receive_find_trace_and_recall(open_page: Opener, site: str) -> None:
    kitchen = await open_page()
    await sign_in(kitchen, "kitchen")
    await _receive(kitchen)

    inspector = await open_page()
    await sign_in(inspector, "inspector")
    await look_up(inspector, "HL-2311-09")
    await expect(inspector.get_by_role("heading", level=1)).to_contain_text(re.compile("HL-?2311-?09"))
    await look_up(inspector, RECALLED)
    await expect(inspector.get_by_role("heading", level=1)).to_contain_text(RECALLED)
    await expect(inspector.get_by_role("table")).to_contain_text("养殖")
    await inspector.get_by_role("link", name="向下查去向").click()
    await expect(inspector.get_by_role("table")).to_contain_text("供餐")
    await inspector.get_by_role("link", name="召回模拟").click()
    recall = await _recall(site)
    await expect(inspector.locator("aside")).to_contain_text(f"{recall['portions']:,}")
    assert len(recall["campuses"]) >= 9


async def _receive(page: Page) -> None:
    """Receive the first expected delivery as a person would, down to the receipt."""
    await page.get_by_role("button", name=re.compile("开始验收")).click()
    await press(page, "198.5")
    await page.locator(".pad .go").click()
    await page.get_by_role("tab", name=re.compile("批次")).click()
    await page.locator(".lot input").fill("HL-2311-09")
    await page.locator(".act .yes").click()
    await page.locator(".sign select").first.select_option(index=1)
    await page.locator(".sign select").last.select_option(index=2)
    await page.get_by_role("button", name=re.compile("交上去")).click()
    await expect(page.get_by_role("heading", name="收到了")).to_be_visible(timeout=30_000)
    await expect(page.locator(".leaf")).to_contain_text("sha256:")


async def _recall(site: str) -> dict[str, Any]:
    """What the API says of the recalled lot."""
    async with httpx.AsyncClient(base_url=site, timeout=60) as client:
        await client.post("/api/session", json={"username": "inspector", "password": PASSWORD})
        found = (await client.get("/api/batches", params={"q": RECALLED})).json()["items"]
        answer: dict[str, Any] = (await client.get(f"/api/batches/{found[0]['id']}/recall")).json()
        return answer


async def test_order_and_download_a_report(open_page: Opener, tmp_path: Path) -> None:
    page = await open_page()
    await sign_in(page, "auditor")
    form = page.locator("form")
    await form.get_by_label(re.compile("^学校")).select_option(index=1)
    await form.get_by_label("月份").select_option("2026-11")
    await form.get_by_role("button").click()
    await expect(form.get_by_role("status")).not_to_be_empty()
    link = page.get_by_role("link", name=re.compile("2026年11月"))
    await expect(link).to_be_visible(timeout=120_000)
    async with page.expect_download() as downloading:
        await link.click()
    path = tmp_path / "report.pdf"
    await (await downloading.value).save_as(path)

    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        assert len(pdf.pages) > 3
        assert {"records.json", "records.csv"} <= set(pdf.attachments)


async def test_sign_in_with_a_wrong_password_says_so(open_page: Opener) -> None:
    page = await open_page()
    await sign_in(page, "kitchen", "wrong")
    await expect(page.get_by_role("alert")).to_be_visible()
