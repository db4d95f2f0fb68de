"""For whom a report that crosses sites is made: what they may see in it."""

from __future__ import annotations

from uuid import UUID

from traceability import db, known
from traceability.scope import Role, Scope
from traceability.snapshot.district import division


async def reader_scope(party: db.Row, checkpoint: UUID | None) -> Scope:
    """What a report made for this party may name: of an authority all that lies in its region, of an organisation
    itself and its sites, of a site itself; and all suppliers."""
    if party["trade"] == "authority":
        where, argument = "p.region LIKE $1", division(party["region"]) + "%"
    else:
        where, argument = "(p.record = $1 OR p.organisation = $1)", party["record"]
    rows = await known.fetch(checkpoint, f"SELECT p.record FROM party p WHERE {where} AND @known(p)", argument)  # noqa: S608 - our own text
    parties = frozenset(row["record"] for row in rows) | {party["record"]}
    return Scope(party["record"], Role.INSPECTOR, parties)
