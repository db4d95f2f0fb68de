"""Migrations: one `.sql` file a step, one DDL statement at a time, the same text for SQLite and PostgreSQL.

A file's name is `NNNN_what.sql`; a statement under a line `-- postgresql only` or `-- sqlite only` runs on that engine.
Packages above (reports, server) keep their own files in a `migrations` folder of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable

from traceability import db

CREATE = "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL)"
ONLY = re.compile(r"^-- (postgresql|sqlite) only$", re.MULTILINE)


async def migrate(packages: Sequence[str]) -> list[str]:
    """Apply what is not applied yet, package by package in order of names; the names of what was applied.

    A step commits as a whole with its name, or not at all; two servers that start at once apply it once.
    """
    await db.fetch(CREATE)
    applied = []
    for package in packages:
        for file in sorted(_sql_files(package), key=lambda f: f.name):
            name = f"{package}/{file.name}"
            if await _apply(name, file.read_text("utf-8")):
                applied.append(name)
    return applied


async def pending(packages: Sequence[str]) -> list[str]:
    """The names of migrations that are not applied to this database yet."""
    await db.fetch(CREATE)
    done = {row["name"] for row in await db.fetch("SELECT name FROM migration")}
    names = [f"{package}/{file.name}" for package in packages for file in _sql_files(package)]
    return sorted(name for name in names if name not in done)


async def _apply(name: str, text: str) -> bool:
    async with db.transaction():
        if db.is_postgres():
            await db.fetch("LOCK TABLE migration IN EXCLUSIVE MODE")
        if await db.fetch_one("SELECT name FROM migration WHERE name = $1", name) is not None:
            return False
        for statement in statements(text):
            await db.fetch(statement)
        await db.fetch("INSERT INTO migration (name, applied_at) VALUES ($1, $2)", name, db.utc_now())
    return True


def statements(text: str) -> Iterator[str]:
    """The statements of a file that are for the connected engine."""
    for part in text.split(";\n"):
        only = ONLY.search(part)
        if only is not None and (only.group(1) == "postgresql") != db.is_postgres():
            continue
        body = "\n".join(line for line in part.splitlines() if not line.startswith("--")).strip()
        if body:
            yield body


def _sql_files(package: str) -> list[Traversable]:
    folder = files(package) / "migrations"
    return [f for f in folder.iterdir() if f.name.endswith(".sql")]
