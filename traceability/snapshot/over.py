"""What reports over several campuses or months say of themselves."""

from __future__ import annotations

from uuid import UUID

from traceability import db
from traceability.snapshot.over_shapes import About
from traceability.snapshot.site import checkpoint_read, district, positions_of, site_of
from traceability.snapshot.window import Window


async def about(window: Window, party: db.Row, logs: set[UUID], public_url: str | None) -> About:
    """Within a transaction of the caller's. logs: those whose records the report counts, beside the party's own."""
    return {
        "zone": party["zone"],
        "region": window.region,
        "first": window.first.isoformat(),
        "last": window.last.isoformat(),
        "made_at": window.moment(db.utc_now().replace(microsecond=0)),
        "verify_url": f"{public_url}/app/reports" if public_url else None,
        "as_known_at": await positions_of(window, {window.site, *logs}),
        "checkpoint": await checkpoint_read(window),
        "district": await district(window, party),
        "site": site_of(party),
    }
