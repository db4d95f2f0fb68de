"""Piccolo's PostgreSQL engine through a pool, with the same transactions as `sqlite_engine.py`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Literal

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction


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
