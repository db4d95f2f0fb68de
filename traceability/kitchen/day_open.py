"""What stands open on a day: expected goods, storage units and their silence, samples, openings, food on its way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from traceability import db
from traceability.errors import NotOnRecord
from traceability.partners.place import Place
from traceability.thresholds import Threshold, threshold
from traceability.vocabulary import Storage

EXPECTED_DAYS = timedelta(days=90)
"""An order that never arrived stays in sight so long; a person takes it back by a correction."""
ON_THE_WAY_DAYS = timedelta(days=2)
"""Cooked food that was sent longer ago is on no road any more."""
MOST = 500
LIMITS = {Storage.CHILLED: ("store_chilled_min", "store_chilled_max"), Storage.FROZEN: (None, "store_frozen_max")}

ORDERS = (
    "SELECT o.record, o.number, o.due, o.supplier, p.name, p.name_en FROM purchase_order o"
    " LEFT JOIN party p ON p.record = o.supplier AND p.until_seq IS NULL"
    " WHERE o.log = $1 AND o.until_seq IS NULL AND o.due >= $2 AND o.due <= $3 AND NOT EXISTS"
    " (SELECT 1 FROM delivery d WHERE d.purchase_order = o.record AND d.until_seq IS NULL)"
    " ORDER BY o.due DESC, o.record DESC LIMIT $4"
)
ORDER_LINES = (
    "SELECT l.record, l.line, l.ingredient, l.entered, l.entered_unit, i.name, i.name_en FROM purchase_order_line l"
    " LEFT JOIN ingredient i ON i.record = l.ingredient AND i.until_seq IS NULL"
    " WHERE l.record IN @uuids($1) AND l.until_seq IS NULL ORDER BY l.line"
)
UNITS = (
    "SELECT u.record, u.name, u.name_en, u.storage, u.coldest, u.warmest, t.temperature, t.occurred_at"
    " FROM storage_unit u LEFT JOIN temperature_reading t ON t.id = (SELECT r.id FROM temperature_reading r"
    " WHERE r.unit = u.record AND r.until_seq IS NULL AND r.occurred_at < $2"
    " ORDER BY r.occurred_at DESC, r.id LIMIT 1)"
    " WHERE u.log = $1 AND u.until_seq IS NULL ORDER BY u.seq"
)
SAMPLES = (
    "SELECT s.record, s.batch, s.dish, s.meal, s.amount, s.dimension, s.taken_at, s.keep_until FROM retained_sample s"
    " WHERE s.log = $1 AND s.until_seq IS NULL AND s.taken_at < $2 AND NOT EXISTS"
    " (SELECT 1 FROM sample_disposal d WHERE d.sample = s.record AND d.until_seq IS NULL)"
    " ORDER BY s.keep_until DESC, s.record DESC LIMIT $3"
)
OPENINGS = (
    "SELECT o.record, o.batch, o.opened_at, b.lot_entered, b.ingredient, i.name, i.name_en FROM opening o"
    " LEFT JOIN batch b ON b.batch = o.batch AND b.until_seq IS NULL"
    " LEFT JOIN ingredient i ON i.record = b.ingredient AND i.until_seq IS NULL"
    " WHERE o.log = $1 AND o.until_seq IS NULL AND o.opened_at < $2 AND NOT EXISTS"
    " (SELECT 1 FROM emptying e WHERE e.opening = o.record AND e.until_seq IS NULL)"
    " ORDER BY o.opened_at, o.record LIMIT $3"
)
ON_THE_WAY = (
    "SELECT d.record, d.rev, d.log, d.seal, d.vehicle_plate, d.temperature, d.occurred_at, d.label_made_at,"
    " d.label_eat_by, p.name, p.name_en FROM dispatch d LEFT JOIN party p ON p.record = d.log AND p.until_seq IS NULL"
    " WHERE d.destination = $1 AND d.until_seq IS NULL AND d.day >= $2 AND d.day <= $3 AND NOT EXISTS"
    " (SELECT 1 FROM dispatch_receipt r WHERE r.dispatch = d.record AND r.until_seq IS NULL) AND NOT EXISTS"
    " (SELECT 1 FROM dispatch_item i JOIN dispatch_receipt_item a ON a.parent = i.batch AND a.until_seq IS NULL"
    " WHERE i.record = d.record AND i.rev = d.rev)"
    " ORDER BY d.occurred_at, d.record"
)
ITEMS = (
    "SELECT record, line, batch, dish, dish_en, amount, dimension, portions FROM dispatch_item"
    " WHERE record IN @uuids($1) AND until_seq IS NULL ORDER BY line"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A storage unit: its row with the last reading (None: never read), and the limits that hold for it.

    coldest, warmest: tenths of a degree; source: the threshold they come from, None for limits of its own.
    """

    row: db.Row
    coldest: int | None
    warmest: int | None
    source: Threshold | None


@dataclass(frozen=True, slots=True)
class WithLines:
    """A row and the rows of its lines."""

    row: db.Row
    lines: list[db.Row]


async def expected(place: Place, day: date) -> list[WithLines]:
    """Orders due that day or overdue that nothing was received for, the oldest first; the last 500 of them."""
    orders = await db.fetch(ORDERS, place.site, day - EXPECTED_DAYS, day, MOST)
    orders.sort(key=lambda order: (order["due"], order["number"] or "", order["record"]))
    return await _with_lines(orders, ORDER_LINES)


async def units(place: Place, day: date, before: datetime) -> list[Unit]:
    """Storage units in the order they were set up, with their last reading before a moment."""
    return [_limited(row, place, day) for row in await db.fetch(UNITS, place.site, before)]


async def samples(place: Place, before: datetime) -> list[db.Row]:
    """Samples taken before a moment that nobody has thrown away, the oldest first; the last 500 of them."""
    return (await db.fetch(SAMPLES, place.site, before, MOST))[::-1]


async def openings(place: Place, before: datetime) -> list[db.Row]:
    """Goods opened before a moment and not emptied yet."""
    return await db.fetch(OPENINGS, place.site, before, MOST)


async def on_the_way(place: Place, day: date) -> list[WithLines]:
    """Dispatches to this site, of the day and two before it, that nobody received: who waits sees what travels."""
    return await _with_lines(await db.fetch(ON_THE_WAY, place.site, day - ON_THE_WAY_DAYS, day), ITEMS)


async def _with_lines(rows: Iterable[db.Row], sql: str) -> list[WithLines]:
    lines: dict[UUID, list[db.Row]] = {row["record"]: [] for row in rows}
    for line in await db.fetch(sql, list(lines)):
        lines[line["record"]].append(line)
    return [WithLines(row, lines[row["record"]]) for row in rows]


def _limited(row: db.Row, place: Place, day: date) -> Unit:
    if row["coldest"] is not None or row["warmest"] is not None:
        return Unit(row, row["coldest"], row["warmest"], None)
    least, most = (_limit(code, day, place) for code in LIMITS.get(Storage(row["storage"]), (None, None)))
    return Unit(row, least.tenths if least else None, most.tenths if most else None, most)


def _limit(code: str | None, day: date, place: Place) -> Threshold | None:
    try:
        return threshold(code, day, place.region) if code else None
    except NotOnRecord:  # no limit was in force that day
        return None
