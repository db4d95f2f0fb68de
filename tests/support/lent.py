"""PostgreSQL databases to borrow: each template is copied once a process, and put back as it was before each loan.

A copy has a thousand files, so making and dropping one takes longer than most tests that use it; emptying its tables
and writing the template's rows again takes a twentieth of that.
"""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from typing import Any

import asyncpg

from tests.support.postgres import Cluster

OTHERS = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A copy of a template, who keeps it, and what it holds at first: table -> its rows as COPY writes them."""

    url: str
    connection: Any
    tables: list[str]
    rows: dict[str, bytes]


class Lender:
    """The copies of one test process, each lent to one test at a time. Who borrows makes no tables and drops none."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.loop = asyncio.new_event_loop()
        self.copies: dict[str, Copy] = {}

    def lend(self, template: str) -> str:
        """The URL of a database that holds what the template holds, and no more."""
        if template in self.copies:
            self.loop.run_until_complete(_put_back(self.copies[template]))
        else:
            self.copies[template] = self.loop.run_until_complete(_copy(self.cluster.fresh(template)))
        return self.copies[template].url

    def close(self) -> None:
        for copy in self.copies.values():
            self.loop.run_until_complete(copy.connection.close())
            self.cluster.drop(copy.url)
        self.loop.close()


async def _copy(url: str) -> Copy:
    connection = await asyncpg.connect(url)
    tables, rows = [row["tablename"] for row in await connection.fetch(TABLES)], {}
    for table in tables:
        if await connection.fetchval(f'SELECT EXISTS (SELECT FROM "{table}")'):  # noqa: S608 - a table's own name
            kept = io.BytesIO()
            await connection.copy_from_table(table, output=kept, format="binary")
            rows[table] = kept.getvalue()
    return Copy(url=url, connection=connection, tables=tables, rows=rows)


async def _put_back(copy: Copy) -> None:
    """Make a copy again what it was; whoever is still connected to it is not."""
    await copy.connection.fetch(OTHERS, copy.url.rsplit("/", 1)[1])
    assert [row["tablename"] for row in await copy.connection.fetch(TABLES)] == copy.tables, "a test changed the schema"
    async with copy.connection.transaction():
        await copy.connection.execute(";".join(f'DELETE FROM "{table}"' for table in copy.tables))  # noqa: S608 - as above
        for table, rows in copy.rows.items():
            await copy.connection.copy_to_table(table, source=io.BytesIO(rows), format="binary")
