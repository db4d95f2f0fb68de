"""The dry run of a changed rule set: what would have been found, beside what is."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal, TypedDict
from uuid import UUID

from litestar import Request, Response, post
from litestar.di import NamedDependency
from pydantic import Field, StringConstraints

from server.api.answers import answer, json_of
from server.api.findings import RuleName, SubjectAnswer
from traceability.bodies import Body, Day, parse_body
from traceability.canonical import parse_json
from traceability.errors import Fault, Invalid
from traceability.partners.place import place_of
from traceability.rules.dry_run import DryRun, checked, dry_run
from traceability.rules.engine import Finding
from traceability.rules.law import Overrides, law_for
from traceability.rules.rule import Severity
from traceability.rules.texts import text_of
from traceability.scope import Role, Scope

AUTHORITIES = frozenset({Role.INSPECTOR, Role.AUDITOR, Role.OPERATOR})
SITE_DAYS_MOST = 800
"""Sites times days of one dry run over HTTP: some twenty schools' month, half a minute's work."""
LISTED_MOST = 200
Value = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,6}(\.[0-9]{1,3})?$")]
_one_at_a_time = asyncio.Semaphore(1)


class ChangedRule(Body):
    """What would be otherwise of a rule; what is left out stays."""

    severity: Severity | None = None
    effective_from: Day | None = None
    effective_to: Day | None = None


class DryRunWish(Body):
    """Sites and days to judge by other limits and rules. thresholds: values by code; rules: changes by id."""

    sites: Annotated[list[UUID], Field(min_length=1, max_length=200)]
    first: Day
    last: Day
    thresholds: Annotated[dict[str, Value], Field(max_length=50)] = {}
    rules: Annotated[dict[str, ChangedRule], Field(max_length=50)] = {}
    packs: Annotated[list[Literal["US", "EU"]], Field(max_length=2)] = []

    def overrides(self) -> Overrides:
        return Overrides(
            thresholds=self.thresholds,
            severities={rule: one.severity for rule, one in self.rules.items() if one.severity},
            effective_from={rule: one.effective_from for rule, one in self.rules.items() if one.effective_from},
            effective_to={rule: one.effective_to for rule, one in self.rules.items() if one.effective_to},
        )


class Counts(TypedDict):
    evaluated: int
    violated: int
    satisfied: int
    not_evidenced: int


class Changes(TypedDict):
    """Findings gained, lost, graded (of both, of another severity or verdict than now) and the same."""

    gained: int
    lost: int
    graded: int
    same: int


class ComparedRule(RuleName):
    stands: Counts
    would_be: Counts
    findings: Changes


class Judged(TypedDict):
    """A finding of a dry run; it is not kept."""

    id: UUID
    site: UUID
    rule: str
    severity: str
    verdict: str
    day: str
    subject: SubjectAnswer
    text: str
    text_en: str


class DryRunAnswer(TypedDict):
    """As the rules stand and as they would be. gained, lost, graded: at most 200 each; counts tell how many there are.

    graded: findings of both, of another severity or verdict than now.
    """

    rule_set: int
    first: str
    last: str
    sites: int
    rules: list[ComparedRule]
    counts: dict[str, int]
    gained: list[Judged]
    lost: list[Judged]
    graded: list[Judged]


@post(
    "/api/rules/dry-run",
    operation_id="dry_run_rules",
    tags=["rules"],
    opt={"roles": AUTHORITIES, "body": DryRunWish},
    status_code=200,
)
async def try_rules(request: Request[Any, Any, Any], within: NamedDependency[Scope]) -> Response[DryRunAnswer]:
    """Judge days of the past by changed limits, severities or days of rules, and compare; nothing is written."""
    wish = parse_body(DryRunWish, parse_json(await json_of(request)))
    days = (wish.last - wish.first).days + 1
    if days < 1:
        raise Invalid((Fault("/last", "before_first", {}),))
    sites = list(dict.fromkeys(wish.sites))
    if len(sites) * days > SITE_DAYS_MOST:
        raise Invalid((Fault("/last", "too_many_site_days", {"most": SITE_DAYS_MOST, "asked": len(sites) * days}),))
    changed = checked(wish.overrides())
    for site in sites:
        await place_of(within, site)
    async with _one_at_a_time:
        packs = {*wish.packs, *request.app.state.settings.rule_packs}
        run = await dry_run(sites, wish.first, wish.last, changed, packs)
    return answer(_told(run, wish, len(sites)))


def _told(run: DryRun, wish: DryRunWish, sites: int) -> DryRunAnswer:
    texts = law_for("CN", wish.last).rule_set.rules
    return {
        "rule_set": run.rule_set,
        "first": wish.first.isoformat(),
        "last": wish.last.isoformat(),
        "sites": sites,
        "rules": [
            {
                "id": rule,
                "title": texts[rule].title,
                "title_en": texts[rule].title_en,
                "stands": _counts(run.rules[rule].stands),
                "would_be": _counts(run.rules[rule].would_be),
                "findings": _changes(run.rules[rule].findings),
            }
            for rule in texts
            if rule in run.rules
        ],
        "counts": {"gained": len(run.gained), "lost": len(run.lost), "graded": len(run.graded)},
        "gained": [_judged(one) for one in run.gained[:LISTED_MOST]],
        "lost": [_judged(one) for one in run.lost[:LISTED_MOST]],
        "graded": [_judged(one) for one in run.graded[:LISTED_MOST]],
    }


def _counts(counts: Any) -> Counts:
    return {
        "evaluated": counts["evaluated"],
        "violated": counts["violated"],
        "satisfied": counts["satisfied"],
        "not_evidenced": counts["not_evidenced"],
    }


def _changes(counts: Any) -> Changes:
    return {"gained": counts["gained"], "lost": counts["lost"], "graded": counts["graded"], "same": counts["same"]}


def _judged(finding: Finding) -> Judged:
    subject = finding.subject
    return {
        "id": finding.id,
        "site": finding.site,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "verdict": finding.state.value,
        "day": subject.day,
        "subject": {"kind": subject.kind, "id": subject.id, "place": subject.place},
        "text": text_of(finding.rule, finding.why, finding.values, "zh"),
        "text_en": text_of(finding.rule, finding.why, finding.values, "en"),
    }


HANDLERS = [try_rules]
