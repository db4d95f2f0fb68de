"""Every rule against its cases (cases/<id>.yaml): kept, broken, without evidence, at its limit, before, after its day.

A case says the facts it is about, laid over an empty snapshot (tests/support/facts.py), its day (2026-11-20 unless
told), and what the rule must say, verdict by verdict: `violated expired`, or the same with severity and sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.facts import facts_on
from traceability.rules.engine import judge, rules
from traceability.rules.law import PACKS, Law, law_for, rule_sets
from traceability.rules.rule import State, Verdict
from traceability.rules.texts import LANGUAGES, catalogue, text_of

CASES = Path(__file__).parent / "cases"
KINDS = ("pass", "fail", "not_evidenced", "at_threshold", "before", "after")
MAY_SAY_WHY_NOT = {"not_evidenced", "at_threshold"}
NEVER_VIOLATED = {"K1", "T2"}
"""Rules whose violation no record can show: nothing is deleted here, and no drill is recorded."""
DAY = "2026-11-20"
FILES = sorted(CASES.glob("*.yaml"))


class Loader(yaml.SafeLoader):
    """YAML in which 11:30, 7.5 and 2026-11-20 are texts: only whole numbers, true, false and null are not."""


_PLAIN = {"tag:yaml.org,2002:float", "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int"}
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in _PLAIN]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true$|false$"), list("tf"))
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?\d+$"), list("-0123456789"))


@dataclass(frozen=True)
class Case:
    rule: str
    kind: str
    title: str
    day: str
    facts: dict[str, Any]
    expect: list[Any]
    packs: list[str] | None

    @property
    def law(self) -> Law:
        packs = self.packs or [rule_sets()[-1].rules[self.rule].pack]
        return law_for("110108", date.fromisoformat(self.day), packs=packs)


def read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader)  # noqa: S506 - a safe loader with fewer types
    return found


def cases() -> Iterator[Case]:
    for file in FILES:
        for kind, listed in read(file).items():
            for case in [] if isinstance(listed, str) else listed:
                day, packs = case.get("day", DAY), case.get("packs")
                yield Case(file.stem, kind, case["title"], day, case["facts"], case["expect"], packs)


ALL = list(cases())


def verdicts(case: Case) -> list[Verdict]:
    """What the rule says on the days on which it holds."""
    text = case.law.rule(case.rule)
    assert text is not None
    said = rules()[case.rule].check(facts_on(case.day, case.facts), case.law)
    return [one for one in said if text.holds(date.fromisoformat(one.subject.day))]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule} {case.kind}: {case.title}")
def test_rule_says_what_its_case_expects(case: Case) -> None:
    text = case.law.rule(case.rule)
    assert text is not None
    said = verdicts(case)
    expected = [{"say": one} if isinstance(one, str) else one for one in case.expect]

    assert [f"{one.state} {one.why}" for one in said] == [one["say"] for one in expected]
    for one, wanted in zip(said, expected, strict=True):
        severity = case.law.severity(text, one.why, date.fromisoformat(one.subject.day))
        assert severity == wanted.get("severity", severity)
        for language in LANGUAGES:
            sentence = text_of(case.rule, one.why, one.values, language)
            assert sentence == wanted.get(language, sentence)


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.rule} {case.kind}: {case.title}")
def test_rule_judges_each_subject_once_and_the_same_twice(case: Case) -> None:
    said = verdicts(case)
    subjects = [(one.subject.kind, one.subject.id, one.subject.place) for one in said]
    facts = facts_on(case.day, case.facts)
    first, second = (judge(facts, case.law, {case.rule}) for _ in range(2))

    assert len(subjects) == len(set(subjects))
    assert first == second
    assert all(execution.fault is None for execution in first.executions)
    assert sum(execution.evaluated for execution in first.executions) == len(said)
    assert all(facts["first"] <= one.subject.day <= facts["last"] for one in said)


@pytest.mark.parametrize("identity", sorted(rules()))
def test_rule_has_cases_of_every_kind(identity: str) -> None:
    found = read(CASES / f"{identity}.yaml")
    text = rule_sets()[-1].rules[identity]

    assert set(found) == set(KINDS)
    may = MAY_SAY_WHY_NOT | ({"fail"} if identity in NEVER_VIOLATED else set())
    assert [kind for kind in KINDS if isinstance(found[kind], str) and kind not in may] == []
    assert not (text.thresholds and isinstance(found["at_threshold"], str)) or identity == "T2"
    assert all(date.fromisoformat(case["day"]) < text.effective_from for case in found["before"])
    assert all(date.fromisoformat(case["day"]) >= text.effective_from for case in found["after"])
    told = {one.state for case in ALL if case.rule == identity for one in verdicts(case)}
    assert (State.VIOLATED in told) == (identity not in NEVER_VIOLATED)
    said = {one.why for case in ALL if case.rule == identity for one in verdicts(case)}
    assert set(catalogue("zh")[identity]) - said == set(), "sentences that no case hears"
    assert all(case["expect"] == [] for case in found["before"])
    assert all(case["expect"] for case in found["after"])


def test_every_file_of_cases_is_of_a_rule() -> None:
    assert {file.stem for file in FILES} == set(rules())
    assert set(PACKS) >= {text.pack for text in rule_sets()[-1].rules.values()}
