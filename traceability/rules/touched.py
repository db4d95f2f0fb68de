"""Which days of which sites new records touch, and which rules are to be judged there at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from traceability import db
from traceability.rules.engine import rules
from traceability.snapshot.window import as_moment

DAYS = {
    "delivery": "SELECT log, day FROM delivery WHERE record IN @uuids($1)",
    "delivery_signature": "SELECT d.log, d.day FROM delivery_signature s JOIN delivery d ON d.record = s.delivery"
    " WHERE s.record IN @uuids($1)",
    "cooking": "SELECT log, day FROM cooking WHERE record IN @uuids($1)",
    "reheating": "SELECT log, day FROM reheating WHERE record IN @uuids($1)",
    "serving": "SELECT log, day FROM serving WHERE record IN @uuids($1)",
    "retained_sample": "SELECT log, day FROM retained_sample WHERE record IN @uuids($1)",
    "stock_issue": "SELECT log, day FROM issue_line WHERE record IN @uuids($1)",
    "dispatch": "SELECT log, day FROM dispatch WHERE record IN @uuids($1)",
    "morning_check": "SELECT log, day FROM morning_check_person WHERE record IN @uuids($1)",
    "additive_use": "SELECT log, day FROM additive_use WHERE record IN @uuids($1)",
    "temperature_reading": "SELECT log, day FROM temperature_reading WHERE record IN @uuids($1)",
    "hold": "WITH RECURSIVE below (hold, batch) AS (SELECT record, batch FROM held_batch WHERE record IN @uuids($1)"
    " UNION SELECT a.hold, l.child FROM below a CROSS JOIN link l WHERE l.parent = a.batch AND l.until_seq IS NULL)"
    " SELECT DISTINCT b.party AS log, h.occurred_at, l.zone FROM below a CROSS JOIN batch_hold h CROSS JOIN batch b"
    " CROSS JOIN log l WHERE h.record = a.hold AND b.batch = a.batch AND b.kind <> 'source' AND l.id = b.party"
    " AND b.until_seq IS NULL",
    "incident": "SELECT log, day FROM incident WHERE record IN @uuids($1)",
}
"""Days of records of the kinds that rules may be judged after, those they had before a correction too.

A hold touches every site that holds what it reaches, on the day it was ordered.
"""


@dataclass(slots=True)
class Touched:
    """Days of one site and the rules to judge on them."""

    days: set[date] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)


async def touched(rows: Sequence[db.Row]) -> dict[UUID, Touched]:
    """By site, what these records (log, record, kind of each) give reason to judge."""
    by_kind: dict[str, set[UUID]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], set()).add(row["record"])
    found: dict[UUID, Touched] = {}
    for kind, records in by_kind.items():
        asked = {rule.id for rule in rules().values() if kind in rule.at_once}
        if not asked or kind not in DAYS:
            continue
        for row in await db.fetch(DAYS[kind], sorted(records)):
            site = found.setdefault(row["log"], Touched())
            site.days.add(_day(row))
            site.rules |= asked
    return found


def _day(row: db.Row) -> date:
    """The business day a row says, or that of its moment where it happened."""
    told = dict(row)
    if "day" in told:
        return date.fromisoformat(str(told["day"]))
    return as_moment(told["occurred_at"]).astimezone(ZoneInfo(told["zone"])).date()
