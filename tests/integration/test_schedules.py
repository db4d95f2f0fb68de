"""Reports on schedule: planned once each, made once each, whatever restarts and however many servers there are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reports.archive import LEASE, claim, fail, find_report, finish, give_back, list_reports, path_of
from reports.schedule import add_schedule, due_times, plan_due
from server.auth.accounts import sweep
from server.auth.tables import FailedSignIn, Session
from server.cli import PACKAGES
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


async def _schedule() -> UUID:
    return await add_schedule("110114", 5, 6, "Asia/Shanghai", "zh-CN", SEPTEMBER)


async def test_plan_due_makes_up_each_missed_month_once(campuses: list[UUID]) -> None:
    await _schedule()

    assert await plan_due(NOVEMBER) == 2
    assert await plan_due(NOVEMBER) == 0
    assert await plan_due(NOVEMBER + timedelta(days=1)) == 0

    rows = await list_reports(EVERYTHING, None, None, None, 100)
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

    states = {(row["site"], row["state"]) for row in await list_reports(EVERYTHING, None, None, None, 100)}
    assert states == {(broken, "failed"), (campuses[1], "ready"), (campuses[2], "ready")}


def test_due_times_follow_the_clock_of_the_zone() -> None:
    due = list(due_times(5, 6, "Asia/Shanghai", SEPTEMBER, NOVEMBER))

    assert [moment.astimezone(UTC).isoformat() for moment in due] == [
        "2026-10-04T22:00:00+00:00",
        "2026-11-04T22:00:00+00:00",
    ]


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
