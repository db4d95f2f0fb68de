"""What verification says to people: one catalogue a language, the same keys in each."""

from __future__ import annotations

from collections.abc import Mapping

from reports.verify.steps import Note, State, Step
from reports.verify.texts import en, zh

CATALOGUES: Mapping[str, Mapping[str, str]] = {"zh": zh.TEXTS, "en": en.TEXTS}


def title(step: Step, language: str) -> str:
    """What the step asks."""
    return CATALOGUES[language][f"step.{step.name}"]


def state(of: State, language: str) -> str:
    return CATALOGUES[language][f"state.{of}"]


def sentence(note: Note, language: str) -> str:
    """What was found. In values that come out of a file, what controls a terminal is shown as 〓."""
    values = {key: _plain(value) if isinstance(value, str) else value for key, value in note.values.items()}
    return CATALOGUES[language][f"note.{note.code}"].format(**values)


def _plain(text: str) -> str:
    return "".join(each if each.isprintable() else "〓" for each in text)
