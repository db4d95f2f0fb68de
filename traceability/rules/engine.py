"""Judge a site's facts by the law: every rule in force, each with how often it was kept, broken or without evidence.

Pure: the same facts and the same law give the same judgement, whoever asks and whenever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from uuid import UUID

from traceability.identifiers import derive
from traceability.rules import rules as folder
from traceability.rules.law import Law, RuleText
from traceability.rules.life import Life, Step, StepKind, life_of
from traceability.rules.rule import Rule, Severity, State, Subject, Value, Verdict
from traceability.snapshot.duty_shapes import FindingKnown, FindingStep
from traceability.snapshot.shapes import Facts

WORST = (State.VIOLATED, State.NOT_EVIDENCED, State.SATISFIED)


@dataclass(frozen=True, slots=True)
class Execution:
    """How a rule fared over the facts. fault: the name of an error in the rule itself, which then judged nothing."""

    rule: str
    severity: Severity
    evaluated: int
    violated: int
    satisfied: int
    not_evidenced: int
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found broken or without evidence. id: follows from site, rule and subject; due: last day on time."""

    id: UUID
    site: UUID
    rule: str
    severity: Severity
    state: State
    subject: Subject
    why: str
    values: Mapping[str, Value]
    due: date


@dataclass(frozen=True, slots=True)
class Judgement:
    rule_set: int
    executions: tuple[Execution, ...]
    findings: tuple[Finding, ...]


def judge(facts: Facts, law: Law, only: Collection[str] | None = None) -> Judgement:
    """Run every rule in force on one of the days (only: those of these ids), in the order of the rule set.

    A verdict on a day on which its rule did not hold counts for nothing. Rules that judge findings come last.
    """
    first, last = date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"])
    executions: dict[str, Execution] = {}
    findings: list[Finding] = []
    for rule in sorted(_asked(law, only), key=lambda one: one.of_findings):
        text = law.rule(rule.id)
        if text is None or last < text.effective_from or (text.effective_to is not None and first >= text.effective_to):
            continue
        known = facts if not rule.of_findings else _with(facts, findings)
        executions[rule.id], found = _run(rule, text, known, law)
        findings += found
    order = list(law.rule_set.rules)
    return Judgement(
        law.rule_set.version,
        tuple(executions[identity] for identity in order if identity in executions),
        tuple(sorted(findings, key=lambda one: order.index(one.rule))),
    )


def _asked(law: Law, only: Collection[str] | None) -> list[Rule]:
    known = rules()
    return [known[i] for i in law.rule_set.rules if i in known and (only is None or i in only)]


def _run(rule: Rule, text: RuleText, facts: Facts, law: Law) -> tuple[Execution, list[Finding]]:
    try:
        verdicts = _verdicts(rule, text, facts, law)
    except Exception as error:  # a faulty rule does not silence the others; the execution says so
        return Execution(rule.id, text.severity, 0, 0, 0, 0, type(error).__name__), []
    counts = {state: sum(one.state is state for one in verdicts) for state in State}
    execution = Execution(
        rule.id,
        text.severity,
        len(verdicts),
        counts[State.VIOLATED],
        counts[State.SATISFIED],
        counts[State.NOT_EVIDENCED],
    )
    site = UUID(facts["site"]["id"])
    return execution, [_finding(site, text, law, one) for one in verdicts if one.state is not State.SATISFIED]


def _with(facts: Facts, findings: Iterable[Finding]) -> Facts:
    """The facts with what was found on these days, as far as the steps on it have come."""
    lives = lives_of(facts["finding_steps"])
    found: list[FindingKnown] = [
        {
            "id": str(one.id),
            "rule": one.rule,
            "severity": one.severity.value,
            "verdict": one.state.value,
            "day": one.subject.day,
            "due": one.due.isoformat(),
            "state": lives.get(str(one.id), Life.OPEN).value,
        }
        for one in findings
    ]
    return {**facts, "findings": facts["findings"] + found}


def lives_of(taken: Iterable[FindingStep]) -> Mapping[str, Life]:
    """How far each finding that somebody did something about has come by these steps, by its id."""
    steps: dict[str, list[Step]] = {}
    for one in taken:
        step = Step(StepKind(one["kind"]), UUID(one["author"]), datetime.fromisoformat(one["occurred_at"]), one["seq"])
        steps.setdefault(one["finding"], []).append(step)
    return {finding: life_of(each) for finding, each in steps.items()}


def _verdicts(rule: Rule, text: RuleText, facts: Facts, law: Law) -> list[Verdict]:
    """One verdict for each subject of a day on which the rule held: the worst, where a rule spoke twice."""
    found: dict[tuple[str, str, str], Verdict] = {}
    for verdict in rule.check(facts, law):
        subject = verdict.subject
        if not text.holds(date.fromisoformat(subject.day)):
            continue
        key = (subject.kind, subject.id, subject.place)
        if key not in found or WORST.index(verdict.state) < WORST.index(found[key].state):
            found[key] = verdict
    return list(found.values())


def _finding(site: UUID, text: RuleText, law: Law, verdict: Verdict) -> Finding:
    subject, day = verdict.subject, date.fromisoformat(verdict.subject.day)
    return Finding(
        id=finding_id(site, text.id, subject),
        site=site,
        rule=text.id,
        severity=law.severity(text, verdict.why, day),
        state=verdict.state,
        subject=subject,
        why=verdict.why,
        values=dict(verdict.values),
        due=day + timedelta(days=text.due_days),
    )


def finding_id(site: UUID, rule: str, subject: Subject) -> UUID:
    """The same finding has the same id, whenever it is found."""
    return derive(site, "finding", rule, subject.kind, subject.id, subject.place)


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule there is a file for, by id. ValueError: an id stands twice, or a file holds no rule."""
    return collected(import_module(f"{folder.__name__}.{found.name}") for found in iter_modules(folder.__path__))


def collected(modules: Iterable[object]) -> dict[str, Rule]:
    """The rules of these modules, one each, by id."""
    found: dict[str, Rule] = {}
    for module in modules:
        own = [value for value in vars(module).values() if isinstance(value, Rule)]
        if len(own) != 1:
            raise ValueError(f"{module!r} holds {len(own)} rules and not one")
        if own[0].id in found:
            raise ValueError(f"the rule {own[0].id} stands twice")
        found[own[0].id] = own[0]
    return found


def at_once(kind: str) -> frozenset[str]:
    """The rules to be judged right after a record of that kind."""
    return frozenset(identity for identity, rule in rules().items() if kind in rule.at_once)
