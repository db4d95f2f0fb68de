"""Whatever verification finds has a sentence, in Chinese and in English."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import reports.verify
from reports.verify.steps import STEPS, Note, State, Step, Verification
from reports.verify.texts import CATALOGUES, sentence, title, verdict
from server.verify_command import lines_of

SOURCES = "\n".join(path.read_text("utf-8") for path in Path(reports.verify.__path__[0]).glob("*.py"))
CODES = set(re.findall(r'Note\(\s*"(\w+)"', SOURCES)) | {"certificate_changed", "certificate_unattached"}


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_each_code_has_a_sentence_and_each_sentence_a_code() -> None:
    assert len(CODES) > 50
    for texts in CATALOGUES.values():
        assert {key.removeprefix("note.") for key in texts if key.startswith("note.")} == CODES
        assert {key.removeprefix("step.") for key in texts if key.startswith("step.")} == set(STEPS)


def test_both_languages_say_the_same_things() -> None:
    chinese, english = CATALOGUES["zh"], CATALOGUES["en"]
    assert chinese.keys() == english.keys()
    assert [key for key in chinese if names_in(chinese[key]) != names_in(english[key])] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_strangers_text_does_not_control_the_terminal(language: str) -> None:
    note = Note("signer", {"name": "\x1b[2J\u202eschool", "issuer": "x{name}"})
    told = sentence(note, language)
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "〓[2J〓school" in told
    assert "x{name}" in told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_verdict_is_passed_only_if_every_step_did(language: str) -> None:
    def of(**states: State) -> Verification:
        steps = tuple(Step(name, states.get(name, State.PASSED)) for name in STEPS)
        return Verification(steps, {"period": "2026-10", "site_name": None})

    texts = CATALOGUES[language]
    assert verdict(of(), language) == texts["verdict.passed"]
    assert verdict(of(ledger=State.NOT_CHECKED), language) == texts["verdict.not_checked"]
    assert verdict(of(ledger=State.NOT_CHECKED, pages=State.FAILED), language) == texts["verdict.failed"]
    assert verdict(of(readable=State.FAILED), language) == texts["verdict.unreadable"]
    shown = lines_of(of(pages=State.FAILED), "a.pdf", language)
    assert sum(line.startswith("✗") for line in shown) == 1
    assert title(of().step("pages"), language) in "".join(shown)
