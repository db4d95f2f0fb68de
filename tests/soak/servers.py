"""A server that is killed and comes back at the same address, on a database that keeps what it acknowledged."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.support import postgres
from tests.support.live import free_port


@contextmanager
def durable(engine: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database; PostgreSQL with fsync on."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'mealtrace.db'}"
    else:
        with postgres.cluster(durable=True) as cluster:
            yield cluster.fresh()


@dataclass
class Server:
    """`mealtrace serve` on a database and a data folder."""

    database: str
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it, and wait until it answers."""
        self.process = self._serve()
        async with httpx.AsyncClient(base_url=self.url) as client, asyncio.timeout(60):
            while True:
                try:
                    if (await client.get("/health")).status_code == 200:
                        return
                except httpx.TransportError:
                    await asyncio.sleep(0.02)

    def _serve(self) -> subprocess.Popen[bytes]:
        env = {**os.environ, "MEALTRACE_DATABASE_URL": self.database, "MEALTRACE_DATA_DIR": str(self.folder)}
        command = [sys.executable, "-m", "server.cli", "serve", "--port", str(self.port)]
        return subprocess.Popen(command, env=env, start_new_session=True)

    def kill(self) -> None:
        """SIGKILL, to all of its processes: no goodbye, nothing written down."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
