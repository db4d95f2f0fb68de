"""Holds and recalls that bound the site, what of its food they reach, and what was used in spite of them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from traceability import db
from traceability.snapshot.duty_shapes import HeldUse, Hold
from traceability.snapshot.window import Window, as_moment, recorded

BINDING = (
    "SELECT h.*, v.leaf, p.kind AS ordered_by, p.trade, (SELECT MIN(r.occurred_at) FROM hold_release r"
    " LEFT JOIN party q ON q.record = r.log AND @known(q) WHERE r.hold = h.record AND @known(r)"
    " AND (r.log = h.log OR q.trade = 'authority')) AS released_at"
    " FROM batch_hold h JOIN revision v ON v.record = h.record AND v.rev = h.rev"
    " LEFT JOIN party p ON p.record = h.log AND @known(p)"
    " WHERE @known(h) AND h.occurred_at < $2 AND (p.trade = 'authority' OR h.log = $1 OR h.log IN"
    " (SELECT s.organisation FROM party s WHERE s.record = $1 AND @known(s))) ORDER BY h.occurred_at, h.record"
)
REACHED = (
    "WITH RECURSIVE below (batch) AS (SELECT x.batch FROM held_batch x WHERE x.record = $2 AND @known(x)"
    " UNION SELECT l.child FROM below a CROSS JOIN link l WHERE l.parent = a.batch AND @standing(l))"
    " SELECT DISTINCT b.batch FROM below a CROSS JOIN batch b"
    " WHERE b.batch = a.batch AND b.party = $1 AND b.kind <> 'source' AND @known(b) ORDER BY b.batch"
)
"""Batches at the site that a hold names or that were made of one it names."""

USED = (
    "SELECT 'cooking' AS kind, c.record, c.day, c.occurred_at, l.parent AS batch, c.dish AS name, c.portions"
    " FROM link l JOIN cooking c ON c.batch = l.child AND @known(c)"
    " WHERE l.parent IN @uuids($1) AND l.kind IN ('cooking', 'drawn') AND @standing(l) AND c.occurred_at > $2"
    " UNION ALL SELECT 'serving', s.record, s.day, s.occurred_at, d.batch, b.name, s.portions FROM served_dish d"
    " JOIN serving s ON s.record = d.record AND @known(s) LEFT JOIN batch b ON b.batch = d.batch AND @known(b)"
    " WHERE d.batch IN @uuids($1) AND @known(d) AND s.occurred_at > $2"
    " UNION ALL SELECT 'stock_issue', i.record, i.day, i.occurred_at, i.batch, n.name, NULL FROM issue_line i"
    " LEFT JOIN batch b ON b.batch = i.batch AND @known(b)"
    " LEFT JOIN ingredient n ON n.record = b.ingredient AND @known(n)"
    " WHERE i.batch IN @uuids($1) AND @known(i) AND i.occurred_at > $2"
    " UNION ALL SELECT 'dispatch', p.record, p.day, p.occurred_at, t.parent, t.dish, t.portions FROM dispatch_item t"
    " JOIN dispatch p ON p.record = t.record AND @known(p)"
    " WHERE t.parent IN @uuids($1) AND @known(t) AND p.occurred_at > $2"
    " ORDER BY 4, 2, 5"
)


BEFORE = (
    "SELECT s.record, s.portions FROM serving s WHERE s.log = $2 AND @known(s) AND s.occurred_at <= $3 AND s.record IN"
    " (SELECT d.record FROM served_dish d WHERE d.batch IN @uuids($1) AND @known(d))"
)
NAMES = (
    "SELECT DISTINCT b.name, i.name AS food FROM batch b"
    " LEFT JOIN ingredient i ON i.record = b.ingredient AND @known(i)"
    " WHERE b.batch IN @uuids($1) AND b.kind IN ('campus', 'dish', 'dispatched') AND @known(b)"
)


async def holds(window: Window) -> list[Hold]:
    """What bound the site on one of these days and reaches food it received or made."""
    first = datetime.combine(window.first, time(), window.zone)
    end = datetime.combine(window.last + timedelta(days=1), time(), window.zone)
    found: list[Hold] = []
    for row in await window.fetch(BINDING, window.site, end):
        released = None if row["released_at"] is None else as_moment(row["released_at"])
        if released is not None and released < first:
            continue
        batches = [one["batch"] for one in await window.fetch(REACHED, window.site, row["record"])]
        if not batches:
            continue
        found.append(
            {
                **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
                "level": row["level"],
                "ordered_by": "authority" if row["trade"] == "authority" else row["ordered_by"] or "organisation",
                "occurred_at": window.moment(row["occurred_at"]),
                "released_at": window.moment_or_none(released),
                "batches": [str(batch) for batch in batches],
                "names": _names(await window.fetch(NAMES, batches)),
                "served_before": sum(
                    one["portions"] for one in await window.fetch(BEFORE, batches, window.site, row["occurred_at"])
                ),
                "uses": await _uses(window, batches, row["occurred_at"], min(released or end, end)),
            }
        )
    return found


def _names(rows: list[db.Row]) -> list[str]:
    """The foods that came, or where only dishes did, theirs."""
    foods = {row["food"] for row in rows if row["food"]}
    return sorted(foods or {row["name"] for row in rows if row["name"]})


async def _uses(window: Window, batches: list[UUID], since: datetime, until: datetime) -> list[HeldUse]:
    return [
        _use(window, row) for row in await window.fetch(USED, batches, since) if as_moment(row["occurred_at"]) < until
    ]


def _use(window: Window, row: db.Row) -> HeldUse:
    return {
        "kind": row["kind"],
        "id": str(row["record"]),
        "day": str(row["day"]),
        "at": window.moment(as_moment(row["occurred_at"])),
        "batch": str(row["batch"]),
        "name": row["name"] or "—",
        "portions": row["portions"],
    }
