"""Ids of the demonstration district. Master data: the same for every seed and size. Records: UUIDv7 of their moment."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from traceability.identifiers import derive

DEMO = UUID("5b0f6c1a-7d21-5c52-9a3e-2f1f0a9d4c37")
"""Namespace of the district's master data."""


def master(kind: str, code: str) -> UUID:
    """The id of a party, person, ingredient, recipe, group or storage unit by its code."""
    return derive(DEMO, kind, code)


def happened(at: datetime, *words: object) -> UUID:
    """A UUIDv7 of the moment `at`, whose other bits follow from `words`: the same every time."""
    noise = int.from_bytes(hashlib.sha256("|".join(map(str, words)).encode()).digest()[:10], "big")
    ms = int(at.timestamp() * 1000)
    return UUID(int=ms << 80 | 0x7 << 76 | (noise >> 64 & 0xFFF) << 64 | 0b10 << 62 | noise & (1 << 62) - 1)


def person(key: str) -> UUID:
    return master("person", key)


def ingredient(code: str) -> UUID:
    return master("ingredient", code)


def recipe(code: str) -> UUID:
    return master("recipe", code)


def supplier(code: str) -> UUID:
    return master("supplier", code)


def campus(code: str) -> UUID:
    return master("campus", code)


def school(code: str) -> UUID:
    return master("school", code)


def authority(region: str) -> UUID:
    return master("authority", region)


def group(campus_code: str, code: str) -> UUID:
    return master("group", f"{campus_code}-{code}")


def unit(campus_code: str, code: str) -> UUID:
    """A storage unit: chilled, frozen or sample."""
    return master("unit", f"{campus_code}-{code}")
