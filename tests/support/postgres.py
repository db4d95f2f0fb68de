"""A real, private PostgreSQL for a test session: its own folder, port and socket, gone when the session ends.

PostgreSQL refuses to run as root, so root hands it to the system's `postgres` user; others run it as themselves.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

USER = "mealtrace"
START_SECONDS = 60.0


class PostgresMissing(RuntimeError):
    """No PostgreSQL server is installed; `bash deploy/setup.sh tests` installs one."""


def binaries() -> Path:
    """The folder of the newest installed PostgreSQL's programs."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0))
    on_path = shutil.which("initdb")
    if on_path is None:
        raise PostgresMissing(PostgresMissing.__doc__)
    return Path(on_path).resolve().parent


def free_port() -> int:
    """A loopback TCP port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A running server, perhaps of several test processes. Everyone on loopback is its superuser."""

    folder: Path
    port: int
    programs: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        """The `postgresql://` URL of a database of this cluster, over loopback TCP."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str) -> None:
        """Run one SQL statement as superuser, outside any transaction."""
        command = [
            f"{self.programs}/psql",
            "-qX",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(self.folder),
            "-p",
            str(self.port),
        ]
        subprocess.run([*command, "-U", USER, "-d", "postgres", "-c", statement], check=True, timeout=60)

    def fresh(self, template: str = "template0") -> str:
        """Copy `template` into a new database and return its URL; `template0` is empty."""
        name = f"test_{os.getpid()}_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove the database behind a URL that `fresh` gave, ending whoever is still connected."""
        self.run(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")

    def template(self, name: str, fill: Callable[[str], None]) -> str:
        """Make a database, let `fill(url)` put into it what every copy starts with, and return its name."""
        self.run(f"CREATE DATABASE {name} TEMPLATE template0")
        fill(self.url(name))
        return name


def _as_server_user(folder: Path) -> list[str]:
    """The words before a command that make it run as a user PostgreSQL accepts, who is given `folder`."""
    if os.geteuid() != 0:
        return []
    account = pwd.getpwnam("postgres")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]


def _reachable_temporary_folder() -> Path:
    """A new folder whose parents another user may pass through, with a path short enough for a socket."""
    base = Path(tempfile.gettempdir()).resolve()
    passable = all(parent.stat().st_mode & 0o001 for parent in [base, *base.parents])
    if not passable or len(str(base)) > 60:
        base = Path("/tmp")  # noqa: S108 - mkdtemp makes a private folder in it
    return Path(tempfile.mkdtemp(prefix="mealtrace-pg-", dir=base))


def _wait_until_ready(cluster: Cluster, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    asked = [f"{cluster.programs}/pg_isready", "-q", "-h", str(cluster.folder), "-p", str(cluster.port)]
    while subprocess.run(asked, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{(cluster.folder / 'log').read_text(errors='replace')}")
        time.sleep(0.02)


@contextmanager
def cluster(*, durable: bool = True, settings: dict[str, str] | None = None) -> Iterator[Cluster]:
    """Start a new PostgreSQL, yield it, and stop and remove it.

    `durable=False` turns fsync off: several times faster, for tests that do not pull the plug. `settings` are further
    `name: value` lines of its configuration.
    """
    programs, folder, port = binaries(), _reachable_temporary_folder(), free_port()
    started = Cluster(folder=folder, port=port, programs=programs)
    before = _as_server_user(folder)
    options = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": str(folder),
        "timezone": "UTC",
        "max_connections": "200",
        "shared_buffers": "128MB",
        "fsync": "on" if durable else "off",
        "full_page_writes": "on" if durable else "off",
        "autovacuum": "on" if durable else "off",
        **(settings or {}),
    }
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    try:
        subprocess.run(
            [
                *before,
                f"{programs}/initdb",
                "-D",
                f"{folder}/data",
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
            ],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                # The server ends with this process, even where that is killed.
                [*(before or ["setpriv"]), "--pdeathsig", "INT", f"{programs}/postgres", "-D", f"{folder}/data"]
                + [word for name, value in options.items() for word in ("-c", f"{name}={value}")],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            _wait_until_ready(started, server)
            yield started
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
