"""The month's deliveries, line by line, each with the limit that held for it."""

from __future__ import annotations

from uuid import UUID

from traceability import db
from traceability.errors import NotOnRecord
from traceability.quantities import format_money
from traceability.snapshot.papers import announced, papers_of_batches, papers_of_records
from traceability.snapshot.parts import Paper, SourceState
from traceability.snapshot.shapes import Delivery, DeliveryLine, LineDetails, PrintedLine, Receiver, Supplier
from traceability.snapshot.window import Window, amount, as_moment, day, degrees, line_cost, recorded, text, text_amount
from traceability.thresholds import threshold
from traceability.vocabulary import LicenceKind

LINES = (
    "SELECT d.*, i.name, i.name_en, i.food_group, i.storage, i.allergens, i.shelf_life_days, i.bulk,"
    " p.record AS known_supplier,"
    " (SELECT COUNT(*) FROM document_link k WHERE k.batch = d.batch AND @known(k)) AS documents"
    " FROM delivery_line d LEFT JOIN ingredient i ON i.record = d.ingredient AND @known(i)"
    " LEFT JOIN party p ON p.record = d.supplier AND @known(p)"
    " WHERE d.log = $1 AND d.day >= $2 AND d.day <= $3 AND @known(d) ORDER BY d.record, d.line"
)


SIGNED = (
    "SELECT log, record, person, role, signed_at FROM delivery_receiver r WHERE log = $1 AND @known(r)"
    " UNION ALL SELECT log, delivery, person, role, signed_at FROM delivery_signature g"
    " WHERE log = $1 AND @known(g)"
)
"""Who signed with the delivery, and who signed it later."""


async def deliveries(window: Window) -> list[Delivery]:
    """Every delivery of these days, in the order of arrival."""
    lines: dict[UUID, list[DeliveryLine]] = {}
    found = await window.rows(LINES)
    papers = await papers_of_batches(window, [row[column] for row in found for column in ("batch", "source")])
    told = await announced(window, [row["source"] for row in found])
    for row in found:
        of_line = papers.get(row["batch"], []) + papers.get(row["source"], [])
        lines.setdefault(row["record"], []).append(
            {**_line(row, window), **_details(row, of_line, told.get(row["source"], []))}
        )
    receivers: dict[UUID, list[Receiver]] = {}
    for row in await window.rows(
        f"SELECT s.record, s.person, s.role FROM ({SIGNED}) s JOIN delivery d ON d.record = s.record"  # noqa: S608 - our own text
        " AND d.log = s.log AND @known(d) WHERE d.log = $1 AND d.day >= $2 AND d.day <= $3"
        " ORDER BY s.record, s.signed_at, s.person"
    ):
        receivers.setdefault(row["record"], []).append({"person": str(row["person"]), "role": row["role"]})
    rows = await window.rows(
        "SELECT d.*, v.leaf, v.recorded_at, v.entry LIKE '%\"from_paper\":true%' AS from_paper,"
        " (SELECT COUNT(*) FROM document_link k WHERE k.record = d.record AND k.batch IS NULL"
        " AND @known(k)) AS documents FROM delivery d"
        " JOIN revision v ON v.record = d.record AND v.rev = d.rev"
        " WHERE d.log = $1 AND d.day >= $2 AND d.day <= $3 AND @known(d) ORDER BY d.occurred_at, d.record"
    )
    of_whole = await papers_of_records(window, [row["record"] for row in rows])
    suppliers = await _suppliers(sorted({row["supplier"] for row in rows}), window)
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "occurred_at": window.moment(row["occurred_at"]),
            "day": row["day"].isoformat(),
            "supplier": suppliers.get(row["supplier"]),
            "note_number": row["note_number"],
            "documents": row["documents"],
            "receivers": receivers.get(row["record"], []),
            "lines": lines.get(row["record"], []),
            "papers": of_whole.get(row["record"], []),
            "order": text(row["purchase_order"]),
            "recorded_at": window.moment(as_moment(row["recorded_at"])),
            "from_paper": bool(row["from_paper"]),
            "vehicle_plate": row["vehicle_plate"],
            "vehicle_temperature": degrees(row["vehicle_temperature"]),
        }
        for row in rows
    ]


