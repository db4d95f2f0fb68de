"""The two Piccolo engines: SQLite with one writer and a few readers, PostgreSQL with a pool.

Both give transactions that Piccolo 1.38 does not: an inner block is a real savepoint, a connection always goes back,
whatever COMMIT says, and `read_only` blocks see one state of the database from their first read to their last.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Literal

import aiosqlite
import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction
from piccolo.engine.sqlite import SQLiteEngine, SQLiteTransaction, TransactionType

from traceability import sqlite_values

PRAGMAS = (
    "journal_mode=WAL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "cache_size=-65536",
    "temp_store=MEMORY",
    "secure_delete=FAST",  # who is erased is overwritten, not only unlinked
)

sqlite_values.use()

DURABLE = ("synchronous=FULL",)  # NORMAL can lose acknowledged rows when the power goes
REPEATABLE = ("synchronous=OFF", "wal_autocheckpoint=20000")  # for loads that are begun anew after a crash


class SafeSQLiteTransaction(SQLiteTransaction):
    """A write transaction holds the one writer; a read-only one holds a reader and its WAL snapshot."""

    __slots__ = ("_savepoint", "read_only")
    engine: PooledSQLiteEngine

    def __init__(self, engine: PooledSQLiteEngine, read_only: bool) -> None:
        super().__init__(engine=engine)
        self.read_only = read_only

    async def __aenter__(self) -> SQLiteTransaction:
        if self._parent is not None:
            self._savepoint = await self._parent.savepoint()
            return self._parent
        self.connection = await self.engine.take(self.read_only)
        try:
            await self.connection.execute("BEGIN" if self.read_only else "BEGIN IMMEDIATE")
            if self.read_only:  # a deferred BEGIN takes its snapshot at the first read, so read now
                await self.connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
        except BaseException:
            await self.engine.give_back(self.connection, self.read_only, interrupted=True)
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> Literal[False]:
        if self._parent is not None:
            if exception is not None:
                await self._savepoint.rollback_to()
            await self._savepoint.release()
            return False
        interrupted = True
        try:
            if exception is None and not self.read_only:
                await self.connection.execute("COMMIT")
            interrupted = exception is not None
        finally:
            self.engine.current_transaction.reset(self.context)
            await self.engine.give_back(self.connection, self.read_only, interrupted)
        return False


class PooledSQLiteEngine(SQLiteEngine):
    """SQLite in WAL mode: every write goes through one connection, reads through a few of their own."""

    __slots__ = ("_durable", "_pragmas", "_readers", "_reading", "_writer", "_writing", "open_connections")

    def __init__(self, path: str, readers: int = 3, durable: bool = True) -> None:
        self._durable = durable
        self._pragmas = (*PRAGMAS, *(DURABLE if durable else REPEATABLE))
        super().__init__(path=path, timeout=10)
        self._writing = asyncio.Lock()
        self._reading = asyncio.Semaphore(readers)
        self._writer: aiosqlite.Connection | None = None
        self._readers: list[aiosqlite.Connection] = []
        self.open_connections = 0

    async def _open(self) -> aiosqlite.Connection:
        connection = await aiosqlite.connect(**self.connection_kwargs)
        connection.row_factory = sqlite_values.row_reader()  # type: ignore[assignment]  # aiosqlite wants sqlite3.Row, dicts do as well
        try:
            for pragma in self._pragmas:
                await connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            await _to_its_end(connection.close())
            raise
        self.open_connections += 1
        return connection

    async def take(self, read_only: bool) -> aiosqlite.Connection:
        """The writer (waiting for its turn), or a free reader."""
        if read_only:
            await self._reading.acquire()
            try:
                return self._readers.pop() if self._readers else await self._open()
            except BaseException:
                self._reading.release()
                raise
        await self._writing.acquire()
        try:
            if self._writer is None:
                self._writer = await self._open()
            return self._writer
        except BaseException:
            self._writing.release()
            raise

    async def give_back(self, connection: aiosqlite.Connection, read_only: bool, interrupted: bool = False) -> None:
        """Return a connection, rolled back if anything is still open on it; one that cannot roll back is closed.

        interrupted: its last statement may still run in the connection's thread, since whoever waited for it was
        cancelled; the rollback queues behind it, so that the next user finds the connection at rest.
        """
        at_rest = False
        try:
            if interrupted or connection.in_transaction:
                await _to_its_end(connection.rollback())
            at_rest = True
        except asyncio.CancelledError:
            at_rest = True
            raise
        finally:
            try:
                if at_rest and read_only:
                    self._readers.append(connection)
                elif not at_rest:
                    self._writer = None if connection is self._writer else self._writer
                    await self._close(connection)
            finally:
                (self._reading if read_only else self._writing).release()

    async def _close(self, connection: aiosqlite.Connection) -> None:
        self.open_connections -= 1
        await connection.close()

    async def close(self) -> None:
        """Close every idle connection; the last one leaves the WAL folded into the file."""
        idle = [*self._readers, *([self._writer] if self._writer else [])]
        self._readers.clear()
        self._writer = None
        for connection in idle:
            await self._close(connection)
        if not self._durable and idle:
            with open(self.path, "rb") as file:  # noqa: ASYNC230 - the program is about to end
                os.fsync(file.fileno())

    async def run(self, sql: str, arguments: Sequence[Any], many: bool = False) -> list[dict[str, Any]]:
        """Run one statement in the current transaction, or alone. `many`: arguments is a list of rows."""
        current = self.current_transaction.get()
        if current is not None:
            return await _run_sqlite(current.connection, sql, arguments, many)
        read_only = sql.lstrip()[:6].upper() in ("SELECT", "PRAGMA") or sql.lstrip()[:4].upper() == "WITH"
        connection = await self.take(read_only)
        interrupted = True
        try:
            rows = await _run_sqlite(connection, sql, arguments, many)
            interrupted = False
            return rows
        finally:
            await self.give_back(connection, read_only, interrupted)

    async def _run_in_new_connection(
        self, query: str, args: list[Any] | None = None, query_type: str = "generic", table: Any = None
    ) -> list[dict[str, Any]]:
        return await self.run(query, args or [])

    async def _run_in_existing_connection(
        self, connection: Any, query: str, args: list[Any] | None = None, query_type: str = "generic", table: Any = None
    ) -> list[dict[str, Any]]:
        return await _run_sqlite(connection, query, args or [], many=False)

    def transaction(
        self,
        transaction_type: TransactionType = TransactionType.immediate,
        allow_nested: bool = True,
        read_only: bool = False,
    ) -> SafeSQLiteTransaction:
        return SafeSQLiteTransaction(self, read_only)


async def _to_its_end(step: Coroutine[Any, Any, None]) -> None:
    """Wait for `step` even while this task is being cancelled; the cancellation goes on once it has ended."""
    task = asyncio.ensure_future(step)
    cancelled = False
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            cancelled = True
    task.result()
    if cancelled:
        raise asyncio.CancelledError


async def _run_sqlite(
    connection: aiosqlite.Connection, sql: str, arguments: Sequence[Any], many: bool
) -> list[dict[str, Any]]:
    if many:
        await connection.executemany(sql, arguments)
        return []
    return await connection.execute_fetchall(sql, arguments)  # type: ignore[return-value]  # rows are dicts here


class SafePostgresTransaction(PostgresTransaction):
    """A PostgreSQL transaction that gives its connection back even when COMMIT fails."""

    __slots__ = ("_savepoint", "read_only")
    engine: PooledPostgresEngine

    def __init__(self, engine: PooledPostgresEngine, read_only: bool) -> None:
        super().__init__(engine=engine)
        self.read_only = read_only

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            self._savepoint = await self._parent.savepoint()
            return self._parent
        self.connection = await self.engine.take()
        try:
            mode = {"isolation": "repeatable_read", "readonly": True} if self.read_only else {}
            self.transaction = self.connection.transaction(**mode)
            await self.transaction.start()
        except BaseException:
            await self.engine.give_back(self.connection)
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> Literal[False]:
        if self._parent is not None:
            if exception is not None:
                await self._savepoint.rollback_to()
            await self._savepoint.release()
            return False
        try:
            if exception is None:
                await self.transaction.commit()
            else:
                await self.transaction.rollback()
        except BaseException:
            self.engine.current_transaction.reset(self.context)
            await self.engine.give_back(self.connection)
            raise
        self.engine.current_transaction.reset(self.context)
        await self.engine.give_back(self.connection, at_rest=exception is None)
        return False


async def _leave_as_is(connection: object) -> None:
    """Nothing to reset: no statement here changes a session. asyncpg still rolls back what is open; this saves a round
    trip after each use."""


class PooledPostgresEngine(PostgresEngine):
    """PostgreSQL through asyncpg's pool, opened at the first query of the running event loop."""

    __slots__ = ("_idle", "_opening", "_turns", "pool_size")

    def __init__(self, url: str, pool_size: int = 16, durable: bool = True) -> None:
        self.pool_size = pool_size
        self._opening = asyncio.Lock()
        # Who asks first is served first; the pool's own queue lets newcomers pass those who wait, for seconds.
        self._turns = asyncio.Semaphore(pool_size)
        # Connections at rest, kept out of the pool: its own giving and taking costs as much as a small query.
        self._idle: list[Any] = []
        settings = {} if durable else {"server_settings": {"synchronous_commit": "off"}}
        super().__init__(config={"dsn": url, **settings})

    async def check_version(self) -> None:
        """Not at import: the pool's first connection says soon enough that there is no server."""

    async def prep_database(self) -> None:
        """No extensions are used."""

    async def started_pool(self) -> Any:
        if self.pool is None:
            async with self._opening:
                if self.pool is None:
                    await self.start_connection_pool(min_size=1, max_size=self.pool_size, reset=_leave_as_is)
        return self.pool

    async def take(self) -> Any:
        """A connection, in the order of asking."""
        await self._turns.acquire()
        try:
            while self._idle:
                connection = self._idle.pop()
                with suppress(asyncpg.InterfaceError):  # the server closed it, and the pool has it back
                    if not connection.is_closed():
                        return connection
            return await (await self.started_pool()).acquire()
        except BaseException:
            self._turns.release()
            raise

    async def give_back(self, connection: Any, at_rest: bool = False) -> None:
        """Return a connection. Unless it is known to be at rest the pool sees to it, and rolls back what is open."""
        try:
            if at_rest and self.pool is not None:
                self._idle.append(connection)
            elif self.pool is not None:
                await self.pool.release(connection)
        finally:
            self._turns.release()

    async def run(self, sql: str, arguments: Sequence[Any]) -> list[Any]:
        """Run one statement in the current transaction, or alone."""
        current = self.current_transaction.get()
        if current is not None:
            return await current.connection.fetch(sql, *arguments)  # type: ignore[no-any-return]  # asyncpg records
        connection = await self.take()
        at_rest = False
        try:
            rows = await connection.fetch(sql, *arguments)
            at_rest = True
        finally:
            await self.give_back(connection, at_rest)
        return rows  # type: ignore[no-any-return]

    async def _run_in_new_connection(self, query: str, args: Sequence[Any] | None = None) -> Any:
        return await self.run(query, args or [])

    async def close(self) -> None:
        if self.pool is not None:
            while self._idle:
                await self.pool.release(self._idle.pop())
            await self.close_connection_pool()

    def transaction(self, allow_nested: bool = True, read_only: bool = False) -> SafePostgresTransaction:
        return SafePostgresTransaction(self, read_only)


SqliteError = sqlite3.Error
