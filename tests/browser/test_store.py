"""The store room and the temperature round without a network: all of it reaches the record once."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.people import press, shelved, sign_in
from tests.browser.tablet import back_online, on
from tests.support.bad_network import Network
from tests.support.live import PASSWORD

KINDS = ("stock-issues", "stock-returns", "stock-counts", "openings", "emptyings", "disposals", "temperature-readings")


@pytest.fixture
async def api(network: Network) -> AsyncIterator[httpx.AsyncClient]:
    """The kitchen's own account, as a program uses it."""
    async with httpx.AsyncClient(base_url=network.url, timeout=60) as client:
        session = (await client.post("/api/session", json={"username": "kitchen", "password": PASSWORD})).json()
        client.headers["X-CSRF-Token"] = session["csrf"]
        client.params = {"site": session["account"]["sites"][0]["id"]}
        yield client


async def deliver(api: httpx.AsyncClient, ingredient: str, kilograms: str, lot: str, days: int) -> None:
    """Goods arrive that expire so many days from now."""
    told = (await api.get("/api/ingredients", params={"q": ingredient})).json()["items"][0]
    supplier = (await api.get("/api/organisations", params={"role": "supplier"})).json()["items"][0]
    amount = {"amount": kilograms, "unit": "kg"}
    body = {
        "site": api.params["site"],
        "supplier": supplier["id"],
        "occurred_at": (datetime.now(UTC) - timedelta(hours=1)).isoformat(),
        "lines": [
            {
                "line": 1,
                "ingredient": told["id"],
                "delivered": amount,
                "accepted": amount,
                "lot_code": lot,
                "expiry_date": (datetime.now(UTC) + timedelta(days=days)).date().isoformat(),
            }
        ],
    }
    assert (await api.put(f"/api/deliveries/{uuid4()}", json=body)).status_code == 201


async def left(api: httpx.AsyncClient) -> dict[str, str]:
    """What the server says is left of each lot of these tests, in kilograms."""
    items = (await api.get("/api/stock", params={"limit": 200})).json()["items"]
    return {item["lot"]: item["remaining"]["amount"] for item in items if (item["lot"] or "").startswith("库房")}


async def written(api: httpx.AsyncClient, kind: str, since: set[str]) -> list[dict[str, Any]]:
    """Bodies of a kind that were not there before, oldest first."""
    items = (await api.get(f"/api/{kind}", params={"limit": 50})).json()["items"]
    return [item["body"] for item in reversed(items) if item["id"] not in since]


async def ids(api: httpx.AsyncClient) -> set[str]:
    lists = [(await api.get(f"/api/{kind}", params={"limit": 50})).json()["items"] for kind in KINDS]
    return {item["id"] for items in lists for item in items}


async def go(page: Page, screen: str) -> None:
    await page.locator(f"nav.rail a[href='#/kitchen/{screen}']").click()


async def find(page: Page, lot: str) -> None:
    """Seek a lot and take the one row that is left."""
    await page.locator(".find input").fill(lot)
    row = page.locator(".items .row")
    await expect(row).to_have_count(1)
    await row.click()


async def kept(page: Page, words: str) -> None:
    await expect(page.locator(".out")).to_contain_text(words)


