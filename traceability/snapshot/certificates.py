"""Where else the certificate numbers of these days were used: by whom, on how many lines, for how many kilograms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from uuid import UUID

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
UPSTREAM = ("farm", "slaughterhouse", "processor", "wholesaler")
"""Trades whose own papers stand behind what they sell; a copy that a buyer deposited proves no common source."""
CONSIGNMENT = {"quarantine_key": "quarantine_certificate", "meat_inspection_key": "meat_inspection_certificate"}
USED = files(__package__).joinpath("certificate_uses.sql").read_text("utf-8")
ANNOUNCED = files(__package__).joinpath("announced_numbers.sql").read_text("utf-8")
OWN = (
    "SELECT d.quarantine_key, d.meat_inspection_key FROM delivery_line d"
    " WHERE d.log = $1 AND d.day >= $2 AND d.day <= $3 AND @known(d)"
    " UNION SELECT n.quarantine_key, n.meat_inspection_key FROM announcement n WHERE n.batch IN"
    " (SELECT d.source FROM delivery_line d WHERE d.log = $1 AND d.day >= $2 AND d.day <= $3 AND @known(d))"
    " AND @known(n)"
)
BORNE = (
    "SELECT k.batch, x.kind, x.number_key FROM document_link k JOIN document x ON x.record = k.document AND @known(x)"
    " WHERE k.batch IN @uuids($1) AND x.kind IN @texts($2) AND x.number_key IS NOT NULL AND @known(k)"
)


async def certificate_uses(window: Window, received: Sequence[Delivery]) -> list[CertificateUse]:
    """For each certificate number of these days and each supplier that ever delivered under it: how much."""
    keys = {p["number_key"] for d in received for line in d["lines"] for p in line["papers"] if p["kind"] in KINDS}
    for row in await window.rows(OWN):
        keys |= {row["quarantine_key"], row["meat_inspection_key"]}
    wanted = sorted(key for key in keys if key)
    used: dict[tuple[str, str, str], list[db.Row]] = {}
    for row in await window.fetch(USED, wanted, list(KINDS), window.last, list(UPSTREAM)):
        used.setdefault((row["kind"], row["number_key"], str(row["supplier"])), []).append(row)
    announced = await _announced(window, {str(row["source"]) for rows in used.values() for row in rows}, wanted)
    covered = await _covered(window, announced, wanted)
    borne = await _borne(window, (row for rows in used.values() for row in rows))
    found: list[CertificateUse] = []
    for (kind, key, supplier), rows in sorted(used.items()):
        lines = list({str(row["batch"]): row for row in rows}.values())
        alone = [row for row in lines if row["dimension"] == "mass" and borne[kind, str(row["batch"])] <= {key}]
        bearers = {one for row in lines for one in announced.get((kind, key), {}).get(str(row["source"]), ())}
        found.append(
            {
                "kind": kind,
                "number_key": key,
                "supplier": supplier,
                "lines": len(lines),
                "here": sum(str(row["log"]) == str(window.site) for row in lines),
                "kg": to_decimal(sum(row["accepted"] for row in alone), "kg"),
                "first_day": min(str(row["day"]) for row in lines),
                "last_day": max(str(row["day"]) for row in lines),
                "sources": sorted(bearers | {str(row["document"]) for row in rows if row["document"]}),
                "makers": sorted({str(row["producer"] or row["producer_name"] or "") for row in lines}),
                "covered_kg": covered.get((kind, key)),
            }
        )
    return found


Bearers = dict[tuple[str, str], dict[str, dict[str, int | None]]]
"""Per kind and number, per batch: the announced batches that bear the number above it, with what was announced (mg)."""


async def _borne(window: Window, uses: Iterable[db.Row]) -> dict[tuple[str, str], set[str]]:
    """All numbers of a kind that the papers of each line in use bear, by kind and the line's batch."""
    lines = {str(row["batch"]): str(row["source"]) for row in uses}
    numbers: dict[tuple[str, str], set[str]] = {}
    named = sorted({UUID(one) for one in (*lines, *lines.values())})
    for row in await window.fetch(BORNE, named, list(KINDS)):
        numbers.setdefault((row["kind"], str(row["batch"])), set()).add(row["number_key"])
    return {
        (kind, batch): numbers.get((kind, batch), set()) | numbers.get((kind, source), set())
        for batch, source in lines.items()
        for kind in KINDS
    }


async def _announced(window: Window, batches: Iterable[str], keys: Sequence[str]) -> Bearers:
    found: Bearers = {}
    for row in await window.fetch(ANNOUNCED, sorted({UUID(one) for one in batches}), keys):
        for column, kind in CONSIGNMENT.items():
            if row[column] in keys:
                bearers = found.setdefault((kind, row[column]), {}).setdefault(str(row["batch"]), {})
                told = row["amount"] if row["dimension"] == "mass" else None
                bearer = str(row["bearer"])
                bearers[bearer] = told if bearers.get(bearer) is None else bearers[bearer]
    return found


async def _covered(window: Window, announced: Bearers, keys: Sequence[str]) -> dict[tuple[str, str], str]:
    """The kilograms announced under each number by those who were first to: not by who took from them."""
    bearers = {bearer for batches in announced.values() for above in batches.values() for bearer in above}
    above = await _announced(window, bearers, keys)
    found: dict[tuple[str, str], str] = {}
    for number, batches in announced.items():
        told = {bearer: amount for each in batches.values() for bearer, amount in each.items()}
        first = [amount for bearer, amount in told.items() if set(above[number].get(bearer, {})) <= {bearer}]
        amounts = [amount for amount in first if amount is not None]
        if amounts and len(amounts) == len(first):
            found[number] = to_decimal(sum(amounts), "kg")
    return found
