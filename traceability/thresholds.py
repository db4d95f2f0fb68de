"""Limits that are law or practice: data with a date, a region and a source (thresholds.toml).

Tablet, rule and report read the same entry and name its source. A report for March asks for March's.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from traceability.errors import NotOnRecord

_DIVISION = re.compile(r"(?:CN-)?([0-9]{2,12})")


@dataclass(frozen=True)
class Threshold:
    """One limit as it holds in `region` from `effective_from` to before `effective_to` (None: still).

    `value` is a decimal string in `unit` (UN/ECE Recommendation 20: CEL, GRM, MIN, HUR, MON, ANN, M1, P1, C62).
    `provenance`: "F" read in a source, "K" from knowledge, "K?" with an unsure clause number. Whoever prints the value
    prints `source`.
    """

    code: str
    value: str
    unit: str
    region: str
    effective_from: date
    source: str
    source_en: str
    meaning: str
    meaning_en: str
    provenance: str
    effective_to: date | None = None

    @property
    def tenths(self) -> int:
        """The value in tenths of its unit, as temperatures are stored."""
        return int(Decimal(self.value) * 10)

    def holds(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.effective_from <= on and (self.effective_to is None or on < self.effective_to)


def threshold(code: str, on: date, region: str = "CN") -> Threshold:
    """The limit `code` in force on that day, from the nearest region that has one.

    `region` is "CN", "CN-11", "US", or a Chinese division code such as "110105", which lies in CN-11 and in CN.
    Raises NotOnRecord (no_threshold).
    """
    for place in regions(region):
        for each in _table().get((code, place), ()):
            if each.holds(on):
                return each
    raise NotOnRecord("no_threshold", {"threshold": code, "on": on.isoformat(), "region": region})


def first_threshold(code: str, on: date, region: str = "CN") -> Threshold:
    """The earliest limit `code` that comes into force after that day, from the nearest region that has one.

    Raises NotOnRecord (no_threshold).
    """
    for place in regions(region):
        later = [each for each in _table().get((code, place), ()) if each.effective_from > on]
        if later:
            return min(later, key=lambda each: each.effective_from)
    raise NotOnRecord("no_threshold", {"threshold": code, "on": on.isoformat(), "region": region})


def thresholds(on: date, region: str = "CN") -> tuple[Threshold, ...]:
    """Every limit in force on that day in `region`, one for each code, in the order of the file."""
    found: dict[str, Threshold] = {}
    for code, _ in _table():
        if code not in found:
            try:
                found[code] = threshold(code, on, region)
            except NotOnRecord:
                continue
    return tuple(found.values())


def regions(region: str) -> tuple[str, ...]:
    """`region` and the regions around it, nearest first: "110105" is CN-110105, CN-1101, CN-11, CN."""
    division = _DIVISION.fullmatch(region)
    if division is None:
        return (region,)
    digits = division[1]
    lengths = [length for length in (12, 9, 6, 4, 2) if length <= len(digits)]
    return (*(f"CN-{digits[:length]}" for length in lengths), "CN")


def table_version() -> int:
    """The version of the whole table, told beside every answer drawn from it."""
    version = _file()["version"]
    assert isinstance(version, int)  # noqa: S101 - the file is ours
    return version


@cache
def _file() -> Mapping[str, object]:
    return tomllib.loads((files("traceability") / "thresholds.toml").read_text("utf-8"))


@cache
def _table() -> dict[tuple[str, str], tuple[Threshold, ...]]:
    entries = _file()["threshold"]
    assert isinstance(entries, list)  # noqa: S101 - the file is ours
    table: dict[tuple[str, str], tuple[Threshold, ...]] = {}
    for entry in (Threshold(**entry) for entry in entries):
        key = (entry.code, entry.region)
        table[key] = (*table.get(key, ()), entry)
    return table
