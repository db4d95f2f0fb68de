"""Records over HTTP: repeated, contradicted, corrected and listed; laws 2 and 3 as a program sees them."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from tests.support.records import CAMPUS
from tests.support.served import OTHER_CAMPUS, Served, delivery, line, table_sizes
from traceability import db
from traceability.identifiers import uuid7


def reordered(value: Any) -> Any:
    """The same JSON value with every object's keys the other way round."""
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(each) for each in value] if isinstance(value, list) else value


async def test_put_the_same_again_gives_the_same_receipt(served: Served) -> None:
    path, body = f"/api/deliveries/{uuid7()}", delivery()
    async with served.as_("kitchen") as client:
        first = await client.put(path, json=body)
        before = await table_sizes()
        spellings = [
            json.dumps(body).encode(),
            json.dumps(body, indent=3, ensure_ascii=False).encode(),
            json.dumps(reordered(body)).encode(),
            json.dumps(body).replace("JT-1122", "\\u004a\\u0054-1122").encode(),
        ]
        for content in spellings:
            again = await client.put(path, content=content, headers={"Content-Type": "application/json"})
            assert (again.status_code, again.json()) == (200, first.json())
    assert first.status_code == 201
    assert await table_sizes() == before


async def test_put_the_same_by_another_person_gives_the_same_receipt(served: Served) -> None:
    identity = uuid7()
    receipt = await served.put("deliveries", delivery(), identity=identity)
    assert await served.put("deliveries", delivery(), "manager", identity) == receipt


