"""A lunch of today that a kitchen of the demonstration district has planned, written over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from server.demo.calendar import BEIJING
from tests.support.live import PASSWORD
from traceability.identifiers import campus_batch_id, uuid7

EGGS = "西红柿炒鸡蛋"
"""Scrambled eggs with tomato, of which the store has neither tomato nor leek after the district's last day."""


@dataclass(frozen=True)
class Kitchen:
    """An account's connection, and the site it works at."""

    client: httpx.AsyncClient
    site: str

    async def get(self, path: str, **values: Any) -> Any:
        answer = await self.client.get(path, params=values)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def put(self, path: str, body: dict[str, Any]) -> UUID:
        identity = uuid7()
        answer = await self.client.put(f"/api/{path}/{identity}", json=body)
        assert answer.status_code == 201, answer.text
        return identity


def today() -> str:
    return datetime.now(BEIJING).date().isoformat()


def days(count: int) -> str:
    """A day so many days from today."""
    return (datetime.now(BEIJING).date() + timedelta(days=count)).isoformat()


@asynccontextmanager
async def at_work(url: str, username: str = "manager") -> AsyncIterator[Kitchen]:
    """An account signed in, at the kitchen account's site."""
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        session = (await client.post("/api/session", json={"username": "kitchen", "password": PASSWORD})).json()
        site = session["account"]["sites"][0]["id"]
        session = (await client.post("/api/session", json={"username": username, "password": PASSWORD})).json()
        client.headers["X-CSRF-Token"] = session["csrf"]
        yield Kitchen(client, site)


async def plan(kitchen: Kitchen, *dishes: str) -> None:
    """Today's lunch, published, with 500 and 300 diners."""
    recipes = {item["dish"]: item["id"] for item in await everything(kitchen, "/api/cookbook")}
    told = [{"dish": dish, "recipe": recipes[dish], "portions": 800} for dish in dishes]
    now = datetime.now(UTC).isoformat()
    body = {"site": kitchen.site, "day": today(), "meal": "lunch", "dishes": told, "published_at": now}
    await kitchen.put("menus", body)
    groups = (await kitchen.get("/api/diner-groups", site=kitchen.site))["items"]
    for group, count in zip(groups, (500, 300), strict=True):
        heads = {"site": kitchen.site, "day": today(), "meal": "lunch", "group": group["id"], "count": count}
        await kitchen.put("headcounts", heads)


async def deliver(kitchen: Kitchen, name: str, kilograms: str, lot: str, expiry: str | None = None) -> UUID:
    """Goods at the kitchen door; the batch they make in its store."""
    (ingredient, *_) = (await kitchen.get("/api/ingredients", q=name))["items"]
    (supplier, *_) = (await kitchen.get("/api/organisations", role="supplier"))["items"]
    amount = {"amount": kilograms, "unit": "kg"}
    line = {
        "line": 1,
        "ingredient": ingredient["id"],
        "delivered": amount,
        "accepted": amount,
        "lot_code": lot,
        "expiry_date": expiry,
    }
    body = {
        "site": kitchen.site,
        "supplier": supplier["id"],
        "occurred_at": datetime.now(UTC).isoformat(),
        "lines": [line],
    }
    return campus_batch_id(await kitchen.put("deliveries", body), 1)


async def everything(kitchen: Kitchen, path: str) -> list[dict[str, Any]]:
    """All items of a list of the site."""
    return list((await kitchen.get(path, site=kitchen.site, limit=200))["items"])
