"""A campus's month reduced to its figures, as reports over many campuses or months hold it: no line, no person."""

from __future__ import annotations

from typing import Literal, TypedDict

from reports.shapes import Judged, ToldExecution, ToldFinding
from traceability.snapshot.duty_shapes import FindingStep
from traceability.snapshot.over_shapes import About
from traceability.snapshot.parts import Amount, Licence, Named, Recorded
from traceability.snapshot.shapes import Site
from traceability.snapshot.supply_shapes import Account, SupplierVetting
from traceability.snapshot.term_shapes import Meeting, Survey


class Counts(TypedDict):
    """A question's three counts; never added up to a share."""

    met: int
    broken: int
    unknown: int


class NamedFinding(ToldFinding):
    """A violation with the record it is about, where that is one. status: as of the last day, by the steps taken."""

    record: Recorded | None


class Gap(TypedDict):
    """How often a rule could not judge for one reason, with the first such finding."""

    count: int
    first: ToldFinding


class SupplierMonth(Named):
    """What a supplier brought. spend: yuan; unpriced: accepted lines without a price; unlicensed: lines on days on
    which its licence was not in force."""

    id: str
    licence: Licence | None
    deliveries: int
    lines: int
    rejected: int
    warm: int
    unlicensed: int
    spend: str
    unpriced: int


class DishMonth(Named):
    """How often a dish was cooked, and how often all of its recipe's ingredients were traced."""

    cooked: int
    complete: Counts


class PoorLine(Recorded):
    """A line that was rejected or came too warm, in a delivery. whole: all of it went back."""

    day: str
    note_number: str | None
    line: int
    ingredient: Named
    lot_code: str | None
    supplier: Named | None
    delivered: Amount | None
    rejected: Amount | None
    reason: str | None
    temperature: str | None
    limit_temperature: str | None
    warm: bool
    whole: bool


class HoldMonth(Recorded):
    """A hold or recall that reached food of the campus. batches, uses: how many; served_before: portions by then."""

    level: str
    ordered_by: str
    occurred_at: str
    released_at: str | None
    names: list[str]
    batches: int
    served_before: int
    uses: int


class CampusMonthFigures(TypedDict):
    """A campus's month. findings: violations, gravest first; a district keeps the first of each rule alone.

    violated, grave: how many violations there were, and how many of them block. poor_lines: the first ones; `poor`
    counts them all, and `rejected` and `warm` each.
    """

    site: Site
    period: str
    region: str
    rule_set: int
    packs: list[str]
    school_days: int
    served_days: int
    meals: int
    portions: int
    deliveries: int
    lines: int
    rejected: int
    refused_whole: int
    warm: int
    poor: int
    source: Counts
    temperature: Counts
    licence: Counts
    papers: Counts
    signatures: Counts
    complete: Counts
    core: Counts
    sampled: Counts
    spend: str
    unpriced: int
    daily_checks: int
    accompanied: int
    tests_passed: int
    tests_other: int
    violated: int
    grave: int
    executions: list[ToldExecution]
    findings: list[NamedFinding]
    gaps: list[Gap]
    suppliers: list[SupplierMonth]
    dishes: list[DishMonth]
    poor_lines: list[PoorLine]
    holds: list[HoldMonth]


class Evaluation(SupplierVetting):
    """What the canteen or who runs it found out about one of the term's suppliers, until the last day."""

    supplier: str


class Over(About):
    """What reports over several campus-months have in common; site: the party they are about."""

    format: Literal[1]
    report: str
    period: str
    judgement: Judged


class DistrictMonthly(Over):
    """An authority's month: the campuses of its region, in the order of their names."""

    kind: Literal["district_monthly"]
    campuses: list[CampusMonthFigures]


class CampusTermly(Over):
    """A campus's term, month by month. steps: what people did about its findings by the last day."""

    kind: Literal["campus_termly"]
    months: list[CampusMonthFigures]
    steps: list[FindingStep]
    surveys: list[Survey]
    meetings: list[Meeting]
    accounts: list[Account]
    weekly_checks: int
    evaluations: list[Evaluation]
