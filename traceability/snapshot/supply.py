"""Whom a site buys from: suppliers with their licences, papers and vettings, contracts, orders, tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from traceability import db
from traceability.snapshot.papers import paper
from traceability.snapshot.parts import Paper
from traceability.snapshot.shapes import Delivery
from traceability.snapshot.supply_shapes import Contract, Order, SupplierFile, SupplierVetting, Test
from traceability.snapshot.window import Window, day, recorded, text

PAPERS = (
    "SELECT x.record AS document, COALESCE(x.organisation, x.log) AS party, x.kind, x.number, x.number_key,"
    " x.issued_on, x.valid_to, x.issuer, x.sha256 FROM document x WHERE @known(x)"
    " AND (x.organisation IN @uuids($1) OR (x.log IN @uuids($1) AND x.organisation IS NULL))"
    " AND x.kind IN ('food_operating_licence', 'food_production_licence', 'business_licence')"
    " ORDER BY x.kind, x.record"
)
"""Papers on a supplier as a whole; those of its batches stand with the lines."""

VETTINGS = (
    "SELECT x.*, v.leaf FROM vetting x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
    " LEFT JOIN party p ON p.record = x.log AND @known(p) WHERE x.supplier IN @uuids($1)"
    " AND (x.log IN @uuids($2) OR p.trade = 'authority') AND x.vetted_on <= $3 AND @known(x)"
    " ORDER BY x.vetted_on, x.record"
)


async def suppliers(window: Window, parties: Iterable[UUID], buyers: Sequence[UUID]) -> list[SupplierFile]:
    """The files of suppliers on record. buyers: the site and who runs it, whose vettings count as an authority's do."""
    wanted = sorted(set(parties))
    rows = await window.fetch("SELECT * FROM party p WHERE record IN @uuids($1) AND @known(p) ORDER BY record", wanted)
    licences: dict[UUID, list[db.Row]] = {}
    for row in await window.fetch(
        "SELECT * FROM licence x WHERE log IN @uuids($1) AND @known(x) ORDER BY valid_from, record", wanted
    ):
        licences.setdefault(row["log"], []).append(row)
    papers: dict[UUID, list[Paper]] = {}
    for row in await window.fetch(PAPERS, wanted):
        papers.setdefault(row["party"], []).append(paper(row))
    vettings: dict[UUID, list[SupplierVetting]] = {}
    for row in await window.fetch(VETTINGS, wanted, list(buyers), window.last):
        vettings.setdefault(row["supplier"], []).append(_vetting(row))
    return [
        {
            "id": str(row["record"]),
            "name": row["name"],
            "name_en": row["name_en"],
            "trade": row["trade"],
            "credit_code": row["credit_code"],
            "address": row["address"],
            "contact": row["contact"] is not None,
            "licences": [
                {
                    "kind": one["kind"],
                    "number": one["number"],
                    "valid_from": day(one["valid_from"]),
                    "valid_to": day(one["valid_to"]),
                    "scope": one["scope"].split(),
                }
                for one in licences.get(row["record"], [])
            ],
            "papers": papers.get(row["record"], []),
            "vettings": vettings.get(row["record"], []),
        }
        for row in rows
    ]


def _vetting(row: db.Row) -> SupplierVetting:
    return {
        **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
        "vetted_on": row["vetted_on"].isoformat(),
        "occasion": row["occasion"],
        "outcome": row["outcome"],
        "incident_free_since": day(row["incident_free_since"]),
        "on_blacklist": _said(row["on_blacklist"]),
        "evaluation": row["evaluation"],
        "score": row["score"],
        "score_most": row["score_most"],
        "valid_to": day(row["valid_to"]),
    }


async def contracts(window: Window, parties: Iterable[UUID], buyers: Sequence[UUID]) -> list[Contract]:
    """Every contract of the buyers with these suppliers that began by the last day."""
    rows = await window.fetch(
        "SELECT x.*, v.leaf FROM contract x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
        " WHERE x.supplier IN @uuids($1) AND x.log IN @uuids($2) AND x.valid_from <= $3 AND @known(x)"
        " ORDER BY x.valid_from, x.record",
        sorted(set(parties)),
        list(buyers),
        window.last,
    )
    prices: dict[UUID, list[db.Row]] = {}
    for row in await window.fetch(
        "SELECT * FROM contract_line x WHERE record IN @uuids($1) AND @known(x) ORDER BY record, ingredient",
        [row["record"] for row in rows],
    ):
        prices.setdefault(row["record"], []).append(row)
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "supplier": str(row["supplier"]),
            "number": row["number"],
            "valid_from": row["valid_from"].isoformat(),
            "valid_to": day(row["valid_to"]),
            "tendered": _said(row["tendered"]),
            "on_platform": _said(row["on_platform"]),
            "prices": [
                {"ingredient": str(one["ingredient"]), "unit_price": one["unit_price"], "unit": one["unit"]}
                for one in prices.get(row["record"], [])
            ],
        }
        for row in rows
    ]


def _said(value: object) -> bool | None:
    """Yes or no as both engines hold it, None where nobody said."""
    return None if value is None else bool(value)


async def orders(window: Window, received: Sequence[Delivery]) -> list[Order]:
    """Purchase orders that deliveries of these days name, and those that were due on one of them."""
    rows = await window.fetch(
        "SELECT x.*, v.leaf FROM purchase_order x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
        " WHERE x.log = $1 AND @known(x) AND (x.due >= $2 AND x.due <= $3 OR x.record IN @uuids($4))"
        " ORDER BY x.due, x.record",
        window.site,
        window.first,
        window.last,
        sorted({UUID(one["order"]) for one in received if one["order"]}),
    )
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "supplier": str(row["supplier"]),
            "number": row["number"],
            "contract": text(row["contract"]),
            "due": row["due"].isoformat(),
            "on_platform": _said(row["on_platform"]),
        }
        for row in rows
    ]


async def tests(window: Window, received: Sequence[Delivery], buyers: Sequence[UUID]) -> list[Test]:
    """Tests made at the site on these days, and of the batches that came, or of their sources, all by the buyers, by
    suppliers and by authorities. What another school tested of the same lot is its own."""
    batches = {UUID(one) for d in received for line in d["lines"] for one in (line["batch"], line["source"]) if one}
    rows = await window.fetch(
        "SELECT x.*, v.leaf, e.batch FROM batch_test x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
        " LEFT JOIN examined_batch e ON e.record = x.record AND @known(e) WHERE @known(x)"
        " AND (x.log = $1 AND x.day >= $2 AND x.day <= $3 OR x.record IN"
        " (SELECT o.record FROM examined_batch o WHERE o.batch IN @uuids($4) AND @known(o))"
        " AND (x.log IN @uuids($5) OR EXISTS (SELECT 1 FROM party p WHERE p.record = x.log AND @known(p)"
        " AND p.trade NOT IN ('school', 'campus', 'caterer', 'central_kitchen'))))"
        " ORDER BY x.tested_at, x.record, e.batch",
        window.site,
        window.first,
        window.last,
        sorted(batches),
        list(buyers),
    )
    found: dict[UUID, Test] = {}
    for row in rows:
        test = found.setdefault(
            row["record"],
            {
                **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
                "day": row["day"].isoformat(),
                "method": row["method"],
                "item": row["item"],
                "result": row["result"],
                "report_number": row["report_number"],
                "batches": [],
            },
        )
        if row["batch"] is not None:
            test["batches"].append(str(row["batch"]))
    return list(found.values())
