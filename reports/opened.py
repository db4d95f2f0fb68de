"""What a finished report holds: the files inside its archived PDF, and its snapshot."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from reports.archive import archived
from reports.errors import ArchiveDamaged
from reports.files import RECORDS
from reports.verify.reading import Unreadable, files_inside, read

KEPT = 4
"""Snapshots in hand: two that are compared, for two readers."""


def files_of(archive: Path, digest: str) -> dict[str, bytes]:
    """The files inside an archived PDF, by name. ArchiveDamaged: it is gone, or is not what was sealed."""
    try:
        return files_inside(read(archived(archive, digest)).unsigned)
    except Unreadable as error:
        raise ArchiveDamaged(digest) from error


@lru_cache(KEPT)
def snapshot_of(archive: Path, digest: str) -> dict[str, Any]:
    """The snapshot inside an archived report. It is shared: read it, never change it. Raises as `files_of` does."""
    try:
        snapshot: dict[str, Any] = json.loads(files_of(archive, digest)[RECORDS])
    except (KeyError, ValueError) as error:
        raise ArchiveDamaged(digest) from error
    return snapshot
