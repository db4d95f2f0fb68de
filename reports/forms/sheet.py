"""A form as it is printed: every cell as text, so that it travels to the process that sets the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from reports.texts import Words

Cell = tuple[str, ...]
"""What stands in a cell: a first text, which may be empty, and others smaller beneath it; empty ones are left out."""
Who = Callable[[UUID | None], str]
"""What a person is called on this form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a form, and the record it comes from. seq: its position in the site's log."""

    cells: Mapping[str, Cell]
    record: UUID
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form to print.

    place: school and site; first, last: its days, None where it is empty; size: how far the site's log was read;
    named: the reader may see names; link: where the code of an empty form leads; printed_at: in the site's zone.
    """

    form: str
    language: str
    place: str
    code: str
    first: date | None = None
    last: date | None = None
    lines: tuple[Line, ...] = ()
    log: UUID
    size: int
    named: bool
    link: str
    printed_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """What the cells of a form are written with."""

    words: Words
    zone: ZoneInfo
    who: Who

    def time(self, moment: datetime | None) -> str:
        """ "11-20 08:15" by the site's clocks."""
        return "" if moment is None else moment.astimezone(self.zone).strftime("%m-%d %H:%M")
