"""The manager's desk without a network: what is written there survives a reload, and each record is sent once."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page, expect

from tests.browser.lunch import Kitchen, at_work
from tests.browser.people import shelved, sign_in
from tests.browser.tablet import Tablet, back_online, damage, on
from tests.support.bad_network import Network

KINDS = ("health-certificates", "vettings", "monthly-meetings", "satisfaction-surveys", "canteen-accounts", "incidents")


async def listed(kitchen: Kitchen) -> list[dict[str, dict[str, Any]]]:
    """The latest records of each kind: bodies by id."""
    lists = [(await kitchen.get(f"/api/{kind}", limit=200))["items"] for kind in KINDS]
    return [{one["id"]: one["body"] for one in items} for items in lists]


async def part(page: Page, name: str) -> None:
    await page.locator("main nav a", has_text=name).click()
    await page.locator(".desk form").wait_for()


async def record(page: Page, words: str) -> None:
    await page.get_by_role("button", name="记下").click()
    await expect(page.locator(".saved")).to_contain_text(words)


async def test_write_up_the_month_without_a_network(network: Network, tablet: Tablet) -> None:
    page = await tablet.switch_on(network.url)
    await sign_in(page, "manager")
    await page.evaluate("navigator.serviceWorker.ready")
    await page.goto(f"{network.url}/app/#/kitchen/office")
    await page.locator("main li").first.wait_for()
    for name in ("健康证", "供货商评价", "月调度", "满意度", "账目", "突发事件"):
        await part(page, name)
        await page.locator(".desk li").first.wait_for()
    await shelved(page, "people", *KINDS)
    async with at_work(network.url) as kitchen:
        before = {identity for bodies in await listed(kitchen) for identity in bodies}
    network.refuse = True

    await part(page, "健康证")
    await page.locator(".desk select").first.select_option(index=1)
    whose = (await page.locator(".desk select").first.locator("option").nth(1).inner_text()).split(" · ")[0]
    await page.get_by_role("button", name="记下").click()
    await expect(page.locator(".hint")).to_contain_text("写清有效期")
    await page.get_by_label("有效期从").fill("2026-10-09")
    await page.get_by_label("有效期从").blur()
    await expect(page.get_by_label("有效期到")).to_have_value("2027-10-08")
    await record(page, f"健康证 · {whose}")
    await expect(page.locator(".desk li", has_text=whose)).to_contain_text("有效至 2027-10-08")

    await part(page, "供货商评价")
    await page.locator(".desk select").first.select_option(index=1)
    await page.get_by_role("group", name="为什么评").get_by_role("button", name="退出").click()
    await page.get_by_role("button", name="记下").click()
    await expect(page.locator(".hint")).to_contain_text("写清退出的理由")
    await page.get_by_label("理由").fill("许可证过期")
    await record(page, "供货商退出")
    await page.locator(".desk select").first.select_option(index=2)
    for label, points in (
        ("食材质量安全", "38"),
        ("证照票据", "20"),
        ("按时按量配送", "21"),
        ("价格", "9"),
        ("服务", "8"),
    ):
        await page.get_by_label(label).fill(points)
    await page.get_by_role("button", name="记下").click()
    await expect(page.locator(".hint")).to_contain_text("不超过满分")
    await page.get_by_label("按时按量配送").fill("19")
    await expect(page.locator("legend", has_text="94 / 100")).to_be_visible()
    await record(page, "供货商评价")

    await part(page, "月调度")
    await page.get_by_role("group", name="谁参加了").get_by_role("button").first.click()
    await page.get_by_label("研究了什么").fill("冬季热链")
    await page.get_by_label("决定 1", exact=True).fill("添置两只保温桶")
    await page.reload()
    await expect(page.get_by_label("决定 1", exact=True)).to_have_value("添置两只保温桶")
    await page.get_by_role("button", name="在食堂里开的").click()
    await record(page, "月调度")

    await part(page, "满意度")
    for label, number in (("发出", "100"), ("收回", "90"), ("满意", "80"), ("不满意", "20")):
        await page.get_by_label(label, exact=True).fill(number)
    await page.get_by_role("button", name="记下").click()
    await expect(page.locator(".hint")).to_contain_text("再按一次照记")
    await page.get_by_label("不满意", exact=True).fill("5")
    await record(page, "满意度")

    await part(page, "账目")
    await page.get_by_label("学生伙食费").fill("128400.5")
    await page.get_by_label("食材采购").fill("１01234.56")
    await record(page, "食堂收支")
    await expect(page.locator(".desk li").first).to_contain_text("结余 27,165.94 元")

    await part(page, "突发事件")
    await page.get_by_role("button", name="食品有异物").click()
    await page.get_by_label("影响几人").fill("0")
    await page.get_by_label("几点", exact=True).fill("12:10")
    await page.get_by_label("教育主管部门").fill("12:50")
    await record(page, "突发事件 · 食品有异物")
    await expect(page.locator(".desk li").first).to_contain_text("40 分钟后报告")

    await page.goto(f"{network.url}/app/#/kitchen/recorded")
    await on(page, "waiting", 7)
    await damage(page, '"term":"[^"]+"', '"term":"some day"')
    network.lose, network.twice, network.refuse = 2, 2, False
    await back_online(page)
    await on(page, "sent", 6)
    await page.locator("li button", has_text="满意度").filter(has=page.locator("b.person")).click()
    await page.get_by_role("button", name="改一改，再交").click()
    await expect(page.get_by_label("收回", exact=True)).to_have_value("90")
    await record(page, "满意度")
    await page.goto(f"{network.url}/app/#/kitchen/recorded")
    await on(page, "sent", 7)
    async with at_work(network.url) as kitchen:
        lists = await listed(kitchen)
    made = [[body for identity, body in bodies.items() if identity not in before] for bodies in lists]
    assert [len(bodies) for bodies in made] == [1, 2, 1, 1, 1, 1]
    left, rated = sorted(made[1], key=lambda body: len(body["criteria"]))
    assert (left["outcome"], left["occasion"], left["reason"]) == ("exited", "exit", "许可证过期")
    assert sum(one["score"] for one in rated["criteria"]) == 94
    assert (made[2][0]["in_canteen"], len(made[2][0]["attendees"])) == (True, 1)
    assert made[4][0]["expenditure"] == [{"heading": "ingredients", "amount": "101234.56"}]