def _line(row: db.Row, window: Window) -> PrintedLine:
    limit, code = limit_of(row, window)
    dimension = row["dimension"]
    nothing = amount(0, dimension)
    return {
        "line": row["line"],
        "batch": str(row["batch"]),
        "ingredient": {
            "id": str(row["ingredient"]),
            "name": row["name"] or row["name_seen"] or "—",
            "name_en": row["name_en"],
            "food_group": row["food_group"] or "other",
            "storage": row["storage"] or "ambient",
            "allergens": (row["allergens"] or "").split(),
            "shelf_life_days": row["shelf_life_days"],
            "bulk": bool(row["bulk"]),
        },
        "ordered": amount(row["ordered"], row["ordered_dimension"]),
        "delivered": amount(row["delivered"], dimension),
        "accepted": amount(row["accepted"], dimension) or nothing or {"amount": "0", "unit": "kg"},
        "rejected": amount(row["rejected"], dimension) if row["rejected"] else None,
        "reason": row["reason"],
        "lot_code": row["lot_entered"],
        "production_date": day(row["production_date"]),
        "expiry_date": day(row["expiry_date"]),
        "origin": row["origin"],
        "producer": row["producer_name"] or text(row["producer"]),
        "temperature": degrees(row["temperature"]),
        "label_temperature": degrees(row["label_temperature"]),
        "limit_temperature": limit,
        "limit_code": code,
        "documents": row["documents"],
        "source_state": source_state(row),
        "unit_price": row["unit_price"],
        "price_unit": row["entered_unit"] if row["unit_price"] else None,
    }


def _details(row: db.Row, papers: list[Paper], told: list[db.Row]) -> LineDetails:
    """What a page does not print and a rule asks for."""
    cost = line_cost(row["unit_price"], row["accepted"], row["entered_unit"])
    slaughtered = [one for one in told if one["trade"] == "slaughterhouse"]
    return {
        "supplier": text(row["known_supplier"]),
        "source": text(row["source"]),
        "kg": text_amount(row["accepted"], row["dimension"]) if row["dimension"] == "mass" else None,
        "packaged": row["package_unit"] is not None or row["specification"] is not None,
        "specification": row["specification"],
        "producer_id": text(row["producer"]),
        "producer_name": row["producer_name"],
        "producer_address": row["producer_address"],
        "consignor": text(row["consignor"]),
        "appearance": row["appearance"],
        "evidence": row["evidence"],
        "papers": papers,
        "announced": bool(told),
        "shipped_on": next((day(one["day"]) for one in told if one["step"] == "shipping"), None),
        "cost": None if cost is None else format_money(cost),
        "produced_in": row["produced_in"] or _first(told, "produced_in"),
        "chinese_label": None if row["chinese_label"] is None else bool(row["chinese_label"]),
        "slaughterhouse": row["slaughterhouse"] or _first(told, "slaughterhouse") or _first(slaughtered, "name"),
        "quarantine_number": row["quarantine_number"] or _first(told, "quarantine_number"),
        "meat_inspection_number": row["meat_inspection_number"] or _first(told, "meat_inspection_number"),
        "asf_report_number": row["asf_report_number"] or _first(told, "asf_report_number"),
    }


def _first(rows: list[db.Row], column: str) -> str | None:
    return next((row[column] for row in rows if row[column]), None)


def source_state(row: db.Row) -> SourceState:
    """What is known of a line's origin: a lot of a supplier on record, or what is missing."""
    if row["known_supplier"] is None:
        return "no_supplier"
    return "traced" if row["lot"] is not None else "no_lot"


def limit_of(row: db.Row, window: Window) -> tuple[str | None, str | None]:
    """The highest temperature allowed on arrival, and the threshold it follows from; None before there was one."""
    try:
        if row["storage"] == "frozen":
            found = threshold("receive_frozen_max", row["day"], window.region)
            return degrees(found.tenths), found.code
        if row["storage"] == "chilled" and row["label_temperature"] is not None:
            found = threshold("receive_chilled_over_label", row["day"], window.region)
            return degrees(row["label_temperature"] + found.tenths), found.code
    except NotOnRecord:
        return None, None
    return None, None


async def _suppliers(parties: list[UUID], window: Window) -> dict[UUID, Supplier]:
    """Each with the licence that lasts longest; one that says until when goes before one that does not.

    A business licence counts for none: that a firm exists says nothing of whether it may sell food.
    """
    rows = await window.fetch(
        "SELECT record, name, name_en FROM party p WHERE record IN @uuids($1) AND @known(p)", parties
    )
    licences = {
        row["log"]: row
        for row in await window.fetch(
            "SELECT log, number, valid_from, valid_to FROM licence l WHERE log IN @uuids($1) AND kind <> $2"
            " AND @known(l) ORDER BY CASE WHEN valid_to IS NULL THEN 0 ELSE 1 END, valid_to, record",
            parties,
            LicenceKind.BUSINESS.value,
        )
    }
    return {row["record"]: _supplier(row, licences.get(row["record"])) for row in rows}


def _supplier(row: db.Row, licence: db.Row | None) -> Supplier:
    return {
        "id": str(row["record"]),
        "name": row["name"],
        "name_en": row["name_en"],
        "licence": None
        if licence is None
        else {
            "number": licence["number"],
            "valid_from": day(licence["valid_from"]),
            "valid_to": day(licence["valid_to"]),
        },
    }
