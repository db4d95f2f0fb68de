"""What a kind of record is: its body, its rows, who writes it, and in whose log it stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from piccolo.table import Table

from traceability.bodies import Body
from traceability.db import Row
from traceability.identifiers import derive
from traceability.scope import Role

Rows = dict[type[Table], list[Row]]
B = TypeVar("B", bound=Body)


@dataclass(frozen=True, slots=True)
class Entry(Generic[B]):
    """One revision about to be written, with all that its rows may depend on."""

    record: UUID
    rev: int
    home: UUID
    log: UUID
    seq: int
    zone: str
    body: B
    author: UUID

    def row(self, *place: object, **columns: Any) -> Row:
        """A typed row of this revision; `place` tells rows of one table apart."""
        return {
            "id": derive(self.record, str(self.rev), *map(str, place)),
            "home": self.home,
            "record": self.record,
            "rev": self.rev,
            "log": self.log,
            "seq": self.seq,
            "until_seq": None,
            **columns,
        }

    def day(self, moment: datetime) -> date:
        """The business day of a moment where the record was made."""
        return moment.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True)
class Kind(Generic[B]):
    """A kind of record.

    name: `delivery`; path: `deliveries`, where it is PUT; log: the party whose log a body belongs in (None: the record
    founds a log of its own, as a site does); rows: pure, from an entry to its typed rows; tables: all tables it writes,
    so that a correction can supersede them; settle: derives what depends on several records, after the rows are written
    and in the same transaction.
    """

    name: str
    path: str
    body: type[B]
    writers: frozenset[Role]
    rows: Callable[[Entry[B]], Rows]
    tables: tuple[type[Table], ...]
    log: Callable[[B], UUID] | None
    home: Callable[[B], UUID] | None = None
    settle: Callable[[Sequence[Entry[B]]], Awaitable[None]] | None = None
