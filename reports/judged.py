"""The rules over a snapshot's own facts, as its report tells them: anyone can judge again and compare."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from reports.shapes import Judged, ToldExecution, ToldFinding
from traceability.rules.engine import Execution, Finding, judge
from traceability.rules.law import Law, law_for
from traceability.rules.life import Step, StepKind, life_of
from traceability.snapshot.shapes import Facts


def law_of(facts: Facts) -> Law:
    """The law of the last day of the facts, where their site lies."""
    return law_for(facts["region"], date.fromisoformat(facts["last"]))


def judged(facts: Facts, only: Collection[str] | None = None) -> Judged:
    """Every rule in force (only: of these ids), in the order of the rule set; findings as far as the steps in the facts
    have brought them."""
    law = law_of(facts)
    judgement = judge(facts, law, only)
    status = _lives(facts) | {known["id"]: known["state"] for known in facts["findings"]}
    return {
        "rule_set": judgement.rule_set,
        "packs": sorted(law.packs),
        "executions": [_execution(one) for one in judgement.executions],
        "findings": [_finding(one, status.get(str(one.id), "open")) for one in judgement.findings],
    }


def _lives(facts: Facts) -> dict[str, str]:
    """How far each finding that somebody did something about has come."""
    steps: dict[str, list[Step]] = {}
    for one in facts["finding_steps"]:
        step = Step(StepKind(one["kind"]), UUID(one["author"]), datetime.fromisoformat(one["occurred_at"]), one["seq"])
        steps.setdefault(one["finding"], []).append(step)
    return {finding: life_of(taken).value for finding, taken in steps.items()}


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


def _finding(one: Finding, status: str) -> ToldFinding:
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
        "status": status,
    }
