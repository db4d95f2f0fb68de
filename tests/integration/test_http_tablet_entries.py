"""What a shared tablet made: its entries are counted and chained, and each gap and break is named."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.records import CAMPUS
from tests.support.served import OTHER_CAMPUS, Served, delivery, table_sizes
from tests.support.tablets import Tablet, enrol
from traceability import db
from traceability.identifiers import uuid7
from traceability.ledger.verify import verify_ledger


async def test_entries_of_a_day_are_counted_from_both_sides(served: Served) -> None:
    tablet = await enrol(served)
    assert await tablet.tally() == {"made": 0, "received": 0, "missing": [], "broken": [], "agrees": True}
    made = [tablet.make(delivery(note=f"第{n}车")) for n in range(5)]
    for place in (3, 0, 3, 4):  # out of order, one twice
        assert (await tablet.send(made[place])).status_code in (200, 201)
    told = await tablet.tally()
    assert told == {"made": 5, "received": 3, "missing": [[2, 3]], "broken": [], "agrees": False}
    async with served.as_("manager") as manager:
        (listed,) = (await manager.get("/api/tablets", params={"site": str(CAMPUS)})).json()["items"]
    assert (listed["made"], listed["received"], listed["missing"]) == (5, 3, 2)
    assert listed["last_seen"] is not None
    for place in (1, 2):
        await tablet.send(made[place])
    assert await tablet.tally() == {"made": 5, "received": 5, "missing": [], "broken": [], "agrees": True}
    newest, *_ = await tablet.entries()
    assert (newest["seq"], newest["state"], newest["record"]) == (3, "recorded", str(made[2].record))


async def test_entry_bears_the_clock_of_its_tablet_and_the_record_does_not(served: Served) -> None:
    tablet = await enrol(served)
    tablet.late = timedelta(days=1)
    entry = tablet.make(delivery())
    answer = await tablet.send(entry)
    (noted,) = await tablet.entries()
    assert 86_400_000 <= noted["skew_ms"] < 86_460_000
    async with tablet.client() as client:
        record = (await client.get(entry.path)).json()
    assert record["body"] == delivery()
    assert record["author"] == str(tablet.id)
    (kept,) = await db.fetch("SELECT entry FROM revision WHERE record = $1", entry.record)
    assert not [word for word in ("chain", "sequence", "made_at", noted["chain"]) if word in kept["entry"]]
    assert answer.json()["leaf"] == record["leaf"]
    assert (await verify_ledger())[1] == []


async def test_entry_that_met_another_content_is_noted_as_conflict(served: Served) -> None:
    tablet, record = await enrol(served), uuid7()
    await served.put("deliveries", delivery(), identity=record)
    entry = tablet.make(delivery(note="另一张单"), record=record)
    for _ in range(2):
        assert (await tablet.send(entry)).status_code == 409
    (noted,) = await tablet.entries(state="conflict")
    assert (noted["seq"], noted["record"]) == (1, str(record))
    assert (await tablet.tally())["agrees"] is True
    assert len(await db.fetch("SELECT id FROM rival")) == 1


async def test_entry_under_a_used_sequence_is_recorded_and_named_as_a_break(served: Served) -> None:
    tablet = await enrol(served)
    first, second = tablet.make(delivery()), tablet.make(delivery(note="第二车"))
    await tablet.send(first)
    assert (await tablet.send(second, **{"Mealtrace-Sequence": "1"})).status_code == 201
    assert (await tablet.send(second, **{"Mealtrace-Sequence": "1"})).status_code == 200
    assert await tablet.tally() == {"made": 2, "received": 1, "missing": [[2, 2]], "broken": [1], "agrees": False}
    assert len(await db.fetch("SELECT id FROM tablet_fault")) == 1
    assert len(await db.fetch("SELECT record FROM delivery")) == 2


async def test_entry_whose_bytes_are_not_those_of_the_chain_breaks_it(served: Served) -> None:
    tablet = await enrol(served)
    first, second, third = (tablet.make(delivery(note=str(n))) for n in range(3))
    await tablet.send(first)
    async with tablet.client() as client:
        await client.put(second.path, content=first.content, headers=second.headers)
    await tablet.send(third)
    assert await tablet.tally() == {"made": 3, "received": 3, "missing": [], "broken": [2], "agrees": False}


async def test_tally_with_another_chain_or_fewer_entries_does_not_agree(served: Served) -> None:
    tablet = await enrol(served)
    for _ in range(2):
        await tablet.send(tablet.make(delivery()))
    async with tablet.client() as client:
        for made, chain in ((2, "ab" * 32), (1, tablet.chain[1].hex()), (2, tablet.chain[1].hex())):
            told = (await client.get("/api/tally", params={"made": made, "chain": chain})).json()
            assert (told["missing"], told["broken"], told["agrees"]) == ([], [], False)


async def test_tally_goes_on_from_where_all_was_in_hand(served: Served) -> None:
    """A tablet's hundred-thousandth entry is checked as fast as its first, and an old fault is still named."""
    tablet = await enrol(served)
    first, second, third, fourth = [tablet.make(delivery()) for _ in range(4)]
    await tablet.send(first)
    await tablet.send(second)
    assert (await tablet.tally())["missing"] == [[3, 4]]
    assert await tallied(tablet) == 2
    await tablet.send(fourth)
    assert (await tablet.tally())["missing"] == [[3, 3]]
    assert await tallied(tablet) == 2
    await tablet.send(third)
    counted = {"made": 4, "received": 4, "missing": [], "broken": []}
    assert await tablet.tally() == {**counted, "agrees": True}
    assert await tallied(tablet) == 4
    (listed,) = (await served.get("tablets", "manager"))["items"]
    assert (listed["made"], listed["received"]) == (4, 4)
    await tablet.send(tablet.make(delivery()), **{"Mealtrace-Sequence": "1"})
    tablet.chain.pop()
    assert await tablet.tally() == {**counted, "broken": [1], "agrees": False}


