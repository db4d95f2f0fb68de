"""Read findings in scope: a page of them, one of them with its steps, and how rules fared at a site."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from traceability import db
from traceability.errors import NotOnRecord
from traceability.rules.life import Life
from traceability.scope import Scope


class Shown(StrEnum):
    """Which findings: by how far they have come, those past their due day, or those that no longer hold.

    PENDING: those that still need somebody, whatever was said of them: not closed.
    """

    PENDING = "pending"
    OPEN = "open"
    EXPLAINED = "explained"
    CORRECTED = "corrected"
    CLOSED = "closed"
    OVERDUE = "overdue"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """None: whatever it is. Without `shown`, all that still hold. today: what overdue is measured by."""

    today: date
    site: UUID | None = None
    shown: Shown | None = None
    rule: str | None = None
    severity: str | None = None
    verdict: str | None = None


WITHIN = (
    " FROM finding f LEFT JOIN party p ON p.record = f.site AND p.until_seq IS NULL"
    " WHERE ($1 OR f.site IN @uuids($2)) AND ($3 OR f.site = $4) AND ($5 OR f.rule = $6) AND ($7 OR f.severity = $8)"
    " AND ($9 OR f.verdict = $10) AND f.holds = $11 AND f.life IN @texts($12) AND f.due < $13"
)
FOUND = (
    f"SELECT f.*, p.name, p.name_en{WITHIN}"
    " AND ($14 OR f.day < $15 OR (f.day = $15 AND f.id < $16)) ORDER BY f.day DESC, f.id DESC LIMIT $17"
)
URGENT = (
    "SELECT * FROM (SELECT f.*, p.name, p.name_en,"  # noqa: S608 - words of our own
    " CASE f.severity WHEN 'block' THEN 0 WHEN 'major' THEN 1 ELSE 2 END"
    f" + CASE WHEN f.life = 'closed' THEN 8 WHEN f.due < $14 THEN 0 ELSE 4 END AS urgency{WITHIN}) found"
    " WHERE $15 OR urgency > $16 OR (urgency = $16 AND (due > $17 OR (due = $17 AND id > $18)))"
    " ORDER BY urgency, due, id LIMIT $19"
)
COUNTED = (
    "SELECT site, name, name_en, rule, severity, verdict, overdue, count(*) AS n FROM"  # noqa: S608 - words of our own
    f" (SELECT f.*, p.name, p.name_en, f.due < $14 AS overdue{WITHIN}) found"
    " GROUP BY site, name, name_en, rule, severity, verdict, overdue"
)
EVER = date(9999, 12, 31)


async def findings(scope: Scope, wanted: Wanted, before: tuple[date, UUID] | None, count: int) -> list[db.Row]:
    """Findings of the sites in scope, those of the latest day first, from before one of them on."""
    day, identity = before or (EVER, None)
    return await db.fetch(FOUND, *_within(scope, wanted), before is None, day, identity, count)


async def most_urgent(scope: Scope, wanted: Wanted, after: tuple[int, date, UUID] | None, count: int) -> list[db.Row]:
    """The same, those first that somebody must look at first, from after one of them on.

    urgency: 0 block, 1 major, 2 minor of those past their due day, 4 to 6 of those in time, 8 to 10 of the closed.
    """
    urgency, due, identity = after or (0, EVER, None)
    arguments = (*_within(scope, wanted), wanted.today, after is None, urgency, due, identity, count)
    return await db.fetch(URGENT, *arguments)


async def counted(scope: Scope, wanted: Wanted) -> list[db.Row]:
    """How many (n) there are, by site, rule, severity, verdict and whether they are overdue."""
    return await db.fetch(COUNTED, *_within(scope, wanted), wanted.today)


def _within(scope: Scope, wanted: Wanted) -> tuple[object, ...]:
    lives = [life.value for life in Life]
    if wanted.shown in (Shown.OVERDUE, Shown.PENDING):
        lives.remove(Life.CLOSED.value)
    elif wanted.shown is not None and wanted.shown is not Shown.ENDED:
        lives = [wanted.shown.value]
    return (
        scope.everything,
        list(scope.parties),
        wanted.site is None,
        wanted.site,
        wanted.rule is None,
        wanted.rule,
        wanted.severity is None,
        wanted.severity,
        wanted.verdict is None,
        wanted.verdict,
        wanted.shown is not Shown.ENDED,
        lives,
        wanted.today if wanted.shown is Shown.OVERDUE else EVER,
    )


async def finding(scope: Scope, identity: UUID) -> db.Row:
    """One finding. NotOnRecord: there is none under this id in scope."""
    row = await db.fetch_one(
        "SELECT f.*, p.name, p.name_en, p.region FROM finding f"
        " LEFT JOIN party p ON p.record = f.site AND p.until_seq IS NULL WHERE f.id = $1",
        identity,
    )
    if row is None or not scope.sees(row["site"]):
        raise NotOnRecord(finding=str(identity))
    return row


async def steps(identity: UUID) -> list[db.Row]:
    """The standing steps on a finding, in the order in which they were taken, each with the ids of its documents."""
    papers: dict[UUID, list[UUID]] = {}
    rows = await db.fetch(
        "SELECT * FROM finding_step WHERE finding = $1 AND until_seq IS NULL ORDER BY occurred_at, seq", identity
    )
    for row in await db.fetch(
        "SELECT record, document FROM document_link WHERE record IN @uuids($1) AND until_seq IS NULL ORDER BY id",
        [row["record"] for row in rows],
    ):
        papers.setdefault(row["record"], []).append(row["document"])
    return [{**dict(row), "documents": papers.get(row["record"], [])} for row in rows]


async def records_of(row: db.Row) -> list[db.Row]:
    """The records a finding is about, as far as they are records: kind, id, latest revision, log."""
    try:
        subject = UUID(row["subject"])
    except ValueError:
        return []
    return await db.fetch(
        "SELECT r.kind, r.record, r.rev, r.log FROM revision r WHERE r.log = $2 AND (r.record = $1 OR r.record ="
        " (SELECT b.record FROM batch b WHERE b.batch = $1 AND b.until_seq IS NULL AND b.party = $2))"
        " AND NOT EXISTS (SELECT 1 FROM revision n WHERE n.record = r.record AND n.rev > r.rev)",
        subject,
        row["site"],
    )


async def executions(sites: Collection[UUID]) -> list[db.Row]:
    """How each rule fared when these sites were last judged over whole days."""
    return await db.fetch("SELECT * FROM rule_execution WHERE site IN @uuids($1) ORDER BY site, rule", list(sites))
