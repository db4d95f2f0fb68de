"""What a sealed report says, as answers tell it: its figures, rules, records and findings, in a reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypedDict, cast

from reports.behind.findings import Told
from reports.behind.item import Figure, Item
from reports.figures.tally import Tally
from reports.shapes import ToldExecution
from server.api.findings import CitationAnswer, RuleName, sources
from traceability.rules.law import RuleText, citations_in

Severities = Literal["block", "major", "minor"]


class ThreeStates(TypedDict):
    """How many are as they should be, are not, or have no evidence; never added up."""

    met: int
    broken: int
    unknown: int


class FigureAnswer(TypedDict):
    """A figure. number: what the report prints; states: null where it only counts; records: how many are behind it."""

    code: str
    number: int
    states: ThreeStates | None
    records: int


class ExecutionAnswer(RuleName):
    """How a rule fared in a report, by its own rule set. missing: what no record says yet."""

    severity: Severities
    evaluated: int
    violated: int
    satisfied: int
    not_evidenced: int
    fault: str | None
    missing: str | None
    missing_en: str | None
    citations: list[CitationAnswer]


class ContentsAnswer(TypedDict):
    """A report's cover, in the reader's language. rules: how many are kept, broken, without evidence; idle: had nothing
    to judge; lead and worst: the cover's sentences. All of these are null where nothing was judged."""

    made_at: str | None
    lead: str | None
    worst: str | None
    rules: ThreeStates | None
    idle: int | None
    figures: list[FigureAnswer]
    executions: list[ExecutionAnswer]
    files: list[str]


class FactAnswer(TypedDict):
    """code: what it is (a stable code, or a column of the report's tables); text: in the reader's language."""

    code: str
    text: str


class SealedRecord(TypedDict):
    """A record behind a figure as the report has it, in the reader's language. part: the number of its line; batch: the
    one to trace; state: what the figure says of it. Where the report does not show a record's place, these are null."""

    kind: str
    id: str | None
    revision: int | None
    log: str | None
    sequence: int | None
    leaf: str | None
    part: int | None
    day: str | None
    at: str | None
    what: str
    batch: str | None
    state: Literal["met", "broken", "unknown"] | None
    facts: list[FactAnswer]


class SealedFinding(TypedDict):
    """A finding as the report tells it, in the reader's language. status: how far people had come by then."""

    id: str
    rule: RuleName
    severity: Severities
    verdict: Literal["violated", "not_evidenced"]
    day: str
    due: str
    status: str
    text: str
    kind: str
    record: str
    place: str
    batch: str | None
    citations: list[CitationAnswer]


def figure_answer(figure: Figure) -> FigureAnswer:
    """A figure without its records."""
    states = three_states(figure.tally) if figure.tally else None
    return {"code": figure.code, "number": figure.number, "states": states, "records": len(figure.items)}


def three_states(tally: Tally) -> ThreeStates:
    return {"met": tally.met, "broken": tally.broken, "unknown": tally.unknown}


def rule_name(identity: str, law: Mapping[str, RuleText]) -> RuleName:
    """A rule's titles; its id where this release knows it no more."""
    text = law.get(identity)
    return {"id": identity, "title": text.title if text else identity, "title_en": text.title_en if text else identity}


def sealed_record(item: Item) -> SealedRecord:
    """A record behind a figure."""
    place = item.place
    return {
        "kind": item.kind,
        "id": place.get("id"),
        "revision": place.get("rev"),
        "log": place.get("log"),
        "sequence": place.get("seq"),
        "leaf": place.get("leaf"),
        "part": item.part,
        "day": item.day,
        "at": item.at,
        "what": item.what,
        "batch": item.batch,
        "state": state_of(item),
        "facts": [{"code": code, "text": text} for code, text in item.facts],
    }


def sealed_finding(told: Told, law: Mapping[str, RuleText], region: str) -> SealedFinding:
    """A finding with the sources of its rule."""
    one = told.finding
    return {
        "id": one["id"],
        "rule": rule_name(one["rule"], law),
        "severity": cast(Severities, one["severity"]),
        "verdict": cast(Literal["violated", "not_evidenced"], one["state"]),
        "day": one["subject"]["day"],
        "due": one["due"],
        "status": one["status"],
        "text": told.text,
        "kind": one["subject"]["kind"],
        "record": one["subject"]["id"],
        "place": one["subject"]["place"],
        "batch": told.batch,
        "citations": _citations(law.get(one["rule"]), region),
    }


def execution_answer(one: ToldExecution, law: Mapping[str, RuleText], region: str) -> ExecutionAnswer:
    """A rule with the sources that hold in a region."""
    text = law.get(one["rule"])
    return {
        **rule_name(one["rule"], law),
        "severity": cast(Severities, one["severity"]),
        "evaluated": one["evaluated"],
        "violated": one["violated"],
        "satisfied": one["satisfied"],
        "not_evidenced": one["not_evidenced"],
        "fault": one["fault"],
        "missing": (text.missing or None) if text else None,
        "missing_en": (text.missing_en or None) if text else None,
        "citations": _citations(text, region),
    }


def _citations(text: RuleText | None, region: str) -> list[CitationAnswer]:
    return sources(citations_in(text, region) if text and region else ())


def state_of(item: Item) -> Literal["met", "broken", "unknown"] | None:
    """What the figure says of a record."""
    return item.state.value if item.state else None
