"""The facts of a site over days, read in one transaction: what rules judge and reports embed."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from traceability import db, known
from traceability.errors import NotOnRecord
from traceability.snapshot.kitchen import cookings, disposals, meals, samples, servings
from traceability.snapshot.receiving import deliveries
from traceability.snapshot.shapes import Facts
from traceability.snapshot.site import positions, responsible, school_days, site_of
from traceability.snapshot.window import Window


async def facts_of(site: UUID, first: date, last: date, checkpoint: UUID | None = None) -> Facts:
    """What is on record of a site over its business days first..last, as known at a checkpoint or (None) now.

    For what concerns one delivery or cooking, read its one day. NotOnRecord: no such site.
    """
    async with db.snapshot():
        window, party = await window_of(site, first, last, checkpoint)
        return await read_facts(window, party)


async def window_of(site: UUID, first: date, last: date, checkpoint: UUID | None) -> tuple[Window, db.Row]:
    """The window of these days, and the site's party as known then. NotOnRecord: no such site."""
    party = await known.fetch_one(
        checkpoint,
        "SELECT p.*, l.zone FROM party p JOIN log l ON l.id = p.record WHERE p.record = $1 AND @known(p)",
        site,
    )
    if party is None:
        raise NotOnRecord(party=str(site))
    return Window(site, first, last, ZoneInfo(party["zone"]), party["region"], checkpoint), party


async def read_facts(window: Window, party: db.Row) -> Facts:
    """All facts of a window; within a transaction of the caller's."""
    received = await deliveries(window)
    return {
        "format": 1,
        "zone": party["zone"],
        "region": window.region,
        "first": window.first.isoformat(),
        "last": window.last.isoformat(),
        "as_known_at": await positions(window, received),
        "site": site_of(party),
        "responsible": await responsible(window),
        "school_days": await school_days(window, party),
        "meals": await meals(window),
        "deliveries": received,
        "cookings": await cookings(window),
        "servings": await servings(window),
        "samples": await samples(window),
        "disposals": await disposals(window),
        "suppliers": [],
        "contracts": [],
        "orders": [],
        "prices": [],
        "certificate_uses": [],
        "tests": [],
        "stock": [],
        "storage_units": [],
        "at_work": [],
        "morning_checks": [],
        "health_certificates": [],
        "accompanied": [],
        "disinfections": [],
        "daily_checks": [],
        "weekly_checks": [],
        "monthly_meetings": [],
        "additive_uses": [],
        "reheatings": [],
        "incidents": [],
        "holds": [],
        "findings": [],
    }
