"""Photographs on their way over bad wifi: what came so far of each, in a file under `uploads`, until all of it did.

Blocking: callers on an event loop run these in a thread.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from traceability.errors import Conflict

WAITS = timedelta(days=14)
"""How long a part waits for the rest: as long as tablets keep what they have sent."""


class WrongOffset(Conflict):
    """A chunk that does not begin where the part ends; `offset` is where that is."""

    CODE = "wrong_offset"

    def __init__(self, offset: int) -> None:
        super().__init__(offset=offset)
        self.offset = offset


def part_of(root: Path, site: UUID, photo: UUID) -> Path:
    """Where the part of a photograph stands under the data directory, whether it is there or not."""
    return root / "uploads" / f"{site}.{photo}"


def length_of(part: Path) -> int:
    """How many bytes came so far."""
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0


def append(part: Path, offset: int, chunk: bytes, total: int) -> tuple[int, bytes | None]:
    """Add a chunk that begins at `offset`; how many bytes there are now, and all of them once they are `total`.

    WrongOffset: the part does not end where the chunk begins.
    """
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the same chunk may come twice at once
        there = file.seek(0, os.SEEK_END)
        if there != offset:
            raise WrongOffset(there)
        file.write(chunk)
        there = file.tell()
        if there != total:
            return there, None
        file.seek(0)
        return there, file.read()


def sweep_uploads(root: Path, now: datetime) -> int:
    """Drop the parts that nothing was added to for 14 days; how many."""
    dropped = 0
    for part in (root / "uploads").glob("*.*"):
        with suppress(FileNotFoundError):  # another process swept it, or the rest came
            if part.stat().st_mtime < (now - WAITS).timestamp():
                part.unlink()
                dropped += 1
    return dropped
