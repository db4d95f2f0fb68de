"""What lies in the store now, first expired first: what a cook reaches for, and what must not be reached for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from traceability import db
from traceability.kitchen.stock_balance import Stock, stock
from traceability.partners.place import Place
from traceability.scope import Scope
from traceability.trace.held import held

SOON = timedelta(days=2)
"""How long before its expiry a batch asks to be used: a school's weekend."""
REMEMBERED = timedelta(days=400)
"""A school year and its holidays: goods that came, expired and were counted longer ago are in no store any more. So the
store takes as long to read in its tenth year as in its second."""
MOST = 500

NAMES = (
    "SELECT b.batch, i.name, i.name_en, i.storage, l.supplier, p.name AS supplier_name, p.name_en AS supplier_name_en"
    " FROM batch b LEFT JOIN ingredient i ON i.record = b.ingredient AND i.until_seq IS NULL"
    " LEFT JOIN delivery_line l ON l.batch = b.batch AND l.until_seq IS NULL"
    " LEFT JOIN party p ON p.record = l.supplier AND p.until_seq IS NULL"
    " WHERE b.batch IN @uuids($1) AND b.until_seq IS NULL"
)


class ShelfState(StrEnum):
    """Whether a batch may be cooked; the worst that holds."""

    HELD = "held"
    EXPIRED = "expired"
    EXPIRES_SOON = "expires_soon"
    OK = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class InStore:
    """A batch with something left: at least `least`, at most `greatest`, in base units of its dimension."""

    batch: UUID
    ingredient: UUID | None
    name: str | None
    name_en: str | None
    storage: str | None
    lot: str | None
    supplier: UUID | None
    supplier_name: str | None
    supplier_name_en: str | None
    arrived: date | None
    expiry_date: date | None
    dimension: str
    least: int
    greatest: int
    state: ShelfState


async def in_store(scope: Scope, place: Place, today: date) -> list[InStore]:
    """Batches of a site with something left: first expired first, without a date last, oldest first.

    At most 500: where deliveries are recorded and what is taken is not, those that expired longest ago are left out.
    """
    since = datetime.combine(today, time(), place.zone) - REMEMBERED
    left = [entry for entry in await stock(scope, place.site, since=since) if entry.greatest > 0]
    left.sort(key=lambda entry: (entry.expiry_date or date.max, entry.occurred_at, entry.batch))
    return await _named(left[-MOST:], place, today)


async def _named(left: Sequence[Stock], place: Place, today: date) -> list[InStore]:
    batches = [entry.batch for entry in left]
    names = {row["batch"]: row for row in await db.fetch(NAMES, batches)}
    on_hold = await held(batches, [place.site])
    return [
        InStore(
            batch=entry.batch,
            ingredient=entry.ingredient,
            name=names[entry.batch]["name"],
            name_en=names[entry.batch]["name_en"],
            storage=names[entry.batch]["storage"],
            lot=entry.lot,
            supplier=names[entry.batch]["supplier"],
            supplier_name=names[entry.batch]["supplier_name"],
            supplier_name_en=names[entry.batch]["supplier_name_en"],
            arrived=place.day_of(entry.occurred_at) if entry.occurred_at else None,
            expiry_date=entry.expiry_date,
            dimension=entry.dimension,
            least=entry.least,
            greatest=entry.greatest,
            state=ShelfState.HELD if entry.batch in on_hold else _by_date(entry.expiry_date, today),
        )
        for entry in left
    ]


def _by_date(expiry: date | None, today: date) -> ShelfState:
    """A batch may be used on the last day its label names."""
    if expiry is None or expiry > today + SOON:
        return ShelfState.OK
    return ShelfState.EXPIRED if expiry < today else ShelfState.EXPIRES_SOON
