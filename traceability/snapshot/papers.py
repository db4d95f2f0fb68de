"""The papers that records name: which document each line, delivery and supplier has, and what is announced of lots."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from traceability import db
from traceability.snapshot.parts import Paper
from traceability.snapshot.window import Window, day

NAMED = (
    "SELECT k.record, k.batch, x.record AS document, x.kind, x.number, x.number_key, x.issued_on, x.valid_to, x.issuer,"
    " x.sha256 FROM document_link k JOIN document x ON x.record = k.document AND @known(x)"
)


async def papers_of_batches(window: Window, batches: Iterable[UUID]) -> dict[UUID, list[Paper]]:
    """Papers of campus batches, and those announced with supplier's batches, by batch."""
    rows = await window.fetch(
        f"{NAMED} WHERE k.batch IN @uuids($1) AND @known(k) ORDER BY x.kind, x.record", sorted(set(batches))
    )
    found: dict[UUID, list[Paper]] = {}
    for row in rows:
        found.setdefault(row["batch"], []).append(paper(row))
    return found


async def papers_of_records(window: Window, records: Iterable[UUID]) -> dict[UUID, list[Paper]]:
    """Papers of whole records, such as a delivery's, by record."""
    rows = await window.fetch(
        f"{NAMED} WHERE k.record IN @uuids($1) AND k.batch IS NULL AND @known(k) ORDER BY x.kind, x.record",
        sorted(set(records)),
    )
    found: dict[UUID, list[Paper]] = {}
    for row in rows:
        found.setdefault(row["record"], []).append(paper(row))
    return found


def paper(row: db.Row) -> Paper:
    return {
        "document": str(row["document"]),
        "kind": row["kind"],
        "number": row["number"],
        "number_key": row["number_key"],
        "issued_on": day(row["issued_on"]),
        "valid_to": day(row["valid_to"]),
        "issuer": row["issuer"],
        "on_file": row["sha256"] is not None,
    }


ABOVE = (
    "WITH RECURSIVE above (batch, ancestor) AS (SELECT b.batch, b.batch FROM batch b WHERE b.batch IN @uuids($1)"
    " UNION SELECT a.batch, l.parent FROM above a CROSS JOIN link l WHERE l.child = a.ancestor AND @standing(l)"
    " AND l.kind IN ('announced', 'same'))"
    " SELECT a.batch, n.step, n.day, n.quarantine_number, n.meat_inspection_number, n.asf_report_number,"
    " n.slaughterhouse, n.produced_in, p.trade, p.name, p.name_en FROM above a CROSS JOIN announcement n"
    " LEFT JOIN party p ON p.record = n.log AND @known(p)"
    " WHERE n.batch = a.ancestor AND @known(n) ORDER BY a.batch, n.occurred_at, n.record"
)
"""What is announced of supplier's batches and of whatever they were made from. CROSS JOIN: see trace/held.py."""


async def announced(window: Window, sources: Iterable[UUID]) -> dict[UUID, list[db.Row]]:
    """Announcements of supplier's batches and of what these were made from, oldest first, by batch."""
    found: dict[UUID, list[db.Row]] = {}
    for row in await window.fetch(ABOVE, sorted(set(sources))):
        found.setdefault(row["batch"], []).append(row)
    return found
