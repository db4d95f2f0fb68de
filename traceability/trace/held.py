"""Which batches are on hold: named by a hold or recall that still stands, or made of a batch that is."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files
from uuid import UUID

from traceability import db, known

STANDING = (
    "SELECT h.record FROM batch_hold h LEFT JOIN party p ON p.record = h.log AND @known(p)"
    " WHERE @known(h) AND (p.trade = 'authority' OR h.log IN @uuids($1) OR h.log IN"
    " (SELECT s.organisation FROM party s WHERE s.record IN @uuids($1) AND @known(s)))"
    " AND NOT EXISTS (SELECT 1 FROM hold_release r"
    " LEFT JOIN party q ON q.record = r.log AND @known(q)"
    " WHERE r.hold = h.record AND @known(r) AND (r.log = h.log OR q.trade = 'authority'))"
)
HELD = files(__package__).joinpath("held.sql").read_text("utf-8")


async def standing_holds(sites: Collection[UUID], checkpoint: UUID | None = None) -> list[UUID]:
    """The holds and recalls that bind these sites: theirs, those of who runs them, and every authority's.

    As known at a checkpoint, or (None) now.
    One school's hold does not bind another. A hold ends by a release of who ordered it or of an authority.
    """
    return [row["record"] for row in await known.fetch(checkpoint, STANDING, list(sites))]


async def held(batches: Collection[UUID], sites: Collection[UUID]) -> set[UUID]:
    """Those of these batches that are on hold for the sites, by themselves or for what they were made of."""
    standing = await standing_holds(sites)
    if not standing or not batches:
        return set()
    return {row["batch"] for row in await db.fetch(HELD, list(batches), standing)}
