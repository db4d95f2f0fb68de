"""What the kitchen tablet does where the server refuses, a tablet is lost, or the server lost what it had."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import expect

from tests.browser.people import sign_in
from tests.browser.tablet import Tablet, back_online, damage, on, opened_at_work, receive, stored
from tests.support.bad_network import Network
from tests.support.live import free_port, serving


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
