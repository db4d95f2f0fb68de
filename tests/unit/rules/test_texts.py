"""Rules, their sentences, limits and lists hang together: nothing named is missing, nothing there is unused."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from traceability.forbidden import _list as forbidden_list
from traceability.oversight_words import IncidentKind
from traceability.rules import foods, reading
from traceability.rules.engine import rules
from traceability.rules.law import rule_sets
from traceability.rules.rules import p1_nitrite, p2_forbidden
from traceability.rules.texts import LANGUAGES, catalogue, source_of
from traceability.thresholds import _table as thresholds

MARKS = {"zh": "条款待核", "en": "citation to be confirmed"}
VERDICTS = {"violated", "satisfied", "not_evidenced"}
PROMISES = re.compile(r"合规|符合(?:规定|法规|要求|标准)|compl(?:y|ies|iant|iance)\b", re.IGNORECASE)


def module_of(identity: str) -> ModuleType:
    module = inspect.getmodule(rules()[identity].check)
    assert module is not None
    return module


def calls(module: ModuleType) -> Iterator[tuple[str, ast.Call]]:
    """Every call by the last part of its name."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call):
            function = node.func
            yield function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", ""), node


def literals(module: ModuleType) -> set[str]:
    """Every text in the source, those with a changing end by their beginning."""
    nodes = ast.walk(ast.parse(inspect.getsource(module)))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("identity", sorted(rules()))
def test_every_reason_a_rule_may_give_has_its_sentence(identity: str) -> None:
    said = [
        node.args[1].value
        for name, node in calls(module_of(identity))
        if name in VERDICTS and len(node.args) > 1 and isinstance(node.args[1], ast.Constant)
    ]
    for language in LANGUAGES:
        texts = catalogue(language)
        assert [why for why in said if why not in texts[identity] and why not in texts["every"]] == []


@pytest.mark.parametrize("identity", sorted(rules()))
def test_every_limit_a_rule_asks_for_is_in_the_table(identity: str) -> None:
    asked = [
        node.args[0].value
        for name, node in calls(module_of(identity))
        if name == "threshold" and isinstance(node.args[0], ast.Constant)
    ]
    assert [code for code in asked if code not in {code for code, _ in thresholds()}] == []


def test_every_word_in_lists_is_said_in_both_languages_and_used_by_a_rule() -> None:
    first, second = (catalogue(language)["words"] for language in LANGUAGES)
    used = set().union(*(literals(module_of(identity)) for identity in rules()), literals(foods), literals(reading))
    used |= {"kg", "l", "piece", *IncidentKind}  # as records say them
    beginnings = tuple(one for one in used if re.fullmatch(r"[a-z]+_", one))

    assert first.keys() == second.keys()
    assert [word for word in first if word not in used and not word.startswith(beginnings)] == []
    assert all((*first.values(), *second.values()))


def test_every_sentence_belongs_to_a_rule_of_the_set() -> None:
    for language in LANGUAGES:
        assert set(catalogue(language)) == {"every", "words", *rule_sets()[-1].rules}


def test_what_was_not_read_in_its_source_is_printed_as_to_be_confirmed() -> None:
    for text in rule_sets()[-1].rules.values():
        for one in text.citations:
            printed = {"zh": source_of(one.text, one.provenance), "en": source_of(one.text_en, one.provenance, "en")}
            for language, mark in MARKS.items():
                assert (mark in printed[language]) == one.provenance.startswith("K"), (text.id, printed[language])


def test_forbidden_food_is_judged_by_one_of_two_rules() -> None:
    codes = {one.code for one in forbidden_list()}

    assert p1_nitrite.NITRITE == p2_forbidden.NITRITE
    assert p1_nitrite.NITRITE in codes
    assert {one.provenance for one in forbidden_list()} <= {"F", "K", "K?"}


def test_nothing_says_that_a_school_complies() -> None:
    told = [text for language in LANGUAGES for table in catalogue(language).values() for text in table.values()]
    told += [text for one in rule_sets() for each in one.rules.values() for text in (each.title, each.title_en)]
    told += [text for one in rule_sets() for each in one.rules.values() for text in (each.missing, each.missing_en)]
    told += [text for table in thresholds().values() for one in table for text in (one.meaning, one.meaning_en)]
    told += [rule.documentation for rule in rules().values()]

    assert len(told) > 200
    assert [text for text in told if PROMISES.search(text)] == []
