"""Schedules of reports: the authority says what is made, of whom, when and for whom, and sees how far it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from reports.kinds import KINDS
from reports.schedules.calendar import Basis, notices
from reports.schedules.edit import (
    EMAIL,
    WEBHOOK,
    Plan,
    check,
    create_schedule,
    deactivate_schedule,
    find_schedule,
    list_schedules,
    lists_of,
    replace_schedule,
    when_of,
)
from reports.schedules.periods import SCHEDULED
from reports.schedules.plan import changed_at
from reports.schedules.runs import counts_of, latest_runs, list_runs, preview, try_again
from server.api.answers import answer, cut, from_key, json_of, list_limit, listed, to_key
from server.api.reports import aware
from server.api.schedule_shapes import (
    AgainAnswer,
    ChoicesAnswer,
    DueAnswer,
    PreviewAnswer,
    RegionName,
    RunAnswer,
    ScheduleAnswer,
    ScheduleBody,
    run_answer,
)
from server.api.shapes import Page
from server.mailings.endpoints import check_endpoints, urls_of
from traceability import db
from traceability.bodies import parse_body
from traceability.canonical import parse_json
from traceability.scope import OVERSEERS, Scope

SHOWN_AHEAD = 6
"""How many due times a preview shows."""


@get("/api/schedules", operation_id="list_schedule", tags=["schedules"], opt={"roles": OVERSEERS})
async def list_all(
    within: NamedDependency[Scope], after: FromQuery[str | None] = None, limit: FromQuery[int | None] = None
) -> Response[Page[ScheduleAnswer]]:
    """The schedules of the region: those that run first."""
    page, onward = cut(await list_schedules(within), after, limit)
    return listed(await _shown(list(page)), onward)


@get("/api/schedules/choices", operation_id="list_schedule_choice", tags=["schedules"], opt={"roles": OVERSEERS})
async def choices(request: Request[Any, Any, Any], within: NamedDependency[Scope]) -> Response[ChoicesAnswer]:
    """What a schedule may say: kinds of reports, regions, and whether e-mail can be sent."""
    told: ChoicesAnswer = {
        "kinds": list(SCHEDULED),
        "of_authorities": [kind for kind in SCHEDULED if KINDS[kind].about == "authority"],
        "regions": await _regions(within),
        "email": bool(request.app.state.settings.smtp.host),
        "announced": sorted(notices()),
    }
    return answer(told)


@post(
    "/api/schedules",
    operation_id="create_schedule",
    tags=["schedules"],
    opt={"roles": OVERSEERS, "body": ScheduleBody},
    status_code=201,
)
async def create(request: Request[Any, Any, Any], within: NamedDependency[Scope]) -> Response[ScheduleAnswer]:
    """Keep a new schedule; it comes due from now on."""
    plan = await _sent(request, within)
    return answer(await _one(within, await create_schedule(within, plan, db.utc_now())), 201)


@post(
    "/api/schedules/preview",
    operation_id="preview_schedule",
    tags=["schedules"],
    opt={"roles": OVERSEERS, "body": ScheduleBody},
    status_code=200,
)
async def look_ahead(request: Request[Any, Any, Any], within: NamedDependency[Scope]) -> Response[PreviewAnswer]:
    """The next times such a schedule would come due, and of how many campuses; nothing is kept."""
    plan = await _sent(request, within)
    await check(within, plan)
    found, campuses = await preview(plan, db.utc_now(), SHOWN_AHEAD)
    return answer({"due": [_due(plan.when.zone, *due) for due in found], "campuses": campuses})


@put(
    "/api/schedules/{schedule:uuid}",
    operation_id="replace_schedule",
    tags=["schedules"],
    opt={"roles": OVERSEERS, "body": ScheduleBody},
    status_code=200,
)
async def replace(
    schedule: FromPath[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[ScheduleAnswer]:
    """Change a schedule from now on; runs that came due stay as they are."""
    await find_schedule(within, schedule)
    await replace_schedule(within, schedule, await _sent(request, within), db.utc_now())
    return answer(await _one(within, schedule))


@delete(
    "/api/schedules/{schedule:uuid}",
    operation_id="deactivate_schedule",
    tags=["schedules"],
    opt={"roles": OVERSEERS},
    status_code=204,
)
async def deactivate(schedule: FromPath[UUID], within: NamedDependency[Scope]) -> None:
    """A schedule comes due no more; its runs and reports stay."""
    await deactivate_schedule(within, schedule, db.utc_now())


@get(
    "/api/schedules/{schedule:uuid}/runs",
    operation_id="list_schedule_run",
    tags=["schedules"],
    opt={"roles": OVERSEERS},
)
async def runs(
    schedule: FromPath[UUID],
    within: NamedDependency[Scope],
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[RunAnswer]]:
    """The runs of a schedule, the latest first, each with how many of its reports are due, running, ready, failed."""
    count = list_limit(limit)
    key = from_key(after, aware, UUID)
    found = await list_runs(within, schedule, None if key is None else (key[0], key[1]), count + 1)
    last = found[count - 1][0] if len(found) > count else None
    onward = to_key(last["due_at"].isoformat(), last["id"]) if last else None
    return listed([run_answer(row, counts) for row, counts in found[:count]], onward)


@post(
    "/api/schedules/{schedule:uuid}/runs/{run:uuid}/again",
    operation_id="run_again",
    tags=["schedules"],
    opt={"roles": OVERSEERS},
    status_code=200,
)
async def again(
    schedule: FromPath[UUID], run: FromPath[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[AgainAnswer]:
    """Try the failed reports of a run once more."""
    reports = await try_again(within, schedule, run)
    request.app.state.work_waiting.set()
    return answer({"reports": reports})


async def _sent(request: Request[Any, Any, Any], within: Scope) -> Plan:
    body = parse_body(ScheduleBody, parse_json(await json_of(request)))
    await check_endpoints(within, body.region, body.webhooks)
    return body.plan()


def _due(zone: str, at: datetime, period: str, basis: Basis | None) -> DueAnswer:
    return {"at": at.astimezone(ZoneInfo(zone)).isoformat(), "period": period, "basis": basis.value if basis else None}


async def _one(within: Scope, schedule: UUID) -> ScheduleAnswer:
    return (await _shown([await find_schedule(within, schedule)]))[0]


async def _shown(rows: list[db.Row]) -> list[ScheduleAnswer]:
    ids = [row["id"] for row in rows]
    sites, recipients = await lists_of(ids)
    latest = await latest_runs(ids)
    counts = await counts_of([run["id"] for run in latest.values()])
    urls = await urls_of([UUID(to) for each in recipients.values() for channel, to in each if channel == WEBHOOK])
    names = {
        row["record"]: row
        for row in await db.fetch(
            "SELECT record, name, name_en FROM party WHERE record IN @uuids($1) AND until_seq IS NULL",
            [site for chosen in sites.values() for site in chosen],
        )
    }
    shown: list[ScheduleAnswer] = []
    for row in rows:
        when, chosen, last = when_of(row), sites[row["id"]], latest.get(row["id"])
        plan = Plan(row["kind"], row["region"], when, row["language"], tuple(chosen))
        ahead, campuses = await preview(plan, db.utc_now(), 1)
        to = recipients[row["id"]]
        shown.append(
            {
                "id": row["id"],
                "kind": row["kind"],
                "region": row["region"],
                "sites": [
                    {"id": site, "name": names[site]["name"], "name_en": names[site]["name_en"]}
                    for site in chosen
                    if site in names
                ],
                "every": when.every.value,
                "rule": when.rule.value,
                "counted": when.counted.value,
                "day": when.day,
                "terms": list(when.terms),
                "hour": when.hour,
                "zone": when.zone,
                "language": row["language"],
                "emails": [address for channel, address in to if channel == EMAIL],
                "webhooks": [{"id": UUID(i), "url": urls[UUID(i)]} for c, i in to if c == WEBHOOK and UUID(i) in urls],
                "active": row["active"],
                "changed_at": changed_at(row).isoformat(),
                "campuses": campuses,
                "next": _due(when.zone, *ahead[0]) if ahead and row["active"] else None,
                "last": run_answer(last, counts[last["id"]]) if last else None,
            }
        )
    return shown


async def _regions(within: Scope) -> list[RegionName]:
    """The regions of the campuses in scope, with all that are around them and overseen, each once, the widest first."""
    rows = await db.fetch(
        "SELECT DISTINCT region FROM party WHERE kind = 'site' AND trade = 'campus' AND until_seq IS NULL"
        " AND region IS NOT NULL AND ($1 OR record IN @uuids($2))",
        within.everything,
        list(within.parties),
    )
    found = {row["region"][:digits] for row in rows for digits in (2, 4, 6)}
    if within.region is not None:
        found.add(within.region)
    authorities = await db.fetch(
        "SELECT name, name_en, region FROM party WHERE kind = 'organisation' AND trade = 'authority'"
        " AND until_seq IS NULL ORDER BY record"
    )
    names = {row["region"].rstrip("0") or row["region"]: row for row in authorities}
    kept = sorted((region for region in found if within.oversees(region)), key=lambda region: (len(region), region))
    return [_region(region, names.get(region.rstrip("0") or region)) for region in kept]


def _region(region: str, authority: db.Row | None) -> RegionName:
    name, name_en = (authority["name"], authority["name_en"]) if authority else (None, None)
    return {"region": region, "name": name, "name_en": name_en}


HANDLERS = [list_all, choices, create, look_ahead, replace, deactivate, runs, again]
