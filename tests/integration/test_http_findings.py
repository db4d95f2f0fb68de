"""Findings, rules and dry runs over HTTP: in scope, paged, with their sources, steps and limits."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.judged import DAY, NOON, NOW, FaultyDay, faulty_day, sample_of
from tests.support.records import CAMPUS, known
from tests.support.served import OTHER_CAMPUS, Served
from traceability import db
from traceability.rules.judge_site import judge_site

SAMPLE_RULES = {"D1", "R3", "L1", "T1"}
WISH: dict[str, Any] = {"sites": [str(CAMPUS)], "first": "2026-11-16", "last": "2026-11-22"}


async def judged() -> FaultyDay:
    day = await faulty_day()
    await judge_site(CAMPUS, DAY, DAY, NOW, only=SAMPLE_RULES)
    return day


async def found(served: Served, username: str = "manager", **parameters: str | int) -> list[str]:
    page = await served.get("findings", username, **parameters)
    return [item["rule"]["id"] for item in page["items"]]


async def test_list_findings_by_what_they_are(served: Served) -> None:
    day = await judged()
    page = await served.get("findings", "manager", site=str(CAMPUS))
    items = {item["rule"]["id"]: item for item in page["items"]}

    assert set(items) == {"D1", "R3", "L1"}
    warm = items["R3"]
    assert warm["text"] == "鸡胸肉到货9.8℃，高于上限7℃（标签4℃）。"
    assert warm["text_en"] == "Chicken breast arrived at 9.8 °C, above 7 °C (label 4 °C)."
    assert (warm["severity"], warm["verdict"], warm["state"], warm["holds"]) == ("major", "violated", "open", True)
    assert warm["subject"] == {"kind": "delivery", "id": str(day.delivery.id), "place": "line:1"}
    assert warm["site"]["name"] == "本部食堂"
    assert await found(served, rule="L1") == ["L1"]
    assert await found(served, severity="block") == ["D1"]
    assert await found(served, verdict="not_evidenced") == []
    assert await found(served, state="closed") == []
    assert len(await found(served, state="overdue")) + len(await found(served, state="open")) >= 3

    first = await served.get("findings", "manager", limit=2)
    rest = await served.get("findings", "manager", limit=2, after=first["next"])
    assert sorted(one["rule"]["id"] for one in first["items"] + rest["items"]) == ["D1", "L1", "R3"]
    assert rest["next"] is None


async def test_what_needs_somebody_is_counted_and_the_most_urgent_comes_first(served: Served) -> None:
    await judged()
    first = await served.get("findings", "manager", order="urgency", limit=1)
    rest = await served.get("findings", "manager", order="urgency", limit=5, after=first["next"])
    assert [one["rule"]["id"] for one in first["items"]] == ["D1"]
    assert [one["severity"] for one in rest["items"]] == ["major", "major"]

    step = {"site": str(CAMPUS), "finding": first["items"][0]["id"], "occurred_at": NOON, "step": "verified"}
    await served.put("finding-steps", step, "inspector")
    assert (await found(served, order="urgency"))[-1] == "D1", "closed ones come last"
    assert set(await found(served, state="pending")) == {"R3", "L1"}
    counts = await served.get("findings/counts", "inspector")
    assert (counts["pending"], counts["block"], counts["major"], counts["not_evidenced"]) == (2, 0, 2, 0)
    assert [(one["site"]["name"], one["pending"]) for one in counts["sites"]] == [("本部食堂", 2)]
    assert counts["most_urgent"]["id"] == rest["items"][0]["id"]
    one_rule = await served.get("findings/counts", "inspector", rule="L1")
    assert (one_rule["pending"], [one["rule"]["id"] for one in one_rule["rules"]]) == (1, ["L1", "R3"])
    elsewhere = await served.get("findings/counts", "other_manager", site=str(CAMPUS))
    assert (elsewhere["pending"], elsewhere["sites"], elsewhere["most_urgent"]) == (0, [], None)
    shown = await served.get(f"findings/{step['finding']}", "inspector")
    assert [one["mine"] for one in shown["steps"]] == [True]
    assert [one["mine"] for one in (await served.get(f"findings/{step['finding']}", "manager"))["steps"]] == [False]


async def test_findings_are_seen_in_scope_alone(served: Served) -> None:
    await judged()
    for username in ("kitchen", "manager", "inspector", "auditor", "operator"):
        assert set(await found(served, username)) == {"D1", "R3", "L1"}, username
    for username in ("other_kitchen", "other_manager"):
        assert await found(served, username) == []
        assert await found(served, username, site=str(CAMPUS)) == []
    identity = (await served.get("findings", "manager", rule="L1"))["items"][0]["id"]
    async with served.as_("other_kitchen") as client:
        assert (await client.get(f"/api/findings/{identity}")).status_code == 404
    async with served.as_("supplier") as client:
        assert (await client.get("/api/findings")).status_code == 403


async def test_a_finding_shows_its_sources_records_and_steps(served: Served) -> None:
    day = await judged()
    identity = (await served.get("findings", "manager", rule="R3"))["items"][0]["id"]
    step = {"site": str(CAMPUS), "finding": identity, "occurred_at": NOON, "step": "explained", "note": "路上堵车"}
    await served.put("finding-steps", {**step, "documents": [str(known("photo"))]}, "kitchen")
    shown = await served.get(f"findings/{identity}", "inspector")

    assert shown["state"] == "explained"
    assert [one["provenance"] for one in shown["citations"]] == ["K"]
    assert shown["records"] == [{"kind": "delivery", "id": str(day.delivery.id), "revision": 1}]
    (told,) = shown["steps"]
    assert (told["step"], told["note"], told["author_name"]) == ("explained", "路上堵车", "kitchen")
    assert told["documents"] == [str(known("photo"))]

    (sample,) = (await served.get("findings", "manager", rule="L1"))["items"]
    shown = await served.get(f"findings/{sample['id']}", "manager")
    assert [one["kind"] for one in shown["records"]] == ["cooking"], "found by the dish it made"


async def test_nobody_verifies_their_own(served: Served) -> None:
    await judged()
    (finding,) = (await served.get("findings", "manager", rule="L1"))["items"]
    step = {"site": str(CAMPUS), "finding": finding["id"], "occurred_at": NOON}
    await served.put("finding-steps", {**step, "step": "corrected", "note": "补做留样"}, "manager")
    verified = {**step, "occurred_at": "2026-11-20T15:00:00+08:00", "step": "verified"}
    async with served.as_("manager") as client:
        refused = await client.put(f"/api/finding-steps/{known('verification')}", json=verified)
    assert (refused.status_code, refused.json()["code"]) == (403, "verifies_own")
    assert refused.json()["detail"].startswith("说明或整改的人不能自己核实")
    await served.put("finding-steps", verified, "inspector")
    assert await found(served, state="closed") == ["L1"]


async def test_a_finding_that_ended_is_listed_apart(on_sqlite: Served) -> None:
    day = await judged()
    await on_sqlite.put("retained-samples", sample_of(day.dish))
    await judge_site(CAMPUS, DAY, DAY, NOW, only=SAMPLE_RULES)
    assert set(await found(on_sqlite)) == {"D1", "R3"}
    assert await found(on_sqlite, state="ended") == ["L1"]


async def test_a_finding_without_words_any_more_says_its_code(on_sqlite: Served) -> None:
    await judged()
    await db.fetch("UPDATE finding SET why = 'gone', rule_set = 0 WHERE rule = 'L1'")
    (finding,) = (await on_sqlite.get("findings", "manager", rule="L1"))["items"]
    assert (finding["text"], finding["rule"]["title"]) == ("L1 gone", "每餐每个品种留样不少于125克")
    await db.fetch("UPDATE finding SET rule = 'L0' WHERE rule = 'L1'")
    (finding,) = (await on_sqlite.get("findings", "manager", rule="L0"))["items"]
    assert (finding["text"], finding["rule"]["title"]) == ("L0 gone", "L0")


async def test_rules_are_read_as_data(served: Served) -> None:
    await judge_site(CAMPUS, DAY, DAY, NOW)
    answer = await served.get("rules", "kitchen", site=str(CAMPUS), on="2026-11-20")
    items = {item["id"]: item for item in answer["rules"]}

    assert (answer["version"], answer["region"], len(items)) == (1, "110108", 40)
    warm = items["R3"]
    assert [(limit["code"], limit["value"]) for limit in warm["thresholds"]] == [
        ("receive_chilled_over_label", "3"),
        ("receive_frozen_max", "-9"),
    ]
    assert (warm["severity"], warm["severity_of"]["frozen_too_warm"], warm["applies"]) == ("major", "minor", True)
    assert (warm["fared"]["evaluated"], warm["fared"]["last_day"]) == (0, "2026-11-20")
    assert items["V4"]["applies"]
    assert not items["N1"]["applies"]
    elsewhere = await served.get("rules", "kitchen", on="2018-09-30", region="310101")
    there = {item["id"]: item["applies"] for item in elsewhere["rules"]}
    assert (there["V4"], there["R3"], there["D1"]) == (False, False, True)


async def test_a_dry_run_compares_and_writes_nothing(served: Served) -> None:
    day = await judged()
    before = await db.fetch("SELECT * FROM finding ORDER BY id")
    wish = {**WISH, "thresholds": {"receive_chilled_over_label": "6"}, "rules": {"L1": {"severity": "block"}}}
    wish["rules"]["D1"] = {"effective_from": "2026-12-01"}
    async with served.as_("inspector") as client:
        answer = await client.post("/api/rules/dry-run", json=wish)
    assert answer.status_code == 200, answer.text
    told = answer.json()

    compared = {one["id"]: (one["stands"]["violated"], one["would_be"]["violated"]) for one in told["rules"]}
    assert {rule: compared[rule] for rule in ("D1", "R3", "L1")} == {"D1": (1, 0), "R3": (1, 0), "L1": (1, 1)}
    assert {one["rule"] for one in told["lost"]} == {"D1", "R3"}
    assert [(one["rule"], one["severity"]) for one in told["graded"] if one["rule"] == "L1"] == [("L1", "block")]
    assert told["gained"] == []
    assert "C2" not in compared, "nobody could settle what nobody had found"
    changes = {one["id"]: one["findings"] for one in told["rules"]}
    assert changes["D1"] == {"gained": 0, "lost": 1, "graded": 0, "same": 0}
    assert changes["L1"] == {"gained": 0, "lost": 0, "graded": 1, "same": 0}
    assert str(day.delivery.id) in {one["subject"]["id"] for one in told["lost"]}
    assert await db.fetch("SELECT * FROM finding ORDER BY id") == before


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"last": "2026-11-01"}, "/last", "before_first"),
        ({"first": "2023-01-01"}, "/last", "too_many_site_days"),
        ({"thresholds": {"luck_max": "3"}}, "/thresholds/luck_max", "unknown_threshold"),
        ({"thresholds": {"cook_core_min": "hot"}}, "/thresholds/cook_core_min", "wrong_form"),
        ({"thresholds": {"receivers_min": "1.5"}}, "/thresholds/receivers_min", "unreadable_limit"),
        ({"rules": {"Z9": {"severity": "major"}}}, "/rules/Z9", "unknown_rule"),
        ({"rules": {"L1": {"severity": "awful"}}}, "/rules/L1/severity", "not_one_of"),
        ({"packs": ["MARS"]}, "/packs/0", "not_one_of"),
    ],
)
async def test_a_dry_run_that_cannot_be_understood_names_its_faults(
    on_sqlite: Served, changes: dict[str, Any], pointer: str, code: str
) -> None:
    await judged()
    async with on_sqlite.as_("inspector") as client:
        answer = await client.post("/api/rules/dry-run", json={**WISH, **changes})
    assert answer.status_code == 422, answer.text
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [(pointer, code)]


async def test_a_dry_run_is_the_authoritys_and_of_sites_in_scope(on_sqlite: Served) -> None:
    async with on_sqlite.as_("manager") as client:
        assert (await client.post("/api/rules/dry-run", json=WISH)).status_code == 403
    async with on_sqlite.as_("inspector") as client:
        elsewhere = await client.post("/api/rules/dry-run", json={**WISH, "sites": [str(OTHER_CAMPUS)]})
    assert elsewhere.status_code == 404


@pytest.mark.parametrize(
    "query", ["state=lost", "severity=awful", "verdict=maybe", "after=x", "limit=0", "rule=%00", "order=luck"]
)
async def test_a_query_that_cannot_be_understood_is_a_problem(on_sqlite: Served, query: str) -> None:
    async with on_sqlite.as_("manager") as client:
        answer = await client.get(f"/api/findings?{query}")
    assert answer.status_code == 400
