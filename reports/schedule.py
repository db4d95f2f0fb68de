"""When reports are due. A due run is a row: it survives a restart, and no two servers plan it twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from reports.tables import Report, Schedule, ScheduleRun
from traceability import db
from traceability.identifiers import derive, uuid7
from traceability.snapshot.window import as_moment

CAMPUS_MONTHLY = "campus_monthly"


async def add_schedule(region: str, day: int, hour: int, zone: str, language: str, since: datetime) -> UUID:
    """A schedule that comes due from `since` on: day 1..28 of each month, hour 0..23 of the zone."""
    schedule = uuid7()
    row = {
        "id": schedule,
        "kind": CAMPUS_MONTHLY,
        "region": region,
        "day": day,
        "hour": hour,
        "zone": zone,
        "language": language,
        "active": True,
        "created_at": since,
    }
    async with db.transaction():
        await db.insert({Schedule: [row]})
    return schedule


def due_times(day: int, hour: int, zone: str, since: datetime, until: datetime) -> Iterator[datetime]:
    """Every time that a schedule came due after `since` and up to `until`, oldest first."""
    place = ZoneInfo(zone)
    month = since.astimezone(place).date().replace(day=1)
    while True:
        due = datetime(month.year, month.month, day, hour, tzinfo=place)
        if due > until:
            return
        if due > since:
            yield due
        month = (month + timedelta(days=32)).replace(day=1)


def period_before(due: datetime) -> str:
    """The month that a run reports: the one before it comes due, e.g. "2026-10"."""
    return (due.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")


async def plan_due(now: datetime) -> int:
    """Plan every run that is due by now, each missed one once, with a report for each campus; how many runs."""
    planned = 0
    for schedule in await db.fetch("SELECT * FROM schedule WHERE active ORDER BY id"):
        last = await db.fetch_one("SELECT MAX(due_at) AS at FROM schedule_run WHERE schedule = $1", schedule["id"])
        since = schedule["created_at"] if last is None or last["at"] is None else as_moment(last["at"])
        for due in due_times(schedule["day"], schedule["hour"], schedule["zone"], since, now):
            planned += await _plan(schedule, due, now)
    return planned


async def _plan(schedule: db.Row, due: datetime, now: datetime) -> int:
    run = derive(schedule["id"], due.isoformat())
    async with db.transaction():
        row = {"id": run, "schedule": schedule["id"], "due_at": due, "period": period_before(due), "planned_at": now}
        if await db.fetch_one("SELECT id FROM schedule_run WHERE id = $1", run) is not None:
            return 0
        await db.insert({ScheduleRun: [row]}, ignore=frozenset({ScheduleRun}))
        sites = await db.fetch(
            "SELECT record FROM party WHERE kind = 'site' AND trade = 'campus' AND region LIKE $1"
            " AND until_seq IS NULL",
            schedule["region"] + "%",
        )
        reports = [
            report_row(derive(run, str(s["record"])), s["record"], row["period"], schedule, run, now) for s in sites
        ]
        await db.insert({Report: reports}, ignore=frozenset({Report}))
    return 1


def report_row(identity: UUID, site: UUID, period: str, schedule: db.Row, run: UUID | None, now: datetime) -> db.Row:
    """A report that is due, from a schedule or (run None) for a person."""
    return {
        "id": identity,
        "run": run,
        "kind": CAMPUS_MONTHLY,
        "site": site,
        "period": period,
        "language": schedule["language"],
        "state": "due",
        "origin": "schedule" if run else "on_demand",
        "requested_by": schedule.get("requested_by") if isinstance(schedule, dict) else None,
        "requested_at": now,
        "attempts": 0,
    }
