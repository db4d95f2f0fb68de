"""The clock of a server: plans due reports where it leads, makes them in processes of their own, sends what is ready,
signs the checkpoint of each night, drops what nobody came back for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import Executor
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, suppress
from uuid import UUID

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from reports.archive import claim, fail, finish, give_back, give_up_lost, renew
from reports.schedules.plan import plan_due
from reports.worker import executor as rendering_processes
from server.auth.accounts import sweep
from server.jobs.checkpoints import Nightly
from server.jobs.judging import judge_for_ever
from server.jobs.leadership import lead, step_down
from server.jobs.sealed import sealed_report
from server.mailings.announce import announce_ready
from server.mailings.send import send_one
from server.settings import Settings
from server.tablets.attempts import sweep_attempts
from traceability import db
from traceability.documents.uploads import sweep_uploads
from traceability.identifiers import uuid7

logger = logging.getLogger("mealtrace")
TICK_SECONDS = 30
RENEW_SECONDS = 30
LOOK_SECONDS = 5
"""How often makers and senders look for work that another process has left them."""
REST_SECONDS = 2
SENDERS = 2
PLANNING = "planning"


@asynccontextmanager
async def clock(settings: Settings) -> AsyncIterator[asyncio.Event]:
    """Run the clock for as long as the block lasts; the event it yields wakes the report maker at once."""
    waiting = asyncio.Event()
    waiting.set()
    scheduler, holder = AsyncIOScheduler(timezone="UTC"), uuid7()
    nightly, leading = Nightly(settings), asyncio.Event()

    async def tick() -> None:
        await sweep()
        await sweep_attempts()
        await asyncio.to_thread(sweep_uploads, settings.data_dir, db.utc_now())
        await nightly.tick(db.utc_now().astimezone())
        if not await lead(PLANNING, holder, db.utc_now()):
            leading.clear()
        else:
            leading.set()
            await plan_due(db.utc_now())
            await give_up_lost(db.utc_now())
        waiting.set()

    scheduler.add_job(
        tick, "interval", seconds=TICK_SECONDS, max_instances=1, coalesce=True, next_run_time=db.utc_now()
    )
    scheduler.start()
    tasks = [asyncio.create_task(_make_reports(settings, waiting)) for _ in range(settings.report_workers)]
    tasks += [asyncio.create_task(_send_mailings(settings)) for _ in range(SENDERS)]
    tasks.append(asyncio.create_task(judge_for_ever(settings.rule_packs, leading.is_set)))
    try:
        yield waiting
    finally:
        scheduler.shutdown(wait=False)
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await step_down(PLANNING, holder, db.utc_now())


async def _send_mailings(settings: Settings) -> None:
    """Announce what became ready, and send what is due, for as long as the server runs."""
    sender = uuid7()
    while True:
        try:
            await announce_ready(db.utc_now())
            while await send_one(settings, sender):
                pass
        except db.DatabaseError:
            logger.exception("no mailing could be looked for")
        await asyncio.sleep(LOOK_SECONDS)


async def _make_reports(settings: Settings, waiting: asyncio.Event) -> None:
    """Make what is due whenever woken, in a rendering process of this maker's own."""
    worker, executor = uuid7(), rendering_processes(1)
    alive = asyncio.create_task(_say_alive(worker))
    try:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(waiting.wait(), LOOK_SECONDS)
            waiting.clear()
            try:
                while await make_one(settings, executor, worker):
                    pass
            except db.DatabaseError:
                logger.exception("no report could be claimed")
                await asyncio.sleep(REST_SECONDS)
            except BrokenProcessPool:  # killed from outside: with the whole server, or for want of memory
                await asyncio.sleep(REST_SECONDS)
                executor.shutdown(wait=False)
                executor = rendering_processes(1)
                waiting.set()
    finally:
        alive.cancel()
        await give_back(worker)
        executor.shutdown(wait=False, cancel_futures=True)


async def _say_alive(worker: UUID) -> None:
    """Renew the lease of what a maker is making; a maker that is gone says nothing."""
    while True:
        await asyncio.sleep(RENEW_SECONDS)
        try:
            await renew(worker, db.utc_now())
        except db.DatabaseError:
            logger.exception("no lease could be renewed")


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
