"""Start what is measured: the server as `mealtrace serve` starts it, and the load beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.load import pack
from tests.support.postgres import free_port

ROOT = Path(__file__).parents[2]


@contextmanager
def server(url: str, workers: int, pool_size: int) -> Iterator[int]:
    """`mealtrace serve` on a database, ready to answer; its port."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "MEALTRACE_DATABASE_URL": url,
            "MEALTRACE_DATA_DIR": folder,
            "MEALTRACE_WORKERS": str(workers),
            "MEALTRACE_POOL_SIZE": str(pool_size),
        }
        command = [sys.executable, "-m", "server.cli", "serve", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment)
        try:
            _wait(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as response:
                if response.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def load(port: int, requests: list[bytes], connections: int, seconds: float, rate: float = 0) -> dict[str, Any]:
    """Send the requests from a process of its own; what it counted (see tests/benchmarks/load.py)."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(pack(requests))
        file.flush()
        command = [sys.executable, "-m", "tests.benchmarks.load", str(port), file.name, str(connections), str(seconds)]
        command += [str(rate)] if rate else []
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=seconds + 60)
    answered: dict[str, Any] = json.loads(done.stdout)
    return answered
