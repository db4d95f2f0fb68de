"""The days of a site that a snapshot reads, and values as it writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from traceability import db, known
from traceability.quantities import UNITS, Dimension, cost_in_fen, display_unit, format_temperature, to_decimal
from traceability.snapshot.parts import Amount


@dataclass(frozen=True, slots=True)
class Window:
    """A site's days: first and last inclusive, in the site's zone; as known at a checkpoint, or (None) now."""

    site: UUID
    first: date
    last: date
    zone: ZoneInfo
    region: str
    checkpoint: UUID | None = None

    def moment(self, value: datetime) -> str:
        return value.astimezone(self.zone).isoformat()

    def moment_or_none(self, value: datetime | None) -> str | None:
        return None if value is None else self.moment(value)

    async def read(self, name: str) -> list[db.Row]:
        """Rows of the query in `name`.sql beside this file: `$1` site, `$2` and `$3` first and last day."""
        return await self.rows(files(__package__).joinpath(f"{name}.sql").read_text("utf-8"))

    async def rows(self, sql: str) -> list[db.Row]:
        """Rows of the site's log on these days: `$1` site, `$2` and `$3` first and last day."""
        return await self.fetch(sql, self.site, self.first, self.last)

    async def fetch(self, sql: str, *arguments: Any) -> list[db.Row]:
        """Rows of a statement with `@known(x)` and `@standing(l)` (see traceability/known.py)."""
        return await known.fetch(self.checkpoint, sql, *arguments)


def recorded(row: db.Row) -> dict[str, Any]:
    """Where a typed row's record stands in the ledger (the query joins `revision`)."""
    return {
        "id": str(row["record"]),
        "rev": row["rev"],
        "log": str(row["log"]),
        "seq": row["seq"],
        "leaf": "sha256:" + bytes(row["leaf"]).hex(),
    }


def text_amount(value: int | None, dimension: str | None) -> str | None:
    if value is None or dimension is None:
        return None
    return to_decimal(value, unit_of(dimension))


def amount(value: int | None, dimension: str | None) -> Amount | None:
    """Base units as people read them, None where nothing was said."""
    text = text_amount(value, dimension)
    return None if text is None or dimension is None else {"amount": text, "unit": unit_of(dimension)}


def line_cost(unit_price: str | None, accepted: int, unit: str) -> int | None:
    """What accepted base units cost, in fen; None where there is no price, or it is per package (which has no size)."""
    if unit_price is None or unit not in UNITS:
        return None
    return cost_in_fen(unit_price, accepted, unit)


def unit_of(dimension: str) -> str:
    return display_unit(Dimension(dimension).base)


def degrees(tenths: int | None) -> str | None:
    return None if tenths is None else format_temperature(tenths)


def day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def text(value: object | None) -> str | None:
    return None if value is None else str(value)


def as_moment(value: datetime | str) -> datetime:
    """A time from an aggregate, which SQLite gives as text."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def month_bounds(period: str) -> tuple[date, date]:
    """First and last day of a month such as "2026-10"; ValueError where it is none."""
    first = date.fromisoformat(period + "-01")
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
