"""The snapshot of the notice for parents, read as their own page is: what is published, and nothing of people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from traceability import db
from traceability.kitchen.public_dishes import PublicDish, PublicIngredient, PublicMeal
from traceability.kitchen.public_menu import PublicLicence, public_days
from traceability.kitchen.public_sources import Arrival
from traceability.kitchen.public_sources import Named as Name
from traceability.partners.public_code import PublicSite, code_of
from traceability.snapshot.disclosure_shapes import (
    DisclosureSnapshot,
    NoticeDish,
    NoticeIngredient,
    NoticeLicence,
    NoticeMeal,
    NoticeRecord,
    NoticeSource,
)
from traceability.snapshot.facts import window_of
from traceability.snapshot.parts import Named
from traceability.snapshot.periods import bounds
from traceability.snapshot.site import checkpoint_read, district, positions, school_days
from traceability.snapshot.window import Window, day, recorded

RECORDS = (
    "SELECT x.record, x.rev, x.log, x.seq, v.leaf, v.kind FROM ("
    " SELECT record, rev, log, seq FROM menu m WHERE m.log = $1 AND m.day >= $2 AND m.day <= $3"
    " AND m.published_at <= $4 AND @known(m)"
    " UNION ALL SELECT record, rev, log, seq FROM cooking c WHERE c.log = $1 AND c.day >= $2 AND c.day <= $3"
    " AND @known(c)"
    " UNION ALL SELECT record, rev, log, seq FROM delivery d WHERE d.record IN @uuids($5) AND @known(d)"
    ") x JOIN revision v ON v.record = x.record AND v.rev = x.rev ORDER BY v.kind, x.record"
)


async def notice_for_parents(
    report: UUID, site: UUID, period: str, public_url: str | None, checkpoint: UUID | None = None
) -> DisclosureSnapshot:
    """What parents are told of a canteen's week, as known at a checkpoint or (None) now. NotOnRecord: no such site."""
    first, last = bounds(period)
    async with db.snapshot():
        window, party = await window_of(site, first, last, checkpoint)
        public = await _public(window, party)
        now = await _now(checkpoint)
        meals, licences = await public_days(public, first, last, now, checkpoint)
        deliveries = {arrival.record for meal in meals for arrival in _arrivals(meal)}
        base = public_url.rstrip("/") if public_url else None
        return {
            "format": 1,
            "kind": "disclosure",
            "report": str(report),
            "period": period,
            "zone": party["zone"],
            "region": window.region,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "made_at": window.moment(db.utc_now().replace(microsecond=0)),
            "verify_url": f"{base}/app/reports" if base else None,
            "menu_url": f"{base}/m/{public.code}" if base else None,
            "as_known_at": await positions(window, []),
            "checkpoint": await checkpoint_read(window),
            "district": await district(window, party),
            "site": {
                "id": str(site),
                "name": public.name,
                "name_en": public.name_en,
                "code": public.code,
                "school": {"name": public.school, "name_en": public.school_en} if public.school else None,
            },
            "complaint_contact": public.complaint_contact,
            "school_days": await school_days(window, party),
            "licences": [_licence(one) for one in licences],
            "meals": [_meal(one, window) for one in meals],
            "records": await _records(window, now, deliveries),
        }


async def _public(window: Window, party: db.Row) -> PublicSite:
    """The canteen as parents know it, with the school that runs it."""
    rows = await window.fetch(
        "SELECT name, name_en FROM party p WHERE p.record = $1 AND @known(p)", party["organisation"] or window.site
    )
    school = rows[0] if rows and party["organisation"] else None
    return PublicSite(
        id=window.site,
        code=code_of(window.site),
        name=party["name"],
        name_en=party["name_en"],
        organisation=party["organisation"],
        school=school["name"] if school else None,
        school_en=school["name_en"] if school else None,
        complaint_contact=party["complaint_contact"],
        zone=party["zone"],
    )


async def _now(checkpoint: UUID | None) -> datetime:
    """When the menus must have been published: when the checkpoint was made, or now."""
    row = await db.fetch_one("SELECT made_at FROM checkpoint WHERE id = $1", checkpoint) if checkpoint else None
    moment: datetime = row["made_at"] if row else db.utc_now()
    return moment


async def _records(window: Window, now: datetime, deliveries: set[UUID]) -> list[NoticeRecord]:
    rows = await window.fetch(RECORDS, window.site, window.first, window.last, now, sorted(deliveries))
    return [{**recorded(row), "kind": row["kind"]} for row in rows]  # type: ignore[typeddict-item]  # keys of Recorded


def _arrivals(meal: PublicMeal) -> list[Arrival]:
    return [arrival for dish in meal.dishes for line in dish.ingredients for arrival in line.arrivals]


def _meal(meal: PublicMeal, window: Window) -> NoticeMeal:
    return {
        "day": meal.day.isoformat(),
        "meal": meal.meal.value,
        "dishes": [_dish(dish, window) for dish in meal.dishes if not dish.withdrawn],
    }


def _dish(dish: PublicDish, window: Window) -> NoticeDish:
    return {
        **_named(dish.named),
        "allergens": None if dish.allergens is None else [each.value for each in dish.allergens],
        "ingredients": [_ingredient(line, window) for line in dish.ingredients],
        "instead_of": _named(dish.instead_of) if dish.instead_of else None,
        "cooked": dish.cooked,
        "checking": dish.checking,
    }


def _ingredient(line: PublicIngredient, window: Window) -> NoticeIngredient:
    sources = [_source(arrival, window) for arrival in line.arrivals if arrival.sourced]
    return {**_named(line.named), "id": str(line.ingredient), "sources": sources}


def _source(arrival: Arrival, window: Window) -> NoticeSource:
    return {
        "growers": _names(arrival.growers),
        "supplier": _named(arrival.supplier) if arrival.supplier else None,
        "individual": arrival.individual,
        "origin": None if arrival.individual else arrival.origin,
        "arrived_on": arrival.arrived_at.astimezone(window.zone).date().isoformat(),
        "tests": [
            {"method": each.method.value, "item": each.item, "day": each.day.isoformat()} for each in arrival.tests
        ],
    }


def _names(names: Sequence[Name]) -> list[Named]:
    return [_named(each) for each in names]


def _named(name: Name) -> Named:
    return {"name": name.name, "name_en": name.name_en}


def _licence(one: PublicLicence) -> NoticeLicence:
    return {
        "number": one.number,
        "valid_from": day(one.valid_from),
        "valid_to": day(one.valid_to),
        "of": _named(one.of) if one.of else None,
    }
