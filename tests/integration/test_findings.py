"""Findings are kept: the same records and set give the same ones, and people's steps take them to their end."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from server.jobs import judging
from server.jobs.judging import judge_night, judge_recorded, stretches
from tests.support.judged import DAY, NOON, NOW, faulty_day, licence, sample_of, warm_delivery
from tests.support.records import AUTHORITY, CAMPUS, INSPECTOR, KITCHEN, MANAGER, amend, district, put
from traceability import db
from traceability.errors import Invalid, NotPermitted
from traceability.identifiers import uuid7
from traceability.rules.engine import rules
from traceability.rules.judge_site import judge_site
from traceability.rules.rule import State
from traceability.rules.touched import DAYS
from traceability.scope import Scope
from traceability.snapshot import facts_of

SAMPLE_RULES = {"D1", "R3", "L1", "T1"}


async def kept() -> dict[str, db.Row]:
    """The findings of the sample rules on record, by rule."""
    rows = await db.fetch("SELECT * FROM finding WHERE rule IN @texts($1) ORDER BY rule", sorted(SAMPLE_RULES))
    assert len({row["rule"] for row in rows}) == len(rows)
    return {row["rule"]: row for row in rows}


async def judged(now: datetime = NOW, **changes: Any) -> None:
    await judge_site(CAMPUS, DAY, DAY, now, only=SAMPLE_RULES, **changes)


async def step(finding: UUID, kind: str, scope: Scope, at: str = NOON, note: str | None = "已处理") -> Any:
    body = {"site": str(CAMPUS), "finding": str(finding), "occurred_at": at, "step": kind, "note": note}
    return await put("finding_step", body, scope=scope)


async def life_of_sample() -> str:
    return str((await kept())["L1"]["life"])


async def test_judge_a_day_and_keep_what_was_found(records_url: str) -> None:
    async with district(records_url):
        day = await faulty_day()
        await judged()
        found = await kept()

        assert {rule: (row["verdict"], row["why"], row["severity"]) for rule, row in found.items()} == {
            "D1": ("violated", "expired", "block"),
            "R3": ("violated", "chilled_too_warm", "major"),
            "L1": ("violated", "sample_missing", "major"),
        }
        warm = found["R3"]
        assert (warm["subject_kind"], warm["subject"], warm["place"]) == ("delivery", str(day.delivery.id), "line:1")
        assert (warm["day"], warm["due"], warm["holds"], warm["life"]) == (DAY, date(2026, 11, 23), True, "open")
        assert warm["rule_set"] == 1


async def test_judge_again_and_find_the_same(records_url: str) -> None:
    async with district(records_url):
        await faulty_day()
        await judged()
        first = await kept()
        await judged(NOW + timedelta(days=1))
        again = await kept()

        later = NOW + timedelta(days=1)
        assert {rule: {**row, "last_seen": later} for rule, row in first.items()} == {
            rule: dict(row) for rule, row in again.items()
        }
        wide = await judge_site(CAMPUS, date(2026, 11, 1), date(2026, 11, 30), NOW, only=SAMPLE_RULES)
        assert {one.id for one in wide.findings} == {row["id"] for row in first.values()}
        assert {row["first_seen"] for row in (await kept()).values()} == {NOW}


async def test_a_finding_that_no_longer_holds_stays_and_says_so(records_url: str) -> None:
    async with district(records_url):
        day = await faulty_day()
        await judged()
        await put("retained_sample", sample_of(day.dish))
        corrected = await amend(day.delivery, warm_delivery("3.1"))
        await judged(NOW + timedelta(hours=1))
        found = await kept()

        ended = {rule: (row["holds"], row["ended_at"]) for rule, row in found.items()}
        assert ended == {"D1": (True, None), **dict.fromkeys(("L1", "R3"), (False, NOW + timedelta(hours=1)))}

        await amend(corrected, warm_delivery("8"), saw=2)
        await judged(NOW + timedelta(hours=2))
        warm = (await kept())["R3"]
        assert (warm["holds"], warm["ended_at"], warm["first_seen"]) == (True, None, NOW)
        assert warm["id"] == found["R3"]["id"]
        assert '"temperature":"8"' in warm["told"]


async def test_rules_that_were_not_judged_leave_their_findings_alone(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        day = await faulty_day()
        await judged()
        await put("retained_sample", sample_of(day.dish))
        await judge_site(CAMPUS, DAY, DAY, NOW, only={"R3"})
        assert (await kept())["L1"]["holds"]
        await judge_site(CAMPUS, date(2026, 11, 21), date(2026, 11, 22), NOW, only=SAMPLE_RULES)
        assert (await kept())["L1"]["holds"]


async def test_how_each_rule_fared_is_kept_when_all_are_judged(records_url: str) -> None:
    async with district(records_url):
        await faulty_day()
        for now in (NOW, NOW + timedelta(days=1)):
            judgement = await judge_site(CAMPUS, DAY, DAY, now)
        rows = {row["rule"]: row for row in await db.fetch("SELECT * FROM rule_execution")}

        assert set(rows) == {one.rule for one in judgement.executions} >= SAMPLE_RULES
        warm = rows["R3"]
        assert (warm["evaluated"], warm["violated"], warm["satisfied"], warm["not_evidenced"]) == (1, 1, 0, 0)
        assert (warm["first_day"], warm["last_day"], warm["judged_at"]) == (DAY, DAY, NOW + timedelta(days=1))
        assert [row["fault"] for row in rows.values()] == [None] * len(rows)


async def test_a_finding_is_explained_corrected_and_verified_by_another(records_url: str) -> None:
    async with district(records_url):
        await faulty_day()
        await judged()
        finding = (await kept())["L1"]["id"]

        await step(finding, "explained", KITCHEN)
        assert await life_of_sample() == "explained"
        await step(finding, "corrected", MANAGER, "2026-11-20T13:00:00+08:00")
        assert await life_of_sample() == "corrected"
        for author in (KITCHEN, MANAGER):
            with pytest.raises(NotPermitted, match="verifies_own"):
                await step(finding, "verified", author, "2026-11-20T14:00:00+08:00", None)
        assert await life_of_sample() == "corrected"
        await step(finding, "verified", INSPECTOR, "2026-11-20T15:00:00+08:00", None)
        assert await life_of_sample() == "closed"
        await step(finding, "reopened", INSPECTOR, "2026-11-21T09:00:00+08:00", "复查仍未留样")
        assert await life_of_sample() == "open"
        await step(finding, "corrected", INSPECTOR, "2026-11-21T10:00:00+08:00")
        await step(finding, "verified", KITCHEN, "2026-11-21T11:00:00+08:00", None)
        assert await life_of_sample() == "closed"
        assert len(await db.fetch("SELECT id FROM finding_step WHERE until_seq IS NULL")) == 6


async def test_a_step_may_arrive_before_its_finding_or_be_taken_back(records_url: str) -> None:
    async with district(records_url):
        await faulty_day()
        await judged()
        finding = (await kept())["L1"]["id"]
        await db.fetch("DELETE FROM finding WHERE id = $1", finding)
        explained = await step(finding, "explained", KITCHEN)
        await judged()
        assert await life_of_sample() == "explained"
        await amend(explained, None)
        assert await life_of_sample() == "open"


async def test_a_step_that_met_the_first_judging_is_known_after_the_next(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        await faulty_day()
        await judged()
        await step((await kept())["L1"]["id"], "explained", KITCHEN)
        async with db.transaction():  # as the first judging leaves it, which read no step yet
            await db.fetch("UPDATE finding SET life = 'open' WHERE rule = 'L1'")

        await judged()
        assert await life_of_sample() == "explained"


async def test_a_verification_that_overtook_the_authors_own_correction_closes_nothing(records_url: str) -> None:
    async with district(records_url):
        await faulty_day()
        await judged()
        finding = (await kept())["L1"]["id"]
        await step(finding, "verified", KITCHEN, "2026-11-20T14:00:00+08:00", None)
        assert await life_of_sample() == "closed"
        await step(finding, "corrected", KITCHEN, "2026-11-20T13:00:00+08:00")  # from another tablet, later
        assert await life_of_sample() == "corrected"


async def test_a_step_names_a_finding_of_its_own_site_and_says_something(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        await faulty_day()
        await judged()
        finding, elsewhere = (await kept())["L1"]["id"], uuid7()
        school = (await db.fetch("SELECT organisation FROM party WHERE record = $1", CAMPUS))[0]["organisation"]
        await put("site", {"organisation": str(school), "name": "分校", "region": "110108"}, elsewhere)
        body = {"site": str(elsewhere), "finding": str(finding), "occurred_at": NOON, "step": "verified"}
        with pytest.raises(Invalid) as caught:
            await put("finding_step", body)
        assert [(fault.pointer, fault.code) for fault in caught.value.faults] == [
            ("/finding", "finding_of_another_site")
        ]
        with pytest.raises(Invalid) as caught:
            await step(finding, "explained", KITCHEN, note=None)
        assert [fault.code for fault in caught.value.faults] == ["note_required"]


async def test_records_are_judged_once_after_their_commit(records_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "REST", 0)
    async with district(records_url):
        day = await faulty_day()
        await judge_recorded(NOW)
        found = await kept()
        assert {"D1", "R3"} <= set(found)
        assert await judge_recorded(NOW) == 0

        await amend(day.delivery, {**warm_delivery("3.1"), "occurred_at": "2026-11-19T08:15:00+08:00"})
        assert await judge_recorded(NOW + timedelta(minutes=1)) == 2, "the day it was of, and the day it is of"
        warm = (await kept())["R3"]
        assert not warm["holds"]
        assert await db.fetch("SELECT id FROM outbox WHERE done_at IS NULL") == []


async def test_a_hold_is_judged_where_its_food_is(records_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "REST", 0)
    async with district(records_url):
        day = await faulty_day()
        await judge_recorded(NOW)
        ordered = {"party": str(AUTHORITY), "occurred_at": "2026-11-20T11:00:00+08:00", "reason": "抽检不合格"}
        await put("hold", {**ordered, "batches": [str(day.chicken)], "level": "recall"})
        assert await judge_recorded(NOW) == 1
        (used,) = await db.fetch("SELECT site, verdict, day FROM finding WHERE rule = 'X1' AND verdict = 'violated'")
        assert (used["site"], used["day"]) == (CAMPUS, DAY)


async def test_many_days_of_a_site_are_judged_as_one_stretch(
    sqlite_records_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "REST", 0)
    async with district(sqlite_records_url):
        await put("licence", licence())
        for day in range(10, 16):
            await put("delivery", {**warm_delivery(), "occurred_at": f"2026-11-{day}T08:15:00+08:00"})
        assert await judge_recorded(NOW) == 1
        rows = await db.fetch("SELECT day FROM finding WHERE rule = 'R3' ORDER BY day")
        assert [row["day"].day for row in rows] == list(range(10, 16))


def test_a_day_typed_years_off_is_judged_by_itself() -> None:
    week = [DAY - timedelta(days=n) for n in range(5)]
    slip = DAY.replace(year=2008)
    assert stretches([*week, slip]) == [(slip, slip), (week[-1], DAY)]
    assert stretches([DAY, slip]) == [(slip, slip), (DAY, DAY)]


async def test_a_site_that_cannot_be_judged_holds_up_nothing(
    sqlite_records_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(judging, "judge_site", broken)
    async with district(sqlite_records_url):
        await faulty_day()
        await judge_recorded(NOW)
        assert "could not be judged" in caplog.text
        assert await db.fetch("SELECT id FROM outbox WHERE done_at IS NULL") == []


async def test_every_site_is_judged_once_a_night(records_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "REST", 0)
    async with district(records_url):
        await faulty_day()
        midnight = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
        assert await judge_night(midnight) == 0, "half past twelve at night is too early"
        assert await judge_night(midnight + timedelta(hours=2)) == 1
        assert {"D1", "R3", "L1"} <= {row["rule"] for row in await db.fetch("SELECT rule FROM finding")}
        assert await judge_night(midnight + timedelta(hours=3)) == 0
        assert await judge_night(midnight + timedelta(hours=26)) == 1


async def test_findings_of_earlier_days_are_known_as_far_as_they_have_come(records_url: str) -> None:
    async with district(records_url):
        await faulty_day()
        await judged()
        found = await kept()
        await step(found["L1"]["id"], "corrected", KITCHEN, "2026-11-21T09:00:00+08:00")
        await step(found["R3"]["id"], "verified", INSPECTOR, "2026-11-21T09:00:00+08:00", None)
        tomorrow, later = date(2026, 11, 21), date(2026, 11, 30)

        known = {one["rule"]: one for one in (await facts_of(CAMPUS, tomorrow, tomorrow))["findings"]}
        assert {rule: known[rule]["state"] for rule in SAMPLE_RULES & known.keys()} == {
            "D1": "open",
            "L1": "corrected",
            "R3": "closed",
        }
        assert "R3" not in {one["rule"] for one in (await facts_of(CAMPUS, later, later))["findings"]}


async def test_the_worst_of_a_day_is_told_apart_by_severity_and_verdict(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        await faulty_day()
        judgement = await judge_site(CAMPUS, DAY, DAY, NOW, only=SAMPLE_RULES)
        assert {one.state for one in judgement.findings} == {State.VIOLATED}
        assert dataclasses.asdict(judgement)["rule_set"] == 1


def test_every_kind_that_rules_are_judged_after_has_days() -> None:
    assert {kind for rule in rules().values() for kind in rule.at_once} <= set(DAYS)
