"""Words of the parents' page: one catalogue a language; what they return is safe to put into HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from markupsafe import Markup, escape

from reports.texts import Count
from server.parents import en, zh
from traceability.kitchen.public_sources import Named
from traceability.vocabulary import Allergen, Meal, label

CATALOGUES: Mapping[str, Mapping[str, str]] = MappingProxyType({"zh": zh.TEXTS, "en": en.TEXTS})


class Words:
    """One language's catalogue, "zh" or "en"."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = CATALOGUES[language]

    def __call__(self, key: str, **values: object) -> Markup:
        """The text `key` with `values` put in, those that are no markup escaped; whole numbers as Count."""
        shown = {name: Count(value) if type(value) is int else value for name, value in values.items()}
        return Markup(self._texts[key]).format(**shown)  # noqa: S704 - the catalogue is ours, and values are escaped

    def plain(self, named: Named) -> str:
        """A name in this language, or in Chinese where there is no other."""
        return (named.name_en if self.language == "en" else None) or named.name

    def name(self, named: Named) -> Markup:
        """The same for HTML, which says so where the name is in Chinese on an English page."""
        return self.typed(named.name) if named.name_en is None else escape(self.plain(named))

    def typed(self, text: str) -> Markup:
        """What somebody typed, in Chinese as most is."""
        if self.language == "zh" or text.isascii():
            return escape(text)
        return Markup('<span lang="zh-CN">{}</span>').format(text)

    def joined(self, parts: Iterable[str], by: str = "comma") -> Markup:
        return self(by).join(parts)

    def names(self, named: Iterable[Named], by: str = "comma") -> Markup:
        return self.joined((self.name(each) for each in named), by)

    def allergens(self, allergens: Iterable[Allergen]) -> Markup:
        return self.joined(label(each, self.language) for each in allergens)

    def meal(self, meal: Meal) -> str:
        return label(meal, self.language)

    def day(self, day: date, key: str = "date") -> Markup:
        """A day in the form `key`: date, dated (with the weekday), full_date, week_day."""
        values: dict[str, object] = {"year": str(day.year), "month": day.month, "day": day.day}
        if "months" in self._texts:
            values["month"] = self._texts["months"].split()[day.month - 1]
        return self(key, weekday=self._texts["weekdays"].split()[day.weekday()], **values)
