"""Deliveries over HTTP, everything on, against pgbench with near-equal SQL: alternating rounds on one machine.

Both are driven without pause for their rates. Then a queue of 64 is all that is timed: its answers take 64 divided by
the rate, in pgbench as here. So the time of an answer is measured at a load that does not depend on the answers:
deliveries that fall due at random at a quarter of the rate that pgbench just reached, over the same 64 connections.
"""

from __future__ import annotations

import random
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks import delivery_requests, district, running
from tests.benchmarks.figures import Figure, least, middle, most, told
from tests.support.postgres import Cluster
from traceability.canonical import canonicalise

SCRIPT = Path(__file__).with_name("receive.pgbench.sql")
CONNECTIONS, ROUNDS, SECONDS, WARM_SECONDS = 64, 5, 6, 3
SHARE = 0.25
MOST_RATE = 1200  # requests a second that are prepared; a machine that answers more ends its round early


def run(cluster: Cluster, workers: int = 1, pool_size: int = 16) -> tuple[list[Figure], float]:
    """The figures, and the median milliseconds of one delivery that is sent alone."""
    url, bare = cluster.fresh(), cluster.fresh()
    tokens, _ = district.build(url)
    district.build(bare)
    _sample(cluster, bare)
    count = MOST_RATE * SECONDS
    rates, bare_rates, p99s, queued, bare_queued, shares = [], [], [], [], [], []
    with running.server(url, workers, pool_size) as port:
        running.load(port, delivery_requests.requests(tokens, MOST_RATE, 0), CONNECTIONS, WARM_SECONDS)
        _pgbench(cluster, bare, WARM_SECONDS)
        for number in range(1, ROUNDS + 1):
            bare_rate, bare_p99 = _pgbench(cluster, bare, SECONDS)
            bare_rates.append(bare_rate)
            bare_queued.append(bare_p99)
            requests = delivery_requests.requests(tokens, count, number)
            answered = _created(running.load(port, requests, CONNECTIONS, SECONDS))
            rates.append(answered["rate"])
            queued.append(answered["milliseconds"]["99"])
            shares.append(answered["own_cpu_seconds"] / answered["seconds"])
            requests = delivery_requests.requests(tokens, count, ROUNDS + number)
            p99s.append(
                _created(running.load(port, requests, CONNECTIONS, SECONDS, SHARE * bare_rate))["milliseconds"]["99"]
            )
            print(f"  round {number}: pgbench {bare_rate:.0f}/s, HTTP {rates[-1]:.0f}/s, p99 {p99s[-1]:.0f} ms")
        alone = running.load(port, delivery_requests.requests(tokens, 300, 99), 1, SECONDS)["milliseconds"]["50"]
    ratios = [rate / other for rate, other in zip(rates, bare_rates, strict=True)]
    figures = [
        least("Delivery PUT over HTTP, share of pgbench's rate with near-equal SQL", middle(ratios), "", SHARE),
        most(f"Delivery PUT over HTTP, p99 at {SHARE} of pgbench's rate, 64 connections", middle(p99s), "ms", 250),
        told("Delivery PUT over HTTP, 10 lines, 64 connections", middle(rates), "/s"),
        told("pgbench with near-equal SQL, 64 connections", middle(bare_rates), "/s"),
        told("Delivery PUT over HTTP, p99, 64 connections that never pause", middle(queued), "ms"),
        told("pgbench, p99, 64 connections that never pause", middle(bare_queued), "ms"),
        told("The load generator's own share of one core", middle(shares), ""),
    ]
    cluster.drop(bare)
    cluster.drop(url)
    return figures, alone


def _sample(cluster: Cluster, url: str) -> None:
    """An entry as long as a real one, for pgbench to store."""
    entry = canonicalise(delivery_requests.body(random.Random(1), 0)).decode().replace("'", "''")
    statement = f"CREATE TABLE sample AS SELECT '{entry}'::text AS entry"
    psql = [f"{cluster.programs}/psql", "-qX", "-v", "ON_ERROR_STOP=1", url, "-c", statement]
    subprocess.run(psql, check=True, timeout=60)


def _created(answered: dict[str, Any]) -> dict[str, Any]:
    if set(answered["statuses"]) != {"201"}:
        raise RuntimeError(f"answers other than 201: {answered['statuses']}")
    return answered


def _pgbench(cluster: Cluster, url: str, seconds: int) -> tuple[float, float]:
    """Transactions a second, and the milliseconds that 99 of 100 took at most."""
    command = [f"{cluster.programs}/pgbench", "-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "2", "-l"]
    command += ["-T", str(seconds), "-f", str(SCRIPT), url]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 60, cwd=folder)
        found = re.search(r"tps = ([0-9.]+)", done.stdout)
        if found is None or "number of failed transactions: 0 " not in done.stdout:
            raise RuntimeError(done.stdout + done.stderr)
        logged = [line.split() for log in Path(folder).glob("pgbench_log.*") for line in log.read_text().splitlines()]
    times = sorted(int(fields[2]) for fields in logged)  # microseconds
    return float(found[1]), times[len(times) * 99 // 100] / 1000
