"""The small demonstration district in a database to copy, written once a session and engine."""

from __future__ import annotations

from pathlib import Path

from server.demo.build import build
from server.demo.examples import PASSWORD
from tests.support.served import PACKAGES, settings_of
from traceability import db
from traceability.migrations import migrate

SEED = 2


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
