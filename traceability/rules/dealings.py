"""With whom a site deals: when each supplier delivered, and which contract held on a day."""

from __future__ import annotations

from collections.abc import Iterable

from traceability.rules.goods import accepted
from traceability.rules.reading import lines
from traceability.snapshot.shapes import Facts
from traceability.snapshot.supply_shapes import Contract, SupplierFile, SupplierVetting


def last_deliveries(facts: Facts) -> list[tuple[SupplierFile, str]]:
    """Each supplier on record of which something was accepted, with the last day on which it was."""
    days: dict[str, str] = {}
    for delivery, line in lines(facts["deliveries"]):
        if line["supplier"] is not None and accepted(line):
            days[line["supplier"]] = max(delivery["day"], days.get(line["supplier"], ""))
    files = {one["id"]: one for one in facts["suppliers"]}
    return [(files[supplier], day) for supplier, day in sorted(days.items()) if supplier in files]


def named(supplier: SupplierFile) -> dict[str, str | None]:
    """The values `supplier` and `supplier_en` of a sentence."""
    return {"supplier": supplier["name"], "supplier_en": supplier["name_en"]}


def contracts_with(facts: Facts, supplier: str) -> list[Contract]:
    """The site's contracts with a supplier, by their first day."""
    found = [one for one in facts["contracts"] if one["supplier"] == supplier]
    return sorted(found, key=lambda one: (one["valid_from"], one["id"]))


def in_force(contracts: Iterable[Contract], day: str) -> list[Contract]:
    """Those that hold on a day; first and last day are both included, and one without a last day holds on."""
    return [one for one in contracts if one["valid_from"] <= day and (one["valid_to"] or day) >= day]


def vettings_until(supplier: SupplierFile, day: str) -> list[SupplierVetting]:
    """What the buyer found out about a supplier by a day, oldest first."""
    found = [one for one in supplier["vettings"] if one["vetted_on"] <= day]
    return sorted(found, key=lambda one: (one["vetted_on"], one["seq"], one["id"]))
