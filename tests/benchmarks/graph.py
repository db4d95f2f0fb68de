"""A generated graph of a million batches and two million links, traced by the database and by arrays in memory."""

from __future__ import annotations

import asyncio
import gc
import random
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import numpy as np
import uvloop
from numpy.typing import NDArray

from tests.benchmarks import district, running
from tests.benchmarks.csr import Csr
from tests.benchmarks.figures import Figure, middle, most, timed, told
from tests.support.postgres import Cluster
from traceability import db
from traceability.tables import create_statements
from traceability.trace.tables import Batch, Link
from traceability.trace.walk import SQL, Direction, reach

Ints = NDArray[np.int64]
CELLS = 50_000  # a campus's day
LAYERS = {"farm": 60_000, "slaughter": 80_000, "processor": 60_000, "wholesale": 100_000}
PER_CELL = {"campus": 5, "dish": 3, "served": 6}
HOT_CHILDREN = 900
MEALS, ROUNDS = 200, 5
START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Dag:
    """Parents and children by number; `served` are the numbers of the meals, `hot` the batch that went everywhere."""

    parents: Ints
    children: Ints
    count: int
    kinds: list[str]
    served: Ints
    hot: int
    ids: list[UUID]


def generate(seed: int = 7) -> Dag:
    """Sources in four layers, then cells of a campus's day: goods, dishes of them, plates of those."""
    dice = np.random.default_rng(seed)
    sizes = {**LAYERS, **{name: CELLS * n for name, n in PER_CELL.items()}}
    starts = dict(zip(sizes, np.concatenate([[0], np.cumsum(list(sizes.values()))[:-1]]).tolist(), strict=True))
    pairs: list[tuple[Ints, Ints]] = []

    def feed(above: str, below: str, per_child: Ints) -> None:
        child = np.repeat(np.arange(sizes[below]), per_child)
        near = child * sizes[above] // sizes[below]  # what is bought was made about then
        parent = np.clip(near - dice.integers(0, sizes[above] // 50, len(child)), 0, sizes[above] - 1)
        pairs.append((parent + starts[above], child + starts[below]))

    feed("farm", "slaughter", dice.integers(1, 3, sizes["slaughter"]))
    feed("slaughter", "processor", dice.integers(1, 3, sizes["processor"]))
    feed("processor", "wholesale", np.ones(sizes["wholesale"], np.int64))
    feed("wholesale", "campus", np.ones(sizes["campus"], np.int64))
    cell = np.arange(CELLS)
    for dish in range(PER_CELL["dish"]):
        for good in range(PER_CELL["campus"]):
            pairs.append((starts["campus"] + cell * 5 + good, starts["dish"] + cell * 3 + dish))
            if (dish + good) % 3 == 0:  # and goods left from the day before
                pairs.append((starts["campus"] + np.maximum(cell - 1, 0) * 5 + good, starts["dish"] + cell * 3 + dish))
    for plate in range(PER_CELL["served"]):
        for dish in {plate % 3, (plate + 1) % 3}:
            pairs.append((starts["dish"] + cell * 3 + dish, starts["served"] + cell * 6 + plate))
    hot = starts["farm"] + sizes["farm"] // 2
    spread = np.sort(dice.choice(sizes["processor"], HOT_CHILDREN, replace=False)) + starts["processor"]
    pairs.append((np.full(HOT_CHILDREN, hot), spread))
    parents, children = (np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
    unique = np.unique(np.stack([parents, children]), axis=1)
    count = sum(sizes.values())
    kinds = ["source"] * sum(LAYERS.values()) + [k for k, n in PER_CELL.items() for _ in range(CELLS * n)]
    letters = random.Random(seed)
    ids = [UUID(int=letters.getrandbits(128), version=4) for _ in range(count)]
    served = np.arange(starts["served"], count)
    return Dag(unique[0], unique[1], count, kinds, served, hot, ids)


def batches(dag: Dag) -> Iterator[tuple[Any, ...]]:
    """Rows of the batch table."""
    for n, (identity, kind) in enumerate(zip(dag.ids, dag.kinds, strict=True)):
        party = (district.SUPPLIER_IDS if kind == "source" else district.SITE_IDS)[n % 40]
        ingredient = district.INGREDIENT_IDS[n % 120] if kind in ("source", "campus") else None
        recipe = district.RECIPE_IDS[n % 60] if kind == "dish" else None
        at = START + timedelta(seconds=n * 30)
        yield (
            identity, party, identity, 1, party, 1, None, identity, kind, party, ingredient, recipe, None, None,
            f"L{n}", f"L-{n}", 10_000_000, "mass", None, None, at, False,
        )  # fmt: skip


def links(dag: Dag) -> Iterator[tuple[Any, ...]]:
    """Rows of the link table."""
    letters = random.Random(1)
    for parent, child in zip(dag.parents.tolist(), dag.children.tolist(), strict=True):
        up, down = dag.ids[parent], dag.ids[child]
        party = district.SITE_IDS[child % 40]
        yield (
            UUID(int=letters.getrandbits(128), version=4), party, down, 1, party, 1, None, None, down, up, "cooking",
            2_000_000, 2_000_000, 2_000_000, "mass", "typed", START,
        )  # fmt: skip


async def load_postgres(url: str, dag: Dag, linked: list[tuple[Any, ...]]) -> None:
    connection = await asyncpg.connect(url)
    try:
        for table, rows in ((Batch, batches(dag)), (Link, linked)):
            name = table._meta.tablename
            for row in await connection.fetch("SELECT indexname FROM pg_indexes WHERE tablename = $1", name):
                if not row["indexname"].endswith(("_key", "_pkey")):
                    await connection.execute(f"DROP INDEX {row['indexname']}")
            await connection.copy_records_to_table(name, records=rows, columns=db.column_names(table))
            for statement in create_statements(table)[1:]:
                await connection.execute(statement)
        await connection.execute("VACUUM ANALYZE batch, link")
    finally:
        await connection.close()


def load_sqlite(path: Path, dag: Dag, linked: list[tuple[Any, ...]]) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    for table, rows in ((Batch, batches(dag)), (Link, linked)):
        indexes = create_statements(table)[1:]
        for statement in indexes:
            connection.execute(statement.split(" ON ")[0].replace("CREATE", "DROP"))
        names = db.column_names(table)
        marks = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO {table._meta.tablename} ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608 - our tables
        for statement in indexes:
            connection.execute(statement)
        connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


async def _walked(roots: list[UUID], direction: Direction) -> list[float]:
    """Milliseconds that the verb behind a trace, `reach`, takes for each root."""
    return [await timed(partial(reach, root, direction)) for root in roots]


async def _queried(roots: list[UUID]) -> list[float]:
    """Milliseconds that the query of `reach` alone takes for each root, upstream."""
    return [await timed(partial(db.fetch, SQL["upstream", "now"], root)) for root in roots]


async def _check(roots: list[UUID], direction: Direction, arrays: Csr) -> None:
    """The database and the arrays must reach the same batches, at the same depths, over as many links."""
    for root in roots:
        graph, (depths, found) = await reach(root, direction), arrays.reach(root)
        if graph.depths != depths or {(r["child"], r["parent"]) for r in graph.links} != {r[:2] for r in found}:
            raise RuntimeError(f"{root}: the database and the arrays disagree")


async def _database(url: str, meals: list[UUID], hot: UUID, up: Csr, down: Csr) -> tuple[float, float, float]:
    """Median milliseconds of a meal upstream, of its query alone, and of the hot batch downstream."""
    db.connect(url)
    try:
        await _check(meals, "upstream", up)
        await _check([hot], "downstream", down)
        meal = middle(await _walked(meals * ROUNDS, "upstream"))
        query = middle(await _queried(meals * ROUNDS))
        return meal, query, middle(await _walked([hot] * ROUNDS, "downstream"))
    finally:
        await db.engine().close()


def _arrays(csr: Csr, roots: list[UUID]) -> float:
    times = []
    for root in roots:
        began = time.perf_counter()
        csr.reach(root)
        times.append((time.perf_counter() - began) * 1000)
    return middle(times)


def run(cluster: Cluster, folder: Path) -> list[Figure]:
    """The figures of tracing."""
    dag = generate()
    print(f"  {dag.count:,} batches, {len(dag.parents):,} links")
    url, file = cluster.fresh(), folder / "graph.db"
    _, token = district.build(url)
    district.build(f"sqlite:///{file}")
    linked = list(links(dag))
    asyncio.run(load_postgres(url, dag, linked))
    load_sqlite(file, dag, linked)
    print("  loaded")
    dice = random.Random(3)
    meals = [dag.ids[n] for n in dice.sample(dag.served.tolist(), MEALS)]
    columns = dict(zip(db.column_names(Link), zip(*linked, strict=True), strict=True))
    up = Csr(dag.ids, dag.children, dag.parents, columns)
    down = Csr(dag.ids, dag.parents, dag.children, columns)
    del columns, linked
    gc.collect()
    gc.freeze()  # or the collector would look at millions of ids during what is measured
    hot = dag.ids[dag.hot]
    size = len(down.reach(hot)[0]) - 1
    if size <= 10_000:
        raise RuntimeError(f"the hot batch has only {size} descendants")
    _arrays(up, meals)
    array_up, array_down = _arrays(up, meals * ROUNDS), _arrays(down, [hot] * ROUNDS)
    # On the event loop that the server runs on.
    pg_up, pg_query, pg_down = uvloop.run(_database(url, meals, hot, up, down))
    lite_up, _, lite_down = uvloop.run(_database(f"sqlite:///{file}", meals, hot, up, down))
    with running.server(url, 1, 8) as port:
        answered = running.load(port, [_get(root, token) for root in meals * 4], 1, 30)
    if set(answered["statuses"]) != {"200"}:
        raise RuntimeError(f"answers other than 200: {answered['statuses']}")
    cluster.drop(url)
    return [
        most(
            "A meal upstream over HTTP, p95, 1 million batches, 1 connection", answered["milliseconds"]["95"], "ms", 20
        ),
        told("A meal upstream over HTTP, p50", answered["milliseconds"]["50"], "ms"),
        most("A meal upstream, its query on PostgreSQL against arrays in memory", pg_query / array_up, "times", 3),
        told("A meal upstream, query and depths, against arrays in memory", pg_up / array_up, "times"),
        most(f"A batch with {size:,} others downstream, against arrays", pg_down / array_down, "times", 20),
        most("A meal upstream, SQLite against PostgreSQL", lite_up / pg_up, "times", 3),
        most("The same batch downstream, SQLite against PostgreSQL", lite_down / pg_down, "times", 3),
        told("A meal upstream, PostgreSQL", pg_up, "ms"),
        told("A meal upstream, arrays in memory", array_up, "ms"),
        told("The batch downstream, PostgreSQL", pg_down, "ms"),
        told("The batch downstream, arrays in memory", array_down, "ms"),
    ]


def _get(root: UUID, token: str) -> bytes:
    return (
        f"GET /api/batches/{root}/trace?direction=upstream HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Authorization: Bearer {token}\r\n\r\n"
    ).encode()