async def tallied(tablet: Tablet) -> object:
    (row,) = await db.fetch("SELECT tallied FROM tablet WHERE id = $1", tablet.id)
    return row["tallied"]


async def test_withdrawn_entry_counts_as_accounted_for(served: Served) -> None:
    tablet = await enrol(served)
    entry, sent = tablet.make(delivery()), tablet.make(delivery(note="第二车"))
    await tablet.send(sent)
    async with tablet.client() as client:
        for _ in range(2):
            answer = await client.put("/api/tablet-entries/1", json={**entry.told, "reason": "重复登记"})
            assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")
    assert (await tablet.tally())["agrees"] is True
    (noted,) = await tablet.entries(state="withdrawn")
    assert (noted["reason"], noted["sent_at"], noted["skew_ms"]) == ("重复登记", None, None)


async def test_withdrawn_entry_that_arrives_after_all_is_recorded(served: Served) -> None:
    tablet = await enrol(served)
    entry = tablet.make(delivery())
    async with tablet.client() as client:
        await client.put("/api/tablet-entries/1", json=entry.told)
        await tablet.send(entry)  # an answer was lost on the way, and the network repeats itself
        answer = await client.put("/api/tablet-entries/1", json=entry.told)
    assert answer.json()["state"] == "recorded"
    assert answer.json()["sent_at"] is not None
    assert (await tablet.tally())["agrees"] is True


async def test_entry_noted_again_after_a_crash_between_record_and_note(served: Served) -> None:
    tablet = await enrol(served)
    entry = tablet.make(delivery())
    await tablet.send(entry)
    await db.fetch("DELETE FROM tablet_entry")  # the record was committed, its note was not, nobody was answered
    assert (await tablet.tally())["missing"] == [[1, 1]]
    assert (await tablet.send(entry)).status_code == 200
    assert (await tablet.tally())["agrees"] is True


async def test_correct_at_a_tablet_is_an_entry_too(served: Served) -> None:
    tablet = await enrol(served)
    first = tablet.make(delivery())
    await tablet.send(first)
    correction = {"record": str(first.record), "saw": 1, "declaration": "did_not_occur", "reason": "送错学校"}
    second = tablet.make(correction, path="corrections")
    assert (await tablet.send(second)).status_code == 201
    assert [entry["kind"] for entry in await tablet.entries()] == ["correction", "delivery"]
    assert (await tablet.tally())["agrees"] is True


FAULTY_HEADERS: list[tuple[dict[str, str], str]] = [
    ({"Mealtrace-Sequence": "0"}, "wrong_form"),
    ({"Mealtrace-Sequence": "1.5"}, "wrong_form"),
    ({"Mealtrace-Sequence": "9" * 30}, "wrong_form"),
    ({"Mealtrace-Chain": "AB" * 32}, "wrong_form"),
    ({"Mealtrace-Chain": "ab"}, "wrong_form"),
    ({"Mealtrace-Person": "王芳".encode().decode("latin-1")}, "not_a_uuid"),
    ({"Mealtrace-Made-At": "2026-11-20T08:15:00"}, "zone_required"),
    ({"Mealtrace-Made-At": "1764000000"}, "not_a_time"),
    ({"Mealtrace-Sent-At": "9999-12-31T23:59:59-12:00"}, "out_of_calendar"),
    ({"Mealtrace-Sent-At": "yesterday"}, "not_a_time"),
]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_refuse_headers_that_cannot_be_understood_and_name_each(served: Served, language: str) -> None:
    tablet = await enrol(served)
    before = await table_sizes()
    entry = tablet.make(delivery())
    async with tablet.client(language) as client:
        for changed, code in FAULTY_HEADERS:
            sent: dict[Any, Any] = {k: v.encode("latin-1") for k, v in {**entry.headers, **changed}.items()}
            answer = await client.put(entry.path, content=entry.content, headers=sent)
            assert (answer.status_code, answer.json()["code"]) == (400, "bad_request"), changed
            (fault,) = answer.json()["errors"]
            assert (fault["pointer"], fault["code"]) == ("header:" + next(iter(changed)), code)
            assert fault["detail"] != code
        alone = {"Content-Type": "application/json", "Mealtrace-Sequence": "x"}
        answer = await client.put(entry.path, content=entry.content, headers=alone)
        named = {fault["pointer"] for fault in answer.json()["errors"]}
        assert named == {f"header:Mealtrace-{name}" for name in ("Sequence", "Chain", "Made-At", "Sent-At")}
    assert await table_sizes() == before


