"""The small demonstration district in a database to copy, written once a run and engine."""

from __future__ import annotations

from pathlib import Path

from server.demo.build import build
from server.demo.examples import PASSWORD
from server.jobs.judging import judge_night, judge_recorded
from tests.support.served import PACKAGES, settings_of
from traceability import db
from traceability.migrations import migrate

SEED = 1


async def load(url: str, folder: Path) -> None:
    """Write it into an empty database, as `mealtrace demo` does."""
    said: list[str] = []
    db.connect(url)
    try:
        await migrate(PACKAGES)
        assert await build(settings_of(url, folder), "small", SEED, said.append) == 0
    finally:
        await db.engine().close()
    assert any("operator" in line and PASSWORD in line for line in said)


async def judge(url: str) -> None:
    """Judge it by the rules, as `mealtrace demo` does at its end."""
    db.connect(url)
    try:
        await judge_recorded(db.utc_now(), (), rest=0)
        await judge_night(db.utc_now(), (), rest=0)
    finally:
        await db.engine().close()
