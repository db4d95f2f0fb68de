"""Piccolo's SQLite engine with one writer and a few readers in WAL mode.

Its transactions are what Piccolo 1.38 does not give: an inner block is a real savepoint, a connection always goes back,
whatever COMMIT says, and `read_only` blocks see one state of the database from their first read to their last.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Sequence
from types import TracebackType
from typing import Any, Literal

import aiosqlite
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

DURABLE = ("synchronous=FULL",)  # NORMAL can lose acknowledged rows when the power goes
REPEATABLE = ("synchronous=OFF", "wal_autocheckpoint=20000")  # for loads that are begun anew after a crash

sqlite_values.use()


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
