"""What holds for any order of arrival, any graph and any amount: the same records, an end, no milligram adrift."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.postgres import Cluster
from tests.support.records import CAMPUS, CHICKEN, KITCHEN, RICE, known, put
from tests.support.served import OTHER_CAMPUS, Served, Template, cooking, delivery, line, serving_of
from traceability import db
from traceability.errors import Conflict, NotOnRecord
from traceability.identifiers import campus_batch_id, derive, made_batch_id, uuid7
from traceability.kinds import BY_NAME
from traceability.ledger.correct import correct
from traceability.ledger.record import Submission
from traceability.ledger.verify import verify_ledger
from traceability.trace.recall import recall
from traceability.trace.tables import Link
from traceability.trace.walk import Direction, reach

KG = {"amount": "4", "unit": "kg"}
D1, D2, I1, C1, C2, S1 = (known(name) for name in ("first van", "second van", "issue", "stew", "soup", "lunch"))
MEAT, GRAIN, LATE = campus_batch_id(D1, 1), campus_batch_id(D1, 2), campus_batch_id(D2, 1)
VAN = delivery(lines=[line(), line(line=2, ingredient=str(RICE), lot_code=None)])
MENDED = delivery(lines=[line(accepted={"amount": "36", "unit": "kg"}), line(line=2, ingredient=str(RICE))])
STEW = cooking(str(LATE), issues=[str(I1)], portions=60)
ISSUED = [{"batch": str(MEAT), "amount": {"amount": "11", "unit": "kg"}}, {"batch": str(GRAIN), "amount": KG}]
AT_NINE = {"site": str(CAMPUS), "occurred_at": "2026-11-20T09:00:00+08:00"}
RECORDS: list[tuple[str, UUID, dict[str, Any]]] = [
    ("delivery", D1, VAN),
    ("delivery", D2, delivery(lines=[line(lot_code="批号 jt1122")])),
    ("stock_issue", I1, {**AT_NINE, "lines": ISSUED}),
    ("cooking", C1, STEW),
    ("cooking", C2, cooking(issues=[str(I1)], dish="鸡汤", portions=31)),
    ("serving", S1, serving_of(str(made_batch_id(C1)), str(made_batch_id(C2)))),
    ("stock_return", known("return"), {**AT_NINE, "issue": str(I1), "lines": [{"batch": str(MEAT), "amount": KG}]}),
    ("same_batch", known("same"), {**AT_NINE, "party": str(CAMPUS), "a": str(GRAIN), "b": str(LATE), "reason": "标签"}),
]
RECORDS[-1][2].pop("site")


def _corrects(record: UUID, saw: int, content: dict[str, Any] | None) -> dict[str, Any]:
    declaration = "did_not_occur" if content is None else "incorrect_data"
    return {"record": str(record), "saw": saw, "declaration": declaration, "reason": "错", "content": content}


CORRECTIONS: list[tuple[str, UUID, dict[str, Any]]] = [
    ("correction", known("k1"), _corrects(D1, 1, MENDED)),
    ("correction", known("k2"), _corrects(D1, 2, {**MENDED, "note": "两次"})),
    ("correction", known("k3"), _corrects(C1, 1, {**STEW, "portions": 55})),
    ("correction", known("k4"), _corrects(known("same"), 1, None)),
]
STEPS = RECORDS + CORRECTIONS


async def play(step: tuple[str, UUID, dict[str, Any]]) -> bool:
    """Send one record; False where it has to be sent again later."""
    kind, identity, body = step
    try:
        if kind == "correction":
            await correct(KITCHEN, BY_NAME, Submission.of(identity, body))
        else:
            await put(kind, body, identity, KITCHEN)
    except NotOnRecord:
        return False
    return True


async def arrive(groups: Sequence[Sequence[int]]) -> None:
    """Each group of steps at once, group after group; then whatever came too early again, until all is there."""
    waiting: list[int] = []
    for group in groups:
        done = await asyncio.gather(*(play(STEPS[number]) for number in group))
        waiting += [number for number, ok in zip(group, done, strict=True) if not ok]
    for _ in range(len(STEPS)):
        waiting = [number for number in waiting if not await play(STEPS[number])]
    assert waiting == []


PLACES_IN_THE_LOG = {"seq", "until_seq", "until_log", "recorded_at", "leaf", "entry", "created_at", "size"}


async def outcome() -> dict[str, Any]:
    """All that holds now, but for where in its log it stands and when it was recorded."""
    found: dict[str, Any] = {}
    for table in db.tables():
        name, columns = table._meta.tablename, [c._meta.db_column_name for c in table._meta.columns]
        if "home" not in columns or name in ("rival", "outbox"):
            continue
        current = " WHERE until_seq IS NULL" if "until_seq" in columns else ""
        dropped = PLACES_IN_THE_LOG | ({"id", "log"} if name == "link" else set())
        rows = await db.fetch(f"SELECT * FROM {name}{current}")  # noqa: S608 - a table's own name
        found[name] = sorted(
            repr(
                [(c, bytes(row[c]) if isinstance(row[c], memoryview) else row[c]) for c in columns if c not in dropped]
            )
            for row in rows
        )
    batches = [row["batch"] for row in await db.fetch("SELECT DISTINCT batch FROM batch ORDER BY batch")]
    directions: tuple[Direction, Direction] = ("upstream", "downstream")
    found["traces"] = [
        (
            batch,
            way,
            sorted(graph.depths.items()),
            sorted((r["child"], r["parent"], r["kind"], r["amount"]) for r in graph.links),
        )
        for batch in batches
        for way in directions
        for graph in [await reach(batch, way)]
    ]
    checked, faults = await verify_ledger()
    assert faults == []
    found["leaves"] = checked
    return found


@st.composite
def arrivals(draw: st.DrawFn) -> list[list[int]]:
    """Every step once in any order, some of them again, cut into groups that arrive at the same moment."""
    order = draw(st.permutations(range(len(STEPS)))) + draw(st.lists(st.integers(0, len(STEPS) - 1), max_size=6))
    groups: list[list[int]] = []
    for number in order:
        together: bool = draw(st.booleans())
        if groups and together:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


Fresh = Callable[[], Any]


@pytest.fixture(params=["sqlite", "postgresql"])
def copies(request: pytest.FixtureRequest, tmp_path: Path) -> Fresh:
    """Gives a block a copy of the district, as often as one likes."""
    template: Template = request.getfixturevalue(f"{request.param}_district")

    @contextmanager
    def sqlite() -> Iterator[str]:
        yield template.copy_sqlite(tmp_path)

    @contextmanager
    def postgresql() -> Iterator[str]:
        cluster: Cluster = request.getfixturevalue("postgres_cluster")
        url = cluster.fresh(template.source)
        yield url
        cluster.drop(url)

    return sqlite if request.param == "sqlite" else postgresql


async def after(copies: Fresh, groups: Sequence[Sequence[int]]) -> dict[str, Any]:
    with copies() as url:
        db.connect(url, 4)
        try:
            await arrive(groups)
            return await outcome()
        finally:
            await db.engine().close()


async def test_any_interleaving_leaves_the_same_records_links_and_traces(
    copies: Fresh, request: pytest.FixtureRequest
) -> None:
    in_order = await after(copies, [[number] for number in range(len(STEPS))])
    assert len(in_order["link"]) == 10
    assert len(in_order["traces"]) > 10
    count = 25 if "sqlite" in request.node.name else 5
    everything_at_once = [list(range(len(STEPS)))]
    backwards = [[number] for number in reversed(range(len(STEPS)))]
    for groups in [everything_at_once, backwards, *cases(arrivals(), count)]:
        found = await after(copies, groups)
        for name, rows in in_order.items():
            assert found[name] == rows, (name, groups)


async def test_rivals_at_once_leave_one_winner_and_lose_nothing(served: Served) -> None:
    """Corrections of one revision from many tablets, in any interleaving with retries: one counts, all are kept."""
    await put("delivery", VAN, D1, KITCHEN)
    rivals = [Submission.of(uuid7(), _corrects(D1, 1, {**VAN, "note": str(n)})) for n in range(6)]

    async def send(submission: Submission) -> bool:
        try:
            await correct(KITCHEN, BY_NAME, submission)
        except Conflict:
            return False
        return True

    for _ in range(2):
        won = await asyncio.gather(*(send(submission) for submission in [*rivals, *rivals]))
        assert won[:6] == won[6:]
        assert sum(won[:6]) == 1
    kept = await db.fetch("SELECT body FROM rival")
    assert len({row["body"] for row in kept}) == len(kept) == 5


async def test_numbering_has_no_gap_under_concurrent_writers(served: Served) -> None:
    """Two sites, taken and refused writes, sequences and corrections at once: each log counts 1, 2, 3, …"""

    async def write(number: int) -> None:
        here, person = (CAMPUS, "kitchen") if number % 2 else (OTHER_CAMPUS, "other_kitchen")
        async with served.as_(person) as client:
            identity = uuid7()
            await client.put(f"/api/deliveries/{identity}", json=delivery(site=str(here)))
            await client.put(f"/api/deliveries/{identity}", json=delivery(site=str(here), note="其他"))
            await client.put(f"/api/cookings/{uuid7()}", json=cooking(site=str(here), portions=-1))
            await client.put(f"/api/corrections/{uuid7()}", json=_corrects(identity, 1, None))
            await client.put(f"/api/corrections/{uuid7()}", json=_corrects(identity, 1, None))

    await asyncio.gather(*(write(number) for number in range(20)))
    logs = await db.fetch("SELECT id, size FROM log")
    for log in logs:
        rows = await db.fetch("SELECT seq FROM revision WHERE log = $1 ORDER BY seq", log["id"])
        assert [row["seq"] for row in rows] == list(range(1, log["size"] + 1))
    assert {log["size"] for log in logs if log["id"] in (CAMPUS, OTHER_CAMPUS)} == {2 + 2 * 10}
    assert (await db.fetch("SELECT count(*) AS n FROM rival"))[0]["n"] == 40


GRAPHS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24)


async def test_a_trace_ends_on_any_graph(served: Served) -> None:
    """Loops, cycles, double links and batches that are the same both ways: each batch once, at its true distance."""
    for number, edges in enumerate([[(n, m) for n in range(8) for m in range(8)], *cases(GRAPHS, 60)]):
        space = known(f"graph {number}")
        names = [derive(space, str(n)) for n in range(8)]
        rows = [
            _link(derive(space, "link", str(n)), names[child], names[parent]) for n, (child, parent) in enumerate(edges)
        ]
        await db.insert({Link: rows})
        for start in (0, 3):
            for way, onward in (("upstream", edges), ("downstream", [(b, a) for a, b in edges])):
                expected = _distances(start, onward)
                graph = await reach(names[start], way)  # type: ignore[arg-type]  # one of the two
                assert graph.depths == {names[n]: depth for n, depth in expected.items()}
                assert len(graph.links) == sum(here in expected for here, _ in onward)
        async with asyncio.timeout(20):
            found = await recall(KITCHEN, names[0])
        assert set(found.nodes) == {names[n] for n in _distances(0, [(b, a) for a, b in edges])}


def _link(identity: UUID, child: UUID, parent: UUID) -> db.Row:
    return {
        "id": identity,
        "home": CAMPUS,
        "record": identity,
        "rev": 1,
        "log": CAMPUS,
        "seq": 1,
        "child": child,
        "parent": parent,
        "kind": "same",
        "evidence": "typed",
        "occurred_at": db.utc_now(),
    }


def _distances(start: int, edges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """How far each number is from `start`, by relaxing edges until nothing changes."""
    distances = {start: 0}
    for _ in range(8):
        for here, there in edges:
            if here in distances:
                distances[there] = min(distances.get(there, 99), distances[here] + 1)
    return distances


WEIGHTS = st.lists(
    st.tuples(st.integers(0, 10**9), st.sampled_from([("kg", 6), ("g", 3), ("斤", 5), ("t", 9), ("mg", 0)])),
    min_size=1,
    max_size=20,
)
IN_KG = {"kg": Decimal(1), "g": Decimal("0.001"), "斤": Decimal("0.5"), "t": Decimal(1000), "mg": Decimal("0.000001")}


async def test_amounts_never_drift_from_the_label_to_the_recall(on_sqlite: Served) -> None:
    """What a recall says can be stopped is the exact decimal sum of what was typed, whatever the units."""
    for number, weights in enumerate(cases(WEIGHTS, 25)):
        typed = [(Decimal(digits).scaleb(-places), unit) for digits, (unit, places) in weights]
        lines = [
            line(line=n, lot_code=f"LOT{number}", accepted={"amount": f"{amount:f}", "unit": unit})
            for n, (amount, unit) in enumerate(typed, 1)
        ]
        receipt = await on_sqlite.put("deliveries", delivery(lines=lines))
        (link,) = await db.fetch("SELECT parent FROM link WHERE child = $1", campus_batch_id(UUID(receipt["id"]), 1))
        found = await on_sqlite.get(f"batches/{link['parent']}/recall")
        total = sum((amount * IN_KG[unit] for amount, unit in typed), Decimal(0))
        assert Decimal(found["stoppable"]["amount"]) == total
        assert "e" not in found["stoppable"]["amount"].lower()
    assert str(CHICKEN) == lines[0]["ingredient"]
