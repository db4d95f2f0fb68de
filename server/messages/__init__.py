"""What people read when something is wrong: one catalogue per language, by stable code."""

from __future__ import annotations

from collections.abc import Mapping

from server.messages import en, zh

CATALOGUES: dict[str, dict[str, str]] = {"zh-CN": zh.TEXTS, "en": en.TEXTS}


def text(language: str, code: str, context: Mapping[str, object]) -> str | None:
    """The sentence for a code, with its context filled in; None where the catalogue has none."""
    template = CATALOGUES[language].get(code)
    if template is None:
        return None
    try:
        return template.format(**context)
    except (KeyError, IndexError):
        return template
