"""Two hundred reports while the server is killed: each is made and sealed once, and each is announced once."""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from reports.archive import path_of
from reports.schedules.calendar import Counted
from reports.schedules.edit import EMAIL, Plan, add_schedule
from reports.schedules.when import DayRule, Every, When
from reports.verify.reading import beginning, read
from reports.verify.report import verify_pdf
from reports.verify.steps import State
from server.cli import PACKAGES
from server.sealing import trust_of
from server.settings import Settings
from tests.soak.servers import Server, durable
from tests.support.receivers import mail_server
from tests.support.records import AUTHORITY, OPERATOR
from tests.support.served import settings_of
from traceability import db
from traceability.identifiers import uuid7
from traceability.kinds import BY_NAME
from traceability.ledger.record import Submission, record
from traceability.ledger.verify import verify_ledger
from traceability.migrations import migrate

REPORTS = int(os.environ.get("MEALTRACE_SOAK_REPORTS", "200"))
KILLS, WORKERS = 3, 2
VERIFIED_EVERY = 20
REGION = "110114"


@pytest.fixture(params=["sqlite", "postgresql"])
def durable_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that keeps what it acknowledged: PostgreSQL with fsync on."""
    with durable(request.param, tmp_path) as url:
        yield url


async def fill(url: str) -> None:
    """A district of many small campuses, an auditor, and a schedule that has just come due."""
    from server.auth.accounts import create_account
    from traceability.scope import Role

    db.connect(url)
    try:
        await migrate(PACKAGES)
        school, sites = uuid7(), [uuid7() for _ in range(REPORTS)]
        bodies = [
            (AUTHORITY, {"name": "昌平区教育委员会", "trade": "authority", "region": REGION}),
            (school, {"name": "许多小学", "trade": "school", "region": REGION}),
        ]
        await record(OPERATOR, BY_NAME["organisation"], [Submission.of(i, b) for i, b in bodies])
        campuses = [{"organisation": str(school), "name": f"第{n}校区", "region": REGION} for n in range(REPORTS)]
        submitted = [Submission.of(s, b) for s, b in zip(sites, campuses, strict=True)]
        await record(OPERATOR, BY_NAME["site"], submitted)
        await create_account("auditor", "a warm chicken", "审计员", Role.AUDITOR, party=AUTHORITY, region=REGION)
        month = db.utc_now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        when = When(Every.MONTH, DayRule.ON, Counted.WORKING, 1, 12, "UTC")
        if month + timedelta(hours=12) >= db.utc_now():  # the first day's morning: what came due is last month's
            month = (month - timedelta(days=1)).replace(day=1)
        plan = Plan("campus_monthly", REGION, when, "zh-CN", recipients=((EMAIL, "reports@example.org"),))
        await add_schedule(plan, None, month)
    finally:
        await db.engine().close()


async def states(url: str) -> Counter[str]:
    """How many reports are in each state."""
    db.connect(url)
    try:
        rows = await db.fetch("SELECT state, COUNT(*) AS n FROM report GROUP BY state")
    finally:
        await db.engine().close()
    return Counter({row["state"]: row["n"] for row in rows})


async def until(url: str, ready: int) -> None:
    """Wait until so many are ready; the server is asked through its own database."""
    async with asyncio.timeout(240 + 30 * REPORTS):
        while (await states(url))["ready"] < ready:  # noqa: ASYNC110 - another process makes them
            await asyncio.sleep(0.5)


async def test_killed_servers_make_two_hundred_reports_once_each(
    durable_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(durable_url)
    dice = random.Random(11)
    async with mail_server() as mailbox:
        for name, value in (("HOST", "127.0.0.1"), ("PORT", str(mailbox.port)), ("SECURITY", "none")):
            monkeypatch.setenv(f"MEALTRACE_SMTP_{name}", value)
        monkeypatch.setenv("MEALTRACE_REPORT_WORKERS", str(WORKERS))
        server = Server(durable_url, tmp_path)
        for n in range(KILLS):
            await server.start()
            await until(durable_url, min((n + 1) * REPORTS // (KILLS + 1) + dice.randrange(5), REPORTS))
            server.kill()
            server = replace(server)
        await server.start()
        try:
            await until(durable_url, REPORTS)
            async with asyncio.timeout(300):  # a mailing whose sender was killed waits for the end of its lease
                while len({message["Message-ID"] for message in mailbox.messages}) < REPORTS:  # noqa: ASYNC110 - as above
                    await asyncio.sleep(0.5)
        finally:
            server.kill()
        sent = Counter(str(message["Message-ID"]) for message in mailbox.messages)
    await check(durable_url, settings_of(durable_url, tmp_path), sent)


async def check(url: str, settings: Settings, sent: Counter[str]) -> None:
    """One run, one report a campus, one sealed file a report whose bytes are its fingerprint's, one entry and mailing
    each; and a ledger that stands, with every checkpoint that was signed meanwhile."""
    trust = trust_of(settings)
    db.connect(url)
    try:
        assert (await verify_ledger(trust.keys))[1] == []
        runs = await db.fetch("SELECT id FROM schedule_run")
        reports = await db.fetch("SELECT * FROM report ORDER BY id")
        entries = await db.fetch("SELECT report FROM inbox_entry")
        mailings = await db.fetch("SELECT id, report, state FROM mailing")
    finally:
        await db.engine().close()
    assert len(runs) == 1
    assert len(reports) == len({row["site"] for row in reports}) == REPORTS
    assert {(row["state"], row["failure"], row["run"]) for row in reports} == {("ready", None, runs[0]["id"])}
    for number, row in enumerate(reports):
        pdf = path_of(settings.archive, row["sha256"]).read_bytes()
        assert (len(pdf), hashlib.sha256(pdf).hexdigest()) == (row["bytes"], row["sha256"])
        reading = read(pdf)
        assert (row["seal_level"], len(reading.signatures)) == ("B-B", 1)
        assert hashlib.sha256(beginning(reading) or b"").hexdigest() == row["unsigned_sha256"]
        if number % VERIFIED_EVERY == 0:
            told = await asyncio.to_thread(verify_pdf, pdf, trust)
            assert [step for step in told.steps if step.state is not State.PASSED] == []
            assert (told.about["report"], told.about["site"]) == (str(row["id"]), str(row["site"]))
    # A file whose maker was killed before it could say so is left over, under its own fingerprint.
    assert REPORTS <= len(list(settings.archive.rglob("*.pdf"))) <= REPORTS + KILLS * WORKERS
    of_each: set[UUID] = {row["id"] for row in reports}
    assert sorted(row["report"] for row in entries) == sorted(of_each)
    assert sorted(row["report"] for row in mailings) == sorted(of_each)
    # A message may go out twice where the server dies between sending and noting it: then under the same name.
    assert {name.strip("<>").split("@")[0] for name in sent} == {str(row["id"]) for row in mailings}
    assert sum(sent.values()) <= REPORTS + KILLS * 2
