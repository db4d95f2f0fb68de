"""A real server on a free port of this machine, with the demonstration district, for tests in a browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

PASSWORD = "mealtrace-demo"


def run(folder: Path, *arguments: str, database: str = "") -> None:
    """Run `mealtrace …` on a data folder to its end. database: its URL, else SQLite in the folder."""
    env = {**os.environ, "MEALTRACE_DATA_DIR": str(folder), "MEALTRACE_DATABASE_URL": database}
    subprocess.run([sys.executable, "-m", "server.cli", *arguments], env=env, check=True, stdout=subprocess.DEVNULL)


def build_district(folder: Path, database: str = "") -> Path:
    """The small demonstration district in a folder and its database."""
    run(folder, "migrate", database=database)
    run(folder, "demo", "--size", "small", "--seed", "1", database=database)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    district: Path, folder: Path, port: int | None = None, database: str = "", works: bool = False
) -> Iterator[str]:
    """Serve a copy of a district; the URL. The server is gone at the end of the block. port: a free one without it.

    database: the URL of the one it was built in, which is not copied; else SQLite in the folder. works: it also makes
    the reports that are due, judges by the rules and sends mail, which takes more than most stories do.
    """
    shutil.copytree(district, folder, dirs_exist_ok=True)
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    places = {"MEALTRACE_DATA_DIR": str(folder), "MEALTRACE_DATABASE_URL": database, "MEALTRACE_PUBLIC_URL": url}
    env = {**os.environ, **places, "MEALTRACE_REPORT_WORKERS": str(int(works))}
    command = [sys.executable, "-m", "server.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=env, start_new_session=True)
    try:
        _wait(url, server)
        yield url
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.get(url + "/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise RuntimeError("the server did not come up")
