"""Runs of schedules. A due run is a row: it survives a restart, and no two servers plan it twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from reports.schedules.calendar import calendar_of
from reports.schedules.edit import sites_of, when_of
from reports.schedules.periods import parties_of, period_of
from reports.schedules.when import Due, dues, span
from reports.tables import Report, ScheduleRun
from traceability import db
from traceability.identifiers import derive
from traceability.snapshot.window import as_moment

MADE_UP = timedelta(days=400)
"""How far back runs are looked for that were missed while no server ran."""


async def plan_due(now: datetime) -> int:
    """Plan every run that is due by now, each missed one once, with a report of each party; how many runs."""
    planned = 0
    for schedule in await db.fetch("SELECT * FROM schedule WHERE active ORDER BY id"):
        for due in await _unplanned(schedule, now):
            planned += await _plan(schedule, due, now)
    return planned


async def _unplanned(schedule: db.Row, now: datetime) -> list[Due]:
    """What came due since the schedule was last changed and may lack its run."""
    when, sites = when_of(schedule), await sites_of(schedule["id"])
    since = max(changed_at(schedule), now - MADE_UP)
    last = await db.fetch_one("SELECT MAX(due_at) AS at FROM schedule_run WHERE schedule = $1", schedule["id"])
    if last is not None and last["at"] is not None:
        since = max(since, as_moment(last["at"]))
    calendar = await calendar_of(when.counted, schedule["region"], sites, *span(when, since, now))
    return list(dues(when, calendar, since, now))


def changed_at(schedule: db.Row) -> datetime:
    """From when on a schedule comes due as it stands."""
    moment: datetime = schedule["changed_at"] or schedule["created_at"]
    return moment


async def _plan(schedule: db.Row, due: Due, now: datetime) -> int:
    """Write the run and its reports; 0 where they are there, whoever was first.

    A run is known by the day it was moved from, too: a calendar that is mended later brings no second one.
    """
    when = when_of(schedule)
    run = derive(schedule["id"], f"{changed_at(schedule):%Y%m%dT%H%M%S}:{when.every}:{due.base}")
    async with db.transaction():
        there = "SELECT id FROM schedule_run WHERE id = $1 OR (schedule = $2 AND due_at = $3)"
        if await db.fetch_one(there, run, schedule["id"], due.at) is not None:
            return 0
        period = period_of(schedule["kind"], when.every, due)
        row = {"id": run, "schedule": schedule["id"], "due_at": due.at, "period": period, "planned_at": now}
        await db.insert({ScheduleRun: [row]}, ignore=frozenset({ScheduleRun}))
        sites = await parties_of(schedule["kind"], schedule["region"], await sites_of(schedule["id"]))
        reports = [report_row(derive(run, str(site)), site, period, schedule, run, now) for site in sites]
        await db.insert({Report: reports}, ignore=frozenset({Report}))
    return 1


def report_row(identity: UUID, site: UUID, period: str, wish: db.Row, run: UUID | None, now: datetime) -> db.Row:
    """A report that is due, from a schedule or (run None) for a person; wish: its kind and language, and of
    a person's who it is and what it is about."""
    return {
        "id": identity,
        "run": run,
        "kind": wish["kind"],
        "site": site,
        "period": period,
        "language": wish["language"],
        "state": "due",
        "origin": "schedule" if run else "on_demand",
        "requested_by": None if run else wish["requested_by"],
        "subject": None if run else wish["subject"],
        "requested_at": now,
        "attempts": 0,
    }
