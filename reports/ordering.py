"""What a person may order: a report of which kind, made for whom, about what, over which period."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from reports.kinds.kind import About, ReportKind
from traceability import db
from traceability.errors import Fault, Invalid, NotOnRecord
from traceability.ledger.record import DEFAULT_ZONE
from traceability.scope import Scope
from traceability.snapshot.periods import month_of
from traceability.trace.describe import visible
from traceability.vocabulary import Trade

THINGS: frozenset[About] = frozenset({"delivery", "batch", "supplier"})
"""Kinds about one of these name it as their subject; the others are about the party they are made for."""
BUYERS = frozenset({Trade.SCHOOL, Trade.CAMPUS, Trade.AUTHORITY})


@dataclass(frozen=True, slots=True)
class Ordered:
    """site: the party it is made for; period: what it covers, or the month that its subject belongs to, by the clocks
    of that party."""

    site: UUID
    period: str
    subject: UUID | None


async def ordered(
    scope: Scope, kind: ReportKind, site: UUID | None, period: str | None, subject: UUID | None, now: datetime
) -> Ordered:
    """A report as it is made. Whoever names no party gets it made for the one they act for.

    NotOnRecord: the party or the subject is not on record, or not in scope; which of the two is not told.
    Invalid: a party or a subject of another sort than the kind is about.
    """
    if site is not None and not scope.sees(site):
        raise NotOnRecord(party=str(site))
    if subject is not None and kind.about in THINGS:
        for_whom, at = await _FOUND[kind.about](scope, subject, site)
        party = for_whom or await _acts_for(scope)
        return Ordered(party, period or await _month(party, at or now), subject)
    if site is None and kind.about == "campus":
        raise Invalid((Fault("/site", "required"),))
    party = site or await _acts_for(scope)
    await _of_sort(party, kind.about)
    return Ordered(party, period or await _month(party, now), None)


Found = tuple[UUID | None, date | datetime | None]
"""The party a report about a thing is made for, as far as the thing or the person says, and the day or the moment that
it belongs to."""


async def _delivery(scope: Scope, subject: UUID, site: UUID | None) -> Found:
    row = await db.fetch_one("SELECT log, day FROM delivery WHERE record = $1 AND until_seq IS NULL", subject)
    if row is None or not scope.sees(row["log"]):
        raise NotOnRecord(delivery=str(subject))
    if site not in (None, row["log"]):
        raise Invalid((Fault("/site", "delivery_of_another_site"),))
    return row["log"], row["day"]


async def _batch(scope: Scope, subject: UUID, site: UUID | None) -> Found:
    node = await visible(scope, subject)
    if site is not None:
        await _of_sort(site, "batch")
    return site, node.occurred_at or node.production_date


async def _supplier(scope: Scope, subject: UUID, site: UUID | None) -> Found:
    row = await _party(subject)
    if row is None or not (scope.sources or scope.sees(subject)):
        raise NotOnRecord(supplier=str(subject))
    if row["trade"] in BUYERS or row["kind"] != "organisation":
        raise Invalid((Fault("/subject", "not_a_supplier"),))
    if site is not None:
        await _of_sort(site, "supplier")
    return site, None


_FOUND: Mapping[About, Callable[[Scope, UUID, UUID | None], Awaitable[Found]]] = {
    "delivery": _delivery,
    "batch": _batch,
    "supplier": _supplier,
}


async def _of_sort(party: UUID, about: About) -> None:
    """Whether a report of this sort can be made for the party. NotOnRecord, or Invalid with the reason at its field."""
    row = await _party(party)
    if row is None:
        raise NotOnRecord(party=str(party))
    fault = None
    if about == "campus" and row["kind"] != "site":
        fault = "not_a_campus"
    elif about == "authority" and row["trade"] != Trade.AUTHORITY:
        fault = "not_an_authority"
    elif about in THINGS and row["trade"] not in BUYERS and row["kind"] != "site":
        fault = "not_a_reader"
    if fault is not None:
        raise Invalid((Fault("/site", fault),))


async def _month(party: UUID, at: date | datetime) -> str:
    """The month of a day, or of a moment by the clocks of a party."""
    if isinstance(at, datetime):
        log = await db.fetch_one("SELECT zone FROM log WHERE id = $1", party)
        at = at.astimezone(ZoneInfo(log["zone"] if log else DEFAULT_ZONE))
    return month_of(at)


async def _party(party: UUID) -> db.Row | None:
    return await db.fetch_one("SELECT kind, trade FROM party WHERE record = $1 AND until_seq IS NULL", party)


async def _acts_for(scope: Scope) -> UUID:
    """The party a person acts for: the authority of their region, the highest there is, or their own organisation."""
    if scope.everything or scope.region is not None:
        rows = await db.fetch(
            "SELECT record, region FROM party WHERE kind = 'organisation' AND trade = 'authority'"
            " AND until_seq IS NULL AND region LIKE $1",
            (scope.region or "") + "%",
        )
        rows = sorted(rows, key=lambda row: (len(row["region"].rstrip("0")), str(row["record"])))
    else:
        rows = await db.fetch(
            "SELECT record, trade FROM party WHERE record IN @uuids($1) AND until_seq IS NULL ORDER BY kind, record",
            sorted(scope.parties),
        )
        rows = sorted(rows, key=lambda row: row["trade"] != Trade.AUTHORITY)
    if not rows:
        raise Invalid((Fault("/site", "required"),))
    found: UUID = rows[0]["record"]
    return found
