"""What a rule is: an id and a generator that answers one verdict for each thing it judged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from traceability.rules.law import Law
    from traceability.snapshot.shapes import Facts

Value = str | int | list[str]


class State(StrEnum):
    """What a rule says of one thing. Missing evidence is never a pass."""

    VIOLATED = "violated"
    SATISFIED = "satisfied"
    NOT_EVIDENCED = "not_evidenced"


class Severity(StrEnum):
    """block: must not be used; major, minor. The order is from the gravest."""

    BLOCK = "block"
    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Subject:
    """What was judged: a record by kind and id, on which business day, and which part of it (`line:3`, a meal …).

    A rule judges a subject once. Its finding's id follows from site, rule, kind, id and place; a day may be corrected.
    """

    kind: str
    id: str
    day: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """why: a stable code with its text in the catalogues (texts/zh.toml, en.toml), which `values` fill."""

    state: State
    subject: Subject
    why: str
    values: Mapping[str, Value] = field(default_factory=dict)


Check = Callable[["Facts", "Law"], Iterator[Verdict]]


@dataclass(frozen=True, slots=True)
class Rule:
    """at_once: kinds of record after whose commit it is judged; documentation: the docstring of its check.

    of_findings: it judges what the others found, and so comes after them, with their findings among the facts.
    """

    id: str
    check: Check
    at_once: frozenset[str]
    of_findings: bool
    documentation: str


def rule(identity: str, *, at_once: Collection[str] = (), of_findings: bool = False) -> Callable[[Check], Rule]:
    """Make the generator below it the rule of that id. Whatever else is said of the rule stands in the rule set."""

    def made(check: Check) -> Rule:
        return Rule(identity, check, frozenset(at_once), of_findings, (check.__doc__ or "").strip())

    return made


def violated(subject: Subject, why: str, **values: Value | None) -> Verdict:
    """The rule is broken. A value None is left out."""
    return Verdict(State.VIOLATED, subject, why, _said(values))


def satisfied(subject: Subject, why: str = "in_order", **values: Value | None) -> Verdict:
    """The rule is kept."""
    return Verdict(State.SATISFIED, subject, why, _said(values))


def not_evidenced(subject: Subject, why: str, **values: Value | None) -> Verdict:
    """What is on record does not say whether the rule is kept."""
    return Verdict(State.NOT_EVIDENCED, subject, why, _said(values))


def _said(values: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None}
