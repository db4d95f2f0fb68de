"""A trace's batches and links in the report against the entries of the records that say so.

Compared is what such a record says itself: amounts, lots, days on the label, temperatures, portions and times of
batches, and of links whatever no allocation made. What lies outside the reader's scope has no entry here, and counts as
hidden.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from piccolo.table import Table

from reports.verify.entries import Moment, Record, count, differences, differs, rows_of
from reports.verify.steps import Note, Step, failed, not_checked, passed
from traceability.deliveries.tables import DeliveryLine
from traceability.errors import Invalid
from traceability.kitchen.allocate import DERIVED
from traceability.kitchen.tables import Cooking, Serving
from traceability.ledger.kinds import Rows
from traceability.snapshot.batch_shapes import BatchTrace
from traceability.snapshot.window import day, degrees, text_amount, unit_of
from traceability.trace.nodes import BatchKind, LinkKind
from traceability.trace.tables import Batch, Link


def check_traced(snapshot: BatchTrace, proofs: Any) -> Step:
    """Every figure of a batch or link is what the entry of its record says; where not, which record and which field."""
    proved = {each["id"]: each for each in proofs["records"]}
    zone = ZoneInfo(snapshot["zone"])
    told, hidden = _by_record(snapshot)
    notes: list[Note] = []
    compared = records = 0
    for identity, parts in told.items():
        record = proved.get(identity)
        if record is None or record["entry"] is None:
            hidden.add(identity)
            continue
        records += 1
        named = {"kind": str(record["kind"])[:80], "record": identity[:80]}
        try:
            rows = rows_of(record["kind"], record["entry"], record, zone)
            expected = [_expected(rows, part, lambda at: at.astimezone(zone).isoformat()) for _, part in parts]
        except (Invalid, KeyError, TypeError, ValueError) as error:
            notes.append(Note("entry_unreadable", {**named, "why": f"{type(error).__name__}: {error}"[:200]}))
            continue
        compared += count(expected)
        for (at, part), should in zip(parts, expected, strict=True):
            notes += [differs(named, at + field, *values) for field, *values in differences(should, part)]
    if notes:
        return failed("entries", *notes)
    if hidden:
        return not_checked("entries", Note("entries_hidden", {"records": len(hidden)}))
    return passed("entries", Note("figures_agree", {"figures": compared, "records": records}))


def _by_record(snapshot: BatchTrace) -> tuple[dict[str, list[tuple[str, Record]]], set[str]]:
    """Batches and links by the record they are of, with where they stand; and ids of what shows figures of none."""
    told: dict[str, list[tuple[str, Record]]] = {}
    hidden: set[str] = set()
    makers = {node["id"]: node["record"] for node in snapshot["nodes"]}
    for number, node in enumerate(snapshot["nodes"]):
        if node["record"] is not None:
            told.setdefault(node["record"], []).append((f"/nodes/{number}", node))
        elif any(node[key] is not None for key in ("amount", "portions", "temperature", "at")):
            hidden.add(node["id"])
    for number, link in enumerate(snapshot["links"]):
        if link["kind"] in DERIVED:
            continue
        record = link["record"]
        if record is None and link["kind"] == LinkKind.ANNOUNCED:  # what made a lot, its own announcement says
            record = makers.get(link["child"])
        if record is None:
            hidden.add(link["child"])
        else:
            told.setdefault(record, []).append((f"/links/{number}", link))
    return told, hidden


def _expected(rows: Rows, part: Record, moment: Moment) -> Record:
    """What its record says of a batch or link of the trace; where it says nothing of it, that it is of no kind."""
    if "parent" in part:
        wanted = (part["parent"], part["child"], part["kind"])
        links = [row for row in rows.get(Link, ()) if (str(row["parent"]), str(row["child"]), row["kind"]) == wanted]
        return _link(links[0], moment) if links else {"kind": None}
    batches = [row for row in rows.get(Batch, ()) if str(row["batch"]) == part["id"] and row["rev"]]
    return _batch(batches[0], rows, moment) if batches else {"kind": None}


def _link(row: Record, moment: Moment) -> Record:
    return {
        **{name: text_amount(row.get(name), row.get("dimension")) for name in ("amount", "least", "greatest")},
        "unit": _unit(row),
        "evidence": row["evidence"],
        "at": moment(row["occurred_at"]),
    }


def _batch(row: Record, rows: Rows, moment: Moment) -> Record:
    """Columns of its own row, and what stands of it in the line, cooking or serving that made it."""

    def made_by(table: type[Table]) -> Record:
        return next((each for each in rows.get(table, ()) if each["batch"] == row["batch"]), {})

    line, cooking, served = made_by(DeliveryLine), made_by(Cooking), made_by(Serving)
    campus = row["kind"] == BatchKind.CAMPUS
    return {
        "kind": row["kind"],
        "lot": row.get("lot_entered") or row.get("lot"),
        "at": moment(row["occurred_at"]) if row.get("occurred_at") else None,
        "production_date": day(row.get("production_date")),
        "expiry_date": day(row.get("expiry_date")),
        "amount": text_amount(row.get("amount"), row.get("dimension")),
        "unit": _unit(row),
        "temperature": degrees(line.get("temperature") if campus else cooking.get("core_temperature")),
        "portions": served.get("portions"),
        "meal": served.get("meal"),
        "rejected": bool(line.get("rejected")) and not row.get("amount"),
    }


def _unit(row: Record) -> str | None:
    return unit_of(row["dimension"]) if row.get("dimension") else None
