"""The snapshot of a campus's monthly report, read in one transaction."""

from __future__ import annotations

from uuid import UUID

from traceability import db
from traceability.snapshot.chain import chain
from traceability.snapshot.facts import read_facts, window_of
from traceability.snapshot.shapes import Snapshot
from traceability.snapshot.site import checkpoint_read, corrections, district, threshold_list
from traceability.snapshot.window import month_bounds


async def campus_month(
    report: UUID, site: UUID, period: str, public_url: str | None, checkpoint: UUID | None = None
) -> Snapshot:
    """Everything a campus's monthly report prints, as known at a checkpoint or (None) now.

    NotOnRecord: no such site.
    """
    first, last = month_bounds(period)
    async with db.snapshot():
        window, party = await window_of(site, first, last, checkpoint)
        return {
            **await read_facts(window, party),
            "kind": "campus_monthly",
            "report": str(report),
            "period": period,
            "made_at": window.moment(db.utc_now().replace(microsecond=0)),
            "verify_url": f"{public_url}/app/reports" if public_url else None,
            "district": await district(window, party),
            "thresholds": threshold_list(window),
            "chain": await chain(window),
            "corrections": await corrections(window),
            "checkpoint": await checkpoint_read(window),
        }
