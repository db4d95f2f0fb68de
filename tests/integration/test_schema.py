"""The same tables on both engines, and the same as the Piccolo classes that describe them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

import server.app  # noqa: F401 - registers the tables of every floor
from tests.support.served import PACKAGES
from traceability import db
from traceability.migrations import migrate, pending
from traceability.tables import create_statements

TYPES = {  # PostgreSQL's name of a type -> what both engines' DDL says
    "uuid": "uuid",
    "text": "text",
    "int8": "bigint",
    "bool": "boolean",
    "bytea": "bytea",
    "date": "date",
    "timestamptz": "timestamptz",
}
Columns = dict[str, tuple[str, bool]]  # name -> (type, whether it may be NULL)
Keys = set[tuple[str, ...]]  # ("PRIMARY KEY" or "UNIQUE" or "INDEX", column, …)
Schema = dict[str, tuple[Columns, Keys]]


@asynccontextmanager
async def migrated(url: str) -> AsyncIterator[list[str]]:
    db.connect(url)
    try:
        yield await migrate(PACKAGES)
    finally:
        await db.engine().close()


def described() -> Schema:
    """What the Table classes say."""
    found: Schema = {}
    for table in db.tables():
        columns: Columns = {}
        keys: Keys = {("UNIQUE", *names) for names in getattr(table, "UNIQUES", ())}
        keys |= {("INDEX", *names) for names in getattr(table, "INDEXES", ())}
        for column in table._meta.columns:
            name = column._meta.db_column_name
            columns[name] = db.column_type(column), column._meta.null
            if column._meta.primary_key:
                keys.add(("PRIMARY KEY", name))
        found[table._meta.tablename] = columns, keys
    return found


async def in_sqlite() -> Schema:
    found: Schema = {}
    for table in await db.fetch("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration'"):
        columns: Columns = {}
        keys: Keys = set()
        for row in await db.fetch(f"PRAGMA table_info({table['name']})"):
            columns[row["name"]] = row["type"].lower(), not row["notnull"] and not row["pk"]
            if row["pk"]:
                keys.add(("PRIMARY KEY", row["name"]))
        for index in await db.fetch(f"PRAGMA index_list({table['name']})"):
            names = [row["name"] for row in await db.fetch(f"PRAGMA index_info({index['name']})")]
            if index["origin"] != "pk":
                keys.add(("UNIQUE" if index["unique"] else "INDEX", *names))
        found[table["name"]] = columns, keys
    return found


async def in_postgresql() -> Schema:
    found: Schema = {}
    columns = await db.fetch(
        "SELECT table_name, column_name, udt_name, is_nullable FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name <> 'migration'"
    )
    for row in columns:
        table = found.setdefault(row["table_name"], ({}, set()))
        table[0][row["column_name"]] = TYPES[row["udt_name"]], row["is_nullable"] == "YES"
    keys = await db.fetch(
        "SELECT c.relname, i.indisprimary, i.indisunique, array_agg(a.attname::text ORDER BY k.place) AS names"
        " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
        " CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY k (number, place)"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number"
        " WHERE n.nspname = 'public' AND c.relname <> 'migration'"
        " GROUP BY c.relname, i.indexrelid, i.indisprimary, i.indisunique"
    )
    for row in keys:
        word = "PRIMARY KEY" if row["indisprimary"] else "UNIQUE" if row["indisunique"] else "INDEX"
        found[row["relname"]][1].add((word, *row["names"]))
    return found


async def test_migrate_gives_the_tables_that_the_code_describes(database_url: str) -> None:
    async with migrated(database_url):
        found = await (in_postgresql() if db.is_postgres() else in_sqlite())
    expected = described()
    assert set(found) == set(expected)
    assert {name: found[name][0] for name in found} == {name: expected[name][0] for name in expected}
    assert {name: found[name][1] for name in found} == {name: expected[name][1] for name in expected}


async def test_migrate_gives_both_engines_the_same_tables(sqlite_url: str, postgresql_url: str) -> None:
    async with migrated(sqlite_url):
        ours = await in_sqlite()
    async with migrated(postgresql_url):
        theirs = await in_postgresql()
    assert len(ours) > 40
    assert ours == theirs


async def test_migrate_again_changes_nothing(database_url: str) -> None:
    async with migrated(database_url) as applied:
        assert applied
        assert await pending(PACKAGES) == []
        assert await migrate(PACKAGES) == []


async def test_migrate_a_step_as_a_whole_or_not_at_all(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = "CREATE TABLE ladle (id bigint PRIMARY KEY);\nCREATE TABLE ladle (id bigint PRIMARY KEY);\n"
    monkeypatch.setattr("traceability.migrations._sql_files", lambda package: [_File(steps)])
    db.connect(database_url)
    try:
        with pytest.raises(db.DatabaseError):
            await migrate(["traceability"])
        with pytest.raises(db.DatabaseError):
            await db.fetch("SELECT * FROM ladle")
        assert await pending(["traceability"]) == ["traceability/0001_twice.sql"]
    finally:
        await db.engine().close()


class _File:
    name = "0001_twice.sql"

    def __init__(self, text: str) -> None:
        self._text = text

    def read_text(self, encoding: str) -> str:
        return self._text


def test_keep_what_a_sharded_engine_needs() -> None:
    """UUID keys, no serials, no defaults the engine computes, and `home` in every unique key of a party's records."""
    for table in db.tables():
        text = " ".join(create_statements(table))
        assert not re.search(r"serial|default|references|\bcheck\b|trigger|generated", text, re.IGNORECASE), text
        columns, keys = described()[table._meta.tablename]
        assert ("PRIMARY KEY", "id") in keys
        assert columns["id"] == ("uuid", False)
        if "home" in columns:
            assert columns["home"] == ("uuid", False)
            assert [key for key in keys if key[0] == "UNIQUE" and "home" not in key] == []
            assert ("UNIQUE", "home", "id") in keys, table
        if "seq" in columns:
            assert {"log", "record", "rev"} <= set(columns), table


def test_index_what_a_foreign_id_is_looked_up_by() -> None:
    """Every table of records is reached by its record and by its log position without a scan."""
    for name, (columns, keys) in described().items():
        leading = {key[1] for key in keys} | {key[2] for key in keys if len(key) > 2 and key[1] == "home"}
        if "until_seq" in columns:
            assert "record" in leading, name
