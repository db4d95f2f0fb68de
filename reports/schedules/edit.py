"""Schedules as the authority edits them: who may, what they say, and what is kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reports.schedules.calendar import Counted
from reports.schedules.when import DayRule, Every, When
from reports.tables import Schedule, ScheduleRecipient, ScheduleSite
from traceability import db
from traceability.errors import Fault, Invalid, NotOnRecord, NotPermitted
from traceability.identifiers import uuid7
from traceability.scope import Scope

EMAIL, WEBHOOK = "email", "webhook"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a schedule says. sites: the chosen campuses, none for all of the region; recipients: channel and address."""

    kind: str
    region: str
    when: When
    language: str
    sites: tuple[UUID, ...] = ()
    recipients: tuple[tuple[str, str], ...] = ()
    active: bool = True


def when_of(row: db.Row) -> When:
    """When a row of `schedule` comes due."""
    return When(
        every=Every(row["every"] or Every.MONTH),
        rule=DayRule(row["rule"] or DayRule.ON),
        counted=Counted(row["counted"] or Counted.WORKING),
        day=row["day"],
        hour=row["hour"],
        zone=row["zone"],
        terms=tuple((row["terms"] or "").split()),
    )


async def sites_of(schedule: UUID) -> list[UUID]:
    """The campuses that were chosen; none: all of the region."""
    rows = await db.fetch("SELECT site FROM schedule_site WHERE schedule = $1 ORDER BY site", schedule)
    return [row["site"] for row in rows]


async def add_schedule(plan: Plan, author: UUID | None, now: datetime) -> UUID:
    """Keep a new schedule, which comes due from now on, whoever may; its id."""
    schedule = uuid7()
    async with db.transaction():
        await db.insert({Schedule: [{"id": schedule, "created_at": now, **_row(plan, author, now)}]})
        await _keep_lists(schedule, plan)
    return schedule


async def create_schedule(scope: Scope, plan: Plan, now: datetime) -> UUID:
    """Keep a new schedule. NotPermitted outside the scope's region; Invalid: a campus is not in the region."""
    await check(scope, plan)
    return await add_schedule(plan, scope.author, now)


async def replace_schedule(scope: Scope, schedule: UUID, plan: Plan, now: datetime) -> None:
    """Give a schedule other contents, from now on; what came due before stays as it is."""
    await find_schedule(scope, schedule)
    await check(scope, plan)
    row = _row(plan, scope.author, now)
    columns = ", ".join(f"{name} = ${place}" for place, name in enumerate(row, 2))
    async with db.transaction():
        await db.fetch(f"UPDATE schedule SET {columns} WHERE id = $1", schedule, *row.values())  # noqa: S608 - constant names
        await db.fetch("DELETE FROM schedule_site WHERE schedule = $1", schedule)
        await db.fetch("DELETE FROM schedule_recipient WHERE schedule = $1", schedule)
        await _keep_lists(schedule, plan)


async def deactivate_schedule(scope: Scope, schedule: UUID, now: datetime) -> None:
    """A schedule comes due no more. Its runs, reports and what is still to be sent stay."""
    await find_schedule(scope, schedule)
    async with db.transaction():
        await db.fetch(
            "UPDATE schedule SET active = FALSE, changed_at = $2, changed_by = $3 WHERE id = $1",
            schedule,
            now,
            scope.author,
        )


async def find_schedule(scope: Scope, schedule: UUID) -> db.Row:
    """A schedule of the region that the scope oversees, NotOnRecord otherwise."""
    row = await db.fetch_one("SELECT * FROM schedule WHERE id = $1", schedule)
    if row is None or not scope.oversees(row["region"]):
        raise NotOnRecord(schedule=str(schedule))
    return row


async def list_schedules(scope: Scope) -> list[db.Row]:
    """The schedules of the region that the scope oversees: those that run first, then by region and age."""
    return await db.fetch(
        "SELECT * FROM schedule WHERE ($1 OR ($2 AND region LIKE $3)) ORDER BY active DESC, region, id",
        scope.everything,
        scope.region is not None,
        f"{scope.region}%",
    )


async def lists_of(schedules: Sequence[UUID]) -> tuple[dict[UUID, list[UUID]], dict[UUID, list[tuple[str, str]]]]:
    """The chosen campuses and the recipients of each schedule."""
    sites: dict[UUID, list[UUID]] = {schedule: [] for schedule in schedules}
    recipients: dict[UUID, list[tuple[str, str]]] = {schedule: [] for schedule in schedules}
    for row in await db.fetch("SELECT * FROM schedule_site WHERE schedule IN @uuids($1) ORDER BY site", schedules):
        sites[row["schedule"]].append(row["site"])
    for row in await db.fetch(
        "SELECT * FROM schedule_recipient WHERE schedule IN @uuids($1) ORDER BY channel, recipient", schedules
    ):
        recipients[row["schedule"]].append((row["channel"], row["recipient"]))
    return sites, recipients


async def check(scope: Scope, plan: Plan) -> None:
    """NotPermitted where the region is not overseen; Invalid where a campus is none of the region."""
    if not scope.oversees(plan.region):
        raise NotPermitted(region=plan.region)
    known = {
        row["record"]
        for row in await db.fetch(
            "SELECT record FROM party WHERE record IN @uuids($1) AND kind = 'site' AND trade = 'campus'"
            " AND until_seq IS NULL AND region LIKE $2",
            list(plan.sites),
            plan.region + "%",
        )
    }
    faults = [Fault(f"/sites/{n}", "not_in_region", {}) for n, site in enumerate(plan.sites) if site not in known]
    if faults:
        raise Invalid(faults)


def _row(plan: Plan, author: UUID | None, now: datetime) -> db.Row:
    return {
        "kind": plan.kind,
        "region": plan.region,
        "every": plan.when.every.value,
        "rule": plan.when.rule.value,
        "counted": plan.when.counted.value,
        "day": plan.when.day,
        "hour": plan.when.hour,
        "zone": plan.when.zone,
        "terms": " ".join(plan.when.terms) or None,
        "language": plan.language,
        "active": plan.active,
        "changed_at": now,
        "changed_by": author,
    }


async def _keep_lists(schedule: UUID, plan: Plan) -> None:
    sites = [{"id": uuid7(), "schedule": schedule, "site": site} for site in dict.fromkeys(plan.sites)]
    recipients = [
        {"id": uuid7(), "schedule": schedule, "channel": channel, "recipient": recipient}
        for channel, recipient in dict.fromkeys(plan.recipients)
    ]
    await db.insert({ScheduleSite: sites, ScheduleRecipient: recipients})
