"""Codes on packages are read from a photo, by the camera and by a hand scanner; what is in the way is said."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import zxingcpp
from playwright.async_api import Page, async_playwright, expect

from tests.browser.conftest import Opener
from tests.browser.people import FLAGS, press, sign_in
from tests.support import pictures

LABEL = "(01)06901234567892(10)HL-2311-09(11)261122(17)261130(3103)001250"
EAN = "6901234567892"


def datamatrix() -> pictures.Grey:
    return pictures.code(LABEL, zxingcpp.BarcodeFormat.DataMatrix, gs1=True)


def ean() -> pictures.Grey:
    return pictures.code(EAN, zxingcpp.BarcodeFormat.EAN13, scale=3)


async def open_lot(page: Page) -> None:
    """Sign in and come to the lot of the first line of an expected delivery."""
    await sign_in(page, "kitchen")
    await page.get_by_role("button", name=re.compile("开始验收")).click()
    await page.get_by_role("tab", name=re.compile("批次")).click()


async def give_photo(page: Page, picture: pictures.Grey) -> None:
    await page.get_by_role("button", name="扫码", exact=True).click()
    await page.locator("dialog input[type=file]").set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": pictures.png(picture)}
    )


async def expect_filled(page: Page) -> None:
    await expect(page.locator("dialog")).to_have_count(0)
    await expect(page.get_by_label("批号")).to_have_value("HL-2311-09")
    await expect(page.get_by_role("button", name=re.compile("生产日期"))).to_contain_text("2026-11-22")
    await expect(page.get_by_role("button", name=re.compile("保质期至"))).to_contain_text("2026-11-30")
    outcome = page.get_by_label("扫到的内容")
    await expect(outcome).to_contain_text("06901234567892")
    await expect(outcome).to_contain_text("1.250 kg")
    await expect(outcome).to_contain_text("依据：扫码")


async def test_read_a_photo_and_hand_in_what_was_scanned(open_page: Opener) -> None:
    page = await open_page()

    await page.route("**/api/deliveries/*", lambda route: route.abort())  # the order stays open for others
    await open_lot(page)
    await give_photo(page, pictures.on_cardboard(ean(), datamatrix()))
    await expect_filled(page)

    await page.get_by_role("tab", name=re.compile("重量")).click()
    await press(page, "20")
    await page.locator(".act .yes").click()
    await page.locator(".sign select").first.select_option(index=1)
    async with page.expect_request("**/api/deliveries/*") as sending:
        await page.get_by_role("button", name=re.compile("交上去")).click()
    [line] = json.loads((await sending.value).post_data or "{}")["lines"]
    assert (line["evidence"], line["lot_code"]) == ("scanned", "HL-2311-09")
    assert (line["production_date"], line["expiry_date"]) == ("2026-11-22", "2026-11-30")


async def test_undo_a_scan_after_a_reload(open_page: Opener) -> None:
    page = await open_page()
    await open_lot(page)
    await page.get_by_label("批号").fill("typed-1")
    await give_photo(page, pictures.on_cardboard(datamatrix()))
    await expect_filled(page)
    await page.reload()
    await page.get_by_role("tab", name=re.compile("批次")).click()
    await expect_filled(page)
    await page.get_by_role("button", name="撤销扫码").click()
    await expect(page.get_by_label("批号")).to_have_value("typed-1")
    await expect(page.get_by_label("扫到的内容")).to_have_count(0)


async def test_show_an_item_number_that_names_no_lot(open_page: Opener) -> None:
    page = await open_page()
    await open_lot(page)
    await give_photo(page, pictures.on_cardboard(ean()))
    await expect(page.get_by_label("扫到的内容")).to_contain_text("没有批号")
    await expect(page.get_by_label("扫到的内容")).to_contain_text("06901234567892")
    await expect(page.get_by_label("批号")).to_have_value("")


@pytest.mark.parametrize(
    ("kind", "gs1", "content"),
    [
        (zxingcpp.BarcodeFormat.QRCode, True, LABEL),
        (zxingcpp.BarcodeFormat.Code128, True, "(01)06901234567892(10)HL-2311-09"),
        (zxingcpp.BarcodeFormat.QRCode, False, "https://id.gs1.org/01/06901234567892/10/HL-2311-09?17=261130"),
    ],
    ids=["GS1 QR", "GS1-128", "Digital Link"],
)
async def test_read_other_kinds_of_codes(
    open_page: Opener, kind: zxingcpp.BarcodeFormat, gs1: bool, content: str
) -> None:
    page = await open_page()
    await open_lot(page)
    scale = 2 if kind == zxingcpp.BarcodeFormat.Code128 else 6
    await give_photo(page, pictures.on_cardboard(pictures.code(content, kind, gs1=gs1, scale=scale)))
    await expect(page.get_by_label("批号")).to_have_value("HL-2311-09")


async def test_say_that_a_photo_shows_no_code(open_page: Opener) -> None:
    page = await open_page()
    await open_lot(page)
    await give_photo(page, pictures.on_cardboard(datamatrix()[:24, :24]))
    await expect(page.get_by_role("status")).to_contain_text("照片里没有找到码")
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)
    await expect(page.get_by_role("button", name="扫码", exact=True)).to_be_focused()


async def test_read_a_hand_scanner_that_types(open_page: Opener) -> None:
    page = await open_page()
    await open_lot(page)
    await page.get_by_label("批号").fill("typed-1")
    await page.get_by_role("button", name="扫码", exact=True).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)
    await page.evaluate(
        """keys => { for (const key of keys) document.activeElement.dispatchEvent(
             new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })) }""",
        [*"]d2010690123456789210HL-2311-09", "F8", *"11261122172611303103001250", "Enter"],
    )
    await expect_filled(page)


@asynccontextmanager
async def browsing(site: str, *flags: str, permissions: list[str]) -> AsyncIterator[Page]:
    """A page of a Chromium of its own, started with these flags."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        context = await browser.new_context(
            viewport={"width": 1280, "height": 800}, locale="zh-CN", permissions=permissions
        )
        page = await context.new_page()
        page.set_default_timeout(30_000)
        await page.goto(site + "/app/")
        yield page
        await browser.close()


