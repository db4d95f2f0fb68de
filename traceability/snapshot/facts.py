"""The facts of a site over days, read in one transaction: what rules judge and reports embed."""

from __future__ import annotations

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from traceability import db, known
from traceability.errors import NotOnRecord
from traceability.ledger.record import DEFAULT_ZONE, body_of
from traceability.snapshot.balances import balances
from traceability.snapshot.certificates import certificate_uses
from traceability.snapshot.duties import (
    accompanied,
    at_work,
    daily_checks,
    disinfections,
    morning_checks,
    served_days,
    storage_units,
)
from traceability.snapshot.findings import earlier_findings, finding_steps
from traceability.snapshot.holds import holds
from traceability.snapshot.kitchen import cookings, disposals, meals, samples, servings
from traceability.snapshot.names import other_names
from traceability.snapshot.oversight import (
    accounts,
    additive_uses,
    health_certificates,
    incidents,
    monthly_meetings,
    prices,
    reheatings,
    weekly_checks,
)
from traceability.snapshot.receiving import deliveries
from traceability.snapshot.shapes import Facts
from traceability.snapshot.site import positions, responsible, school_days, site_of
from traceability.snapshot.supply import contracts, orders, suppliers, tests
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
    row = await known.fetch_one(
        checkpoint,
        "SELECT p.*, v.entry FROM party p JOIN revision v ON v.record = p.record AND v.rev = p.rev"
        " WHERE p.record = $1 AND @known(p)",
        site,
    )
    if row is None:
        raise NotOnRecord(party=str(site))
    party = {**row, "zone": body_of(row["entry"]).get("zone", DEFAULT_ZONE)}  # the log has the zone of today
    return Window(site, first, last, ZoneInfo(party["zone"]), party["region"], checkpoint), party


async def read_facts(window: Window, party: db.Row) -> Facts:
    """All facts of a window; within a transaction of the caller's."""
    received = await deliveries(window)
    cooked, kept = await cookings(window), await samples(window)
    buyers = [one for one in (window.site, party["organisation"]) if one]
    ordered = await orders(window, received)
    sellers = {UUID(one) for one in (line["supplier"] for d in received for line in d["lines"]) if one}
    sellers |= {UUID(one["supplier"]) for one in ordered}
    uses, stock = await additive_uses(window), await balances(window)
    bought = {UUID(line["ingredient"]["id"]) for d in received for line in d["lines"]}
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
        "served_days": await served_days(window),
        "meals": await meals(window),
        "other_names": await other_names(window, received, cooked, uses, stock),
        "deliveries": received,
        "cookings": cooked,
        "servings": await servings(window),
        "samples": kept,
        "disposals": await disposals(window),
        "suppliers": await suppliers(window, sellers, buyers),
        "contracts": await contracts(window, sellers, buyers),
        "orders": ordered,
        "prices": await prices(window, bought),
        "accounts": await accounts(window),
        "certificate_uses": await certificate_uses(window, received),
        "tests": await tests(window, received, buyers),
        "stock": stock,
        "storage_units": await storage_units(window),
        "at_work": at_work(cooked, received, kept),
        "morning_checks": await morning_checks(window),
        "health_certificates": await health_certificates(window),
        "accompanied": await accompanied(window),
        "disinfections": await disinfections(window),
        "daily_checks": await daily_checks(window),
        "weekly_checks": await weekly_checks(window),
        "monthly_meetings": await monthly_meetings(window),
        "additive_uses": uses,
        "reheatings": await reheatings(window),
        "incidents": await incidents(window),
        "holds": await holds(window),
        "findings": await earlier_findings(window),
        "finding_steps": await finding_steps(window),
    }
