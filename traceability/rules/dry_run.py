"""What changed limits, severities or days of rules would have found, beside what the law as it stands finds.

Reads facts and judges them twice, month by month; writes nothing.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from traceability.errors import Fault, Invalid
from traceability.rules.engine import Execution, Finding, Judgement, judge, rules
from traceability.rules.law import Law, Overrides, law_for, rule_sets
from traceability.rules.rule import Severity, State
from traceability.snapshot.facts import facts_of

COUNTED = ("evaluated", "violated", "satisfied", "not_evidenced")


@dataclass(slots=True)
class Compared:
    """One rule over all sites and days, as it stands and as it would be: sums of its executions, and its findings.

    findings: how many would be gained, lost and graded (of both, of another severity or verdict), and are the same.
    """

    rule: str
    stands: Counter[str] = field(default_factory=Counter)
    would_be: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class DryRun:
    """gained: findings that the changed rules would have made, lost: those that would not have been made."""

    rule_set: int
    rules: dict[str, Compared] = field(default_factory=dict)
    gained: list[Finding] = field(default_factory=list)
    lost: list[Finding] = field(default_factory=list)
    graded: list[Finding] = field(default_factory=list)
    """Findings of both, of another severity or verdict than now."""


def checked(changed: Overrides) -> Overrides:
    """The same. Invalid: a threshold or rule that there is none of, each at its place."""
    known = rule_sets()[-1].rules
    codes = {code for text in known.values() for code in text.thresholds}
    faults = [
        Fault(f"/thresholds/{code}", "unknown_threshold", {"threshold": code})
        for code in changed.thresholds
        if code not in codes
    ]
    named = {*changed.severities, *changed.effective_from, *changed.effective_to}
    faults += [Fault(f"/rules/{rule}", "unknown_rule", {"rule": rule}) for rule in sorted(named) if rule not in known]
    if faults:
        raise Invalid(faults)
    return changed


async def dry_run(
    sites: Sequence[UUID], first: date, last: date, changed: Overrides, packs: Collection[str] = ()
) -> DryRun:
    """Judge the sites' days first..last by the rule set of the last day, and by the changed one.

    Rules that judge findings are left out: nobody could settle what nobody had found. Invalid: a changed limit that a
    rule cannot read, such as half a day where it counts days.
    """
    asked = {identity for identity, one in rules().items() if not one.of_findings}
    run = DryRun(law_for("CN", last).rule_set.version)
    for site in sites:
        for begin, end in _months(first, last):
            facts = await facts_of(site, begin, end)
            law = law_for(facts["region"], last, chosen=packs)
            would_be = replace(law, changed=changed)
            stands = await asyncio.to_thread(judge, facts, law, asked)
            tried = await asyncio.to_thread(judge, facts, would_be, asked)
            _check_read(law, changed, stands, tried)
            _compare(run, stands, tried)
    return run


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days cut at the ends of months, so that no window grows with the period."""
    while first <= last:
        end = (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        yield first, min(end, last)
        first = end + timedelta(days=1)


def _check_read(law: Law, changed: Overrides, stands: Judgement, tried: Judgement) -> None:
    """Invalid where a rule failed by the changed limits alone: that it found nothing then says nothing."""
    failed = {one.rule for one in tried.executions if one.fault} - {one.rule for one in stands.executions if one.fault}
    read = {code for rule in failed for code in law.rule_set.rules[rule].thresholds}
    faults = [Fault(f"/thresholds/{code}", "unreadable_limit") for code in sorted(read & changed.thresholds.keys())]
    if faults:
        raise Invalid(faults)


def _compare(run: DryRun, stands: Judgement, would_be: Judgement) -> None:
    for judgement, which in ((stands, "stands"), (would_be, "would_be")):
        for execution in judgement.executions:
            compared = run.rules.setdefault(execution.rule, Compared(execution.rule))
            getattr(compared, which).update(_counts(execution))
    before, after = {one.id: one for one in stands.findings}, {one.id: one for one in would_be.findings}
    run.gained += _noted(run, "gained", [one for one in after.values() if one.id not in before])
    run.lost += _noted(run, "lost", [one for one in before.values() if one.id not in after])
    both = [(before[one.id], one) for one in after.values() if one.id in before]
    run.graded += _noted(run, "graded", [new for old, new in both if _grade(old) != _grade(new)])
    _noted(run, "same", [new for old, new in both if _grade(old) == _grade(new)])


def _noted(run: DryRun, what: str, findings: list[Finding]) -> list[Finding]:
    """The same, counted by rule."""
    for one in findings:
        run.rules[one.rule].findings[what] += 1
    return findings


def _grade(finding: Finding) -> tuple[Severity, State]:
    return finding.severity, finding.state


def _counts(execution: Execution) -> dict[str, int]:
    return {name: getattr(execution, name) for name in COUNTED}
