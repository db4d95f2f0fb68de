"""What is made once for a whole run of the tests, however many processes share it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Any]) -> tuple[Path, Any]:
    """The folder of this name, and what `make(folder)` told of it: the first process to ask makes it, others wait.

    What is told must be JSON. After a `make` that failed the next to ask tries again, in the same folder.
    """
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # the one folder that the run's processes share
    folder, told = base / name, base / f"{name}.json"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            folder.mkdir(exist_ok=True)
            told.write_text(json.dumps(make(folder)))
    return folder, json.loads(told.read_text())
