"""The server is killed while deliveries come in: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from tests.soak.servers import Server, durable
from tests.support.records import AT, CAMPUS, CHICKEN, SUPPLIER
from tests.support.served import fill
from traceability import db
from traceability.identifiers import uuid7
from traceability.ledger.verify import verify_ledger

KILLS = int(os.environ.get("MEALTRACE_SOAK_KILLS", "100"))
WRITERS = 8


@pytest.fixture(params=["sqlite", "postgresql"])
def durable_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that keeps what it acknowledged: PostgreSQL with fsync on."""
    with durable(request.param, tmp_path) as url:
        yield url


def delivery(n: int) -> dict[str, object]:
    amount = {"amount": str(n % 90 + 1), "unit": "kg"}
    lines = [{"line": i, "ingredient": str(CHICKEN), "accepted": amount, "lot_code": f"L{n}-{i}"} for i in (1, 2, 3)]
    return {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": AT, "lines": lines}


async def write(client: httpx.AsyncClient, wanted: asyncio.Queue[tuple[UUID, int]], acknowledged: set[UUID]) -> None:
    """Send each delivery until it is acknowledged, as a tablet does: the same id and bytes again after a failure."""
    while True:
        record, n = await wanted.get()
        while record not in acknowledged:
            try:
                answer = await client.put(f"/api/deliveries/{record}", json=delivery(n))
            except httpx.TransportError:
                await asyncio.sleep(0.01)
                continue
            assert answer.status_code in (200, 201), answer.text
            acknowledged.add(record)
        wanted.task_done()


async def test_kill_during_deliveries_loses_and_repeats_nothing(durable_url: str, tmp_path: Path) -> None:
    token = (await fill(durable_url))["kitchen"]
    server, dice = Server(durable_url, tmp_path), random.Random(7)
    wanted: asyncio.Queue[tuple[UUID, int]] = asyncio.Queue(maxsize=WRITERS)
    acknowledged: set[UUID] = set()
    sent: list[UUID] = []
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=server.url, headers=headers, timeout=10) as client:
        writers = [asyncio.create_task(write(client, wanted, acknowledged)) for _ in range(WRITERS)]

        async def feed() -> None:
            while True:
                sent.append(uuid7())
                await wanted.put((sent[-1], len(sent)))

        feeder = asyncio.create_task(feed())
        for _ in range(KILLS):
            await server.start()
            await asyncio.sleep(dice.uniform(0.01, 0.4))  # the moment of the kill is meant to be any
            server.kill()
        feeder.cancel()
        await server.start()
        await wanted.join()
        server.kill()
        for writer in writers:
            writer.cancel()
    await check(durable_url, set(sent) & acknowledged)


async def check(url: str, acknowledged: set[UUID]) -> None:
    """Every acknowledged delivery is there whole and once, with its lines and links, and every leaf verifies."""
    db.connect(url)
    try:
        rows = await db.fetch("SELECT record FROM delivery WHERE until_seq IS NULL")
        lines = await db.fetch("SELECT record, COUNT(*) AS n FROM delivery_line GROUP BY record")
        links = await db.fetch("SELECT record, COUNT(*) AS n FROM link GROUP BY record")
        checked, faults = await verify_ledger()
    finally:
        await db.engine().close()
    records = [row["record"] for row in rows]
    assert len(records) == len(set(records))
    assert acknowledged <= set(records)
    assert {row["n"] for row in lines} == {3}
    assert {row["n"] for row in links} == {3}
    assert len(lines) == len(links) == len(records)
    assert checked >= len(records) >= KILLS
    assert faults == []
