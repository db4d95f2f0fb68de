"""The kitchen tablet without a network: what is entered stays, goes out once, and its true state is always in sight."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import httpx
from PIL import Image
from playwright.async_api import expect

from tests.browser.people import press, sign_in
from tests.browser.tablet import Tablet, back_online, damage, on, opened_at_work, receive
from tests.support.bad_network import Network
from tests.support.live import PASSWORD, free_port, serving


async def stored(url: str) -> list[dict[str, Any]]:
    """The kitchen's deliveries with a lot of these tests, as the server has them."""
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        await client.post("/api/session", json={"username": "kitchen", "password": PASSWORD})
        items = (await client.get("/api/deliveries", params={"limit": 50})).json()["items"]
        return [item for item in items if "离线" in json.dumps(item, ensure_ascii=False)]


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


async def test_show_what_the_server_refuses_and_mend_it(network: Network, tablet: Tablet) -> None:
    page = await opened_at_work(tablet, network.url)
    network.refuse = True
    await receive(page, "离线错误")
    await page.reload()  # nobody waits for its answer any more
    await damage(page, '"accepted":{"amount":"20"', '"accepted":{"amount":"-20"')
    network.refuse = False
    await back_online(page)
    await expect(page.locator(".state.amber")).to_contain_text("1 条要人看一看")
    await page.locator(".state.amber").click()
    await on(page, "person", 1)
    await expect(page.locator(".refused")).to_contain_text("/lines/0/accepted")
    await page.get_by_role("button", name="改一改，再交").click()
    await page.get_by_role("button", name=re.compile("交上去")).click()
    await expect(page.locator("h2", has_text="收到了")).to_be_visible()


async def test_take_over_the_unsent_entries_of_another_tablet(network: Network, tablet: Tablet, tmp_path: Path) -> None:
    page = await opened_at_work(tablet, network.url)
    network.refuse = True
    await receive(page, "离线接过")
    await page.goto(network.url + "/app/#/kitchen/recorded")
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name="导出没送到的").click()
    file = tmp_path / "queue.json"
    await (await downloading.value).save_as(file)
    network.refuse = False
    await tablet.switch_off()  # it fell into the soup

    other = Tablet(tablet.playwright, tmp_path / "other")
    page = await other.switch_on(network.url)
    await sign_in(page, "kitchen")
    await page.locator("button", has_text="PO-").first.wait_for()
    await page.goto(network.url + "/app/#/kitchen/recorded")
    await page.locator("input[type=file]").set_input_files(file)
    await on(page, "sent", 1)
    await other.switch_off()
    await tablet.switch_on(network.url)
    assert len(await stored(network.url)) == 1


async def test_give_a_restored_server_what_it_lost(district: Path, tablet: Tablet, tmp_path: Path) -> None:
    port = free_port()
    with serving(district, tmp_path / "served", port) as url:
        page = await opened_at_work(tablet, url)
        await receive(page, "离线恢复")
        await expect(page.get_by_role("heading", name="收到了")).to_be_visible()
        (sent,) = await stored(url)
    with serving(district, tmp_path / "restored", port) as url:  # as the last backup has it
        assert await stored(url) == []
        await page.reload()
        async with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.status == 201):
            await sign_in(page, "kitchen")
        (again,) = await stored(url)
        await page.goto(url + "/app/#/kitchen/recorded")
        await on(page, "sent", 1)
    assert (again["id"], again["body"], again["revision"]) == (sent["id"], sent["body"], 1)
