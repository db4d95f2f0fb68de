"""Transactions on both engines: every sharp edge of Piccolo that the two engines of ours must not have."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import asyncpg
import pytest

from traceability import db


@pytest.fixture
async def plates(database_url: str) -> AsyncIterator[str]:
    """A scratch table, a child of it whose reference is checked at COMMIT, and a pool of two connections."""
    db.connect(database_url, pool_size=2)
    await db.fetch("CREATE TABLE plate (id bigint PRIMARY KEY, note text)")
    await db.fetch(
        "CREATE TABLE crumb (id bigint PRIMARY KEY, plate bigint REFERENCES plate (id) DEFERRABLE INITIALLY DEFERRED)"
    )
    yield database_url
    await db.engine().close()


async def add(number: int) -> None:
    await db.fetch("INSERT INTO plate (id) VALUES ($1)", number)


async def numbers() -> list[int]:
    return [row["id"] for row in await db.fetch("SELECT id FROM plate ORDER BY id")]


class Spilled(Exception):
    pass


async def spill_after(number: int) -> None:
    async with db.transaction():
        await add(number)
        raise Spilled


async def test_roll_back_only_the_inner_block_whose_error_is_caught(plates: str) -> None:
    async with db.transaction():
        await add(1)
        with pytest.raises(Spilled):
            await spill_after(2)
        await add(3)
    assert await numbers() == [1, 3]


async def add_all(*several: int) -> None:
    async with db.transaction():
        for number in several:
            await add(number)


async def test_roll_back_the_inner_block_after_a_failed_statement_and_go_on(plates: str) -> None:
    async with db.transaction():
        await add(1)
        with pytest.raises(db.DatabaseError):
            await add_all(2, 1)
        await add(3)
    assert await numbers() == [1, 3]


async def test_keep_nothing_of_an_inner_block_when_the_outer_fails(plates: str) -> None:
    async def spill_after_an_inner_block() -> None:
        async with db.transaction():
            await add_all(1)
            raise Spilled

    with pytest.raises(Spilled):
        await spill_after_an_inner_block()
    assert await numbers() == []


async def test_roll_back_three_blocks_deep_to_the_right_place(plates: str) -> None:
    async def spill_below(number: int) -> None:
        async with db.transaction():
            await add(number)
            await spill_after(number + 1)

    async with db.transaction():
        await add(1)
        with pytest.raises(Spilled):
            await spill_below(2)
        await add_all(4)
    assert await numbers() == [1, 4]


async def _commit_a_crumb_without_its_plate(number: int) -> None:
    async with db.transaction():
        await add(number)
        await db.fetch("INSERT INTO crumb VALUES ($1, 999)", number)


async def test_give_the_connection_back_when_commit_fails(plates: str) -> None:
    for number in range(8):  # more often than there are connections: a leak would wait for ever
        async with asyncio.timeout(20):
            with pytest.raises(db.DatabaseError):
                await _commit_a_crumb_without_its_plate(number)
    assert await numbers() == []


async def test_retry_after_a_failed_commit_inside_a_transaction_of_its_own(plates: str) -> None:
    with pytest.raises(db.DatabaseError):
        await _commit_a_crumb_without_its_plate(1)
    with pytest.raises(Spilled):
        await spill_after(2)  # outside a transaction, this would stay
    assert await numbers() == []
    async with db.transaction():
        await add(3)
    assert await numbers() == [3]


async def test_leave_no_transaction_behind_in_the_task(plates: str) -> None:
    current = db.engine().current_transaction
    for block in (_commit_a_crumb_without_its_plate(1), spill_after(2)):
        with contextlib.suppress(Spilled, *db.DatabaseError):
            await block
        assert current.get() is None


async def test_keep_no_connection_when_begin_fails(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # on SQLite: tests/unit/test_sqlite_engine.py
    async def fail(self: object) -> None:
        raise ConnectionResetError

    db.connect(postgresql_url, 2)
    try:
        await db.fetch("CREATE TABLE plate (id bigint PRIMARY KEY)")
        with monkeypatch.context() as broken:
            broken.setattr("asyncpg.transaction.Transaction.start", fail)
            for number in range(6):
                async with asyncio.timeout(20):
                    with pytest.raises(ConnectionResetError):
                        await add_all(number)
        await add_all(7)
        assert await numbers() == [7]
    finally:
        await db.engine().close()


async def test_see_one_state_in_a_snapshot_while_writers_go_on(plates: str) -> None:
    reading, written = asyncio.Event(), asyncio.Event()

    async def writer() -> None:
        await reading.wait()
        await add(2)
        async with db.transaction():
            await add(3)
        written.set()

    await add(1)
    task = asyncio.create_task(writer())
    async with asyncio.timeout(20), db.snapshot():
        assert await numbers() == [1]
        reading.set()
        await written.wait()
        assert await numbers() == [1]
        assert [row["n"] for row in await db.fetch("SELECT count(*) AS n FROM plate")] == [1]
    await task
    assert await numbers() == [1, 2, 3]


async def test_refuse_to_write_in_a_snapshot(postgresql_url: str) -> None:
    async def write_while_reading() -> None:
        async with db.snapshot():
            await add(1)

    db.connect(postgresql_url, 2)
    try:
        await db.fetch("CREATE TABLE plate (id bigint PRIMARY KEY)")
        with pytest.raises(db.DatabaseError):
            await write_while_reading()
        assert await numbers() == []
    finally:
        await db.engine().close()


async def test_write_from_many_tasks_without_a_locked_database_or_a_lost_update(plates: str) -> None:
    await db.fetch("CREATE TABLE ladle (id bigint PRIMARY KEY, size bigint)")
    await db.fetch("INSERT INTO ladle VALUES (1, 0)")

    async def take(number: int) -> None:
        async with db.transaction():
            await db.fetch_one("SELECT count(*) AS n FROM plate")  # a read first: a deferred BEGIN would deadlock here
            await db.fetch("UPDATE ladle SET size = size + 1 WHERE id = 1")
            await add(number)

    await asyncio.gather(*(take(number) for number in range(60)))
    assert [row["size"] for row in await db.fetch("SELECT size FROM ladle")] == [60]
    assert await numbers() == list(range(60))


async def test_keep_transactions_of_tasks_apart(plates: str) -> None:
    """What one task has open is neither seen nor committed by another."""
    opened, looked = asyncio.Event(), asyncio.Event()

    async def undecided() -> None:
        with contextlib.suppress(Spilled):
            async with db.transaction():
                await add(1)
                opened.set()
                await looked.wait()
                raise Spilled

    task = asyncio.create_task(undecided())
    async with asyncio.timeout(20):
        await opened.wait()
        assert await numbers() == []
        looked.set()
        await task
        await add(2)
    assert await numbers() == [2]


@pytest.mark.parametrize("place", range(6))
async def test_roll_back_and_free_the_writer_when_cancelled(plates: str, place: int) -> None:
    """Cancelled after any number of turns of the loop: nothing is kept by halves and the next writer gets its turn."""

    async def work() -> None:
        async with db.transaction():
            await add(1)
            await add(2)
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    for _ in range(place * place * 4):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(20), db.transaction():
        await add(7)
    assert await numbers() == [7]


async def test_commit_all_or_nothing_when_cancelled_at_any_moment(plates: str) -> None:
    async def pair(number: int) -> None:
        async with db.transaction():
            await add(number * 2)
            await add(number * 2 + 1)

    for number in range(40):
        task = asyncio.create_task(pair(number))
        for _ in range(number):
            await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    async with asyncio.timeout(20):
        kept = await numbers()
        assert [n for n in kept if n % 2 == 0] == [n - 1 for n in kept if n % 2 == 1]
        await pair(1000)
    assert (await numbers())[-2:] == [2000, 2001]


async def test_free_the_reader_when_a_query_is_cancelled(plates: str) -> None:
    await add(1)
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000) SELECT max(x) FROM n"
    for _ in range(6):
        task = asyncio.create_task(db.fetch(endless))
        for _ in range(3):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    async with asyncio.timeout(20):
        assert await asyncio.gather(*(numbers() for _ in range(12))) == [[1]] * 12


async def test_open_another_connection_when_the_server_closed_one_at_rest(postgresql_url: str) -> None:
    db.connect(postgresql_url, pool_size=2)
    try:
        rows = await db.fetch("SELECT pg_backend_pid() AS pid")
        killer = await asyncpg.connect(postgresql_url)
        await killer.execute("SELECT pg_terminate_backend($1, 10000)", rows[0]["pid"])  # waits until it is gone
        await killer.close()
        again = await db.fetch("SELECT pg_backend_pid() AS pid")
        assert again[0]["pid"] != rows[0]["pid"]
    finally:
        await db.engine().close()
