"""Reports on schedule: planned once each, made once each, whatever restarts and however many servers there are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reports.archive import (
    LEASE,
    Sought,
    claim,
    fail,
    find_report,
    finish,
    give_back,
    give_up_lost,
    list_reports,
    make_again,
    path_of,
    renew,
    request_report,
)
from reports.schedules.calendar import Counted
from reports.schedules.edit import Plan, add_schedule, replace_schedule
from reports.schedules.plan import plan_due
from reports.schedules.runs import preview
from reports.schedules.when import DayRule, Every, When
from server.auth.accounts import sweep
from server.auth.tables import FailedSignIn, Session
from server.cli import PACKAGES
from server.jobs.leadership import LEASE as LEADERSHIP
from server.jobs.leadership import lead, step_down
from traceability import db
from traceability.identifiers import uuid7
from traceability.kinds import BY_NAME
from traceability.ledger.record import Submission, record
from traceability.migrations import migrate
from traceability.scope import Role, Scope

EVERYTHING = Scope(uuid7(), Role.OPERATOR, everything=True)
SEPTEMBER = datetime(2026, 9, 10, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
async def campuses(database_url: str) -> AsyncIterator[list[UUID]]:
    """A migrated database with three campuses of one district."""
    db.connect(database_url)
    await migrate(PACKAGES)
    school, sites = uuid7(), [uuid7() for _ in range(3)]
    organisation = {"name": "一所学校", "trade": "school", "region": "110114"}
    await record(EVERYTHING, BY_NAME["organisation"], [Submission.of(school, organisation)])
    bodies = [{"organisation": str(school), "name": f"校区{n}", "region": "110114"} for n in range(3)]
    await record(EVERYTHING, BY_NAME["site"], [Submission.of(s, b) for s, b in zip(sites, bodies, strict=True)])
    yield sites
    await db.engine().close()


FIFTH = When(Every.MONTH, DayRule.ON, Counted.WORKING, 5, 6, "Asia/Shanghai")
PLAN = Plan("campus_monthly", "110114", FIFTH, "zh-CN")


async def _schedule(plan: Plan = PLAN) -> UUID:
    return await add_schedule(plan, None, SEPTEMBER)


async def _all() -> list[db.Row]:
    return await list_reports(EVERYTHING, Sought(), None, 100)


async def test_plan_due_makes_up_each_missed_month_once(campuses: list[UUID]) -> None:
    await _schedule()

    assert await plan_due(NOVEMBER) == 2
    assert await plan_due(NOVEMBER) == 0
    assert await plan_due(NOVEMBER + timedelta(days=1)) == 0

    rows = await _all()
    assert sorted((row["period"], row["site"]) for row in rows) == sorted(
        (period, site) for period in ("2026-09", "2026-10") for site in campuses
    )


async def test_plan_due_by_two_servers_at_once_plans_once(campuses: list[UUID]) -> None:
    await _schedule()

    await asyncio.gather(*(plan_due(NOVEMBER) for _ in range(6)))

    assert len(await db.fetch("SELECT id FROM schedule_run")) == 2
    assert len(await db.fetch("SELECT id FROM report")) == 6


async def test_claim_gives_each_report_to_one_worker(campuses: list[UUID]) -> None:
    await _schedule()
    await plan_due(NOVEMBER)

    claimed = await asyncio.gather(*(claim(uuid4(), NOVEMBER) for _ in range(10)))

    ids = [row["id"] for row in claimed if row is not None]
    assert len(ids) == len(set(ids)) == 6


async def test_claim_takes_what_a_person_waits_for_before_what_a_schedule_asked_for(campuses: list[UUID]) -> None:
    await _schedule()
    await plan_due(NOVEMBER)
    wanted, later = uuid7(), NOVEMBER + timedelta(hours=1)
    await request_report(EVERYTHING, wanted, "campus_monthly", campuses[0], "2026-08", "zh-CN", later)

    claimed = await claim(uuid4(), later)

    assert claimed is not None
    assert claimed["id"] == wanted


async def test_claim_takes_over_a_report_whose_worker_died(campuses: list[UUID], tmp_path: Path) -> None:
    await _schedule()
    await plan_due(NOVEMBER)
    dead, alive = uuid4(), uuid4()
    first = await claim(dead, NOVEMBER)
    assert first is not None

    while (taken := await claim(alive, NOVEMBER + LEASE + timedelta(seconds=1))) is not None:
        assert await finish(alive, taken["id"], b"%PDF-alive", 1, "a" * 64, tmp_path, NOVEMBER)
    late = await finish(dead, first["id"], b"%PDF-dead", 1, "d" * 64, tmp_path, NOVEMBER)

    assert late is False
    assert (await find_report(EVERYTHING, first["id"]))["sha256"] == "a" * 64
    assert path_of(tmp_path, "a" * 64).read_bytes() == b"%PDF-alive"


async def test_fail_tries_three_times_and_leaves_the_others_alone(campuses: list[UUID], tmp_path: Path) -> None:
    await _schedule()
    await plan_due(NOVEMBER)
    worker, broken = uuid4(), campuses[0]

    while (taken := await claim(worker, NOVEMBER)) is not None:
        if taken["site"] == broken:
            await fail(worker, taken["id"], taken["attempts"], "FontsMissing")
        else:
            await finish(worker, taken["id"], b"%PDF", 1, "b" * 64, tmp_path, NOVEMBER)

    states = {(row["site"], row["state"]) for row in await _all()}
    assert states == {(broken, "failed"), (campuses[1], "ready"), (campuses[2], "ready")}


async def test_plan_due_makes_reports_of_the_chosen_campuses_only(campuses: list[UUID]) -> None:
    await _schedule(replace(PLAN, sites=(campuses[1],)))

    await plan_due(NOVEMBER)

    assert {row["site"] for row in await _all()} == {campuses[1]}


async def test_plan_due_follows_a_changed_schedule_from_then_on(campuses: list[UUID]) -> None:
    schedule = await _schedule()
    await plan_due(NOVEMBER)
    later = replace(PLAN, when=replace(FIFTH, day=25))
    await replace_schedule(EVERYTHING, schedule, later, NOVEMBER)

    assert await plan_due(NOVEMBER) == 0
    assert await plan_due(datetime(2026, 11, 24, 23, tzinfo=UTC)) == 1
    (found,), _ = await preview(later, datetime(2026, 11, 25, tzinfo=UTC), 1)
    assert found[0].astimezone(UTC) == datetime(2026, 12, 24, 22, tzinfo=UTC)


async def test_plan_due_counts_the_school_days_that_schools_have_on_record(campuses: list[UUID]) -> None:
    third = replace(PLAN, when=replace(FIFTH, rule=DayRule.NTH, counted=Counted.SCHOOL, day=3))
    for day, kind in (("2026-11-02", "holiday"), ("2026-11-03", "holiday"), ("2026-11-07", "make_up")):
        for site in campuses:
            body = {"party": str(site), "day": day, "kind": kind}
            await record(EVERYTHING, BY_NAME["school_day"], [Submission.of(uuid7(), body)])

    (due, _), _ = await preview(third, datetime(2026, 11, 1, tzinfo=UTC), 2)

    assert due[0].date().isoformat() == "2026-11-06"
    assert due[1:] == ("2026-10", "notice")
    schedule = await _schedule(third)
    await plan_due(NOVEMBER)
    body = {"party": str(campuses[0]), "day": "2026-11-04", "kind": "holiday"}
    await record(EVERYTHING, BY_NAME["school_day"], [Submission.of(uuid7(), body)])
    runs = "SELECT id FROM schedule_run WHERE schedule = $1"
    before = len(await db.fetch(runs, schedule))
    await plan_due(NOVEMBER)
    assert len(await db.fetch(runs, schedule)) == before  # a calendar that is mended later brings no second run


async def test_renew_keeps_a_report_from_others_and_three_lost_workers_end_it(campuses: list[UUID]) -> None:
    await _schedule(replace(PLAN, sites=(campuses[0],)))
    await plan_due(datetime(2026, 10, 6, tzinfo=UTC))
    now, worker = NOVEMBER, uuid4()
    assert await claim(worker, now)
    await renew(worker, now + LEASE)

    assert await claim(uuid4(), now + LEASE + timedelta(seconds=1)) is None
    for _ in range(2):
        now += 3 * LEASE
        assert await claim(uuid4(), now)
    now += 3 * LEASE
    assert await claim(uuid4(), now) is None
    await give_up_lost(now)
    (row,) = await _all()
    assert (row["state"], row["failure"]) == ("failed", "WorkerLost")

    assert (await make_again(EVERYTHING, row["id"]))["state"] == "due"
    again = await claim(uuid4(), now)
    assert again is not None
    assert again["attempts"] == 1


async def test_lead_gives_planning_to_one_server_until_it_is_silent(campuses: list[UUID]) -> None:
    first, second, now = uuid4(), uuid4(), NOVEMBER

    both = await asyncio.gather(lead("planning", first, now), lead("planning", second, now))
    leader, other = (first, second) if both[0] else (second, first)

    assert sorted(both) == [False, True]
    assert await lead("planning", leader, now + LEADERSHIP / 2)
    assert not await lead("planning", other, now + LEADERSHIP)
    assert await lead("planning", other, now + LEADERSHIP * 2)
    assert not await lead("planning", leader, now + LEADERSHIP * 2)
    await step_down("planning", other, now + LEADERSHIP * 2)
    assert await lead("planning", leader, now + LEADERSHIP * 2)


async def test_sweep_forgets_expired_sessions_and_old_failures_only(campuses: list[UUID]) -> None:
    now, old = db.utc_now(), db.utc_now() - timedelta(days=2)
    session = {"digest": b"", "account": uuid4(), "csrf": ""}
    await db.insert({Session: [{**session, "id": uuid4(), "expires_at": at} for at in (old, now + timedelta(hours=1))]})
    await db.insert({FailedSignIn: [{"id": uuid4(), "username": "kitchen", "failed_at": at} for at in (old, now)]})

    await sweep()

    assert len(await db.fetch("SELECT id FROM session")) == 1
    assert len(await db.fetch("SELECT id FROM failed_sign_in")) == 1


async def test_give_back_leaves_a_stopped_servers_report_due_and_uncounted(campuses: list[UUID]) -> None:
    await _schedule()
    await plan_due(NOVEMBER)
    worker = uuid4()
    first = await claim(worker, NOVEMBER)
    assert first is not None

    await give_back(worker)

    again = await claim(uuid4(), NOVEMBER)
    assert again is not None
    assert (again["id"], again["attempts"]) == (first["id"], 1)
