"""What verification says to people: one catalogue a language, the same keys in each."""

from __future__ import annotations

from collections.abc import Mapping

from reports.texts import Words
from reports.verify.steps import Note, State, Step, Verification
from reports.verify.texts import en, zh

CATALOGUES: Mapping[str, Mapping[str, str]] = {"zh": zh.TEXTS, "en": en.TEXTS}


def title(step: Step, language: str) -> str:
    """What the step asks."""
    return CATALOGUES[language][f"step.{step.name}"]


def state(of: State, language: str) -> str:
    return CATALOGUES[language][f"state.{of}"]


def sentence(note: Note, language: str) -> str:
    """What was found. In values that come out of a file, what controls a terminal is shown as 〓."""
    values = {key: plain(value) if isinstance(value, str) else value for key, value in note.values.items()}
    if "kind" in values:
        values["kind"] = Words(language).coded("record", str(values["kind"]))
    return CATALOGUES[language][f"note.{note.code}"].format(**values)


def verdict(told: Verification, language: str) -> str:
    """All of it in one sentence."""
    failed = any(step.state is State.FAILED for step in told.steps)
    code = "unreadable" if not told.readable else "passed" if told.passed else "failed" if failed else "not_checked"
    return CATALOGUES[language][f"verdict.{code}"]


def plain(text: str) -> str:
    """Text of a stranger's file, without what controls a terminal."""
    return "".join(each if each.isprintable() else "〓" for each in text)