async def test_work_in_the_store_without_a_network(open_page: Opener, network: Network, api: httpx.AsyncClient) -> None:
    await deliver(api, "土豆", "20", "库房土豆", 30)
    await deliver(api, "胡萝卜", "12", "库房萝卜", 30)
    await deliver(api, "大米", "50", "库房大米", 200)
    await deliver(api, "豆腐", "3.5", "库房豆腐", -2)
    before = await ids(api)
    page = await open_page()
    await page.goto(network.url + "/app/#/kitchen/store")
    await sign_in(page, "kitchen")
    await page.locator(".items .row", has_text="库房大米").wait_for()
    await shelved(page, "/api/stock?", "/api/kitchen-day?", "/api/people?", "/api/stock-returns?")
    await go(page, "temps")
    await page.locator(".pad").wait_for()
    await go(page, "store")
    await page.locator(".items .row", has_text="库房大米").wait_for()
    network.refuse = True

    await find(page, "库房土豆")  # two taps: the row, and all of it
    await page.get_by_role("button", name=re.compile("全部领走")).click()
    await kept(page, "领料 · 土豆")
    await expect(page.locator(".items .row")).to_have_count(0)

    await find(page, "库房萝卜")  # two goods on one slip, for somebody
    await page.locator(".who select").select_option(index=2)
    taker = await page.locator(".who select").input_value()
    await press(page, "2.5")
    await page.locator(".pad .go").click()
    await find(page, "库房大米")
    await page.get_by_role("button", name="斤", exact=True).click()
    await press(page, "10")
    await page.get_by_role("button", name=re.compile("领走 10 斤，连单上 1 样")).click()
    await kept(page, "7.5 kg")

    await find(page, "库房萝卜")
    await expect(page.locator(".items .qty")).to_contain_text("9.5 kg")
    await page.get_by_role("tab", name=re.compile("盘点")).click()
    await press(page, "9.1")
    await expect(page.locator(".verdict")).to_contain_text("少 0.4 kg")
    await page.get_by_role("button", name=re.compile("记下")).click()
    await kept(page, "盘点 · 胡萝卜")

    await find(page, "库房大米")
    await page.get_by_role("tab", name=re.compile("开封")).click()
    await page.get_by_role("button", name=re.compile("现在开封")).click()
    await kept(page, "开封 · ")
    await page.get_by_role("button", name=re.compile("用完了")).click(delay=800)  # not the echo of the tap before
    await kept(page, "用完 · ")

    await find(page, "库房豆腐")  # expired: disposing is what its panel offers
    await expect(page.locator(".items .row")).to_contain_text("已过期")
    await page.get_by_role("tab", name=re.compile("领料")).click()
    await expect(page.locator(".stop")).to_contain_text("不能领")
    await page.get_by_role("tab", name=re.compile("废弃")).click()
    await page.get_by_role("button", name="过期", exact=True).click()
    await page.get_by_role("button", name=re.compile("废弃 3.5 kg")).click()
    await kept(page, "废弃 · ")

    await page.get_by_role("button", name=re.compile("退回库房")).click()  # one of the potatoes came back
    await page.locator(".panel li button", has_text="土豆").click()
    await press(page, "1")
    await page.get_by_role("button", name=re.compile("退回 1 kg")).click()
    await kept(page, "退库 · 土豆")
    await page.locator(".find input").fill("tudou")
    await expect(page.locator(".items .row", has_text="库房土豆").locator(".qty")).to_contain_text("1 kg")

    await go(page, "temps")
    await press(page, "3.4")
    await expect(page.locator(".verdict")).to_contain_text("合格")
    await page.locator(".pad .go").click()
    await press(page, "9")  # a freezer's sign stands there already
    await expect(page.locator(".verdict")).to_contain_text("超温")
    await page.locator(".pad .go").click()
    await expect(page.locator(".prog")).to_contain_text("2 / 3")
    await page.reload()
    await expect(page.locator(".prog")).to_contain_text("2 / 3")

    network.lose, network.twice, network.refuse = 2, 2, False
    await back_online(page)
    await go(page, "recorded")
    await on(page, "sent", 9)
    assert await left(api) == {"库房土豆": "1", "库房萝卜": "9.1", "库房大米": "45"}
    issues = await written(api, "stock-issues", before)
    assert [[line["amount"] for line in issue["lines"]] for issue in issues] == [
        [{"amount": "20", "unit": "kg"}],
        [{"amount": "2.5", "unit": "kg"}, {"amount": "10", "unit": "斤"}],
    ]
    assert issues[1]["person"] == taker
    (disposal,) = await written(api, "disposals", before)
    assert (disposal["amount"], disposal["reason"]) == ({"amount": "3.5", "unit": "kg"}, "expired")
    readings = await written(api, "temperature-readings", before)
    assert [reading["temperature"] for reading in readings] == ["3.4", "-9"]
    counts = {kind: len(await written(api, kind, before)) for kind in KINDS}
    assert counts == dict(zip(KINDS, (2, 1, 1, 1, 1, 1, 2), strict=True))
