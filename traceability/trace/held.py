"""Which batches are on hold: named by a hold or recall that still stands, or made of a batch that is."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources import files
from uuid import UUID

from traceability import db

STANDING = (
    "SELECT h.record FROM batch_hold h LEFT JOIN party p ON p.record = h.log AND p.until_seq IS NULL"
    " WHERE h.until_seq IS NULL AND (p.trade = 'authority' OR h.log IN @uuids($1))"
    " AND NOT EXISTS (SELECT 1 FROM hold_release r"
    " LEFT JOIN party q ON q.record = r.log AND q.until_seq IS NULL"
    " WHERE r.hold = h.record AND r.until_seq IS NULL AND (r.log = h.log OR q.trade = 'authority'))"
)
HELD = files(__package__).joinpath("held.sql").read_text("utf-8")


async def held(batches: Collection[UUID], parties: Collection[UUID]) -> set[UUID]:
    """Those of these batches that are on hold for a site.

    parties: the site and who runs it, whose holds bind it as every authority's do. One school's hold does not bind
    another, and an authority's ends by its own release or another authority's.
    """
    standing = [row["record"] for row in await db.fetch(STANDING, list(parties))]
    if not standing or not batches:
        return set()
    return {row["batch"] for row in await db.fetch(HELD, list(batches), standing)}
