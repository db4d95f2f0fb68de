"""A figure of a report, and the records behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reports.figures.tally import State, Tally, tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record behind a figure, or one part of it, in a reader's words.

    kind: of the record, or the table whose row it is; place: id, rev, log, seq and leaf, empty where the reader may not
    have them; part: the number of a line; day "YYYY-MM-DD" and at (ISO 8601) are None where nothing says; state: what
    the figure says of it, None where the figure only counts; batch: the one to trace; facts: code and value.
    """

    kind: str
    place: Mapping[str, Any]
    what: str
    part: int | None = None
    day: str | None = None
    at: str | None = None
    state: State | None = None
    batch: str | None = None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure. number: what it prints; tally: its three states, None where it only counts; bad: more is worse."""

    code: str
    number: int
    items: tuple[Item, ...]
    tally: Tally | None = None
    bad: bool = False


def counted(code: str, items: Iterable[Item], number: int | None = None, bad: bool = False) -> Figure:
    """A figure that counts its records, or says another number of them."""
    found = tuple(items)
    return Figure(code=code, number=len(found) if number is None else number, items=found, bad=bad)


def in_states(code: str, items: Iterable[Item]) -> Figure:
    """A figure in three states; its number is how many are as they should be."""
    found = tuple(items)
    states = tally(item.state for item in found if item.state is not None)
    return Figure(code=code, number=states.met, items=found, tally=states)


def told(*facts: tuple[str, object]) -> tuple[tuple[str, str], ...]:
    """Facts that say something."""
    return tuple((code, str(value)) for code, value in facts if value is not None and value != "")
