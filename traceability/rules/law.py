"""The law as data: rule sets by version and day, and what of them holds where a site lies.

A rule set (rule_sets/<version>.toml) says for each rule its title, severity, pack, citations with their provenance, the
thresholds it reads, from when to when it holds and within how many days a finding is to be settled. A dry run judges by
the same set with other values laid over it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from traceability.errors import NotOnRecord
from traceability.forbidden import Forbidden, forbidden
from traceability.rules.rule import Severity
from traceability.thresholds import Threshold, first_threshold, regions, threshold

Find = Callable[[str, date, str], Threshold]
PACKS = ("CN", "CN-11", "US", "EU")
CHOSEN = ("US", "EU")
"""Packs that hold where an installation chooses them; the others follow a site's region."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule comes from. provenance: F read in a source, K from knowledge, K? number to be confirmed."""

    text: str
    text_en: str
    provenance: str
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """What a rule set says of one rule.

    severity_of: other severities for certain `why` codes; severity_from: others from a day on. due_days: days after a
    finding's day within which it is to be settled. decided_by: kinds of record it is decided from; missing: what no
    record says yet, empty where records decide it.
    """

    id: str
    title: str
    title_en: str
    severity: Severity
    pack: str
    citations: tuple[Citation, ...]
    effective_from: date
    due_days: int
    thresholds: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    missing: str = ""
    missing_en: str = ""
    severity_of: Mapping[str, Severity] = field(default_factory=dict)
    severity_from: Mapping[str, Severity] = field(default_factory=dict)
    effective_to: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.effective_from <= on and (self.effective_to is None or on < self.effective_to)


@dataclass(frozen=True, slots=True)
class RuleSet:
    version: int
    effective_from: date
    effective_to: date | None
    rules: Mapping[str, RuleText]


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a dry run changes: values of thresholds by code, severities and effective dates by rule id."""

    thresholds: Mapping[str, str] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    effective_from: Mapping[str, date] = field(default_factory=dict)
    effective_to: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Law:
    """A rule set where a site lies. packs: which of its rules apply there; changed: a dry run's values."""

    rule_set: RuleSet
    region: str
    packs: frozenset[str]
    changed: Overrides = Overrides()

    def rule(self, identity: str) -> RuleText | None:
        """What the set says of a rule; None where it is not in the set or its pack does not apply here."""
        found = self.rule_set.rules.get(identity)
        if found is None or found.pack not in self.packs:
            return None
        return replace(
            found,
            effective_from=self.changed.effective_from.get(identity, found.effective_from),
            effective_to=self.changed.effective_to.get(identity, found.effective_to),
        )

    def threshold(self, code: str, on: str) -> Threshold:
        """The limit in force on that day, or, on a day before there was one, the first (rules drop such days).

        A pack from elsewhere (US, EU) brings its limits along. NotOnRecord (no_threshold): there is none of that code.
        """
        day, places = date.fromisoformat(on), (self.region, *sorted(self.packs & set(CHOSEN)))
        found = _first(threshold, code, day, places) or _first(first_threshold, code, day, places)
        if found is None:
            raise NotOnRecord("no_threshold", {"threshold": code, "on": on, "region": self.region})
        return replace(found, value=self.changed.thresholds[code]) if code in self.changed.thresholds else found

    def forbidden(self, on: str) -> tuple[Forbidden, ...]:
        """What is forbidden here on that day."""
        return forbidden(date.fromisoformat(on), self.region)

    def severity(self, text: RuleText, why: str, on: date) -> Severity:
        """How grave it is to break the rule in that way on that day."""
        if text.id in self.changed.severities:
            return self.changed.severities[text.id]
        if why in text.severity_of:
            return text.severity_of[why]
        begun = [day for day in text.severity_from if date.fromisoformat(day) <= on]
        return text.severity_from[max(begun)] if begun else text.severity

    def citations(self, text: RuleText) -> tuple[Citation, ...]:
        """Those that hold where the site lies."""
        return citations_in(text, self.region)


def citations_in(text: RuleText, region: str) -> tuple[Citation, ...]:
    """The citations of a rule that hold in a region."""
    around = regions(region)
    return tuple(one for one in text.citations if one.region is None or one.region in around)


def _first(find: Find, code: str, day: date, places: Iterable[str]) -> Threshold | None:
    for place in places:
        try:
            return find(code, day, place)
        except NotOnRecord:
            continue
    return None


def law_for(
    region: str,
    on: date,
    changed: Overrides | None = None,
    packs: Iterable[str] | None = None,
    chosen: Iterable[str] = (),
) -> Law:
    """The law of a region by the rule set in force on that day. packs None: those of the region itself.

    chosen: packs from elsewhere that the installation adds to these (its setting MEALTRACE_RULE_PACKS). NotOnRecord
    (no_rule_set): no set was in force then.
    """
    sets = [one for one in rule_sets() if one.effective_from <= on]
    held = [one for one in sets if one.effective_to is None or on < one.effective_to]
    if not held:
        raise NotOnRecord("no_rule_set", {"on": on.isoformat()})
    own = frozenset(packs) if packs is not None else packs_of(region)
    return Law(held[-1], region, own | frozenset(chosen), changed or Overrides())


def packs_of(region: str) -> frozenset[str]:
    """The packs that hold in a region whoever installs this there."""
    return frozenset(PACKS) & frozenset(regions(region))


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """Every rule set there is, the oldest first."""
    folder = files(__package__) / "rule_sets"
    found = [_rule_set(tomllib.loads(file.read_text("utf-8"))) for file in folder.iterdir() if file.name[0].isdigit()]
    return tuple(sorted(found, key=lambda one: one.version))


def rule_set(version: int) -> RuleSet:
    """The rule set of that version. NotOnRecord (no_rule_set)."""
    for one in rule_sets():
        if one.version == version:
            return one
    raise NotOnRecord("no_rule_set", {"version": version})


def _rule_set(file: dict[str, Any]) -> RuleSet:
    rules = {identity: _rule_text(identity, table) for identity, table in file["rules"].items()}
    return RuleSet(file["version"], file["effective_from"], file.get("effective_to"), rules)


def _rule_text(identity: str, table: dict[str, Any]) -> RuleText:
    graded = {key: {k: Severity(v) for k, v in table.get(key, {}).items()} for key in ("severity_of", "severity_from")}
    return RuleText(
        **{
            **table,
            **graded,
            "id": identity,
            "severity": Severity(table["severity"]),
            "citations": tuple(Citation(**one) for one in table["citations"]),
            "thresholds": tuple(table.get("thresholds", ())),
            "decided_by": tuple(table.get("decided_by", ())),
        }
    )
