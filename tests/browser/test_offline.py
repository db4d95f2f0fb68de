"""The kitchen tablet without a network: what is entered stays, goes out once, and its true state is always in sight."""

from __future__ import annotations

import io
import re
from pathlib import Path

import httpx
from PIL import Image
from playwright.async_api import expect

from tests.browser.people import press
from tests.browser.tablet import Tablet, back_online, on, opened_at_work, receive, stored
from tests.support.bad_network import Network
from tests.support.live import PASSWORD


async def test_record_without_a_network_through_a_reload_and_a_restart(network: Network, tablet: Tablet) -> None:
    page = await opened_at_work(tablet, network.url)

    network.refuse = True
    await receive(page, "离线1")
    await expect(page.locator("h2", has_text="已存在这台平板")).to_be_visible()
    await page.reload()
    await receive(page, "离线2")
    await tablet.switch_off()

    page = await tablet.switch_on(network.url)  # next morning, still no network
    await receive(page, "离线3")
    await page.goto(network.url + "/app/#/kitchen/recorded")
    await on(page, "waiting", 3)
    await expect(page.locator(".tally")).to_contain_text("记了 3 条，服务器收到 0 条")

    second = await tablet.context.new_page()  # and somebody opened the app twice
    await second.goto(network.url + "/app/#/kitchen/recorded")
    await on(second, "waiting", 3)
    network.refuse, network.lose, network.twice, network.slow = False, 2, 2, 0.2
    await back_online(page)
    await on(page, "sent", 3)
    await on(second, "sent", 3)
    await expect(page.locator(".tally")).to_contain_text("记了 3 条，服务器收到 3 条")

    kept = await stored(network.url)
    assert sorted(item["body"]["lines"][0]["lot_code"] for item in kept) == ["离线1", "离线2", "离线3"]
    assert {item["revision"] for item in kept} == {1}
    assert len(network.writes()) > 3  # some arrived more than once, and made nothing more
    assert len(set(network.writes())) == 3


async def test_hand_in_once_what_stands_open_in_two_tabs(network: Network, tablet: Tablet) -> None:
    page = await opened_at_work(tablet, network.url)
    await page.get_by_role("button", name=re.compile("开始验收")).click()
    second = await tablet.context.new_page()
    await second.goto(network.url + "/app/#/kitchen")
    await second.get_by_role("tab", name=re.compile("批次")).click()
    await page.get_by_role("tab", name=re.compile("批次")).click()
    await page.locator(".lot input").fill("离线两页")
    await expect(second.locator(".lot input")).to_have_value("离线两页")
    await page.get_by_role("tab", name=re.compile("重量")).click()
    await press(page, "20")
    await page.locator(".act .yes").click()
    await page.locator(".sign select").first.select_option(index=1)
    await page.get_by_role("button", name=re.compile("交上去")).click()
    await page.locator(".seal").wait_for()
    await second.get_by_role("button", name=re.compile("开始验收")).wait_for()  # nothing is left there to hand in
    await second.reload()
    await second.get_by_role("button", name=re.compile("开始验收")).wait_for()
    assert len(await stored(network.url)) == 1


async def test_send_photos_taken_without_a_network_before_their_record(
    network: Network, tablet: Tablet, tmp_path: Path
) -> None:
    page = await opened_at_work(tablet, network.url)
    network.refuse = True
    taken = tmp_path / "label.png"
    Image.effect_noise((2400, 1800), 80).convert("RGB").save(taken)
    await page.get_by_role("button", name=re.compile("开始验收")).click()
    await page.get_by_role("tab", name=re.compile("外观")).click()
    await page.locator(".pictures input").set_input_files(taken)
    await page.locator(".pictures img").wait_for()
    await page.reload()  # the picture stays with the draft
    await page.get_by_role("tab", name=re.compile("外观")).click()
    await page.locator(".pictures img").wait_for()
    await page.get_by_role("tab", name=re.compile("重量")).click()
    await press(page, "20")
    await page.locator(".act .yes").click()
    await page.locator(".sign select").first.select_option(index=1)
    await page.get_by_role("button", name=re.compile("交上去")).click()
    await page.locator(".seal").wait_for()
    network.refuse, network.lose = False, 2
    await page.goto(network.url + "/app/#/kitchen/recorded")
    await back_online(page)
    await on(page, "sent", 1)

    order = [target.split("?")[0] for target in network.writes("/api/")]
    photo = next(target for target in order if target.startswith("/api/photos/")).rsplit("/", 1)[1]
    assert order[-1].startswith("/api/deliveries/")
    async with httpx.AsyncClient(base_url=network.url, timeout=60) as client:
        await client.post("/api/session", json={"username": "kitchen", "password": PASSWORD})
        record = (await client.get(order[-1])).json()
        assert record["body"]["lines"][0]["photos"] == [photo]
        kept = await client.get(f"/api/photos/{photo}")
    with Image.open(io.BytesIO(kept.content)) as picture:
        assert picture.size == (1600, 1200)


async def test_wait_calmly_while_the_network_wants_a_log_in(network: Network, tablet: Tablet) -> None:
    page = await opened_at_work(tablet, network.url)
    network.portal = True
    await receive(page, "离线门户")
    await expect(page.locator(".state.sky")).to_contain_text("这个网络要先登录")
    await page.reload()  # the portal's page does not take the app's place
    await expect(page.locator(".state.sky")).to_be_visible()
    network.portal = False
    await page.goto(network.url + "/app/#/kitchen/recorded")
    await back_online(page)
    await on(page, "sent", 1)


async def test_keep_everything_when_the_login_has_expired(network: Network, tablet: Tablet) -> None:
    page = await opened_at_work(tablet, network.url)
    network.refuse = True
    await receive(page, "离线过期")
    await expect(page.locator(".state.sky")).to_contain_text("没有网络")  # the first try is over
    await tablet.context.clear_cookies()
    network.refuse = False
    await back_online(page)
    await expect(page.locator(".state.sky")).to_contain_text("登录后自动上传")
    await page.locator("button.state.sky").click()
    await page.locator("dialog input[type=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.goto(network.url + "/app/#/kitchen/recorded")
    await on(page, "sent", 1)
