"""`make bench`: measure everything, write benchmarks.json, print the table. `--table` prints what was written."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import deliveries, first_load, graph, report
from tests.benchmarks.figures import Figure, read, table, told, write
from tests.support import postgres

FILE = Path(__file__).parents[2] / "benchmarks.json"


def measure() -> list[Figure]:
    """All figures, on a PostgreSQL that keeps what it acknowledged."""
    with postgres.cluster(durable=True) as cluster, tempfile.TemporaryDirectory() as folder:
        print("deliveries")
        figures, alone = deliveries.run(cluster)
        print("traces")
        figures = [*figures, told("Delivery PUT sent alone, p50", alone, "ms"), *graph.run(cluster, Path(folder))]
    print("first load")
    figures = [*figures, *first_load.run()]
    print("reports")
    return [*figures, *report.run()]


def main() -> int:
    if "--table" not in sys.argv:
        write(measure(), FILE)
    figures = read(FILE)
    print(table(figures))
    return 0 if all(figure.holds is not False for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
