"""What reports are about, with a name to show: a delivery, a batch, a supplier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from reports.kinds import KINDS
from server.api.answers import day, moment
from server.api.shapes import ReportSubject
from traceability import db
from traceability.trace.describe import describe_all

DELIVERIES = (
    "SELECT d.record, d.occurred_at, d.note_number, p.name, p.name_en FROM delivery d"
    " LEFT JOIN party p ON p.record = d.supplier AND p.until_seq IS NULL"
    " WHERE d.record IN @uuids($1) AND d.until_seq IS NULL"
)
SUPPLIERS = "SELECT record, name, name_en, credit_code FROM party WHERE record IN @uuids($1) AND until_seq IS NULL"


async def subjects_of(rows: Sequence[db.Row]) -> dict[UUID, ReportSubject]:
    """By report: what it is about, for those that are about one thing."""
    about: dict[str, set[UUID]] = {}
    for row in rows:
        if row["subject"] is not None and row["kind"] in KINDS:
            about.setdefault(KINDS[row["kind"]].about, set()).add(row["subject"])
    found = {
        **await _deliveries(about.get("delivery", ())),
        **await _batches(about.get("batch", ())),
        **await _suppliers(about.get("supplier", ())),
    }
    return {row["id"]: found[row["subject"]] for row in rows if row["subject"] in found}


async def _deliveries(wanted: Iterable[UUID]) -> dict[UUID, ReportSubject]:
    there = {row["record"]: row for row in await _rows(DELIVERIES, wanted)}
    return {one: _subject(one, "delivery", there.get(one), "note_number", "occurred_at") for one in wanted}


async def _suppliers(wanted: Iterable[UUID]) -> dict[UUID, ReportSubject]:
    there = {row["record"]: row for row in await _rows(SUPPLIERS, wanted)}
    return {one: _subject(one, "supplier", there.get(one), "credit_code", None) for one in wanted}


async def _batches(wanted: Iterable[UUID]) -> dict[UUID, ReportSubject]:
    return {
        one: {
            "id": one,
            "about": "batch",
            "name": node.name,
            "name_en": node.name_en,
            "number": node.lot,
            "at": moment(node.occurred_at) or day(node.production_date),
        }
        for one, node in (await describe_all(wanted)).items()
    }


async def _rows(sql: str, wanted: Iterable[UUID]) -> list[db.Row]:
    return await db.fetch(sql, sorted(wanted)) if wanted else []


def _subject(identity: UUID, about: Any, row: db.Row | None, number: str, at: str | None) -> ReportSubject:
    """A delivery that was declared void keeps its report, and has no name any more."""
    return {
        "id": identity,
        "about": about,
        "name": row["name"] if row else None,
        "name_en": row["name_en"] if row else None,
        "number": row[number] if row else None,
        "at": moment(row[at]) if row and at else None,
    }
