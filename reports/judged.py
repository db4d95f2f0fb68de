"""The rules over a snapshot's own facts, as its report tells them: anyone can judge again and compare."""

from __future__ import annotations

from datetime import date

from reports.shapes import Judged, ToldExecution, ToldFinding
from traceability.rules.engine import Execution, Finding, judge
from traceability.rules.law import Law, law_for
from traceability.snapshot.shapes import Facts


def law_of(facts: Facts) -> Law:
    """The law of the last day of the facts, where their site lies."""
    return law_for(facts["region"], date.fromisoformat(facts["last"]))


def judged(facts: Facts) -> Judged:
    """Every rule in force, in the order of the rule set; findings as they stood at the end of the last day."""
    law = law_of(facts)
    judgement = judge(facts, law)
    status = {known["id"]: known["state"] for known in facts["findings"]}
    return {
        "rule_set": judgement.rule_set,
        "packs": sorted(law.packs),
        "executions": [_execution(one) for one in judgement.executions],
        "findings": [_finding(one, status.get(str(one.id), "open")) for one in judgement.findings],
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
