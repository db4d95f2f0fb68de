"""How far the runs of schedules are, and another try for what failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from reports.schedules.calendar import Basis, calendar_of
from reports.schedules.edit import Plan, find_schedule
from reports.schedules.periods import parties_of, period_of
from reports.schedules.when import Every, dues, span
from traceability import db
from traceability.errors import NotOnRecord
from traceability.scope import Scope

AHEAD = timedelta(days=800)
"""How far preview looks; two years hold four terms."""
STATES = ("due", "running", "ready", "failed")


async def preview(plan: Plan, now: datetime, count: int) -> tuple[list[tuple[datetime, str, Basis | None]], int]:
    """The next times a schedule would come due, with what each reports and rests on; and of how many campuses."""
    ahead = now + AHEAD if plan.when.every is not Every.WEEK else now + timedelta(days=7 * (count + 20))
    calendar = await calendar_of(plan.when.counted, plan.region, plan.sites, *span(plan.when, now, ahead))
    found = []
    for due in dues(plan.when, calendar, now, ahead):
        found.append((due.at, period_of(plan.kind, plan.when.every, due), due.basis))
        if len(found) == count:
            break
    return found, len(await parties_of(plan.kind, plan.region, plan.sites))


async def list_runs(
    scope: Scope, schedule: UUID, before: tuple[datetime, UUID] | None, limit: int
) -> list[tuple[db.Row, dict[str, int]]]:
    """The runs of a schedule, the latest first, each with how many reports are in each state."""
    await find_schedule(scope, schedule)
    moment, identity = before or (None, None)
    rows = await db.fetch(
        "SELECT id, due_at, period, planned_at FROM schedule_run WHERE schedule = $1"
        " AND ($2 OR due_at < $3 OR (due_at = $3 AND id < $4)) ORDER BY due_at DESC, id DESC LIMIT $5",
        schedule,
        before is None,
        moment,
        identity,
        limit,
    )
    counts = await counts_of([row["id"] for row in rows])
    return [(row, counts[row["id"]]) for row in rows]


async def counts_of(runs: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """How many reports of each run are in each state."""
    counts = {run: dict.fromkeys(STATES, 0) for run in runs}
    for row in await db.fetch(
        "SELECT run, state, COUNT(*) AS n FROM report WHERE run IN @uuids($1) GROUP BY run, state", runs
    ):
        counts[row["run"]][row["state"]] = row["n"]
    return counts


async def latest_runs(schedules: Sequence[UUID]) -> dict[UUID, db.Row]:
    """The latest run of each schedule that has one."""
    rows = await db.fetch(
        "SELECT id, schedule, due_at, period, planned_at FROM schedule_run r WHERE schedule IN @uuids($1)"
        " AND NOT EXISTS (SELECT 1 FROM schedule_run s WHERE s.schedule = r.schedule AND s.due_at > r.due_at)",
        schedules,
    )
    return {row["schedule"]: row for row in rows}


async def try_again(scope: Scope, schedule: UUID, run: UUID) -> int:
    """Make the failed reports of a run due again; how many."""
    await find_schedule(scope, schedule)
    if await db.fetch_one("SELECT id FROM schedule_run WHERE id = $1 AND schedule = $2", run, schedule) is None:
        raise NotOnRecord(run=str(run))
    async with db.transaction():
        rows = await db.fetch(
            "UPDATE report SET state = 'due', attempts = 0, failure = NULL WHERE run = $1 AND state = 'failed'"
            " RETURNING id",
            run,
        )
    return len(rows)
