"""Figures of a sealed month, and how each is changed so that it still looks like one."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Figure:
    """place: in the snapshot; record: whose figure it is; field: where verification must find it."""

    place: Place
    record: str
    other: Callable[[Any, random.Random], Any]

    @property
    def field(self) -> str:
        return "/inputs" if "inputs" in self.place else "".join(f"/{step}" for step in self.place[2:])


def _decimal(value: str, rng: random.Random) -> str:
    changed = Decimal(value) + Decimal(rng.choice([-1, 1]) * rng.randrange(1, 30)) / 10
    return format(abs(changed).normalize(), "f") if abs(changed) != Decimal(value) else "99.9"


def _count(value: int, rng: random.Random) -> int:
    return value + rng.randrange(1, 200)


def _day(value: str, rng: random.Random) -> str:
    return f"2026-11-{(int(value[-2:]) + rng.randrange(1, 9) - 1) % 28 + 1:02}"


def _moment(value: str, rng: random.Random) -> str:
    return (datetime.fromisoformat(value) + timedelta(minutes=rng.randrange(1, 90))).isoformat()


def _text(value: str | None, rng: random.Random) -> str:
    return f"{value or 'L'}{rng.randrange(10)}"


LINE: Place = ("deliveries", 0, "lines", 0)
FIGURES: dict[str, Figure] = {
    "accepted": Figure((*LINE, "accepted", "amount"), "delivery", _decimal),
    "ordered": Figure((*LINE, "ordered", "amount"), "delivery", _decimal),
    "temperature": Figure((*LINE, "temperature"), "delivery", _decimal),
    "label temperature": Figure((*LINE, "label_temperature"), "delivery", _decimal),
    "lot": Figure((*LINE, "lot_code"), "delivery", _text),
    "production day": Figure((*LINE, "production_date"), "delivery", _day),
    "price": Figure((*LINE, "unit_price"), "delivery", _decimal),
    "rejected": Figure(("deliveries", 0, "lines", 1, "rejected", "amount"), "delivery", _decimal),
    "arrival": Figure(("deliveries", 0, "occurred_at"), "delivery", _moment),
    "delivery day": Figure(("deliveries", 0, "day"), "delivery", _day),
    "note": Figure(("deliveries", 0, "note_number"), "delivery", _text),
    "cooked portions": Figure(("cookings", 0, "portions"), "cooking", _count),
    "core temperature": Figure(("cookings", 0, "core_temperature"), "cooking", _decimal),
    "cooked at": Figure(("cookings", 0, "occurred_at"), "cooking", _moment),
    "weighed in": Figure(("cookings", 0, "inputs", 0, "amount"), "cooking", _decimal),
    "served portions": Figure(("servings", 0, "portions"), "serving", _count),
    "served at": Figure(("servings", 0, "occurred_at"), "serving", _moment),
    "grams": Figure(("samples", 0, "grams"), "sample", _decimal),
    "taken at": Figure(("samples", 0, "taken_at"), "sample", _moment),
    "kept until": Figure(("samples", 0, "kept_until"), "sample", _moment),
    "thrown away": Figure(("disposals", 0, "amount", "amount"), "disposal", _decimal),
    "thrown away on": Figure(("disposals", 0, "day"), "disposal", _day),
}


def change_figure(snapshot: Any, figure: str, rng: random.Random) -> None:
    """Change a figure in a snapshot, in place."""
    of = FIGURES[figure]
    at = snapshot
    for step in of.place[:-1]:
        at = at[step]
    before = at[of.place[-1]]
    at[of.place[-1]] = of.other(before, rng)
    if at[of.place[-1]] == before:
        raise AssertionError(f"{figure} did not change")
