"""The snapshot of a report: everything it prints, read in one transaction, as plain JSON values."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from traceability import db, known
from traceability.errors import NotOnRecord
from traceability.snapshot.chain import chain
from traceability.snapshot.kitchen import cookings, disposals, meals, samples, servings
from traceability.snapshot.receiving import deliveries
from traceability.snapshot.shapes import Snapshot
from traceability.snapshot.site import (
    corrections,
    district,
    positions,
    responsible,
    school_days,
    site_of,
    threshold_list,
)
from traceability.snapshot.window import Window, month_bounds

__all__ = ["campus_month"]


async def campus_month(
    report: UUID, site: UUID, period: str, public_url: str | None, checkpoint: UUID | None = None
) -> Snapshot:
    """Everything a campus's monthly report prints, as known at a checkpoint or (None) now.

    NotOnRecord: no such site.
    """
    first, last = month_bounds(period)
    async with db.snapshot():
        party = await known.fetch_one(
            checkpoint,
            "SELECT p.*, l.zone FROM party p JOIN log l ON l.id = p.record WHERE p.record = $1 AND @known(p)",
            site,
        )
        if party is None:
            raise NotOnRecord(party=str(site))
        window = Window(site, first, last, ZoneInfo(party["zone"]), party["region"], checkpoint)
        received = await deliveries(window)
        return {
            "format": 1,
            "kind": "campus_monthly",
            "report": str(report),
            "period": period,
            "zone": party["zone"],
            "made_at": window.moment(db.utc_now().replace(microsecond=0)),
            "as_known_at": await positions(window, received),
            "verify_url": f"{public_url}/app/reports" if public_url else None,
            "district": await district(window, party),
            "site": site_of(party),
            "responsible": await responsible(window),
            "thresholds": threshold_list(window),
            "school_days": await school_days(window, party),
            "meals": await meals(window),
            "deliveries": received,
            "cookings": await cookings(window),
            "servings": await servings(window),
            "samples": await samples(window),
            "disposals": await disposals(window),
            "chain": await chain(window),
            "corrections": await corrections(window),
        }