async def test_read_what_the_camera_sees(site: str, tmp_path: Path) -> None:
    seen = pictures.film(pictures.on_cardboard(datamatrix(), width=640, height=480), tmp_path / "seen.y4m")
    flags = ("--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={seen}")
    async with browsing(site, *flags, permissions=["camera"]) as page:
        await open_lot(page)
        await page.get_by_role("button", name="扫码", exact=True).click()
        await expect_filled(page)


async def test_say_what_to_do_without_permission(site: str) -> None:
    async with browsing(site, "--use-fake-device-for-media-stream", permissions=[]) as page:
        await open_lot(page)
        await page.get_by_role("button", name="扫码", exact=True).click()
        await expect(page.get_by_role("status")).to_contain_text("没有摄像头权限")


async def test_say_that_there_is_no_camera(site: str) -> None:
    async with browsing(site, permissions=["camera"]) as page:
        await open_lot(page)
        await page.get_by_role("button", name="扫码", exact=True).click()
        await expect(page.get_by_role("status")).to_contain_text("这台设备没有摄像头")


async def test_say_that_http_allows_no_camera_and_still_read_a_photo(site: str) -> None:
    plain = site.replace("127.0.0.1", "canteen.test")
    async with browsing(plain, "--host-resolver-rules=MAP canteen.test 127.0.0.1", permissions=[]) as page:
        await open_lot(page)
        await page.get_by_role("button", name="扫码", exact=True).click()
        await expect(page.get_by_role("status")).to_contain_text("HTTPS")
        await page.locator("dialog input[type=file]").set_input_files(
            {"name": "photo.png", "mimeType": "image/png", "buffer": pictures.png(pictures.on_cardboard(datamatrix()))}
        )
        await expect_filled(page)
