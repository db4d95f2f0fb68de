"""The rules over a snapshot's own facts, as its report tells them: anyone can judge again and compare."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from reports.shapes import Judged, ToldExecution, ToldFinding
from traceability.rules.engine import Execution, Finding, judge, lives_of
from traceability.rules.law import Law, law_for
from traceability.rules.life import Life
from traceability.rules.rule import Severity
from traceability.snapshot.shapes import Facts


def judged(facts: Facts, only: Collection[str] | None = None, packs: Collection[str] = ()) -> Judged:
    """By the law of the last day of the facts, where their site lies. packs: rules besides those of its region."""
    return judged_by(law_for(facts["region"], date.fromisoformat(facts["last"]), chosen=packs), facts, only)


def judged_by(law: Law, facts: Facts, only: Collection[str] | None = None) -> Judged:
    """Every rule in force (only: of these ids), in the order of the rule set; findings as far as the steps in the facts
    have brought them."""
    judgement = judge(facts, law, only)
    lives = lives_of(facts["finding_steps"])
    return {
        "rule_set": judgement.rule_set,
        "packs": sorted(law.packs),
        "executions": [_execution(one) for one in judgement.executions],
        "findings": [_finding(one, lives.get(str(one.id), Life.OPEN)) for one in judgement.findings],
    }


def _execution(one: Execution) -> ToldExecution:
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "evaluated": one.evaluated,
        "violated": one.violated,
        "satisfied": one.satisfied,
        "not_evidenced": one.not_evidenced,
        "fault": one.fault,
    }


def _finding(one: Finding, life: Life) -> ToldFinding:
    subject = one.subject
    return {
        "id": str(one.id),
        "rule": one.rule,
        "severity": one.severity.value,
        "state": one.state.value,
        "subject": {"kind": subject.kind, "id": subject.id, "day": subject.day, "place": subject.place},
        "why": one.why,
        "values": dict(one.values),
        "due": one.due.isoformat(),
        "status": life.value,
    }


def gravity(one: ToldFinding) -> tuple[int, str, str, str]:
    """The order in which findings are told: the gravest first, then by day."""
    subject = one["subject"]
    order = list(Severity).index(Severity(one["severity"]))
    return order, subject["day"], one["rule"], subject["id"] + subject["place"]
