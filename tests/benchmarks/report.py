"""The monthly report of a campus with 800 delivery lines: processor time, memory, and what two workers make of it.

Ours is everything that a worker does: it starts, reads its fonts, sets the pages with their charts, embeds records,
table and proofs, and seals the file. Beside it WeasyPrint used plainly sets the same HTML with the same style sheet,
fonts and files as PDF/A-3a, and seals nothing. Both are whole processes, taken in turns; medians. Workers are the
server's own pool, a new process for each report as there.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reports import fonts
from reports.attachments import attached
from reports.fetcher import CSS
from reports.kinds import kind_of
from reports.sign.sealing import OwnKey, Sealing
from reports.worker import executor
from tests.benchmarks.figures import Figure, least, middle, most, told
from tests.benchmarks.report_run import PAGE, PROOFS, SNAPSHOT, STYLE, TABLE, in_worker
from tests.unit.reports.month import month
from traceability.canonical import canonicalise

ROOT = Path(__file__).parents[2]
LINES, ROUNDS, AT_ONCE = 800, 5, 8
MANY, MANY_LINES = 200, 60
"""Reports in a row whose workers' memory is watched, and the delivery lines of each."""
PROVED = 1_000
"""Records whose proofs are embedded: twenty hashes each."""


def run() -> list[Figure]:
    """The figures, in about five minutes on two idle cores."""
    with _prepared(LINES) as folder:
        _measured("ours", folder)  # the font cache is written once
        pairs = [(_measured("ours", folder), _measured("plain", folder)) for _ in range(ROUNDS)]
        share = middle([one["cpu"] / other["cpu"] for one, other in pairs])
        alone, together = _seconds(folder, 1), _seconds(folder, 2)
        sealed = pairs[0][0]
    with _prepared(MANY_LINES) as folder:
        peaks = _peaks(folder)
    return [
        most(f"Report of {LINES} lines, CPU time as share of WeasyPrint used plainly", share, "", 0.75),
        told(f"Report of {LINES} lines, start to seal, CPU time", middle([one["cpu"] for one, _ in pairs]), "s"),
        told("The same document through WeasyPrint used plainly, unsealed", middle([p["cpu"] for _, p in pairs]), "s"),
        most(f"Report of {LINES} lines, most memory of its worker", max(one["peak"] for one, _ in pairs), "MB", 350),
        told("Most memory of WeasyPrint used plainly", max(plain["peak"] for _, plain in pairs), "MB"),
        told(f"Report of {LINES} lines, pages", sealed["pages"], ""),
        least(f"Two workers over one, {AT_ONCE} reports of {LINES} lines", alone / together, "times", 1.7),
        most(f"Most memory of a worker over {MANY} reports of {MANY_LINES} lines", max(peaks), "MB", 350),
    ]


@contextmanager
def _prepared(lines: int) -> Iterator[Path]:
    """A folder with the month's records, table and proofs, and the page that is made of them."""
    fonts.configure()
    snapshot = month(lines)
    files = attached(snapshot, _proofs())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in files:
            (folder / each.name).write_bytes(each.content)
        assert {each.name for each in files} == {SNAPSHOT, TABLE, PROOFS}
        html = kind_of(snapshot).page(snapshot, "zh", files, [])
        (folder / PAGE).write_text(html.replace('<link rel="stylesheet" href="report:report.css">', ""), "utf-8")
        (folder / STYLE).write_bytes((CSS / STYLE).read_bytes())
        yield folder


def _proofs() -> bytes:
    """As large as proofs of a month are; what they say is not looked at when a report is made."""
    path = [f"sha256:{n:064x}" for n in range(20)]
    records = [{"id": f"{n:032x}", "leaf": path[0], "path": path, "entry": "…" * 600} for n in range(PROVED)]
    return canonicalise({"format": 1, "records": records})


def _measured(which: str, folder: Path) -> dict[str, Any]:
    """What tests/benchmarks/report_run.py prints, with our fonts for both; cpu: seconds of its process."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts.configure())}
    command = [sys.executable, "-m", "tests.benchmarks.report_run", which, str(folder)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return {"cpu": cpu, **json.loads(done.stdout)}


def _seconds(folder: Path, workers: int) -> float:
    """How long so many workers take for AT_ONCE sealed reports, their processes' starts included."""
    began = time.perf_counter()
    _made(folder, workers, AT_ONCE)
    return time.perf_counter() - began


def _peaks(folder: Path) -> list[int]:
    """The most memory in MB that each report's worker had."""
    return _made(folder, 2, MANY)


def _made(folder: Path, workers: int, reports: int) -> list[int]:
    sealing = Sealing(OwnKey(folder / "signing"))
    snapshot, proofs = (folder / SNAPSHOT).read_bytes(), (folder / PROOFS).read_bytes()
    with executor(workers) as pool:
        waiting = [pool.submit(in_worker, snapshot, proofs, sealing) for _ in range(reports)]
        return [each.result(timeout=600) for each in waiting]
