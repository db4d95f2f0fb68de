"""What screens choose from: sites, suppliers, ingredients, expected deliveries, thresholds."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import cut, day, degrees, listed, sought
from server.api.session import sites_of
from server.api.shapes import (
    Expected,
    ExpectedLine,
    Ingredient,
    Licence,
    Organisation,
    Page,
    Site,
    Threshold,
)
from server.auth.gate import EVERYONE
from traceability import db
from traceability.kitchen.day_open import EXPECTED_DAYS
from traceability.ledger.record import DEFAULT_ZONE
from traceability.partners.place import place_of
from traceability.pinyin import matches
from traceability.scope import Scope
from traceability.thresholds import thresholds

MOST_EXPECTED = 200


@get("/api/sites", operation_id="list_site", tags=["directory"], opt={"roles": EVERYONE})
async def sites(within: NamedDependency[Scope]) -> Response[Page[Site]]:
    """The sites in scope."""
    return listed(await sites_of(within))


@get("/api/ingredients", operation_id="list_ingredient", tags=["directory"], opt={"roles": EVERYONE})
async def ingredients(
    within: NamedDependency[Scope],
    q: FromQuery[str] = "",
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[Ingredient]]:
    """Ingredients by a part of a name or alias, by pinyin or its initials; names that begin so come first."""
    rows = await db.fetch(
        "SELECT record, name, name_en, pinyin, food_group, storage, allergens, unit FROM ingredient"
        " WHERE until_seq IS NULL ORDER BY pinyin, record"
    )
    aliases: dict[UUID, list[db.Row]] = {}
    for row in await db.fetch("SELECT record, alias, pinyin FROM ingredient_alias WHERE until_seq IS NULL"):
        aliases.setdefault(row["record"], []).append(row)
    q = sought(q)
    found = [r for r in rows if not q or _named(q, r, aliases.get(r["record"], []))]
    found.sort(key=lambda r: not r["name"].startswith(q))
    page, onward = cut(found, after, limit)
    return listed([_ingredient(r, aliases.get(r["record"], [])) for r in page], onward)


def _named(q: str, row: db.Row, aliases: list[db.Row]) -> bool:
    if matches(q, row["name"], row["pinyin"]) or q.lower() in (row["name_en"] or "").lower():
        return True
    return any(matches(q, alias["alias"], alias["pinyin"]) for alias in aliases)


def _ingredient(row: db.Row, aliases: list[db.Row]) -> Ingredient:
    return {
        "id": row["record"],
        "name": row["name"],
        "name_en": row["name_en"],
        "aliases": [alias["alias"] for alias in aliases],
        "pinyin": " ".join([row["pinyin"], *(alias["pinyin"] for alias in aliases)]),
        "food_group": row["food_group"],
        "storage": row["storage"],
        "allergens": row["allergens"].split(),
        "unit": row["unit"],
    }


@get("/api/organisations", operation_id="list_organisation", tags=["directory"], opt={"roles": EVERYONE})
async def organisations(
    within: NamedDependency[Scope],
    q: FromQuery[str] = "",
    role: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[Organisation]]:
    """Suppliers, and the schools and authorities in scope, by name or pinyin; role: supplier or authority alone."""
    rows = await db.fetch(
        "SELECT record, name, name_en, pinyin, trade FROM party WHERE kind = 'organisation' AND until_seq IS NULL"
        " AND ($1 OR record IN @uuids($2)) ORDER BY pinyin, record",
        within.sources,
        list(within.parties),
    )
    buyers, q = ("school", "authority"), sought(q)
    role = sought(role or "", "role")
    found = [
        r for r in rows
        if (r["trade"] not in buyers or (role != "supplier" and within.sees(r["record"])))
        and (role != "authority" or r["trade"] == "authority")
        and (not q or matches(q, r["name"], r["pinyin"]))
    ]  # fmt: skip
    page, onward = cut(found, after, limit)
    licences = await licences_of([r["record"] for r in page], _today())
    return listed([_organisation(r, licences) for r in page], onward)


async def licences_of(parties: list[UUID], on: date) -> dict[UUID, Licence]:
    """The licence of each party that lasts longest of those that have begun, and whether it is valid on a day."""
    rows = await db.fetch(
        "SELECT log, number, valid_from, valid_to FROM licence WHERE log IN @uuids($1) AND until_seq IS NULL"
        " AND (valid_from IS NULL OR valid_from <= $2)"
        " ORDER BY CASE WHEN valid_to IS NULL THEN 1 ELSE 0 END, valid_to, record",
        parties,
        on,
    )
    return {
        row["log"]: {
            "number": row["number"],
            "valid_to": day(row["valid_to"]),
            "state": "valid" if row["valid_to"] is None or on <= row["valid_to"] else "expired",
        }
        for row in rows
    }


def _today() -> date:
    """The day by the clock of what belongs to no site, and of sites unless they say otherwise."""
    return db.utc_now().astimezone(ZoneInfo(DEFAULT_ZONE)).date()


def _organisation(row: db.Row, licences: dict[UUID, Licence]) -> Organisation:
    none: Licence = {"number": None, "valid_to": None, "state": "none"}
    return {
        "id": row["record"],
        "name": row["name"],
        "name_en": row["name_en"],
        "pinyin": row["pinyin"] or "",
        "trade": row["trade"],
        "licence": licences.get(row["record"], none),
    }


@get("/api/expected", operation_id="list_expected", tags=["directory"], opt={"roles": EVERYONE})
async def expected(within: NamedDependency[Scope], site: FromQuery[UUID]) -> Response[Page[Expected]]:
    """Orders of a site that nothing was received for yet: those due in the last 90 days, and those to come.

    At most 200: those to come, the next first, then those that were due last.
    """
    today = (await place_of(within, site)).day_of(db.utc_now())
    orders = await db.fetch(
        "SELECT o.record, o.number, o.due, o.supplier, p.name, p.name_en, p.pinyin, p.trade FROM purchase_order o"
        " LEFT JOIN party p ON p.record = o.supplier AND p.until_seq IS NULL"
        " WHERE o.log = $1 AND o.until_seq IS NULL AND o.due >= $2"
        " AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.purchase_order = o.record AND d.until_seq IS NULL)"
        " ORDER BY CASE WHEN o.due < $3 THEN 1 ELSE 0 END, CASE WHEN o.due >= $3 THEN o.due END, o.due DESC, o.record"
        " LIMIT $4",
        site,
        today - EXPECTED_DAYS,
        today,
        MOST_EXPECTED,
    )
    orders.sort(key=lambda order: (order["due"], order["number"] or "", order["record"]))
    lines = await db.fetch(
        "SELECT l.record AS purchase_order, l.line, l.entered, l.entered_unit, l.unit_price, l.label_temperature,"
        " i.record, i.name, i.name_en, i.pinyin, i.food_group, i.storage, i.allergens, i.unit"
        " FROM purchase_order_line l JOIN ingredient i ON i.record = l.ingredient AND i.until_seq IS NULL"
        " WHERE l.record IN @uuids($1) AND l.until_seq IS NULL ORDER BY l.line",
        [o["record"] for o in orders],
    )
    licences = await licences_of([o["supplier"] for o in orders], today)
    by_order: dict[UUID, list[ExpectedLine]] = {}
    for row in lines:
        by_order.setdefault(row["purchase_order"], []).append(_expected_line(row))
    return listed(
        [
            {
                "order": o["record"],
                "number": o["number"],
                "due": o["due"].isoformat(),
                "supplier": _organisation({**dict(o), "record": o["supplier"]}, licences),
                "lines": by_order.get(o["record"], []),
            }
            for o in orders
        ]
    )


def _expected_line(row: db.Row) -> ExpectedLine:
    return {
        "line": row["line"],
        "ingredient": _ingredient(row, []),
        "ordered": {"amount": row["entered"], "unit": row["entered_unit"]},
        "label_temperature": degrees(row["label_temperature"]),
        "price": row["unit_price"],
    }


@get("/api/thresholds", operation_id="list_threshold", tags=["directory"], opt={"roles": EVERYONE})
async def limits(
    request: Request[Any, Any, Any], on: FromQuery[date | None] = None, region: FromQuery[str] = "CN"
) -> Response[Page[Threshold]]:
    """The limits in force on a day (today by default), each with its source and how sure that is."""
    items: list[Threshold] = [
        {
            "code": t.code,
            "value": t.value,
            "unit": t.unit,
            "source": t.source,
            "source_en": t.source_en,
            "provenance": t.provenance,
            "meaning": t.meaning,
            "meaning_en": t.meaning_en,
        }
        for t in thresholds(on or _today(), sought(region, "region"))
    ]
    return listed(items)


HANDLERS = [sites, ingredients, organisations, expected, limits]
