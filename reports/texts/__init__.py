"""Words of a report: one catalogue a language, the same keys in each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType, ModuleType

from reports.errors import UnknownLanguage
from reports.texts import (
    en,
    en_cells,
    en_columns,
    en_kinds,
    en_notice,
    en_over,
    en_print,
    en_rules,
    en_term,
    en_things,
    zh,
    zh_cells,
    zh_columns,
    zh_kinds,
    zh_notice,
    zh_over,
    zh_print,
    zh_rules,
    zh_term,
    zh_things,
)
from traceability.oversight_words import AdditivePurpose, VettingOccasion
from traceability.snapshot.parts import Amount, Named
from traceability.snapshot.shapes import Threshold
from traceability.vocabulary import (
    Allergen,
    Appearance,
    CheckPoint,
    DisposalReason,
    DocumentKind,
    Evidence,
    FoodGroup,
    HoldLevel,
    LicenceKind,
    Meal,
    OperatingMode,
    ReceiverRole,
    Storage,
    TestMethod,
    TestResult,
    Trade,
    VettingOutcome,
    label,
)


def _merged(*parts: ModuleType) -> Mapping[str, str]:
    """Their TEXTS in one; a key that two of them have would hide one: ValueError."""
    texts = [pair for part in parts for pair in part.TEXTS.items()]
    if len(texts) != len(dict(texts)):
        raise ValueError(sorted(key for key, _ in texts if [k for k, _ in texts].count(key) > 1))
    return dict(texts)


CATALOGUES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "zh": _merged(zh, zh_rules, zh_print, zh_things, zh_kinds, zh_over, zh_term, zh_notice, zh_columns, zh_cells),
        "en": _merged(en, en_rules, en_print, en_things, en_kinds, en_over, en_term, en_notice, en_columns, en_cells),
    }
)
VOCABULARIES: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "group": FoodGroup,
        "meal": Meal,
        "mode": OperatingMode,
        "role": ReceiverRole,
        "disposal": DisposalReason,
        "storage": Storage,
        "appearance": Appearance,
        "method": TestMethod,
        "result": TestResult,
        "purpose": AdditivePurpose,
        "point": CheckPoint,
        "allergen": Allergen,
        "document": DocumentKind,
        "evidence": Evidence,
        "held": LicenceKind,
        "level": HoldLevel,
        "trade": Trade,
        "occasion": VettingOccasion,
        "outcome": VettingOutcome,
    }
)
LOCALES = MappingProxyType({"zh": "zh-CN", "en": "en"})


class Count(int):
    """A whole number in a text: thousands separated, and `{count:line|lines}` prints "1 line" or "2 lines"."""

    def __format__(self, spec: str) -> str:
        shown = f"{int(self):,}"
        if "|" not in spec:
            return shown
        one, many = spec.split("|")
        return f"{shown} {one if self == 1 else many}"


class Words:
    """One language's catalogue. Raises UnknownLanguage for any but "zh" and "en"."""

    def __init__(self, language: str) -> None:
        if language not in CATALOGUES:
            raise UnknownLanguage(language)
        self.language = language
        self.locale = LOCALES[language]
        self._texts = CATALOGUES[language]

    def __call__(self, key: str, **values: object) -> str:
        """The text `key` with `values` put in; whole numbers print as Count. Raises KeyError."""
        shown = {name: Count(value) if type(value) is int else value for name, value in values.items()}
        return self._texts[key].format(**shown)

    def coded(self, kind: str, code: str | None) -> str:
        """The word for a code of a vocabulary; a code without a word prints as it stands, none as a dash."""
        if code is None:
            return "—"
        known = list(VOCABULARIES.get(kind, ()))
        found = next((label(each, self.language) for each in known if each.value == code), None)
        return found or self._texts.get(f"{kind}.{code}", code)

    def name(self, named: Named) -> str:
        """A name in this language, or in Chinese where there is no other."""
        return (named["name_en"] if self.language == "en" else None) or named["name"]

    def source(self, threshold: Threshold) -> str:
        """Where a limit comes from."""
        return (threshold.get("source_en") if self.language == "en" else None) or threshold["source"]

    def day(self, day: str) -> str:
        """An ISO day within its month."""
        one = date.fromisoformat(day)
        return self("day", month=one.month, day=one.day, name=self.month_name(one))

    def period(self, period: str) -> str:
        """What a report covers: a month, a week or a term."""
        year, part = period.split("-")
        if part.startswith("W"):
            return self("period.week", year=year, week=int(part[1:]))
        if not part.isdigit():
            return self(f"period.{part}", year=year)
        return self("period", year=year, name=self.month_name(date(int(year), int(part), 1)))

    def month_name(self, day: date) -> str:
        return self._texts["months"].split()[day.month - 1]

    def amount(self, amount: Amount | None) -> str:
        """An amount as entered."""
        return f"{amount['amount']} {amount['unit']}" if amount else "—"

    def listed(self, items: list[str], most: int = 6) -> str:
        """At most `most` items, and how many more there are."""
        shown = self("list_comma").join(items[:most])
        return shown if len(items) <= most else shown + self("and_more", count=len(items) - most)


def other(language: str) -> Words:
    """The second language printed beneath headings."""
    return Words("en" if language == "zh" else "zh")
