"""Statements over records as they stand now, or as they were known at a checkpoint.

In such a statement `@known(x)` says that the row `x` of a typed table holds, `@standing(l)` that the link `l` does, and
`@written(v)` that the revision `v` was on record. Now, the first two mean that nothing superseded the row. At a
checkpoint they mean that its log had come that far and what superseded it, if anything did, came later: a position in
each log decides, never a time (README, decision 2).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from uuid import UUID

from traceability import db

_MACRO = re.compile(r"@(known|standing|written)\((\w+)\)")


async def fetch(checkpoint: UUID | None, sql: str, *arguments: Any) -> list[db.Row]:
    """Rows of a statement with macros; checkpoint None: as records stand now."""
    if checkpoint is None or not _MACRO.search(sql):  # a parameter that no condition names would be one too many
        return await db.fetch(_written(sql, None), *arguments)
    return await db.fetch(_written(sql, len(arguments) + 1), *arguments, checkpoint)


async def fetch_one(checkpoint: UUID | None, sql: str, *arguments: Any) -> db.Row | None:
    """The first row, or None."""
    rows = await fetch(checkpoint, sql, *arguments)
    return rows[0] if rows else None


async def positions(checkpoint: UUID) -> dict[UUID, int]:
    """How many entries of each log the checkpoint covers; a log that is not named had none."""
    rows = await db.fetch("SELECT log, size FROM checkpoint_log WHERE checkpoint = $1", checkpoint)
    return {row["log"]: row["size"] for row in rows}


@lru_cache(maxsize=512)
def _written(sql: str, parameter: int | None) -> str:
    def condition(match: re.Match[str]) -> str:
        macro, row = match.groups()
        if parameter is None:
            return "TRUE" if macro == "written" else f"{row}.until_seq IS NULL"
        written = f"{row}.seq <= {_size(f'{row}.log', parameter)}"
        if macro == "written":
            return written
        until_log = f"{row}.until_log" if macro == "standing" else f"{row}.log"
        return f"({written} AND ({row}.until_seq IS NULL OR {row}.until_seq > {_size(until_log, parameter)}))"

    return _MACRO.sub(condition, sql)


def _size(log: str, parameter: int) -> str:
    return (
        f"COALESCE((SELECT size FROM checkpoint_log WHERE checkpoint = ${parameter} AND checkpoint_log.log = {log}), 0)"  # noqa: S608 - names of our own
    )
