"""Which days of which sites new records touch, and which rules are to be judged there at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from traceability import db
from traceability.rules.engine import rules

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
    "incident": "SELECT log, day FROM incident WHERE record IN @uuids($1)",
}
"""Days of records of the kinds that rules may be judged after, those they had before a correction too."""


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
            site.days.add(row["day"])
            site.rules |= asked
    return found
