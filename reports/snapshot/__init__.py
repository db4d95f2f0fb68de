"""The snapshot of a report: everything it prints, read in one transaction, as plain JSON values."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from reports.schedule import month_bounds
from reports.shapes import Snapshot
from reports.snapshot.chain import chain
from reports.snapshot.kitchen import cookings, disposals, meals, samples, servings
from reports.snapshot.month import Month
from reports.snapshot.receiving import deliveries
from reports.snapshot.site import corrections, district, positions, responsible, school_days, site_of, threshold_list
from traceability import db
from traceability.errors import NotOnRecord

__all__ = ["campus_month"]


async def campus_month(report: UUID, site: UUID, period: str, public_url: str | None) -> Snapshot:
    """Everything a campus's monthly report prints. NotOnRecord: no such site."""
    first, last = month_bounds(period)
    async with db.snapshot():
        party = await db.fetch_one(
            "SELECT p.*, l.zone FROM party p JOIN log l ON l.id = p.record WHERE p.record = $1 AND p.until_seq IS NULL",
            site,
        )
        if party is None:
            raise NotOnRecord(party=str(site))
        month = Month(site, first, last, ZoneInfo(party["zone"]), party["region"])
        received = await deliveries(month)
        return {
            "format": 1,
            "kind": "campus_monthly",
            "report": str(report),
            "period": period,
            "zone": party["zone"],
            "made_at": month.moment(db.utc_now().replace(microsecond=0)),
            "as_known_at": await positions(month, received),
            "verify_url": f"{public_url}/app/reports" if public_url else None,
            "district": await district(party),
            "site": site_of(party),
            "responsible": await responsible(month),
            "thresholds": threshold_list(month),
            "school_days": await school_days(month, party),
            "meals": await meals(month),
            "deliveries": received,
            "cookings": await cookings(month),
            "servings": await servings(month),
            "samples": await samples(month),
            "disposals": await disposals(month),
            "chain": await chain(month),
            "corrections": await corrections(month),
        }
