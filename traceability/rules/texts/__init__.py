"""What rules say, in words: a catalogue per language (zh.toml, en.toml), a table per rule, a text per `why`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from traceability.rules.rule import Value

LANGUAGES = ("zh", "en")
JOINED = {"zh": "、", "en": ", "}


def text_of(rule: str, why: str, values: Mapping[str, Value], language: str = "zh") -> str:
    """The sentence of a verdict. In English a value `name` gives way to `name_en`; a list's words are looked up.

    KeyError: the catalogue has no such sentence, or the sentence asks for a value that is not there.
    """
    texts = catalogue(language)
    said = {name: _word(value, texts, language) for name, value in values.items()}
    if language == "en":
        said |= {name[:-3]: value for name, value in said.items() if name.endswith("_en") and value}
    sentence = texts[rule].get(why) or texts["every"][why]
    return sentence.format(**said)


def source_of(text: str, provenance: str, language: str = "zh") -> str:
    """A citation as every finding prints it: what was not read in its source is to be confirmed, and says so."""
    if not provenance.startswith("K"):
        return text
    return text + catalogue(language)["every"]["to_be_confirmed"]


def _word(value: Value, texts: Mapping[str, Mapping[str, str]], language: str) -> str:
    if isinstance(value, list):
        return JOINED[language].join(texts["words"].get(one, one) for one in value)
    return str(value)


@cache
def catalogue(language: str) -> Mapping[str, Mapping[str, str]]:
    """The catalogue of "zh" or "en"."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text("utf-8"))
