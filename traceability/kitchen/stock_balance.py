"""What is left in the store: received, less all that left it, from the last count on.

    left = received - issued + returned - used - disposed - sent back - dispatched

A count starts the reckoning anew: left is what was counted, and what moved after it. What a cook named without an
amount, what was thrown away unweighed or in another kind of unit, and goods that stand open are unknown: at least
nothing of the batch is left then (`least`), at most all the rest of it (`greatest`). Packages opened and emptied as
many times as were delivered are used up. A batch that a cooking both names and draws from an issue counts once, as
issued. All amounts are base units of the batch's dimension (mg, ml, piece).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from traceability import db
from traceability.errors import NotOnRecord
from traceability.scope import Scope
from traceability.trace.walk import Positions

BATCHES = (
    "SELECT m.batch, m.party, m.ingredient, m.lot_entered, m.expiry_date, m.occurred_at, m.amount, m.dimension,"
    " m.log, m.seq, m.until_seq, d.package_count"
    " FROM batch m LEFT JOIN delivery_line d ON d.record = m.record AND d.rev = m.rev AND d.batch = m.batch"
    " WHERE m.kind = 'campus'"
)
SINCE = (
    " AND (m.occurred_at >= $2 OR m.expiry_date >= $3 OR m.batch IN (SELECT c.batch FROM stock_count_line c"
    " WHERE c.log = $1 AND c.day >= $3 AND c.until_seq IS NULL))"
)
MOVES = {
    "issued": "SELECT m.* FROM issue_line m WHERE m.batch IN @uuids($1)",
    "returned": "SELECT m.* FROM return_line m WHERE m.batch IN @uuids($1)",
    "used": "SELECT m.*, c.occurred_at FROM cooking_input m"
    " JOIN cooking c ON c.record = m.record AND c.rev = m.rev WHERE m.batch IN @uuids($1)",
    "disposed": "SELECT m.* FROM disposal m WHERE m.batch IN @uuids($1)",
    "sent_back": "SELECT m.* FROM goods_return m WHERE m.batch IN @uuids($1)",
    "dispatched": "SELECT m.record, m.rev, m.log, m.seq, m.until_seq, m.parent AS batch, m.amount, m.dimension,"
    " d.occurred_at FROM dispatch_item m"
    " JOIN dispatch d ON d.record = m.record AND d.rev = m.rev WHERE m.parent IN @uuids($1)",
}
COUNTS = "SELECT m.* FROM stock_count_line m WHERE m.batch IN @uuids($1)"
DRAWS = "SELECT m.* FROM cooking_draw m WHERE m.record IN @uuids($1)"
OPENINGS = "SELECT m.* FROM opening m WHERE m.batch IN @uuids($1)"
EMPTYINGS = "SELECT m.* FROM emptying m WHERE m.opening IN @uuids($1)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """One batch in a store. counted: what the last count found (None: never counted); the sums are of all time.

    difference: what the last count found, less what should have been there by all that moved before it; None where
    something moved or was opened unweighed. moves: what left or came back, by the column it counts in, and when.
    """

    batch: UUID
    party: UUID
    ingredient: UUID | None
    lot: str | None
    expiry_date: date | None
    occurred_at: datetime | None
    dimension: str
    received: int
    issued: int
    returned: int
    used: int
    disposed: int
    sent_back: int
    dispatched: int
    counted: int | None
    counted_at: datetime | None
    difference: int | None
    least: int
    greatest: int
    moves: tuple[tuple[str, datetime], ...]


@dataclass(slots=True)
class _Moves:
    """What the records say of one batch: (column, amount or None, when), counts by time, openings and their ends."""

    moved: list[tuple[str, int | None, datetime]] = field(default_factory=list)
    counts: dict[tuple[datetime, UUID], int] = field(default_factory=dict)
    issues: set[UUID] = field(default_factory=set)
    open: int = 0
    emptied: list[datetime] = field(default_factory=list)


async def stock(
    scope: Scope, site: UUID, known_at: Positions | None = None, since: datetime | None = None
) -> list[Stock]:
    """Every batch a site received, with what is left of it; as known at log positions where these are given.

    since: only what arrived, expires or was counted there later. NotOnRecord where the scope does not see the site.
    """
    if not scope.sees(site):
        raise NotOnRecord(party=str(site))
    return await stock_of(site, known_at, since)


async def stock_of(
    site: UUID, known_at: Positions | None = None, since: datetime | None = None, until: datetime | None = None
) -> list[Stock]:
    """The same for rules and reports, which read for no person. until: nothing that happened then or later."""
    sql = BATCHES + " AND m.party = $1" + _now(known_at)
    arguments: list[object] = [site]
    if since is not None:
        sql, arguments = sql + SINCE, [site, since, since.date()]
    rows = await db.fetch(sql + " ORDER BY m.occurred_at, m.batch", *arguments)
    return await _reckon([row for row in rows if _by(row["occurred_at"], until)], known_at, until)


def _by(moment: datetime | None, until: datetime | None) -> bool:
    return until is None or moment is None or moment < until


async def left_of(batches: Iterable[UUID], known_at: Positions | None = None) -> dict[UUID, int]:
    """The most that may be left of each of these campus batches: what a recall must go and look for."""
    rows = await db.fetch(BATCHES + " AND m.batch IN @uuids($1)" + _now(known_at), list(batches))
    return {entry.batch: entry.greatest for entry in await _reckon(rows, known_at)}


def _now(known_at: Positions | None) -> str:
    return " AND m.until_seq IS NULL" if known_at is None else ""


def _held(rows: Iterable[db.Row], known_at: Positions | None) -> list[db.Row]:
    """The rows that were on record at these positions, and not yet superseded."""
    if known_at is None:
        return list(rows)
    return [
        row
        for row in rows
        if row["seq"] <= (at := known_at.get(row["log"], 0)) and (row["until_seq"] is None or row["until_seq"] > at)
    ]


async def _reckon(rows: Sequence[db.Row], known_at: Positions | None, until: datetime | None = None) -> list[Stock]:
    batches = {row["batch"]: row for row in _held(rows, known_at) if row["dimension"] is not None}
    moves = await _moves(batches, known_at, until)
    return [_left(row, moves[batch]) for batch, row in batches.items()]


async def _moves(batches: dict[UUID, db.Row], known_at: Positions | None, until: datetime | None) -> dict[UUID, _Moves]:
    found = {batch: _Moves() for batch in batches}
    wanted, now = list(batches), _now(known_at)
    named = []
    for column, sql in MOVES.items():
        for row in _held(await db.fetch(sql + now, wanted), known_at):
            if not _by(row["occurred_at"], until):
                continue
            if column == "used":
                named.append(row)
                continue
            if column == "issued":
                found[row["batch"]].issues.add(row["record"])
            found[row["batch"]].moved.append((column, _amount(row, batches), row["occurred_at"]))
    draws: dict[tuple[UUID, int], set[UUID]] = {}
    for row in _held(await db.fetch(DRAWS + now, list({row["record"] for row in named})), known_at):
        draws.setdefault((row["record"], row["rev"]), set()).add(row["issue"])
    for row in named:
        moves = found[row["batch"]]
        if not moves.issues & draws.get((row["record"], row["rev"]), set()):
            moves.moved.append(("used", _amount(row, batches), row["occurred_at"]))
    for row in _held(await db.fetch(COUNTS + now, wanted), known_at):
        amount, key = _amount(row, batches), (row["occurred_at"], row["record"])
        if amount is not None and _by(row["occurred_at"], until):
            found[row["batch"]].counts[key] = found[row["batch"]].counts.get(key, 0) + amount
    openings = {row["record"]: row for row in _held(await db.fetch(OPENINGS + now, wanted), known_at)}
    ends = {row["opening"]: row for row in _held(await db.fetch(EMPTYINGS + now, list(openings)), known_at)}
    for opening, row in openings.items():
        if not _by(row["opened_at"], until):
            continue
        if opening in ends and _by(ends[opening]["emptied_at"], until):
            found[row["batch"]].emptied.append(ends[opening]["emptied_at"])
        else:
            found[row["batch"]].open += 1
    return found


def _amount(row: db.Row, batches: dict[UUID, db.Row]) -> int | None:
    """The amount, where it is in the batch's own kind of unit."""
    same = row["dimension"] == batches[row["batch"]]["dimension"]
    return row["amount"] if same else None


