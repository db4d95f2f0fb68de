"""What suppliers say of their lots: each one announced with what it was made from, and its papers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from uuid import UUID

from server.demo import ids
from server.demo.calendar import moment as instant
from server.demo.papers import papers
from server.demo.plan import Plan
from server.demo.sheaf import Body, Sheaf, supplier_scope
from server.demo.supply import Announced, Lot, announcements, expiry
from server.demo.words import degrees, moment, of, texts
from traceability.identifiers import supplier_batch_id


@cache
def lot_id(lot: Lot) -> UUID:
    """The batch of a lot, as its label names it."""
    seller, goods, made = ids.supplier(lot.supplier), ids.ingredient(lot.ingredient), lot.production_date
    return supplier_batch_id(seller, goods, lot.code, made, made)


def write_supply(sheaf: Sheaf, plan: Plan, delivered: Mapping[Lot, int]) -> None:
    """Announce every lot upstream of what was delivered, sources first."""
    for announced in announcements(delivered):
        _write(sheaf, plan, announced)


def _write(sheaf: Sheaf, plan: Plan, announced: Announced) -> None:
    lot = announced.lot
    goods, supplier = plan.facts.ingredients[lot.ingredient], plan.suppliers[lot.supplier]
    scope, party = supplier_scope(lot.supplier), str(ids.supplier(lot.supplier))
    made = papers(lot)
    for paper in made:
        document: Body = {
            "party": party,
            "kind": paper.kind,
            "number": paper.number,
            "issued_on": lot.production_date.isoformat(),
            "issuer": f"{plan.facts.divisions[supplier.division].name}农业农村局"
            if "certificate" in paper.kind
            else None,
            "organisation": party,
        }
        sheaf.add(scope, "document", paper.id, document)
    numbers = {paper.kind: paper.number for paper in made}
    at = instant(lot.production_date, {"farm": 5, "processor": 13, "wholesale": 20}[supplier.stage], 0)
    body: Body = {
        "organisation": party,
        "occurred_at": moment(at),
        "step": "commissioning",
        "ingredient": str(ids.ingredient(lot.ingredient)),
        "lot_code": lot.code,
        "production_date": lot.production_date.isoformat(),
        "expiry_date": min(expiry(goods, lot), lot.production_date + timedelta(days=3650)).isoformat(),
        "amount": of(plan.facts, lot.ingredient, announced.amount),
        "made_from": [
            {"batch": str(lot_id(parent)), "amount": of(plan.facts, parent.ingredient, amount)}
            for parent, amount in announced.parents
        ],
        "documents": texts(*(paper.id for paper in made)),
        "quarantine_number": numbers.get("quarantine_certificate"),
        "meat_inspection_number": numbers.get("meat_inspection_certificate"),
        "asf_report_number": numbers.get("asf_report"),
        "slaughterhouse": supplier.name if supplier.trade == "slaughterhouse" else None,
        "slaughtered_on": lot.production_date.isoformat() if supplier.trade == "slaughterhouse" else None,
        "origin": plan.facts.address(supplier.division),
        "storage_temperature": degrees(goods.label),
    }
    sheaf.add(scope, "announcement", ids.happened(at, "announcement", lot.supplier, lot.ingredient, lot.code), body)
