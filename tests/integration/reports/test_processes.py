"""A rendering process: small, and gone when its server is."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.reports.month import month
from traceability.canonical import canonicalise

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
MEMORY_MOST = 350

MEASURED = """
import os, re, sys
from datetime import UTC, datetime
from pathlib import Path
from reports import worker
from reports.sign.sealing import OwnKey, Sealing

worker.start_once(os.getppid())
snapshot, key = sys.stdin.buffer.read(), OwnKey(Path(sys.argv[1]))
for _ in range(worker.REPORTS_PER_PROCESS):
    made = worker.render_sealed(snapshot, b"{}", "zh", Sealing(key), datetime(2026, 11, 2, tzinfo=UTC))
# VmHWM, since ru_maxrss would count what the process that started this one held.
print(made.pages, int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""

KILLED = """
import os, signal
from reports.worker import executor

def hold():
    print(os.getpid(), flush=True)
    signal.pause()

if __name__ == "__main__":
    pool = executor(1)
    pool.submit(hold).result()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory a process had is counted otherwise elsewhere")
def test_a_report_of_800_lines_takes_no_more_than_350_megabytes(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MEASURED, str(tmp_path / "signing")]
    done = subprocess.run(command, cwd=ROOT, input=canonicalise(month(800)), capture_output=True, check=True)
    pages, most = map(int, done.stdout.split())
    assert pages > 10
    assert most <= MEMORY_MOST


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
def test_a_rendering_process_dies_with_a_server_that_was_killed(tmp_path: Path) -> None:
    program = tmp_path / "server_under_test.py"
    program.write_text(KILLED, "ascii")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, env=environment)
    assert server.stdout is not None
    child = os.pidfd_open(int(server.stdout.readline()))
    try:
        server.send_signal(signal.SIGKILL)
        server.wait(timeout=30)
        gone, _, _ = select.select([child], [], [], 30)
        assert gone == [child]
    finally:
        os.close(child)
        server.stdout.close()
