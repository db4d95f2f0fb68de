"""The snapshot of a supplier's file over a year of days, read in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from traceability import db
from traceability.errors import NotOnRecord
from traceability.quantities import format_money
from traceability.scope import Scope
from traceability.snapshot.batch import holds_on
from traceability.snapshot.batch_shapes import Party
from traceability.snapshot.facts import window_of
from traceability.snapshot.oversight import prices
from traceability.snapshot.parts import Named
from traceability.snapshot.reader import reader_scope
from traceability.snapshot.receiving import limit_of, source_state
from traceability.snapshot.site import checkpoint_read, district, positions_of, threshold_list
from traceability.snapshot.supplier_shapes import Announced, Arrival, ArrivedLine, SupplierRecord, Vetted
from traceability.snapshot.supply import contracts, suppliers
from traceability.snapshot.supply_shapes import Test
from traceability.snapshot.window import Window, amount, day, degrees, line_cost, month_bounds, recorded

ARRIVALS_MOST, ANNOUNCED_MOST = 2000, 300
"""The latest deliveries and announcements of one file; the page says how many there were."""
ARRIVED = (
    "SELECT x.*, v.leaf, (SELECT COUNT(*) FROM document_link k WHERE k.record = x.record AND k.batch IS NULL"
    " AND @known(k)) AS papers FROM delivery x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
    " WHERE x.supplier = $1 AND x.day >= $2 AND x.day <= $3 AND x.log IN @uuids($4) AND @known(x)"
    " ORDER BY x.day DESC, x.occurred_at DESC, x.record LIMIT $5"
)
COUNTED = (
    "SELECT COUNT(*) AS n FROM delivery x WHERE x.supplier = $1 AND x.day >= $2 AND x.day <= $3"
    " AND x.log IN @uuids($4) AND @known(x)"
)
LINES = (
    "SELECT d.*, i.storage, p.record AS known_supplier, (SELECT COUNT(*) FROM document_link k"
    " WHERE k.batch = d.batch AND @known(k)) AS papers FROM delivery_line d"
    " LEFT JOIN ingredient i ON i.record = d.ingredient AND @known(i)"
    " LEFT JOIN party p ON p.record = d.supplier AND @known(p)"
    " WHERE d.record IN @uuids($1) AND @known(d) ORDER BY d.record, d.line"
)
ANNOUNCED = (
    "SELECT x.*, v.leaf FROM announcement x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
    " WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)"
    " ORDER BY x.day DESC, x.occurred_at DESC, x.record LIMIT $4"
)
TESTED = (
    "SELECT x.*, v.leaf, e.batch FROM batch_test x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
    " JOIN examined_batch e ON e.record = x.record AND @known(e) WHERE e.batch IN @uuids($1) AND @known(x)"
    " ORDER BY x.tested_at, x.record, e.batch"
)
VETTED = (
    "SELECT x.record, x.grade, x.participants, x.reason, p.name, p.name_en FROM vetting x"
    " LEFT JOIN party p ON p.record = x.log AND @known(p) WHERE x.record IN @uuids($1) AND @known(x) ORDER BY x.record"
)


async def supplier_record(
    report: UUID, reader: UUID, supplier: UUID, period: str, public_url: str | None, checkpoint: UUID | None = None
) -> SupplierRecord:
    """A supplier over the twelve months that end with `period` ("2026-10"), as the reader may see it.

    NotOnRecord: no such reader or supplier, as known at the checkpoint.
    """
    first, last = year_to(period)
    async with db.snapshot():
        window, party = await window_of(reader, first, last, checkpoint)
        scope = await reader_scope(party, checkpoint)
        buyers = sorted(scope.parties)
        files = await suppliers(window, [supplier], buyers)
        if not files:
            raise NotOnRecord(supplier=str(supplier))
        arrivals = await _arrivals(window, supplier, buyers)
        announced, announcements = await _announced(window, supplier)
        batches = await _batches(window, arrivals, announcements)
        goods = {line["ingredient"] for one in arrivals for line in one["lines"]} | {
            one["ingredient"] for one in announced
        }
        total = await window.fetch(COUNTED, supplier, first, last, buyers)
        all_announced = await window.fetch(
            "SELECT COUNT(*) AS n FROM announcement x WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)",
            supplier,
            first,
            last,
        )
        return {
            "format": 1,
            "kind": "supplier_file",
            "report": str(report),
            "period": period,
            "zone": party["zone"],
            "region": window.region,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "made_at": window.moment(db.utc_now().replace(microsecond=0)),
            "verify_url": f"{public_url}/app/reports" if public_url else None,
            "as_known_at": await positions_of(window, {reader, supplier} | {UUID(one["campus"]) for one in arrivals}),
            "site": {"id": str(reader), "name": party["name"], "name_en": party["name_en"]},
            "district": await district(window, party),
            "thresholds": threshold_list(window),
            "supplier": files[0],
            "vetted": await _vetted(window, [UUID(one["id"]) for one in files[0]["vettings"]]),
            "contracts": await contracts(window, [supplier], buyers),
            "campuses": await _parties(window, {UUID(one["campus"]) for one in arrivals}),
            "ingredients": await _ingredients(window, goods),
            "arrivals": arrivals,
            "arrivals_total": total[0]["n"],
            "tests": await _tests(window, scope, supplier, batches),
            "prices": await prices(window, {UUID(one) for one in goods}),
            "holds": await holds_on(window, scope, batches),
            "announced": announced,
            "announced_total": all_announced[0]["n"],
            "checkpoint": await checkpoint_read(window),
        }


def year_to(period: str) -> tuple[date, date]:
    """The first and last day of the twelve months that end with a month such as "2026-10"."""
    begin, last = month_bounds(period)
    return (
        begin.replace(year=begin.year - 1, month=begin.month + 1) if begin.month < 12 else begin.replace(month=1)
    ), last


async def _arrivals(window: Window, supplier: UUID, buyers: Sequence[UUID]) -> list[Arrival]:
    """The deliveries of these days, the earliest first."""
    rows = await window.fetch(ARRIVED, supplier, window.first, window.last, buyers, ARRIVALS_MOST)
    lines: dict[UUID, list[ArrivedLine]] = {}
    for row in await window.fetch(LINES, [row["record"] for row in rows]):
        lines.setdefault(row["record"], []).append(_line(window, row))
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "campus": str(row["log"]),
            "day": row["day"].isoformat(),
            "note_number": row["note_number"],
            "papers": row["papers"],
            "lines": lines.get(row["record"], []),
        }
        for row in reversed(rows)
    ]


def _line(window: Window, row: db.Row) -> ArrivedLine:
    storage = row["storage"] or "ambient"
    cost = line_cost(row["unit_price"], row["accepted"], row["entered_unit"])
    return {
        "line": row["line"],
        "batch": str(row["batch"]),
        "ingredient": str(row["ingredient"]),
        "accepted": amount(row["accepted"], row["dimension"]),
        "rejected": amount(row["rejected"], row["dimension"]) if row["rejected"] else None,
        "reason": row["reason"],
        "lot_code": row["lot_entered"],
        "temperature": degrees(row["temperature"]),
        "limit_temperature": limit_of({**row, "storage": storage}, window)[0],
        "storage": storage,
        "source_state": source_state(row),
        "papers": row["papers"],
        "unit_price": row["unit_price"],
        "price_unit": row["entered_unit"] if row["unit_price"] else None,
        "cost": None if cost is None else format_money(cost),
    }


async def _announced(window: Window, supplier: UUID) -> tuple[list[Announced], list[UUID]]:
    """What the supplier announced, the earliest first, and the batches that it is of."""
    rows = await window.fetch(ANNOUNCED, supplier, window.first, window.last, ANNOUNCED_MOST)
    told: list[Announced] = [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "day": row["day"].isoformat(),
            "step": row["step"],
            "ingredient": str(row["ingredient"]),
            "lot_code": row["lot_entered"],
            "amount": amount(row["amount"], row["dimension"]),
            "production_date": day(row["production_date"]),
            "origin": row["origin"],
            "quarantine_number": row["quarantine_number"],
        }
        for row in reversed(rows)
    ]
    return told, [row["batch"] for row in rows]


async def _batches(window: Window, arrivals: Iterable[Arrival], announced: Iterable[UUID]) -> set[UUID]:
    """The supplier's lots and what campuses hold of them."""
    held = [UUID(line["batch"]) for one in arrivals for line in one["lines"]]
    rows = await window.fetch("SELECT d.source FROM delivery_line d WHERE d.batch IN @uuids($1) AND @known(d)", held)
    return {*held, *announced, *(row["source"] for row in rows)}


