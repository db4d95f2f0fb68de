"""Where a site lies: its clock, its region, and who runs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from traceability import db
from traceability.errors import NotOnRecord
from traceability.scope import Scope

SITE = (
    "SELECT p.region, p.organisation, l.zone FROM party p JOIN log l ON l.id = p.record"
    " WHERE p.record = $1 AND p.kind = 'site' AND p.until_seq IS NULL"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A site. region: its division code; zone: the one its business days are reckoned in."""

    site: UUID
    organisation: UUID | None
    region: str
    zone: ZoneInfo

    def day_of(self, moment: datetime) -> date:
        """The business day of a moment."""
        return moment.astimezone(self.zone).date()


async def place_of(scope: Scope, site: UUID) -> Place:
    """A site in scope. NotOnRecord: there is none under this id, or the scope does not see it."""
    row = await db.fetch_one(SITE, site) if scope.sees(site) else None
    if row is None:
        raise NotOnRecord(party=str(site))
    return Place(site, row["organisation"], row["region"], ZoneInfo(row["zone"]))
