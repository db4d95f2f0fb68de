"""Where else the certificate numbers of these days were used: by whom, on how many lines, for how many kilograms."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from traceability import db
from traceability.quantities import to_decimal
from traceability.snapshot.shapes import Delivery
from traceability.snapshot.supply_shapes import CertificateUse
from traceability.snapshot.window import Window

KINDS = (
    "quarantine_certificate",
    "meat_inspection_certificate",
    "asf_report",
    "conformity_certificate",
    "batch_test_report",
    "entry_certificate",
)
USED = files(__package__).joinpath("certificate_uses.sql").read_text("utf-8")
OWN = (
    "SELECT d.quarantine_key, d.meat_inspection_key FROM delivery_line d"
    " WHERE d.log = $1 AND d.day >= $2 AND d.day <= $3 AND @known(d)"
    " UNION SELECT n.quarantine_key, n.meat_inspection_key FROM announcement n WHERE n.batch IN"
    " (SELECT d.source FROM delivery_line d WHERE d.log = $1 AND d.day >= $2 AND d.day <= $3 AND @known(d))"
    " AND @known(n)"
)


async def certificate_uses(window: Window, received: Sequence[Delivery]) -> list[CertificateUse]:
    """For each certificate number of these days and each supplier that ever delivered under it: how much."""
    keys = {p["number_key"] for d in received for line in d["lines"] for p in line["papers"] if p["kind"] in KINDS}
    for row in await window.rows(OWN):
        keys |= {row["quarantine_key"], row["meat_inspection_key"]}
    wanted = sorted(key for key in keys if key)
    used: dict[tuple[str, str, str], list[db.Row]] = {}
    for row in await window.fetch(USED, wanted, list(KINDS), window.last):
        used.setdefault((row["kind"], row["number_key"], str(row["supplier"])), []).append(row)
    return [
        {
            "kind": kind,
            "number_key": key,
            "supplier": supplier,
            "lines": len(rows),
            "here": sum(str(row["log"]) == str(window.site) for row in rows),
            "kg": to_decimal(sum(row["accepted"] for row in rows if row["dimension"] == "mass"), "kg"),
            "first_day": min(str(row["day"]) for row in rows),
            "last_day": max(str(row["day"]) for row in rows),
        }
        for (kind, key, supplier), rows in sorted(used.items())
    ]