async def _tests(window: Window, scope: Scope, supplier: UUID, batches: set[UUID]) -> list[Test]:
    """Tests of these batches, by whom the reader oversees or the supplier itself."""
    found: dict[UUID, Test] = {}
    for row in await window.fetch(TESTED, sorted(batches)):
        if not scope.sees(row["log"]) and row["log"] != supplier:
            continue
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
        test["batches"].append(str(row["batch"]))
    return list(found.values())


async def _vetted(window: Window, vettings: Sequence[UUID]) -> list[Vetted]:
    return [
        {
            "record": str(row["record"]),
            "buyer": {"name": row["name"], "name_en": row["name_en"]} if row["name"] else None,
            "grade": row["grade"],
            "participants": row["participants"],
            "reason": row["reason"],
        }
        for row in await window.fetch(VETTED, vettings)
    ]


async def _parties(window: Window, parties: set[UUID]) -> list[Party]:
    rows: list[Any] = await window.fetch(
        "SELECT p.record, p.name, p.name_en FROM party p WHERE p.record IN @uuids($1) AND @known(p) ORDER BY p.record",
        sorted(parties),
    )
    return [{"id": str(row["record"]), "name": row["name"], "name_en": row["name_en"]} for row in rows]


async def _ingredients(window: Window, goods: set[str]) -> dict[str, Named]:
    rows = await window.fetch(
        "SELECT i.record, i.name, i.name_en FROM ingredient i WHERE i.record IN @uuids($1) AND @known(i)",
        sorted(UUID(one) for one in goods),
    )
    return {str(row["record"]): {"name": row["name"], "name_en": row["name_en"]} for row in rows}
