"""What a finished report holds, read from its own file: figures, the records behind them, findings, comparison."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from reports.archive import path_of
from tests.support.archived import archived
from tests.support.kitchen_month import PERIOD, fill_month
from tests.support.records import CAMPUS
from tests.support.served import OTHER_CAMPUS, Served
from traceability import db
from traceability.ledger.record import body_of


async def test_shows_the_records_behind_every_figure_of_the_file(served: Served) -> None:
    await fill_month(served)
    report = await archived(served, CAMPUS, PERIOD)
    contents: dict[str, Any] = await served.get(f"reports/{report}/contents", "auditor")

    figures = {one["code"]: one for one in contents["figures"]}
    assert (figures["deliveries"]["number"], figures["corrections"]["number"]) == (1, 1)
    assert contents["rules"] is not None
    assert contents["lead"]
    for code, figure in figures.items():
        listed = (await served.get(f"reports/{report}/records", "auditor", figure=code))["items"]
        assert len(listed) == figure["records"], code
        if figure["states"]:
            for state, count in figure["states"].items():
                of_state = await served.get(f"reports/{report}/records", "auditor", figure=code, state=state)
                assert [one["state"] for one in of_state["items"]] == [state] * count
    line = (await served.get(f"reports/{report}/records", "manager", figure="lines"))["items"][0]
    assert line["leaf"].startswith("sha256:")
    trace = await served.get(f"batches/{line['batch']}/trace", "auditor", direction="upstream")
    assert trace["nodes"]

    violated = sum(one["violated"] for one in contents["executions"])
    found = (await served.get(f"reports/{report}/findings", "auditor", verdict="violated", limit=200))["items"]
    assert len(found) == violated
    assert all(one["text"] and one["citations"] for one in found)
    gap = next(one for one in contents["executions"] if one["not_evidenced"])
    gaps = await served.get(f"reports/{report}/findings", "auditor", rule=gap["id"], verdict="not_evidenced", limit=1)
    assert gaps["items"][0]["rule"]["id"] == gap["id"]
    assert (gaps["next"] is None) == (gap["not_evidenced"] == 1)

    async with served.as_("auditor", "en") as client:
        told = (await client.get(f"/api/reports/{report}/contents")).json()
        assert told["lead"] != contents["lead"]
        records = await client.get(f"/api/reports/{report}/files/records.json")
        table = await client.get(f"/api/reports/{report}/files/records.csv")
        assert (await client.get(f"/api/reports/{report}/files/passwords")).status_code == 404
    assert len(json.loads(records.content)["deliveries"]) == figures["deliveries"]["number"]
    assert table.content.startswith(b"\xef\xbb\xbf")
    assert len((await served.get("downloads", "auditor", report=report))["items"]) == 2


async def test_compares_what_was_known_then_with_today_and_with_another_school(served: Served) -> None:
    await fill_month(served)
    then, elsewhere = await archived(served, CAMPUS, PERIOD), await archived(served, OTHER_CAMPUS, PERIOD)
    before, after = await _one_portion_more(served)
    today = await archived(served, CAMPUS, PERIOD)

    same = await served.get(f"reports/{then}/compare/{then}", "auditor")
    assert (same["relation"], same["differs"], same["records"], same["rules"]) == ("again", False, [], [])

    told = await served.get(f"reports/{then}/compare/{today}", "manager")
    amended = next(one for one in told["records"] if one["table"] == "cookings")
    assert (told["relation"], told["changed"]["amended"]) == ("again", 1)
    assert (amended["change"], amended["before"], amended["after"], amended["reasons"]) == ("amended", 1, 2, ["数错"])
    assert {"path": "portions", "before": str(before), "after": str(after)} in amended["fields"]
    back = await served.get(f"reports/{today}/compare/{then}", "auditor")
    assert back["changed"] == told["changed"] | {"came": told["changed"]["went"], "went": told["changed"]["came"]}

    other = await served.get(f"reports/{then}/compare/{elsewhere}", "auditor")
    assert (other["relation"], other["changed"], other["records"]) == ("sites", None, [])
    worse = [figure["worse"] for figure in other["figures"]]
    assert worse == sorted(worse, reverse=True)


async def _one_portion_more(served: Served) -> tuple[int, int]:
    """Correct the month's cooking; its portions before and after."""
    row = await db.fetch_one("SELECT record, entry FROM revision WHERE kind = 'cooking'")
    assert row is not None
    body = body_of(row["entry"])
    content = {**body, "portions": body["portions"] + 1}
    await served.put(
        "corrections",
        {"record": str(row["record"]), "saw": 1, "declaration": "incorrect_data", "reason": "数错", "content": content},
    )
    return body["portions"], content["portions"]


async def test_opens_nothing_beyond_the_scope_and_says_what_is_wrong(on_sqlite: Served) -> None:
    report, other = await archived(on_sqlite, CAMPUS, PERIOD), await archived(on_sqlite, OTHER_CAMPUS, PERIOD)
    await archived(on_sqlite, CAMPUS, "2026-10")
    routes = [
        f"{report}/contents",
        f"{report}/records?figure=lines",
        f"{report}/findings",
        f"{report}/files/records.json",
        f"{report}/compare/{report}",
    ]
    expected = {"manager": 200, "inspector": 200, "kitchen": 200, "other_manager": 404, "supplier": 403}
    for username, status in expected.items():
        async with on_sqlite.as_(username) as client:
            for route in routes:
                assert (await client.get(f"/api/reports/{route}")).status_code == status, (username, route)
            assert (await client.get(f"/api/reports/{report}/compare/{other}")).status_code in (404, 403)
    async with on_sqlite.as_("auditor") as client:
        for route, status in (
            (f"{report}/records", 400),
            (f"{report}/records?figure=none", 400),
            (f"{report}/records?figure=lines&state=good", 400),
            (f"{report}/records?figure=lines&limit=0", 400),
            (f"{report}/records?figure=%00", 400),
            (f"{report}/findings?verdict=none", 400),
            (f"{report}/findings?rule=none", 200),
            (f"{uuid4()}/contents", 404),
            (f"{report}/compare/{uuid4()}", 404),
        ):
            assert (await client.get(f"/api/reports/{route}")).status_code == status, route

        ordered = (await client.post("/api/reports", json={"site": str(CAMPUS), "period": PERIOD})).json()
        assert (await client.get(f"/api/reports/{ordered['id']}/contents")).status_code == 404  # it is not made yet

        async with db.transaction():
            await db.fetch("UPDATE report SET kind = 'disclosure' WHERE id = $1", UUID(other))
        unlike = await client.get(f"/api/reports/{report}/compare/{other}")
        assert (unlike.status_code, unlike.json()["code"]) == (422, "reports_unlike")

        row = await db.fetch_one("SELECT sha256 FROM report WHERE id = $1", UUID(other))
        assert row is not None
        path_of(on_sqlite.settings.archive, row["sha256"]).write_bytes(b"%PDF-1.7 of somebody else")
        for route in ("files/records.json", "pdf", "xlsx"):
            damaged = await client.get(f"/api/reports/{other}/{route}")
            assert (damaged.status_code, damaged.json()["code"]) == (410, "archive_damaged"), route
        path_of(on_sqlite.settings.archive, row["sha256"]).unlink()
        for route in (f"{other}/pdf", f"archive.zip?ids={report},{other}"):
            gone = await client.get(f"/api/reports/{route}")
            assert (gone.status_code, gone.json()["code"]) == (410, "archive_damaged"), route
