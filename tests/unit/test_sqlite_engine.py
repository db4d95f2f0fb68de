"""The SQLite engine's own promises, the two spellings of a statement, and the traps that the house walks around."""

from __future__ import annotations

import ast
import asyncio
import re
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from traceability import db
from traceability.sqlite_engine import PooledSQLiteEngine

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def engine(sqlite_url: str) -> AsyncIterator[PooledSQLiteEngine]:
    connected = db.connect(sqlite_url)
    assert isinstance(connected, PooledSQLiteEngine)
    await db.fetch("CREATE TABLE plate (id bigint PRIMARY KEY)")
    yield connected
    await connected.close()


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Another process that writes."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    finally:
        other.close()


async def test_open_no_connection_and_no_thread_for_a_query_outside_a_transaction(engine: PooledSQLiteEngine) -> None:
    await asyncio.gather(*(db.fetch("SELECT id FROM plate") for _ in range(20)))
    opened, threads = engine.open_connections, threading.active_count()
    for number in range(50):
        await db.fetch("SELECT id FROM plate")
        await db.fetch("INSERT INTO plate VALUES ($1)", number)
    await asyncio.gather(*(db.fetch("SELECT id FROM plate") for _ in range(50)))
    assert (engine.open_connections, threading.active_count()) == (opened, threads)
    assert opened <= 4


async def test_leak_no_thread_when_begin_fails(engine: PooledSQLiteEngine, sqlite_url: str) -> None:
    await db.fetch("PRAGMA busy_timeout=0")
    async with db.transaction():
        await db.fetch("PRAGMA busy_timeout=0")
    opened, threads = engine.open_connections, threading.active_count()
    with locked(sqlite_url):
        for _ in range(20):
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                async with db.transaction():
                    pytest.fail("the other process holds the lock")
    assert (engine.open_connections, threading.active_count()) == (opened, threads)
    assert engine.current_transaction.get() is None
    async with db.transaction():
        await db.fetch("INSERT INTO plate VALUES (1)")
    assert await db.fetch("SELECT id FROM plate") == [{"id": 1}]


async def test_wait_for_another_process_that_writes(engine: PooledSQLiteEngine, sqlite_url: str) -> None:
    """Two engines on one file, as two worker processes have: neither is told that the database is locked."""
    other = PooledSQLiteEngine(sqlite_url.removeprefix("sqlite:///"))

    async def write(through: PooledSQLiteEngine, number: int) -> None:
        async with through.transaction():
            await through.run("SELECT max(id) FROM plate", ())
            await through.run("INSERT INTO plate VALUES (?)", (number,))

    await asyncio.gather(*(write((engine, other)[number % 2], number) for number in range(40)))
    await other.close()
    assert len(await db.fetch("SELECT id FROM plate")) == 40


async def test_lose_nothing_acknowledged_when_the_power_goes(engine: PooledSQLiteEngine) -> None:
    for connection in (db.transaction(), db.snapshot()):
        async with connection:
            settings = {
                name: next(iter((await db.fetch(f"PRAGMA {name}"))[0].values()))
                for name in ("synchronous", "journal_mode", "foreign_keys")
            }
        assert settings == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1}


async def test_fold_the_log_into_the_file_when_closed(engine: PooledSQLiteEngine, sqlite_url: str) -> None:
    await db.fetch("INSERT INTO plate VALUES (1)")
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    assert file.with_name(file.name + "-wal").exists()
    await engine.close()
    assert not file.with_name(file.name + "-wal").exists()
    assert engine.open_connections == 0


async def test_find_the_connection_at_rest_after_a_begin_nobody_waited_for(engine: PooledSQLiteEngine) -> None:
    """The cancelled task's BEGIN still runs in the connection's thread; the next one must not meet it."""
    await db.fetch("INSERT INTO plate VALUES (1)")

    async def begin() -> None:
        async with db.transaction():
            pytest.fail("cancelled before it began")

    for _ in range(30):
        task = asyncio.create_task(begin())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with db.transaction():
            await db.fetch("UPDATE plate SET id = id + 1")
    assert await db.fetch("SELECT id FROM plate") == [{"id": 31}]


def test_write_a_statement_in_the_words_of_each_engine() -> None:
    sql = "SELECT 1 FROM t WHERE a = $1::uuid AND b IN @texts($2) AND c IN @ints($3)"
    assert db._compiled(sql, False) == (
        "SELECT 1 FROM t WHERE a = ?1 AND b IN (SELECT value FROM json_each(?2))"
        " AND c IN (SELECT value FROM json_each(?3))",
        frozenset({1, 2}),
    )
    assert db._compiled(sql, True) == (
        "SELECT 1 FROM t WHERE a = $1::uuid AND b IN (SELECT unnest($2::text[]))"
        " AND c IN (SELECT unnest($3::bigint[]))",
        frozenset({1, 2}),
    )


@pytest.mark.parametrize("url", ["mysql://host/x", "", "mealtrace.db", "sqlite3:///x"])
def test_refuse_a_database_it_does_not_know(url: str) -> None:
    with pytest.raises(ValueError, match="database URL"):
        db.connect(url)


# What Piccolo does wrong and the house therefore does not use. Each pattern is looked for in all source files.
TRAPS = {
    r"\.batch\(": "swallows exceptions",
    r"\bon_conflict\(": "with returning() puts ids on the wrong objects",
    r"\bimport\b.*\b(JSONB?|Numeric|Real|Float|DoublePrecision)\b": "JSONB is text, Decimal becomes a float on SQLite",
    r"\bcreate_pydantic_model\b": "breaks the OpenAPI document",
    r"\b(Unique|Check)\(\[?": "cannot be created on SQLite",
    r"\b(Serial|BigSerial|ForeignKey)\b\(": "ids are UUIDs; parents are no foreign keys",
    r"\bfloat\(": "amounts are whole numbers",
}


def _sources() -> dict[str, str]:
    files = [p for floor in ("traceability", "reports", "server") for p in (ROOT / floor).rglob("*.py")]
    return {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in files if "node_modules" not in p.parts}


@pytest.mark.parametrize("pattern", TRAPS)
def test_walk_around_the_traps_of_piccolo(pattern: str) -> None:
    records = {name: text for name, text in _sources().items() if not name.startswith("reports/")}
    assert len(records) > 60
    assert [name for name, text in records.items() if re.search(pattern, text)] == []


def test_use_no_query_builder_that_opens_a_door_of_its_own() -> None:
    """Tables are only described by Piccolo; statements go through db, so that one transaction holds them all."""
    query = re.compile(r"\b[A-Z]\w+\.(select|objects|insert|update|delete|raw|exists|count)\(")
    assert [name for name, text in _sources().items() if query.search(text)] == []


MAY_WRITE = re.compile(
    r"^(traceability/|server/(auth|demo|mailings|tablets)/|reports/schedules/|reports/archive\.py$"
    r"|server/jobs/leadership\.py$)"
)


def test_open_write_transactions_only_in_verbs() -> None:
    """Handlers, jobs and reports open none, but for the report archive's own rows."""
    opened = {
        name
        for name, text in _sources().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr == "transaction" and ast.unparse(node.value) == "db"
    }
    assert len(opened) > 4
    assert [name for name in sorted(opened) if not MAY_WRITE.match(name)] == []
