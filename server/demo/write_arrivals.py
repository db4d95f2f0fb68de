"""Orders and the deliveries they become, with their papers; goods sent back later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from server.demo import ids
from server.demo.book import Book, delivery_id
from server.demo.calendar import moment as instant
from server.demo.dice import dice
from server.demo.happenings import Delivery, KitchenDay, Line
from server.demo.papers import handed_over, maker
from server.demo.sheaf import kitchen_scope
from server.demo.supply import expiry
from server.demo.words import degrees, moment, of, texts, yuan
from server.demo.write_school import contract_id
from server.demo.write_slips import slip
from traceability.quantities import cost_in_fen, parse_quantity

IN_JIN = 6
"""One cook in so many writes weights in 斤."""


def order_id(delivery: Delivery) -> UUID:
    return ids.happened(instant(delivery.ordered_on, 15, 10), "order", delivery.code)


def write_arrivals(book: Book, today: KitchenDay) -> None:
    """The day's orders; and, where it has come, what arrived."""
    for delivery in today.deliveries:
        _write_order(book, today, delivery)
        if today.received:
            book.deliveries[delivery.code] = delivery
            body = delivery_body(book, delivery)
            book.sheaf.add(kitchen_scope(book.kitchen), "delivery", delivery_id(delivery), slip(book, delivery, body))
            _spend(book, today, body)
            for line in delivery.lines:
                if line.fault:
                    book.planted.append((delivery, line))
                book.left[delivery.code, line.line] = line.accepted
                book.delivered[line.lot] = book.delivered.get(line.lot, 0) + line.delivered


def _spend(book: Book, today: KitchenDay, body: dict[str, Any]) -> None:
    """What the canteen's books say of a delivery: each line's accepted amount at its price."""
    month = f"{today.day:%Y-%m}"
    for line in body["lines"]:
        accepted = parse_quantity(line["accepted"]["amount"], line["accepted"]["unit"])
        cost = cost_in_fen(line["unit_price"], accepted.amount, accepted.entered_unit)
        book.spent[month] = book.spent.get(month, 0) + cost


def _write_order(book: Book, today: KitchenDay, delivery: Delivery) -> None:
    facts = book.plan.facts
    body = {
        "site": book.site,
        "supplier": str(ids.supplier(delivery.supplier)),
        "number": delivery.order_number,
        "contract": str(contract_id(book.kitchen.code, delivery.supplier)),
        "due": today.day.isoformat(),
        "ordered_at": moment(instant(delivery.ordered_on, 15, 10)),
        "lines": [
            {
                "line": line.line,
                "ingredient": str(ids.ingredient(line.ingredient)),
                "amount": of(facts, line.ingredient, line.ordered),
                "unit_price": yuan(facts.ingredients[line.ingredient].price if not today.received else line.price),
                "label_temperature": degrees(line.label),
            }
            for line in delivery.lines
        ],
    }
    book.sheaf.add(kitchen_scope(book.kitchen), "purchase_order", order_id(delivery), body)


def delivery_body(book: Book, delivery: Delivery) -> dict[str, Any]:
    """A delivery as received by the canteen manager and the food-safety officer, who signs second."""
    vehicle: dict[str, Any] = {"plate": delivery.plate}
    if delivery.vehicle_temperature is not None:
        vehicle["temperature"] = degrees(delivery.vehicle_temperature)
    later = dice("signed", delivery.code).randint(2, 9)
    return {
        "site": book.site,
        "supplier": str(ids.supplier(delivery.supplier)),
        "occurred_at": moment(delivery.at),
        "order": str(order_id(delivery)),
        "note_number": delivery.note_number,
        "vehicle": vehicle,
        "receivers": [
            {"person": book.signer(2), "role": "canteen_manager", "signed_at": moment(delivery.at)},
            {
                "person": book.signer(1),
                "role": "food_safety_officer",
                "signed_at": moment(instant(delivery.at.date(), delivery.at.hour, delivery.at.minute + later)),
            },
        ],
        "lines": [_line(book, delivery, line) for line in delivery.lines],
    }


def _line(book: Book, delivery: Delivery, line: Line) -> dict[str, Any]:
    facts = book.plan.facts
    goods = facts.ingredients[line.ingredient]
    unit = "斤" if book.kitchen.index % IN_JIN == 4 and goods.unit == "kg" and goods.package is None else goods.unit
    made_by = book.plan.suppliers[maker(line.lot)]
    papers = {paper.kind: paper.number for paper in handed_over(line.lot)}
    body: dict[str, Any] = {
        "line": line.line,
        "ingredient": str(ids.ingredient(line.ingredient)),
        "name_seen": dice("name", delivery.code, line.line).choice((goods.name, goods.name, *goods.aliases)),
        "ordered": of(facts, line.ingredient, line.ordered, unit),
        "delivered": of(facts, line.ingredient, line.delivered, unit),
        "accepted": of(facts, line.ingredient, line.accepted, unit),
        "lot_code": line.typed_lot,
        "production_date": line.lot.production_date.isoformat(),
        "expiry_date": expiry(goods, line.lot).isoformat(),
        "producer": {
            "organisation": str(ids.supplier(made_by.code)),
            "name": made_by.name,
            "address": facts.address(made_by.division),
        },
        "origin": facts.address(made_by.division),
        "slaughterhouse": made_by.name if made_by.trade == "slaughterhouse" else None,
        "quarantine_number": papers.get("quarantine_certificate"),
        "meat_inspection_number": papers.get("meat_inspection_certificate"),
        "asf_report_number": papers.get("asf_report"),
        "appearance": "poor" if line.rejected else "good",
        "documents": texts(*(paper.id for paper in handed_over(line.lot))),
        "unit_price": yuan(line.price if unit != "斤" else line.price // 2),
        "evidence": "scanned" if goods.package else "typed",
    }
    if line.rejected:
        body |= {"rejected": of(facts, line.ingredient, line.rejected, unit), "reason": line.reason}
    if goods.package and line.packages:
        content = of(facts, line.ingredient, goods.package.content)
        body["package"] = {"count": line.packages, "unit": goods.package.unit, "content": content}
    if line.temperature is not None:
        body |= {"temperature": degrees(line.temperature), "label_temperature": degrees(line.label)}
    return {name: value for name, value in body.items() if value is not None}
