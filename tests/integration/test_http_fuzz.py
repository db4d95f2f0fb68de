"""Mutated deliveries: whatever arrives, the answer is a receipt or a problem, and there is a whole record or none."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.records import known
from tests.support.served import Served, delivery, line, table_sizes
from traceability import db
from traceability.identifiers import uuid7
from traceability.ledger.verify import verify_ledger

WHOLE = delivery(
    order=str(known("order")),
    note_number="SX-20261120-07",
    vehicle={"plate": "京A·12345", "temperature": "2.8"},
    receivers=[{"person": str(known("cook")), "role": "storekeeper", "signed_at": "2026-11-20T08:20:00+08:00"}],
    documents=[str(known("scan"))],
    note="第一车",
    lines=[
        line(
            name_seen="鸡大胸",
            ordered={"amount": "40", "unit": "kg"},
            delivered={"amount": "76.4", "unit": "斤"},
            rejected={"amount": "0", "unit": "kg"},
            producer={"name": "顺义养殖场"},
            package={"count": 4, "unit": "箱", "content": {"amount": "9.55", "unit": "kg"}},
            appearance="good",
            unit_price="18.60",
            evidence="scanned",
        ),
        line(line=2, lot_code=None, accepted={"amount": "３", "unit": "kg"}),
    ],
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.text(max_size=8),
    st.sampled_from(
        [
            *(
                "",
                " ",
                "-0",
                "1e5",
                "0.1",
                "９.９",
                "1" * 25,
                "NaN",
                "kg",
                "箱",
                "\ud800",
                "\x00",
                "𠮷" * 130,
                "${x}",
                "{0}",
            ),
            *("20226-01-01", "2026-13-01T00:00:00Z", "2026-01-01T00:00:00+99:00", "2026-02-29", str(known("chicken"))),
        ]
    ),
    st.lists(st.integers(0, 3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(0, 3), max_size=2),
    st.floats(allow_nan=False, allow_infinity=False),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, inner in inside for found in places(inner, (*path, key)))]


PLACES = [place for place in places(WHOLE) if place]


def mutated(mutations: list[tuple[str, tuple[Any, ...], Any]]) -> Any:
    """WHOLE with each mutation done, where its place is still there."""
    body = copy.deepcopy(WHOLE)
    for what, path, value in mutations:
        holder: Any = body
        try:
            for step in path[:-1]:
                holder = holder[step]
            if what == "put":
                holder[path[-1]] = value
            elif what == "drop":
                del holder[path[-1]]
            elif what == "again":
                holder.insert(0, copy.deepcopy(holder[path[-1]]))
            else:
                holder[str(value)[:20]] = 1
        except (KeyError, IndexError, TypeError, AttributeError):
            continue
    return body


MUTATIONS = st.lists(
    st.tuples(st.sampled_from(["put", "put", "drop", "again", "add"]), st.sampled_from(PLACES), ODD), max_size=3
)
QUIET = settings(
    deadline=None,
    max_examples=150,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ONE_RECORD = {"revision", "outbox", "delivery", "tracking_event"}


async def send(served: Served, content: bytes) -> None:
    before = await table_sizes()
    async with served.as_("kitchen", "en") as client:
        answer = await client.put(
            f"/api/deliveries/{uuid7()}", content=content, headers={"Content-Type": "application/json"}
        )
    after = await table_sizes()
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    if answer.status_code == 201:
        assert {name: grown[name] for name in ONE_RECORD} == dict.fromkeys(ONE_RECORD, 1)
        assert grown["delivery_line"] == grown["link"] == len(json.loads(content)["lines"])
        return
    assert grown == {}
    assert 400 <= answer.status_code < 500, answer.text
    problem = answer.json()
    assert problem["code"] in {"faulty_record", "unreadable", "not_permitted"}, problem
    for fault in problem.get("errors", ()):
        assert fault["detail"] != fault["code"], fault
        assert not fault["pointer"] or fault["pointer"].startswith("/")


async def test_answer_any_mutation_with_a_whole_record_or_a_problem(on_sqlite: Served) -> None:
    @QUIET
    @given(MUTATIONS)
    def check(mutations: list[tuple[str, tuple[Any, ...], Any]]) -> None:
        cases.append(json.dumps(mutated(mutations)).encode())

    cases: list[bytes] = []
    check()
    assert len(cases) > 100
    for content in cases:
        await send(on_sqlite, content)
    _, faults = await verify_ledger()
    assert faults == []
    assert (await db.fetch("SELECT count(*) AS n FROM delivery"))[0]["n"] > 10


async def test_answer_cut_and_spoilt_bytes_with_a_problem(on_sqlite: Served) -> None:
    whole = json.dumps(WHOLE, ensure_ascii=False).encode()

    @settings(QUIET, max_examples=120)
    @given(st.integers(0, len(whole) - 1), st.integers(0, len(whole) - 1), st.binary(max_size=6))
    def check(start: int, end: int, spoilt: bytes) -> None:
        cases.append(whole[: min(start, end)] + spoilt + whole[max(start, end) :])

    cases: list[bytes] = []
    check()
    for content in cases:
        await send(on_sqlite, content)


async def test_record_on_postgresql_what_sqlite_records(served: Served) -> None:
    """What the one engine takes the other takes too: odd text, empty lists, the largest amounts, the widest dates."""
    taken = [
        delivery(lines=[line(lot_code=text, name_seen=text, reason=text)])
        for text in ("\u200b", "'; DROP TABLE batch; --", "\\", "%_", "𠮷野家", "\u202e", "e\u0301", "\r\n", "{}", "$1")
        if text.strip()
    ]
    taken += [
        delivery(
            lines=[line(accepted={"amount": "1000000", "unit": "t"}) | {"package": {"count": 1000000, "unit": "箱"}}]
        )
        for _ in (0,)
    ]
    taken += [delivery(lines=[line(accepted={"amount": "1000000000", "unit": "kg"})])]
    taken += [delivery(occurred_at=at) for at in ("2000-01-01T12:00:00Z", "2099-12-31T00:00:00+08:00")]
    for body in taken:
        async with served.as_("kitchen") as client:
            answer = await client.put(f"/api/deliveries/{uuid7()}", json=body)
            assert answer.status_code == 201 or answer.json()["errors"][0]["code"] == "too_large", answer.text
            if answer.status_code == 201:
                assert (await client.get(f"/api/deliveries/{answer.json()['id']}")).json()["body"] == body
    async with served.as_("inspector") as client:
        for words in ("'; DROP", "%", "_", "\\", "𠮷", "!", "{}", "$1", "*", "?", "[a"):
            assert (await client.get("/api/batches", params={"q": words})).status_code == 200