async def test_put_other_content_is_a_conflict_and_keeps_both(served: Served) -> None:
    identity = uuid7()
    receipt = await served.put("deliveries", delivery(), identity=identity)
    rival = delivery(lines=[line(accepted={"amount": "83.2", "unit": "kg"})])
    async with served.as_("kitchen") as client:
        answers = [await client.put(f"/api/deliveries/{identity}", json=rival) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [409, 409]
    shown = await served.get(f"deliveries/{identity}", "kitchen")
    assert (shown["body"], shown["leaf"], len(shown["revisions"])) == (delivery(), receipt["leaf"], 1)
    (kept,) = await db.fetch("SELECT record, log, saw_rev, body FROM rival")
    assert (kept["record"], kept["log"], kept["saw_rev"], json.loads(kept["body"])) == (identity, CAMPUS, None, rival)


async def test_put_under_the_id_of_another_kind_is_a_conflict(served: Served) -> None:
    identity = uuid7()
    await served.put("deliveries", delivery(), identity=identity)
    cooking = {"site": str(CAMPUS), "occurred_at": "2026-11-20T10:00:00+08:00", "dish": "米饭"}
    async with served.as_("kitchen") as client:
        assert (await client.put(f"/api/cookings/{identity}", json=cooking)).status_code == 409
        assert (await client.get(f"/api/cookings/{identity}")).status_code == 404


async def test_put_fifty_times_at_once_is_one_record_and_one_receipt(served: Served) -> None:
    path, before = f"/api/deliveries/{uuid7()}", await table_sizes()
    async with served.as_("kitchen") as client:
        answers = await asyncio.gather(*(client.put(path, json=delivery()) for _ in range(50)))
    assert {answer.status_code for answer in answers} == {200, 201}
    assert sum(answer.status_code == 201 for answer in answers) == 1
    assert len({answer.text for answer in answers}) == 1
    after = await table_sizes()
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert grown == {"revision": 1, "outbox": 1, "delivery": 1, "delivery_line": 1, "batch": 2, "link": 1, "tracking_event": 1}  # fmt: skip  # noqa: E501 - one row each, two batches


def correction(receipt: dict[str, Any], saw: int, content: dict[str, Any] | None, **changes: Any) -> dict[str, Any]:
    declaration = "did_not_occur" if content is None else "incorrect_data"
    body = {"record": receipt["id"], "saw": saw, "declaration": declaration, "reason": "秤未归零", "content": content}
    return {**body, **changes}


async def test_correct_a_record_as_its_next_revision(served: Served) -> None:
    receipt = await served.put("deliveries", delivery())
    mended = delivery(lines=[line(accepted={"amount": "36", "unit": "kg"})])
    corrected = await served.put("corrections", correction(receipt, 1, mended), "manager")
    assert (corrected["id"], corrected["revision"], corrected["sequence"]) == (
        receipt["id"],
        2,
        receipt["sequence"] + 1,
    )
    shown = await served.get(f"deliveries/{receipt['id']}", "kitchen")
    assert [revision["body"] for revision in shown["revisions"]] == [delivery(), mended]
    told = shown["revisions"][1]["correction"]
    assert (told["saw"], told["declaration"], told["reason"]) == (1, "incorrect_data", "秤未归零")
    assert shown["revisions"][0]["correction"] is None
    assert (shown["body"], shown["voided"]) == (mended, False)


async def test_correct_the_same_again_gives_the_same_receipt(served: Served) -> None:
    receipt = await served.put("deliveries", delivery())
    identity, body = uuid7(), correction(receipt, 1, delivery(note="见附页"))
    first = await served.put("corrections", body, identity=identity)
    assert await served.put("corrections", reordered(body), identity=identity) == first
    await served.put("corrections", correction(receipt, 2, delivery()))
    assert await served.put("corrections", body, identity=identity) == first


async def test_correct_what_somebody_else_corrected_first_is_a_conflict_and_is_kept(served: Served) -> None:
    receipt = await served.put("deliveries", delivery())
    await served.put("corrections", correction(receipt, 1, delivery(note="甲")))
    before = await table_sizes()
    async with served.as_("manager") as client:
        for _ in range(2):
            late = await client.put(f"/api/corrections/{uuid7()}", json=correction(receipt, 1, delivery(note="乙")))
            assert (late.status_code, late.json()["code"]) == (409, "conflict")
    assert (await served.get(f"deliveries/{receipt['id']}", "kitchen"))["body"]["note"] == "甲"
    rivals = await db.fetch("SELECT saw_rev, why, body FROM rival")
    assert [(r["saw_rev"], r["why"], json.loads(r["body"])["content"]["note"]) for r in rivals] == [
        (1, "秤未归零", "乙")
    ]
    assert await table_sizes() == {**before, "rival": before["rival"] + 1}


async def test_correct_with_a_used_id_and_other_content_is_a_conflict_and_is_kept(served: Served) -> None:
    receipt = await served.put("deliveries", delivery())
    identity = uuid7()
    await served.put("corrections", correction(receipt, 1, delivery(note="甲")), identity=identity)
    async with served.as_("kitchen") as client:
        other = correction(receipt, 2, delivery(note="乙"))
        assert (await client.put(f"/api/corrections/{identity}", json=other)).status_code == 409
    (rival,) = await db.fetch("SELECT saw_rev, body FROM rival")
    assert (rival["saw_rev"], json.loads(rival["body"])) == (2, other)


async def test_correct_from_ten_tablets_at_once_lets_one_win_and_keeps_nine(served: Served) -> None:
    receipt = await served.put("deliveries", delivery())
    async with served.as_("kitchen") as client:
        bodies = [correction(receipt, 1, delivery(note=f"第{n}台")) for n in range(10)]
        answers = await asyncio.gather(*(client.put(f"/api/corrections/{uuid7()}", json=body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9
    assert len(await db.fetch("SELECT id FROM rival")) == 9
    shown = await served.get(f"deliveries/{receipt['id']}", "kitchen")
    assert [revision["revision"] for revision in shown["revisions"]] == [1, 2]


async def test_declare_that_a_record_did_not_occur(served: Served) -> None:
    receipt = await served.put("deliveries", delivery())
    await served.put("corrections", correction(receipt, 1, None))
    shown = await served.get(f"deliveries/{receipt['id']}", "kitchen")
    assert (shown["voided"], shown["body"], shown["revisions"][0]["body"]) == (True, None, delivery())
    assert (await served.get("batches", q="JT1122"))["items"] == [] or all(
        item["kind"] == "source" for item in (await served.get("batches", q="JT1122"))["items"]
    )


async def test_correct_only_with_the_right_to_write_it_even_when_repeating(served: Served) -> None:
    receipt = await served.put("deliveries", delivery())
    identity, body = uuid7(), correction(receipt, 1, delivery(note="甲"))
    await served.put("corrections", body, identity=identity)
    for stranger in ("other_kitchen", "supplier", "auditor", "inspector"):
        async with served.as_(stranger) as client:
            answer = await client.put(f"/api/corrections/{identity}", json=body)
            assert answer.status_code in (403, 404)
            assert "leaf" not in answer.text


async def test_list_records_page_by_page_without_a_gap_or_a_repeat(served: Served) -> None:
    receipts = [await served.put("deliveries", delivery(note=str(n))) for n in range(7)]
    seen: list[str] = []
    after: dict[str, str] = {}
    pages = 0
    while True:
        page = await served.get("deliveries", "kitchen", limit=3, **after)
        seen += [item["id"] for item in page["items"]]
        pages += 1
        if pages == 1:  # what is written meanwhile is newer, and moves nothing
            await served.put("deliveries", delivery(note="later"))
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert seen == [receipt["id"] for receipt in reversed(receipts)]
    assert pages == 3


async def test_list_the_latest_revision_of_each_record_of_one_site(served: Served) -> None:
    mine = await served.put("deliveries", delivery())
    await served.put("corrections", correction(mine, 1, delivery(note="改")))
    await served.put("deliveries", delivery(site=str(OTHER_CAMPUS)), "other_kitchen")
    every = await served.get("deliveries", "operator")
    assert len(every["items"]) == 2
    one = await served.get("deliveries", "operator", site=str(CAMPUS))
    assert [(item["revision"], item["body"]["note"]) for item in one["items"]] == [(2, "改")]
    assert one["next"] is None
