"""Ten days of two tablets on a bad network: the server has what they entered, byte for byte, each once.

The tablets are Chromium with the app that `make install` built. Entries are made in their pages (server/web/soak), 500
a day on each; the app sends them, through a network that refuses, loses, doubles, delays and asks for a log-in, to a
server that is killed ten times a day. Every day each tablet is killed, too, one of them has two tabs open, and on the
sixth day a new release of the app arrives while the queue is full.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from playwright.async_api import Playwright, async_playwright

from hatch_build import npm
from tests.browser.tablet import Tablet
from tests.soak.entries import plan
from tests.soak.kitchen import Kitchen
from tests.soak.servers import Server, durable
from tests.support.bad_network import Network, between
from tests.support.records import CAMPUS
from tests.support.served import fill
from traceability import db
from traceability.documents.store import path_of
from traceability.ledger.verify import verify_ledger

DAYS = int(os.environ.get("MEALTRACE_SOAK_DAYS", "10"))
ROUNDS, AT_ONCE = 10, 50
"""Rounds a day, each ended by a killed server; entries of a tablet in each."""
RELEASE_DAY, RELEASE_ROUND = 5, 4
WEATHERS: tuple[dict[str, Any], ...] = (
    {},
    {"refuse": True},
    {"portal": True},
    {"lose": 5, "slow": 0.05},
    {"twice": 8, "lose": 3},
    {"slow": 0.2, "twice": 3},
)


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script that makes entries."""
    folder = tmp_path_factory.mktemp("driver")
    built = ["exec", "--", "vite", "build", "--config", "soak/vite.config.ts", "--outDir", str(folder)]
    assert npm(*built) == 0
    return (folder / "driver.iife.js").read_text("utf-8")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    with durable(request.param, tmp_path) as url:
        yield url


@pytest.fixture
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as started:
        yield started


async def test_server_has_each_entry_once(database: str, tmp_path: Path, playwright: Playwright, driver: str) -> None:
    tokens = await fill(database)
    server, dice = Server(database, tmp_path / "data"), random.Random(11)
    await server.start()
    async with between(server.url) as network:
        kitchens = [Kitchen(Tablet(playwright, tmp_path / name), network.url, driver, n) for name, n in TABLETS]
        for kitchen in kitchens:
            await kitchen.enrol(await offered(server.url, tokens["manager"]))
        for day in range(DAYS):
            await _day(day, server, network, kitchens, dice)
        for kitchen in kitchens:
            await kitchen.tablet.switch_off()
    server.kill()
    made = kitchens[0].made | kitchens[1].made
    assert len(made) == DAYS * ROUNDS * AT_ONCE * len(kitchens)
    await _check(database, tmp_path / "data", made)


TABLETS = (("receiving", 2), ("cooking", 1))
"""Two tablets; the first has two tabs open."""


async def _day(day: int, server: Server, network: Network, kitchens: list[Kitchen], dice: random.Random) -> None:
    for round_ in range(ROUNDS):
        weather = {"refuse": False, "portal": False, "lose": 0, "twice": 0, "slow": 0.0, **dice.choice(WEATHERS)}
        for name, value in weather.items():
            setattr(network, name, value)
        entered = [
            [plan(dice, day, round_ * AT_ONCE * 2 + place * AT_ONCE + n) for n in range(AT_ONCE)]
            for place in range(len(kitchens))
        ]
        await asyncio.gather(*(kitchen.enter(plans) for kitchen, plans in zip(kitchens, entered, strict=True)))
        await asyncio.gather(*(kitchen.hurry() for kitchen in kitchens))
        if round_ == dice.randrange(ROUNDS):
            await dice.choice(kitchens).lose_power()
        if (day, round_) == (RELEASE_DAY, RELEASE_ROUND):
            network.refuse, network.portal, network.release = False, False, b"\n// the next release\n"
            await asyncio.gather(*(kitchen.take_release() for kitchen in kitchens))
        await asyncio.sleep(dice.uniform(0.05, 1.0))  # the moment of the kill is meant to be any
        server.kill()
        await server.start()
    network.refuse = network.portal = False
    network.lose = network.twice = 0
    network.slow = 0.0
    for kitchen in kitchens:
        await kitchen.lose_power()
        await _all_sent(kitchen)
        told = await kitchen.tally()
        assert (told["agrees"], told["received"], told["missing"]) == (True, len(kitchen.made), [])


async def _all_sent(kitchen: Kitchen) -> None:
    async with asyncio.timeout(600):
        while (await kitchen.states()) != {"sent": len(kitchen.made)}:
            await kitchen.hurry()
            await asyncio.sleep(0.5)


async def offered(url: str, token: str) -> str:
    """A manager's code for a tablet."""
    async with httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {token}"}) as client:
        answer = await client.post("/api/enrolments", json={"site": str(CAMPUS), "name": "平板"})
    return str(answer.json()["code"])


async def _check(database: str, data: Path, made: dict[UUID, dict[str, Any]]) -> None:
    db.connect(database)
    try:
        notes = await db.fetch("SELECT record, digest, state FROM tablet_entry")
        records = [row["record"] for row in notes]
        revisions = await db.fetch("SELECT record, raw_digest, rev FROM revision WHERE record IN @uuids($1)", records)
        lines = await db.fetch("SELECT record, COUNT(*) AS n FROM delivery_line GROUP BY record")
        written = await db.fetch("SELECT record, entry FROM revision WHERE kind = 'delivery'")
        photos = await db.fetch("SELECT id, sha256_received, sha256_stored FROM photo")
        faults = await db.fetch("SELECT sequence FROM tablet_fault")
        rivals = await db.fetch("SELECT id FROM rival")
        _, wrong = await verify_ledger()
    finally:
        await db.engine().close()
    assert {row["record"]: bytes(row["digest"]).hex() for row in notes} == {
        record: one["digest"] for record, one in made.items()
    }
    assert {row["state"] for row in notes} == {"recorded"}
    assert len(notes) == len(revisions) == len(made)
    assert {row["record"]: bytes(row["raw_digest"]).hex() for row in revisions} == {
        record: one["digest"] for record, one in made.items()
    }
    told = {row["record"]: len(json.loads(row["entry"])["body"]["lines"]) for row in written}
    assert {row["record"]: row["n"] for row in lines} == told  # no half record
    taken = {UUID(photo): digest for one in made.values() for photo, digest in one["photos"].items()}
    assert {row["id"]: row["sha256_received"] for row in photos} == taken
    for row in photos:
        assert hashlib.sha256(path_of(data, row["sha256_stored"]).read_bytes()).hexdigest() == row["sha256_stored"]
    assert (faults, rivals, wrong) == ([], [], [])
