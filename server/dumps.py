"""Copies of the whole database as one file, taken while others write, and put back into an empty database.

SQLite: VACUUM INTO, a clean file of one state. PostgreSQL: pg_dump's custom format, of one exported snapshot.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import asyncpg

SIZES = "SELECT id, size FROM log ORDER BY id"


class BackupFailed(Exception):
    """Why a backup or a restore cannot be made, in a sentence for the operator."""


def engine_of(url: str) -> str:
    """`sqlite` or `postgresql`."""
    return "sqlite" if urlsplit(url).scheme == "sqlite" else "postgresql"


def sqlite_file(url: str) -> Path:
    return Path(unquote(urlsplit(url).path)[1:] if urlsplit(url).path.startswith("//") else unquote(urlsplit(url).path))


def dump(url: str, target: Path) -> dict[str, int]:
    """Write the database into `target`; how many entries each log has in that very state."""
    if engine_of(url) == "sqlite":
        return _dump_sqlite(sqlite_file(url), target)
    return asyncio.run(_dump_postgresql(url, target))


def restore_dump(url: str, source: Path) -> None:
    """Put a dump into an empty database."""
    if engine_of(url) == "postgresql":
        asyncio.run(_restore_postgresql(url, source))
        return
    file = sqlite_file(url)
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, file)


def is_empty(url: str) -> bool:
    """Whether there is nothing yet where a dump would go."""
    if engine_of(url) == "postgresql":
        return asyncio.run(_is_empty_postgresql(url))
    file = sqlite_file(url)
    return not any(file.with_name(file.name + end).exists() for end in ("", "-wal", "-journal"))


def _dump_sqlite(file: Path, target: Path) -> dict[str, int]:
    if not file.is_file():
        raise BackupFailed(f"there is no database at {file}")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=60)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    with closing(sqlite3.connect(target)) as copy:
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise BackupFailed(f"the database is damaged: {verdict}")
        return {str(log): size for log, size in copy.execute(SIZES)}


async def _dump_postgresql(url: str, target: Path) -> dict[str, int]:
    program = find_program("pg_dump")
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            snapshot = await connection.fetchval("SELECT pg_export_snapshot()")
            sizes = {str(row["id"]): int(row["size"]) for row in await connection.fetch(SIZES)}
            await _run(program, url, "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
    finally:
        await connection.close()
    return sizes


async def _restore_postgresql(url: str, source: Path) -> None:
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    await _run(find_program("pg_restore"), url, *options, str(source))


async def _is_empty_postgresql(url: str) -> bool:
    connection = await asyncpg.connect(url)
    try:
        return not await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
    finally:
        await connection.close()


def find_program(name: str) -> str:
    """The newest installed pg_dump or pg_restore: it must not be older than the server."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
        key=lambda path: int(re.sub(r"\D", "", path.parts[-3]) or 0),
    )
    found = str(installed[-1]) if installed else shutil.which(name)
    if found is None:
        raise BackupFailed(f"{name} is not installed: install the PostgreSQL client programs (postgresql-client)")
    return found


async def _run(program: str, url: str, *options: str) -> None:
    """Run a client program on the database. The password travels in the environment, not in the list of processes."""
    parts = urlsplit(url)
    environment = {**os.environ, **({"PGPASSWORD": unquote(parts.password)} if parts.password else {})}
    place = parts.netloc.rpartition("@")
    user = place[0].split(":")[0] + place[1]
    shown = urlunsplit(parts._replace(scheme="postgresql", netloc=user + place[2]))
    process = await asyncio.create_subprocess_exec(
        program, f"--dbname={shown}", *options, env=environment, stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()
    if process.returncode != 0:
        raise BackupFailed(f"{Path(program).name} failed: {said.decode(errors='replace').strip()}")