def _sum(moved: Iterable[tuple[str, int | None]]) -> int:
    """What moves added to the store; negative where more left it."""
    return sum((amount or 0) * (1 if column == "returned" else -1) for column, amount in moved)


def _left(row: db.Row, moves: _Moves) -> Stock:
    received = row["amount"] or 0
    sums = dict.fromkeys(MOVES, 0)
    for column, amount, _ in moves.moved:
        sums[column] += amount or 0
    last = max(moves.counts, default=None)
    since = [(c, a) for c, a, at in moves.moved if last is None or at > last[0]]
    start = received if last is None else moves.counts[last]
    greatest = max(start + _sum(since), 0)
    unknown = any(amount is None for _, amount in since)
    if not moves.issues:  # goods that were issued by weight are opened from what was issued
        emptied = sum(last is None or at > last[0] for at in moves.emptied)
        if emptied and len(moves.emptied) >= (row["package_count"] or 1):
            greatest = 0
        unknown = unknown or bool(moves.open or emptied)
    before = [(c, a) for c, a, at in moves.moved if last is not None and at <= last[0]]
    whole = (
        last is not None
        and all(a is not None for _, a in before)
        and (moves.issues or not (moves.open or moves.emptied))
    )
    return Stock(
        batch=row["batch"],
        party=row["party"],
        ingredient=row["ingredient"],
        lot=row["lot_entered"],
        expiry_date=row["expiry_date"],
        occurred_at=row["occurred_at"],
        dimension=row["dimension"],
        received=received,
        **sums,
        counted=None if last is None else moves.counts[last],
        counted_at=None if last is None else last[0],
        difference=moves.counts[last] - received - _sum(before) if last is not None and whole else None,
        moves=tuple(sorted((c, at) for c, _, at in moves.moved)),
        least=0 if unknown else greatest,
        greatest=greatest,
    )
