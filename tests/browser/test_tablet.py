"""A shared tablet: enrolled by a manager, used by whoever types their PIN, counted at night, disabled when lost."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.browser.axe import faults
from tests.browser.people import sign_in
from tests.browser.tablet import Tablet, back_online, on, ready, receive
from tests.support.bad_network import Network


@pytest.fixture
async def tablets(tmp_path: Path) -> AsyncIterator[tuple[Tablet, Tablet]]:
    """The manager's, and the one that the kitchen shares."""
    async with async_playwright() as playwright:
        office, kitchen = Tablet(playwright, tmp_path / "office"), Tablet(playwright, tmp_path / "kitchen")
        yield office, kitchen
        await office.switch_off()
        await kitchen.switch_off()


async def enrol(office: Page, kitchen: Page, network: Network, name: str) -> None:
    await office.get_by_label("平板名称").fill(name)
    await office.get_by_role("button", name="出登记码").click()
    address = await office.locator(".offer code").inner_text()
    await kitchen.goto(network.url + "/app/" + address[address.index("#") :])
    await kitchen.get_by_role("button", name="登记", exact=True).click()
    await kitchen.get_by_role("button", name=re.compile("选一下是谁")).wait_for()


async def switch(page: Page, name: str, pin: str) -> None:
    await page.locator("button.who").click()
    await page.locator("dialog li button", has_text=name).click()
    await page.keyboard.type(pin)


PIN = "2580"


async def change_pin(page: Page, name: str, old: str) -> None:
    """To PIN, by the old one; one that anybody guesses is refused."""
    await page.locator("button.who").click()
    await page.locator("dialog li button", has_text=name).click()
    await page.get_by_role("button", name="改 PIN").click()
    for title, pin in (("原来的", old), ("输新的", "1234"), ("再输一遍", "1234")):
        await page.get_by_role("heading", name=re.compile(title)).wait_for()
        await page.keyboard.type(pin)
    await expect(page.locator(".said")).not_to_be_empty()
    assert await faults(page) == []
    for title in ("输新的", "再输一遍"):
        await page.get_by_role("heading", name=re.compile(title)).wait_for()
        await page.keyboard.type(PIN)
    await expect(page.locator(".ok")).to_contain_text("PIN 改好了")
    await page.locator("dialog .x").click()


async def test_share_a_tablet_and_count_its_entries(network: Network, tablets: tuple[Tablet, Tablet]) -> None:
    office = await tablets[0].switch_on(network.url)
    await sign_in(office, "manager")
    await office.goto(network.url + "/app/#/kitchen/office")
    await office.get_by_role("heading", name="共用平板").wait_for()
    west = office.locator("select").first
    await west.select_option(label="城北青禾小学（西校区）")
    kitchen = await tablets[1].switch_on(network.url)
    await enrol(office, kitchen, network, "收货台")

    await office.get_by_label("姓名").fill("新来的赵师傅")
    await office.get_by_role("button", name="加入").click()
    pin = await office.locator(".told b").inner_text()
    await kitchen.reload()
    await switch(kitchen, "新来的赵师傅", "0000")
    await expect(kitchen.locator(".said")).to_have_text("PIN 不对，再试一次。")
    await kitchen.keyboard.type(pin)
    await expect(kitchen.locator("button.who")).to_contain_text("新来的赵师傅")

    await ready(kitchen)
    await change_pin(kitchen, "新来的赵师傅", pin)
    network.refuse = True
    await switch(kitchen, "新来的赵师傅", PIN)  # the new one is checked here as well
    await expect(kitchen.locator("dialog")).to_have_count(0)
    await receive(kitchen, "离线共用")
    await kitchen.reload()
    await expect(kitchen.locator("button.who")).to_contain_text("新来的赵师傅")  # and the PIN is checked here
    network.refuse = False
    await kitchen.goto(network.url + "/app/#/kitchen/recorded")
    await back_online(kitchen)
    await on(kitchen, "sent", 1)
    await expect(kitchen.locator(".tally", has_text="平板数到")).to_contain_text("平板数到 1，服务器数到 1，对得上")

    await office.reload()
    await west.select_option(label="城北青禾小学（西校区）")
    row = office.locator("li", has_text="收货台")
    await expect(row).to_contain_text("记了 1 条，收到 1 条")
    await row.get_by_role("button", name=re.compile("停用")).click()
    await office.get_by_role("button", name="确定").click()
    await expect(row).to_contain_text("停用")
    await kitchen.goto(network.url + "/app/#/kitchen")
    await receive(kitchen, "离线停用")  # a lost tablet still keeps what is made on it
    await expect(kitchen.locator("header .state")).to_contain_text("1 条还在本机")
