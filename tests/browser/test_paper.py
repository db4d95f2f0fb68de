"""What leaves the printer and comes back: labels by which goods are found, forms, and what was written on paper."""

from __future__ import annotations

import anyio
import zxingcpp
from playwright.async_api import Page, expect

from tests.browser.axe import faults
from tests.browser.conftest import Opener
from tests.browser.lunch import at_work, days, deliver
from tests.browser.people import press, sign_in
from tests.support import pictures
from tests.support.paper import codes_of, sizes_of, text_of


async def printed(page: Page, button: str) -> bytes:
    """The PDF that a button brings, by its selector."""
    async with page.expect_download() as coming:
        await page.locator(button).click()
    return await anyio.Path(await (await coming.value).path()).read_bytes()


async def scan(page: Page, code: str) -> None:
    """Show the tablet a photo of a code."""
    await page.locator("button.scan").click()
    photo = pictures.png(pictures.on_cardboard(pictures.code(code, zxingcpp.BarcodeFormat.QRCode)))
    await page.locator("dialog input").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": photo})
    await page.get_by_role("dialog").wait_for(state="detached")


async def test_label_find_and_type_in_from_paper(open_page: Opener, site: str) -> None:
    async with at_work(site, "kitchen") as kitchen:
        batch = await deliver(kitchen, "土豆", "20", "纸上土豆", days(9))
        page = await open_page()
        await sign_in(page, "kitchen")

        # a label for what lies in the store, and the batch found again by it
        await page.locator("nav.rail a[href='#/kitchen/store']").click()
        await page.locator(".find input").fill("纸上土豆")
        await expect(page.locator(".items .row")).to_have_count(1)
        await page.locator(".items .row").click()
        await page.locator("button.label").click()
        await page.get_by_label("标签规格").select_option("60x40")
        await page.get_by_role("button", name="多一张").click()
        assert await faults(page) == []
        labels = await printed(page, "dialog .go")
        assert sizes_of(labels) == [(60.0, 40.0)] * 2
        (code,) = codes_of(labels)[0]
        assert code.endswith(f"#{batch}")
        await page.keyboard.press("Escape")
        await page.locator(".find input").fill("")
        await page.locator(".items .row").first.click()
        await scan(page, code)
        await expect(page.locator(".row.now")).to_contain_text("纸上土豆")
        await scan(page, "https://example.org/")
        await expect(page.locator(".said")).to_contain_text("不是本系统的标签")

        # an empty form leads to its screen, and asks when it happened
        await page.locator("nav.rail a[href='#/kitchen/print']").click()
        await expect(page.locator(".act .btn").first).to_be_visible()
        assert await faults(page) == []
        (led,) = codes_of(await printed(page, ".act .btn >> nth=1"))[0]
        await page.goto(led.replace("kitchen/receive?paper=B1", "kitchen/temps?paper=B1"))
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("发生日期").fill(days(1))
        await dialog.get_by_role("button", name="开始补录").click()
        await expect(dialog.get_by_role("alert")).to_contain_text("不能晚于现在")
        await dialog.get_by_label("发生日期").fill(days(-1))
        await dialog.get_by_label("发生时间").fill("07:10")
        await dialog.get_by_role("button", name="开始补录").click()
        await expect(page.locator(".bar")).to_contain_text("07:10")
        assert await faults(page) == []

        # every entry is then of that time, and says so, on the tablet and on record
        await page.locator(".items .row").first.click()
        await press(page, "3.5")
        await page.locator(".pad .go").click()
        await page.locator("nav.rail a[href='#/kitchen/recorded']").click()
        await expect(page.locator(".items .paper, ol .paper").first).to_contain_text("07:10")
        await expect(page.locator(".at b.sent").first).to_be_visible()
        (reading,) = (await kitchen.get("/api/temperature-readings", site=kitchen.site, limit=1))["items"]
        assert reading["body"]["from_paper"] is True
        assert reading["body"]["occurred_at"].startswith(f"{days(-2)}T23:10:00")
        await page.locator(".bar button").click()
        await expect(page.locator(".bar section")).to_have_count(0)


async def test_print_a_form_at_the_inspectors_desk(open_page: Opener) -> None:
    page = await open_page("en-GB")
    await sign_in(page, "inspector")
    await page.get_by_role("link", name="表格").click()
    await page.locator("label", has_text="餐厨废弃物处置记录表").click()
    await page.locator("label", has_text="整月").click()
    await page.get_by_label("月份").select_option("2026-11")
    assert await faults(page) == []
    assert "餐厨废弃物处置记录表" in text_of(await printed(page, ".act .btn >> nth=0"))
