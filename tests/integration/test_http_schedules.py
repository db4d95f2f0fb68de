"""The authority edits schedules over HTTP, sees what comes due before it saves, and how far its runs are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from reports.archive import claim, fail, finish
from reports.schedules.plan import plan_due
from tests.support.records import CAMPUS
from tests.support.served import OTHER_CAMPUS, Served, table_sizes
from traceability import db

MONTHLY: dict[str, Any] = {
    "kind": "campus_monthly",
    "region": "110108",
    "every": "month",
    "rule": "nth",
    "counted": "working",
    "day": 3,
    "hour": 6,
    "emails": ["reports@example.org"],
}


async def create(served: Served, username: str = "inspector", **changes: Any) -> Any:
    async with served.as_(username) as client:
        answer = await client.post("/api/schedules", json={**MONTHLY, **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def run_of(served: Served, schedule: str) -> Any:
    """A run of the schedule, as if it had been made two months ago."""
    before = db.utc_now() - timedelta(days=62)
    await db.fetch("UPDATE schedule SET changed_at = $2, created_at = $2 WHERE id = $1", UUID(schedule), before)
    assert await plan_due(db.utc_now())
    return (await served.get(f"schedules/{schedule}/runs", "auditor"))["items"][0]


async def test_create_a_schedule_shows_it_to_those_who_oversee_its_region(served: Served) -> None:
    made = await create(served)

    assert made["campuses"] == 1
    assert made["next"]["basis"] in ("notice", "weekdays")
    assert [item["id"] for item in (await served.get("schedules", "auditor"))["items"]] == [made["id"]]
    other = await create(served, "auditor", region="11", sites=[str(OTHER_CAMPUS)], every="week", rule="on", day=1)
    assert [site["name"] for site in other["sites"]] == ["东校区食堂"]
    assert {item["id"] for item in (await served.get("schedules", "operator"))["items"]} == {made["id"], other["id"]}
    async with served.as_("inspector") as client:
        assert (await client.get("/api/schedules")).json()["items"] == [made]
        assert (await client.put(f"/api/schedules/{other['id']}", json=MONTHLY)).status_code == 404
        assert (await client.delete(f"/api/schedules/{other['id']}")).status_code == 404
        assert (await client.get(f"/api/schedules/{other['id']}/runs")).status_code == 404
        assert (await client.post("/api/schedules", json={**MONTHLY, "region": "110101"})).status_code == 403
    async with served.as_("manager") as client:
        assert (await client.get("/api/schedules")).status_code == 403


async def test_preview_shows_what_will_come_due_and_keeps_nothing(served: Served) -> None:
    before = await table_sizes()
    async with served.as_("auditor") as client:
        told = (await client.post("/api/schedules/preview", json={**MONTHLY, "region": "11"})).json()
        terms = {"every": "term", "terms": ["07-10", "02-01"], "rule": "next"}
        termly = (await client.post("/api/schedules/preview", json={**MONTHLY, **terms})).json()
        choices = (await client.get("/api/schedules/choices")).json()

    assert told["campuses"] == 2
    assert len(told["due"]) == 6
    assert all(due["at"].endswith("T06:00:00+08:00") for due in told["due"])
    assert {due["at"][5:7] for due in termly["due"]} == {"02", "07"}
    assert choices["regions"][0] == {"region": "11", "name": None, "name_en": None}
    assert {"region": "110108", "name": "海淀区教育委员会", "name_en": None} in choices["regions"]
    assert (choices["kinds"], choices["email"]) == (
        ["campus_monthly", "district_monthly", "campus_termly", "disclosure"],
        False,
    )
    assert await table_sizes() == before


async def test_replace_and_deactivate_a_schedule(served: Served) -> None:
    made = await create(served)
    async with served.as_("auditor") as client:
        body = {**MONTHLY, "every": "week", "rule": "next", "day": 5, "emails": [], "language": "en"}
        changed = (await client.put(f"/api/schedules/{made['id']}", json=body)).json()
        assert (changed["every"], changed["day"], changed["emails"], changed["language"]) == ("week", 5, [], "en")
        assert (await client.delete(f"/api/schedules/{made['id']}")).status_code == 204
        (left,) = (await client.get("/api/schedules")).json()["items"]
    assert (left["active"], left["next"]) == (False, None)
    assert await plan_due(db.utc_now() + timedelta(days=40)) == 0


FAULTY: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
    "a kind that is none": ({"kind": "campus_daily"}, {("/kind", "not_one_of")}),
    "the eighth day of a week": ({"every": "week", "day": 8}, {("/day", "out_of_range")}),
    "the 32nd": ({"day": 32}, {("/day", "out_of_range")}),
    "midnight as 24": ({"hour": 24}, {("/hour", "out_of_range")}),
    "terms without days": ({"every": "term"}, {("/terms", "required")}),
    "30 February": ({"every": "term", "terms": ["02-30"]}, {("/terms/0", "not_a_date")}),
    "a zone that is none": ({"zone": "Asia/Beijing"}, {("/zone", "unknown_zone")}),
    "no address": (
        {"emails": ["a@b", "王芳@", "a@b\r\nBcc: c@d"]},
        {("/emails/1", "not_an_email_address"), ("/emails/2", "not_an_email_address")},
    ),
    "a campus elsewhere": ({"sites": [str(CAMPUS), str(OTHER_CAMPUS)]}, {("/sites/1", "not_in_region")}),
    "an endpoint that is none": ({"webhooks": [str(uuid4())]}, {("/webhooks/0", "not_in_region")}),
    "a region in letters": ({"region": "11%"}, {("/region", "wrong_form")}),
    "a rule of no list": ({"rule": "sometimes"}, {("/rule", "not_one_of")}),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
async def test_names_every_fault_of_a_schedule_at_its_field(on_sqlite: Served, name: str) -> None:
    changes, faults = FAULTY[name]
    before = await table_sizes()
    for path in ("", "/preview"):
        async with on_sqlite.as_("inspector") as client:
            answer = await client.post(f"/api/schedules{path}", json={**MONTHLY, **changes})
        assert answer.status_code == 422, answer.text
        assert {(e["pointer"], e["code"]) for e in answer.json()["errors"]} == faults
        assert all(e["detail"] != e["code"] for e in answer.json()["errors"])
    assert await table_sizes() == before


async def test_runs_show_how_far_they_are_and_what_failed_is_tried_again(served: Served) -> None:
    made = await create(served, "auditor", region="11")
    run = await run_of(served, made["id"])
    assert (run["total"], run["counts"]) == (2, {"due": 2, "running": 0, "ready": 0, "failed": 0})

    worker, now = uuid4(), db.utc_now()
    first = await claim(worker, now)
    assert first is not None
    await finish(worker, first["id"], b"%PDF", 1, "a" * 64, served.settings.archive, now)
    while (taken := await claim(worker, now)) is not None:
        await fail(worker, taken["id"], 3, "FontsMissing")
    runs = (await served.get(f"schedules/{made['id']}/runs", "auditor"))["items"]
    assert sum(each["counts"]["ready"] for each in runs) == 1
    assert sum(each["counts"]["failed"] for each in runs) == 2 * len(runs) - 1
    (listed,) = (await served.get("schedules", "auditor"))["items"]
    assert listed["last"] == runs[0]

    failed = (await served.get("reports", "auditor", state="failed", run=run["id"]))["items"]
    assert failed
    async with served.as_("inspector") as client:
        assert (await client.post(f"/api/schedules/{made['id']}/runs/{run['id']}/again")).status_code == 404
    async with served.as_("auditor") as client:
        again = await client.post(f"/api/reports/{failed[0]['id']}/again")
        assert (again.status_code, again.json()["state"]) == (202, "due")
        rest = await client.post(f"/api/schedules/{made['id']}/runs/{run['id']}/again")
        assert rest.json() == {"reports": len(failed) - 1}
        assert (await client.post(f"/api/schedules/{made['id']}/runs/{uuid4()}/again")).status_code == 404


async def test_list_reports_by_kind_state_and_run(served: Served) -> None:
    made = await create(served)
    run = await run_of(served, made["id"])

    by_run = await served.get("reports", run=run["id"], kind="campus_monthly", state="due")
    assert [item["site"]["id"] for item in by_run["items"]] == [str(CAMPUS)]
    assert by_run["items"][0]["run"] == run["id"]
    assert (await served.get("reports", state="ready"))["items"] == []
    async with served.as_("auditor") as client:
        for query in ("state=lost", "kind=campus_daily", "run=1"):
            assert (await client.get(f"/api/reports?{query}")).status_code == 400, query