async def test_tablet_whose_clock_stands_at_1970_is_heard(served: Served) -> None:
    tablet = await enrol(served)
    entry = tablet.make(delivery())
    dead = {"Mealtrace-Made-At": "1970-01-01T08:00:07+08:00", "Mealtrace-Sent-At": "1970-01-01T08:00:09+08:00"}
    assert (await tablet.send(entry, **dead)).status_code == 201
    (noted,) = await tablet.entries()
    assert noted["made_at"] == "1970-01-01T00:00:07+00:00"
    assert noted["skew_ms"] > 50 * 365 * 86_400_000


async def test_headers_of_an_account_are_not_read(served: Served) -> None:
    tablet = await enrol(served)
    entry = tablet.make(delivery())
    async with served.as_("kitchen") as client:
        answer = await client.put(entry.path, content=entry.content, headers={**entry.headers, "Mealtrace-Chain": "x"})
    assert answer.status_code == 201
    assert await tablet.entries() == []


async def test_tablet_without_headers_records_as_any_kitchen_does(served: Served) -> None:
    tablet = await enrol(served)
    async with tablet.client() as client:
        assert (await client.put(f"/api/deliveries/{uuid7()}", json=delivery())).status_code == 201
        foreign = await client.put(f"/api/deliveries/{uuid7()}", json=delivery(site=str(OTHER_CAMPUS)))
    assert foreign.status_code == 403
    assert await tablet.entries() == []


@pytest.mark.parametrize(
    ("path", "parameters", "pointer"),
    [
        ("tally", {}, "?made"),
        ("tally", {"made": "-1"}, "?made"),
        ("tally", {"made": "9" * 30}, "?made"),
        ("tally", {"made": "1", "chain": "x"}, "?chain"),
        ("tablet-entries", {"state": "lost"}, "?state"),
        ("tablet-entries", {"after": "nonsense"}, "?after"),
        ("tablet-entries", {"limit": "0"}, "?limit"),
        ("tablets", {"site": "here"}, "?site"),
    ],
)
async def test_refuse_a_parameter_and_name_it(
    on_sqlite: Served, path: str, parameters: dict[str, str], pointer: str
) -> None:
    tablet = await enrol(on_sqlite)
    async with tablet.client() as client:
        answer = await client.get(f"/api/{path}", params=parameters)
    assert answer.status_code == 400, answer.text
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]


async def test_refuse_a_withdrawal_that_cannot_be_understood(on_sqlite: Served) -> None:
    tablet = await enrol(on_sqlite)
    entry = tablet.make(delivery())
    async with tablet.client() as client:
        answer = await client.put("/api/tablet-entries/1", json={**entry.told, "digest": "x", "made_at": 5})
        faults = {(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]}
        assert faults == {("/digest", "wrong_form"), ("/made_at", "not_a_time")}
        for seq in ("0", "-1", "9" * 30):
            assert (await client.put(f"/api/tablet-entries/{seq}", json=entry.told)).status_code == 404
    assert await tablet.entries() == []


async def test_entries_are_seen_by_their_tablet_and_its_site(served: Served) -> None:
    ours, beside, theirs = await enrol(served), await enrol(served), await enrol(served, OTHER_CAMPUS, "other_manager")
    await ours.send(ours.make(delivery()))
    await beside.send(beside.make(delivery()))
    await theirs.send(theirs.make(delivery(site=str(OTHER_CAMPUS))))
    assert [entry["tablet"] for entry in await ours.entries()] == [str(ours.id)]
    for username, seen in (("manager", 2), ("kitchen", 2), ("other_manager", 1), ("operator", 3)):
        assert len((await served.get("tablet-entries", username))["items"]) == seen
    first = await served.get("tablet-entries", "manager", limit=1)
    then = await served.get("tablet-entries", "manager", limit=1, after=first["next"])
    assert [page["items"][0]["tablet"] for page in (first, then)] == [str(beside.id), str(ours.id)]
    assert then["next"] is None
    assert {row["id"] for row in (await served.get("tablets", "manager"))["items"]} == {str(ours.id), str(beside.id)}
    async with served.as_("manager") as manager:
        assert (await manager.get("/api/tablets", params={"site": str(OTHER_CAMPUS)})).status_code == 404
