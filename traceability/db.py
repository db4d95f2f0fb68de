"""One door to storage: connect, read, and the only two kinds of transaction.

SQL is written once for both engines with `$1` placeholders. A list argument stands as `@uuids($1)`, `@texts($1)` or
`@ints($1)`: a sub-select of its elements. Verbs open `transaction()`; everyone else who needs one state of the
database across several reads opens `snapshot()`.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

import asyncpg
import msgspec
from piccolo.columns.base import Column
from piccolo.table import Table

from traceability.postgres_engine import PooledPostgresEngine, SafePostgresTransaction
from traceability.sqlite_engine import PooledSQLiteEngine, SafeSQLiteTransaction

Engine = PooledSQLiteEngine | PooledPostgresEngine
Row = dict[str, Any]
DatabaseError = (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError)

_engine: Engine | None = None
_tables: list[type[Table]] = []

_encode = msgspec.json.Encoder().encode

LISTS = {"uuids": "uuid[]", "texts": "text[]", "ints": "bigint[]"}
POSTGRES_TYPES = {"INTEGER": "bigint", "VARCHAR": "text", "BYTEA": "bytea", "BLOB": "bytea"}


def register(*tables: type[Table]) -> None:
    """Add tables to the schema; each table's module does so once."""
    _tables.extend(tables)


def tables() -> tuple[type[Table], ...]:
    """Every registered table, in the order of registration (the order in which migrations create them)."""
    return tuple(_tables)


def connect(url: str, pool_size: int = 16, durable: bool = True) -> Engine:
    """Make the engine of `sqlite:///path` or `postgresql://…` the one that all tables and statements use.

    durable False: what was written may be lost when the power goes. For loads that can be done again from the start.
    """
    global _engine
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = unquote(parts.path)
        _engine = PooledSQLiteEngine(path[1:] if path.startswith("//") else path, durable=durable)
    elif parts.scheme in ("postgresql", "postgres"):
        _engine = PooledPostgresEngine(url, pool_size, durable)
    else:
        raise ValueError("the database URL must start with sqlite:/// or postgresql://")
    for table in _tables:
        table._meta._db = _engine
    return _engine


def engine() -> Engine:
    """The connected engine; RuntimeError before `connect`."""
    if _engine is None:
        raise RuntimeError("no database is connected")
    return _engine


def is_postgres() -> bool:
    return isinstance(_engine, PooledPostgresEngine)


def transaction() -> SafeSQLiteTransaction | SafePostgresTransaction:
    """A write transaction. Inside another one it is a savepoint of it. Only verbs open one."""
    return engine().transaction()


def snapshot() -> SafeSQLiteTransaction | SafePostgresTransaction:
    """A read transaction that sees one state of the database throughout."""
    return engine().transaction(read_only=True)


@lru_cache(maxsize=2048)
def _compiled(sql: str, postgres: bool) -> tuple[str, frozenset[int]]:
    """The engine's own text of a statement, and which arguments are lists."""
    lists: set[int] = set()

    def listed(match: re.Match[str]) -> str:
        kind, number = match.group(1), int(match.group(2))
        lists.add(number - 1)
        if postgres:
            return f"(SELECT unnest(${number}::{LISTS[kind]}))"
        return f"(SELECT value FROM json_each(?{number}))"  # noqa: S608 - a parameter's number

    text = re.sub(r"@(uuids|texts|ints)\(\$(\d+)\)", listed, sql)
    if not postgres:
        text = re.sub(r"\$(\d+)(::\w+)?", r"?\1", text)
    return text, frozenset(lists)


def _sqlite_arguments(arguments: Sequence[Any], lists: frozenset[int]) -> list[Any]:
    return [
        json.dumps([str(v) if isinstance(v, UUID) else v for v in a]) if i in lists else a
        for i, a in enumerate(arguments)
    ]


async def fetch(sql: str, *arguments: Any) -> list[Row]:
    """Run a statement and return its rows as dicts (PostgreSQL: records that read like dicts)."""
    current = engine()
    if isinstance(current, PooledPostgresEngine):
        text, lists = _compiled(sql, True)
        return await current.run(text, [list(a) if i in lists else a for i, a in enumerate(arguments)])
    text, lists = _compiled(sql, False)
    return await current.run(text, _sqlite_arguments(arguments, lists))


async def fetch_one(sql: str, *arguments: Any) -> Row | None:
    """The first row, or None."""
    rows = await fetch(sql, *arguments)
    return rows[0] if rows else None


@lru_cache(maxsize=512)
def column_names(table: type[Table]) -> tuple[str, ...]:
    return tuple(column._meta.db_column_name for column in table._meta.columns)


def column_type(column: Column) -> str:
    """The column's type as both engines' DDL write it, e.g. `uuid`, `bigint`, `timestamptz`."""
    raw = column.column_type.upper().split("(")[0]
    return str(POSTGRES_TYPES.get(raw, raw.lower()))


def _rows_of_json(table: type[Table], argument: int) -> str:
    """The select that reads a table's rows from a JSON argument; bytes stand in it as base64."""
    columns = [(column._meta.db_column_name, column_type(column)) for column in table._meta.columns]
    read = ", ".join(f"decode({name}, 'base64')" if kind == "bytea" else name for name, kind in columns)
    typed = ", ".join(f"{name} {'text' if kind == 'bytea' else kind}" for name, kind in columns)
    return f"SELECT {read} FROM json_to_recordset(${argument}::json) AS given({typed})"  # noqa: S608 - names of columns


@lru_cache(maxsize=1024)
def _insert_all(shape: tuple[tuple[type[Table], bool], ...], postgres: bool) -> list[str]:
    statements: list[str] = []
    for table, ignore in shape:
        names = column_names(table)
        suffix = " ON CONFLICT DO NOTHING" if ignore else ""
        head = f"INSERT INTO {table._meta.tablename} ({', '.join(names)})"
        if postgres:
            statements.append(f"{head} {_rows_of_json(table, len(statements) + 1)}{suffix}")
        else:
            statements.append(f"{head} VALUES ({', '.join('?' * len(names))}){suffix}")
    if not postgres:
        return statements
    *first, last = statements
    ctes = ", ".join(f"i{n} AS ({text})" for n, text in enumerate(first))
    return [f"WITH {ctes} {last}" if ctes else last]


async def insert(rows: Mapping[type[Table], Sequence[Row]], ignore: frozenset[type[Table]] = frozenset()) -> None:
    """Write rows of several tables: one statement on PostgreSQL, one a table on SQLite.

    Each row is a dict with the table's columns; a missing one is NULL. Tables in `ignore` skip rows that are there.
    """
    filled = [(table, lines) for table, lines in rows.items() if lines]
    if not filled:
        return
    shape = tuple((table, table in ignore) for table, _ in filled)
    current = engine()
    if isinstance(current, PooledPostgresEngine):
        # One JSON text a table: asyncpg would look at each element of some 150 arrays, three times as long.
        await current.run(_insert_all(shape, True)[0], [_encode(lines).decode() for _, lines in filled])
        return
    for (table, lines), sql in zip(filled, _insert_all(shape, False), strict=True):
        names = column_names(table)
        await current.run(sql, [[row.get(name) for name in names] for row in lines], many=True)


def utc_now() -> datetime:
    """The server's clock, for `recorded_at` only: shown, never used to decide."""
    return datetime.now(UTC)
