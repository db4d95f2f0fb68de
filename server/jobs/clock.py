"""The clock of a server: plans due reports, makes them in processes of their own, works off the outbox, signs the
checkpoint of each night, drops what nobody came back for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, suppress
from uuid import UUID

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from reports.archive import claim, fail, finish, give_back
from reports.schedule import plan_due
from reports.worker import executor as rendering_processes
from server.auth.accounts import sweep
from server.jobs.checkpoints import Nightly
from server.jobs.judging import judge_for_ever
from server.jobs.sealed import sealed_report
from server.settings import Settings
from server.tablets.attempts import sweep_attempts
from traceability import db
from traceability.documents.uploads import sweep_uploads
from traceability.identifiers import uuid7

logger = logging.getLogger("mealtrace")
TICK_SECONDS = 30
REST_SECONDS = 2


@asynccontextmanager
async def clock(settings: Settings) -> AsyncIterator[asyncio.Event]:
    """Run the clock for as long as the block lasts; the event it yields wakes the report maker at once."""
    waiting = asyncio.Event()
    waiting.set()
    scheduler = AsyncIOScheduler(timezone="UTC")
    nightly = Nightly(settings)

    async def tick() -> None:
        await sweep()
        await sweep_attempts()
        await asyncio.to_thread(sweep_uploads, settings.data_dir, db.utc_now())
        await nightly.tick(db.utc_now().astimezone())
        await plan_due(db.utc_now())
        waiting.set()

    scheduler.add_job(
        tick, "interval", seconds=TICK_SECONDS, max_instances=1, coalesce=True, next_run_time=db.utc_now()
    )
    scheduler.start()
    makers = [asyncio.create_task(_make_reports(settings, waiting)) for _ in range(settings.report_workers)]
    makers.append(asyncio.create_task(judge_for_ever(settings.rule_packs)))
    try:
        yield waiting
    finally:
        scheduler.shutdown(wait=False)
        for maker in makers:
            maker.cancel()
            with suppress(asyncio.CancelledError):
                await maker


async def _make_reports(settings: Settings, waiting: asyncio.Event) -> None:
    """Make what is due whenever woken, in a rendering process of this maker's own."""
    worker, executor = uuid7(), rendering_processes(1)
    try:
        while True:
            await waiting.wait()
            waiting.clear()
            try:
                while await make_one(settings, executor, worker):
                    pass
            except BrokenProcessPool:  # killed from outside: with the whole server, or for want of memory
                await asyncio.sleep(REST_SECONDS)
                executor.shutdown(wait=False)
                executor = rendering_processes(1)
                waiting.set()
    finally:
        await give_back(worker)
        executor.shutdown(wait=False, cancel_futures=True)


async def make_one(settings: Settings, executor: Executor, worker: UUID) -> bool:
    """Claim and make one report; False where none is due. BrokenProcessPool: the rendering process was killed."""
    report = await claim(worker, db.utc_now())
    if report is None:
        return False
    try:
        made, provenance = await sealed_report(settings, executor, report, db.utc_now())
        await finish(
            worker, report["id"], made.pdf, made.pages, made.sha256, settings.archive, db.utc_now(), provenance
        )
    except BrokenProcessPool as error:
        await fail(worker, report["id"], report["attempts"], type(error).__name__)
        raise
    except Exception as error:  # one failing campus does not stop the others
        logger.exception("report %s failed", report["id"])
        await fail(worker, report["id"], report["attempts"], type(error).__name__)
    return True
