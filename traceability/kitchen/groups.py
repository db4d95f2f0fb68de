"""Who eats: groups of diners, how many of them are there for a meal, and which days are school days."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from traceability.bodies import Body, Count, Day, Name, Note
from traceability.kitchen.plan_tables import DinerGroup, Headcount, SchoolDay
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.scope import CANTEEN, OFFICE, Scope
from traceability.vocabulary import AgeGroup, Meal


class DayKind(StrEnum):
    """make_up: a school day on a weekend that makes up for a holiday (调休)."""

    SCHOOL = "school"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"


class DinerGroupBody(Body):
    """A group of a site, e.g. a year. Children are counted, never named; nobody is in two groups."""

    site: UUID
    name: Name
    name_en: Name | None = None
    age_group: AgeGroup | None = None
    enrolment: Count


class HeadcountBody(Body):
    """How many of a group are there for one meal of one day."""

    site: UUID
    day: Day
    meal: Meal
    group: UUID
    count: Count


class SchoolDayBody(Body):
    """party: a site, or an organisation whose sites all keep this calendar."""

    party: UUID
    day: Day
    kind: DayKind
    note: Note | None = None


def group_rows(entry: Entry[DinerGroupBody]) -> Rows:
    body = entry.body
    age_group = body.age_group.value if body.age_group else None
    group = entry.row("group", name=body.name, name_en=body.name_en, age_group=age_group, enrolment=body.enrolment)
    return {DinerGroup: [group]}


def headcount_rows(entry: Entry[HeadcountBody]) -> Rows:
    body = entry.body
    count = entry.row("headcount", day=body.day, meal=body.meal.value, diner_group=body.group, present=body.count)
    return {Headcount: [count]}


def school_day_rows(entry: Entry[SchoolDayBody]) -> Rows:
    body = entry.body
    return {SchoolDay: [entry.row("day", day=body.day, kind=body.kind.value, note=body.note)]}


DINER_GROUP = Kind(
    name="diner_group",
    path="diner-groups",
    body=DinerGroupBody,
    writers=OFFICE,
    rows=group_rows,
    tables=(DinerGroup,),
    log=lambda body: body.site,
)
HEADCOUNT = Kind(
    name="headcount",
    path="headcounts",
    body=HeadcountBody,
    writers=CANTEEN,
    rows=headcount_rows,
    tables=(Headcount,),
    log=lambda body: body.site,
)
SCHOOL_DAY = Kind(
    name="school_day",
    path="school-days",
    body=SchoolDayBody,
    writers=OFFICE,
    rows=school_day_rows,
    tables=(SchoolDay,),
    log=lambda body: body.party,
)


async def form_groups(scope: Scope, groups: Sequence[Submission]) -> list[Receipt]:
    """Record groups of diners."""
    return await record(scope, DINER_GROUP, groups)


async def count_heads(scope: Scope, headcounts: Sequence[Submission]) -> list[Receipt]:
    """Record how many of a group are there for a meal."""
    return await record(scope, HEADCOUNT, headcounts)


async def keep_calendar(scope: Scope, days: Sequence[Submission]) -> list[Receipt]:
    """Record school days, holidays and make-up days."""
    return await record(scope, SCHOOL_DAY, days)
