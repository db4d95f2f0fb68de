"""Deliveries over HTTP, everything on, against pgbench with near-equal SQL: alternating rounds on one machine."""

from __future__ import annotations

import random
import re
import subprocess
from pathlib import Path

from tests.benchmarks import delivery_requests, district, running
from tests.benchmarks.figures import Figure, least, middle, most, told
from tests.support.postgres import Cluster
from traceability.canonical import canonicalise

SCRIPT = Path(__file__).with_name("receive.pgbench.sql")
CONNECTIONS, ROUNDS, SECONDS, WARM_SECONDS = 64, 5, 6, 3
MOST_RATE = 1200  # requests a second that are prepared; a machine that answers more ends its round early


def run(cluster: Cluster, workers: int = 1, pool_size: int = 16) -> tuple[list[Figure], float]:
    """The figures, and the median milliseconds of one delivery that is sent alone."""
    url, bare = cluster.fresh(), cluster.fresh()
    tokens, _ = district.build(url)
    district.build(bare)
    _sample(cluster, bare)
    count = MOST_RATE * SECONDS
    rates, bare_rates, p99s, shares = [], [], [], []
    with running.server(url, workers, pool_size) as port:
        running.load(port, delivery_requests.requests(tokens, MOST_RATE, 0), CONNECTIONS, WARM_SECONDS)
        _pgbench(cluster, bare, WARM_SECONDS)
        for number in range(1, ROUNDS + 1):
            bare_rates.append(_pgbench(cluster, bare, SECONDS))
            requests = delivery_requests.requests(tokens, count, number)
            answered = running.load(port, requests, CONNECTIONS, SECONDS)
            if set(answered["statuses"]) != {"201"}:
                raise RuntimeError(f"answers other than 201: {answered['statuses']}")
            rates.append(answered["rate"])
            p99s.append(answered["milliseconds"]["99"])
            shares.append(answered["own_cpu_seconds"] / answered["seconds"])
            print(f"  round {number}: pgbench {bare_rates[-1]:.0f}/s, HTTP {rates[-1]:.0f}/s, p99 {p99s[-1]:.0f} ms")
        alone = running.load(port, delivery_requests.requests(tokens, 300, 99), 1, SECONDS)["milliseconds"]["50"]
    ratios = [rate / other for rate, other in zip(rates, bare_rates, strict=True)]
    figures = [
        least("Delivery PUT over HTTP, share of pgbench's rate with near-equal SQL", middle(ratios), "", 0.25),
        most("Delivery PUT over HTTP, p99, 64 connections", middle(p99s), "ms", 250),
        told("Delivery PUT over HTTP, 10 lines, 64 connections", middle(rates), "/s"),
        told("pgbench with near-equal SQL, 64 connections", middle(bare_rates), "/s"),
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


def _pgbench(cluster: Cluster, url: str, seconds: int) -> float:
    """Transactions a second."""
    command = [f"{cluster.programs}/pgbench", "-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", "2"]
    command += ["-T", str(seconds), "-f", str(SCRIPT), url]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 60)
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if found is None or "number of failed transactions: 0 " not in done.stdout:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found[1])
