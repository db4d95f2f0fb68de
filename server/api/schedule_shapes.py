"""What schedules look like over HTTP: what people send, and what they are told."""

from __future__ import annotations

import calendar
import re
from typing import Annotated, Any, Literal, TypedDict
from uuid import UUID

from pydantic import AfterValidator, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from reports.schedules.calendar import Counted
from reports.schedules.edit import EMAIL, WEBHOOK, Plan
from reports.schedules.periods import SCHEDULED
from reports.schedules.when import DayRule, Every, When
from server.api.shapes import PartyName
from traceability.bodies import Body, Field
from traceability.partners.register import Zone

LAST_DAY = {Every.WEEK: 7, Every.MONTH: 31, Every.TERM: 31}
SITES_MOST, EMAILS_MOST, WEBHOOKS_MOST, TERMS_MOST = 1000, 50, 10, 4
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
                     r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*")  # fmt: skip


def _kind(value: str) -> str:
    if value not in SCHEDULED:
        raise PydanticCustomError("not_one_of", "not one of", {"expected": "、".join(SCHEDULED)})
    return value


def _address(value: str) -> str:
    if not ADDRESS.fullmatch(value) or ".." in value or value.startswith(".") or ".@" in value:
        raise PydanticCustomError("not_an_email_address", "not an e-mail address")
    return value


def _month_and_day(value: str) -> str:
    month, day = (int(part) for part in value.split("-"))
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2028, month)[1]:
        raise PydanticCustomError("not_a_date", "not a month and day")
    return value


KindName = Annotated[str, AfterValidator(_kind)]
EmailAddress = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True), AfterValidator(_address)]
MonthAndDay = Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$"), AfterValidator(_month_and_day)]
OverseenRegion = Annotated[str, StringConstraints(pattern=r"^\d{2,12}$")]


class ScheduleBody(Body):
    """A schedule. day: 1 is Monday (every week) or the first of the month (every month), and after a month's end its
    last; rule: `on` that day, on the `next` that counts, on the `nth` that counts; terms: month and day of each term's
    reports (every term); sites: the chosen campuses, none for all of the region."""

    kind: KindName
    region: OverseenRegion
    sites: Annotated[list[UUID], Field(max_length=SITES_MOST)] = []
    every: Every
    rule: DayRule = DayRule.ON
    counted: Counted = Counted.WORKING
    day: Annotated[int, Field(ge=1, le=31, strict=True)] = 1
    terms: Annotated[list[MonthAndDay], Field(max_length=TERMS_MOST)] = Field(default=[], validate_default=True)
    hour: Annotated[int, Field(ge=0, le=23, strict=True)]
    zone: Zone = "Asia/Shanghai"
    language: Literal["zh-CN", "en"] = "zh-CN"
    emails: Annotated[list[EmailAddress], Field(max_length=EMAILS_MOST)] = []
    webhooks: Annotated[list[UUID], Field(max_length=WEBHOOKS_MOST)] = []
    active: Annotated[bool, Field(strict=True)] = True

    @field_validator("day")
    @classmethod
    def of_its_week(cls, value: int, info: ValidationInfo) -> int:
        if value > LAST_DAY.get(info.data.get("every", Every.MONTH), 31):
            raise PydanticCustomError("out_of_range", "out of range")
        return value

    @field_validator("terms")
    @classmethod
    def told_for_terms(cls, value: list[str], info: ValidationInfo) -> list[str]:
        if info.data.get("every") is Every.TERM and not value:
            raise PydanticCustomError("required", "required")
        return sorted(set(value)) if info.data.get("every") is Every.TERM else []

    def plan(self) -> Plan:
        """The same in the words of `reports`."""
        return Plan(
            kind=self.kind,
            region=self.region,
            when=When(self.every, self.rule, self.counted, self.day, self.hour, self.zone, tuple(self.terms)),
            language=self.language,
            sites=tuple(self.sites),
            recipients=(
                *((EMAIL, address) for address in self.emails),
                *((WEBHOOK, str(endpoint)) for endpoint in self.webhooks),
            ),
            active=self.active,
        )


class DueAnswer(TypedDict):
    """When a run comes due and what it reports. basis: what the day rests on (records: schools' calendars; notice: the
    announced holidays; weekdays: the year was not announced yet); null where it is a fixed day."""

    at: str
    period: str
    basis: Literal["records", "notice", "weekdays"] | None


class PreviewAnswer(TypedDict):
    """campuses: how many reports a run would make today."""

    due: list[DueAnswer]
    campuses: int


class RunCounts(TypedDict):
    due: int
    running: int
    ready: int
    failed: int


class RunAnswer(TypedDict):
    """total: the reports of the run, whatever their state."""

    id: UUID
    due_at: str
    planned_at: str
    period: str
    total: int
    counts: RunCounts


class EndpointName(TypedDict):
    id: UUID
    url: str


class ScheduleAnswer(TypedDict):
    """next: null where it comes due no more; last: its latest run; campuses: how many it is for today."""

    id: UUID
    kind: str
    region: str
    sites: list[PartyName]
    every: Literal["week", "month", "term"]
    rule: Literal["on", "next", "nth"]
    counted: Literal["working", "school"]
    day: int
    terms: list[str]
    hour: int
    zone: str
    language: str
    emails: list[str]
    webhooks: list[EndpointName]
    active: bool
    changed_at: str
    campuses: int
    next: DueAnswer | None
    last: RunAnswer | None


class RegionName(TypedDict):
    """name: of the authority that oversees it; null where none is on record."""

    region: str
    name: str | None
    name_en: str | None


class ChoicesAnswer(TypedDict):
    """What a schedule may say here. of_authorities: kinds that are about a whole region, and not about its campuses;
    email: a mail server is set up; announced: the years whose holidays are known."""

    kinds: list[str]
    of_authorities: list[str]
    regions: list[RegionName]
    email: bool
    announced: list[int]


class AgainAnswer(TypedDict):
    """How many reports are due again."""

    reports: int


def run_answer(row: Any, counts: dict[str, int]) -> RunAnswer:
    """A run with how far it is."""
    return {
        "id": row["id"],
        "due_at": row["due_at"].isoformat(),
        "planned_at": row["planned_at"].isoformat(),
        "period": row["period"],
        "total": sum(counts.values()),
        "counts": RunCounts(
            due=counts["due"], running=counts["running"], ready=counts["ready"], failed=counts["failed"]
        ),
    }
