"""A record's own figures in the report against its entry in the ledger, field by field.

An entry is the record as its author sent it. Its typed rows are computed from it anew, by the same pure function that
once wrote them, and say what the snapshot must show. Compared is what is the record's own: amounts, temperatures,
portions, days, times, lots. What the report has from elsewhere (names, licences, allocated amounts) is not.

A report that only adds up many records is not checked here, which is no pass: what it adds up stands in the reports of
its campuses and months.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from reports.verify.steps import Note, Step, failed, not_checked, passed
from traceability.bodies import parse_body
from traceability.canonical import parse_json
from traceability.deliveries.tables import Delivery, DeliveryLine, DeliveryReceiver, DocumentLink
from traceability.errors import Invalid
from traceability.kinds import BY_NAME
from traceability.kitchen.care_tables import Disposal, RetainedSample
from traceability.kitchen.tables import Cooking, CookingInput, ServedDish, Serving
from traceability.ledger.kinds import Entry, Rows
from traceability.quantities import to_decimal
from traceability.snapshot.shapes import Snapshot
from traceability.snapshot.window import amount, day, degrees, text

Moment = Callable[[Any], str]
Record = Mapping[str, Any]
ENTRY_MOST = 10_000_000


def check_entries(snapshot: Snapshot, proofs: Any) -> Step:
    """Every figure that is a record's own is what its entry says; where not, which record and which field."""
    entries = {(each["log"], each["seq"]): each["entry"] for each in proofs["records"]}
    zone = ZoneInfo(snapshot["zone"])
    notes: list[Note] = []
    compared = records = hidden = 0
    for listed, (kind, expected_of) in OWN_FIGURES.items():
        for record in snapshot.get(listed, ()):  # type: ignore[attr-defined]  # a list of records
            entry = entries.get((record["log"], record["seq"]))
            if entry is None:
                hidden += 1
                continue
            records += 1
            named = {"kind": kind, "record": str(record["id"])[:80]}
            try:
                expected = expected_of(rows_of(kind, entry, record, zone), lambda at: at.astimezone(zone).isoformat())
            except (Invalid, KeyError, TypeError, ValueError) as error:
                notes.append(Note("entry_unreadable", {**named, "why": f"{type(error).__name__}: {error}"[:200]}))
                continue
            compared += count(expected)
            notes += [differs(named, *values) for values in differences(expected, record)]
    if notes:
        return failed("entries", *notes)
    if not any(listed in snapshot for listed in OWN_FIGURES):  # it holds no record as it was entered
        hidden = sum(entry is None for entry in entries.values())
        if not hidden:
            return not_checked("entries", Note("figures_summed"))
    if hidden:
        return not_checked("entries", Note("entries_hidden", {"records": hidden}))
    return passed("entries", Note("figures_agree", {"figures": compared, "records": records}))


def rows_of(kind: str, entry: str, record: Record, zone: ZoneInfo) -> Rows:
    """The typed rows of an entry. Invalid or ValueError: it cannot be read, or the record was withdrawn by it."""
    head: Any = parse_json(entry.encode(), limit=ENTRY_MOST)
    if (head["kind"], head["id"], head["revision"]) != (kind, record["id"], record["rev"]):
        raise ValueError("it is the entry of another record")
    if head["body"] is None:
        raise ValueError("the record was withdrawn")
    of = BY_NAME[kind]
    body = parse_body(of.body, head["body"])
    home, author = UUID(int=0), UUID(head["author"])
    return of.rows(Entry(UUID(head["id"]), head["revision"], home, UUID(record["log"]), 1, zone.key, body, author))


def differences(expected: Any, shown: Any, at: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where `shown` is not as expected: field, shown, expected. A mapping is compared in its expected keys only."""
    if isinstance(expected, dict) and isinstance(shown, dict):
        for key, value in expected.items():
            yield from differences(value, shown.get(key), f"{at}/{key}")
    elif isinstance(expected, list) and isinstance(shown, list) and len(expected) == len(shown):
        for number, (one, other) in enumerate(zip(expected, shown, strict=True)):
            yield from differences(one, other, f"{at}/{number}")
    elif isinstance(expected, Among):
        for value in expected.values:
            if not any(not list(differences(value, one)) for one in shown):
                yield at, None, value
    elif expected != shown or isinstance(expected, bool) != isinstance(shown, bool):
        yield at, shown, expected


@dataclass(frozen=True)
class Among:
    """Values that a list must hold, whatever else it holds."""

    values: list[Any]


def count(expected: Any) -> int:
    """How many values are compared."""
    if isinstance(expected, dict):
        return sum(map(count, expected.values()))
    if isinstance(expected, Among):
        return count(expected.values)
    return sum(map(count, expected)) if isinstance(expected, list) else 1


def differs(named: Mapping[str, str], field: str, shown: Any, entered: Any) -> Note:
    """The note of a field that is not as its record was entered; named: the record's kind and id."""
    return Note("figure_differs", {**named, "field": field, "shown": _told(shown), "entered": _told(entered)})


def _told(value: Any) -> str:
    return "—" if value is None else str(value)[:80]


def _delivery(rows: Rows, moment: Moment) -> Record:
    (row,) = rows[Delivery]
    lines = sorted(rows[DeliveryLine], key=lambda each: each["line"])
    return {
        "occurred_at": moment(row["occurred_at"]),
        "day": day(row["day"]),
        "note_number": row["note_number"],
        "documents": sum(each.get("batch") is None for each in rows[DocumentLink]),
        "receivers": Among([{"person": str(r["person"]), "role": r["role"]} for r in rows[DeliveryReceiver]]),
        "lines": [_line(each) for each in lines],
    }


def _arrival(rows: Rows, moment: Moment) -> Record:
    """A delivery as a supplier's file shows it."""
    shown = ("line", "batch", "accepted", "rejected", "reason", "lot_code", "temperature", "unit_price", "price_unit")
    (row,) = rows[Delivery]
    lines = [_line(each) for each in sorted(rows[DeliveryLine], key=lambda each: each["line"])]
    return {
        "campus": str(row["log"]),
        "day": day(row["day"]),
        "note_number": row["note_number"],
        "papers": sum(each.get("batch") is None for each in rows[DocumentLink]),
        "lines": [{"ingredient": line["ingredient"]["id"], **{key: line[key] for key in shown}} for line in lines],
    }


def _line(row: Record) -> Record:
    dimension = row["dimension"]
    return {
        "line": row["line"],
        "batch": str(row["batch"]),
        "ingredient": {"id": str(row["ingredient"])},
        "ordered": amount(row["ordered"], row["ordered_dimension"]),
        "delivered": amount(row["delivered"], dimension),
        "accepted": amount(row["accepted"], dimension),
        "rejected": amount(row["rejected"], dimension) if row["rejected"] else None,
        "reason": row["reason"],
        "lot_code": row["lot_entered"],
        "production_date": day(row["production_date"]),
        "expiry_date": day(row["expiry_date"]),
        "origin": row["origin"],
        "producer": row["producer_name"] or text(row["producer"]),
        "temperature": degrees(row["temperature"]),
        "label_temperature": degrees(row["label_temperature"]),
        "unit_price": row["unit_price"],
        "price_unit": row["entered_unit"] if row["unit_price"] else None,
    }


def _cooking(rows: Rows, moment: Moment) -> Record:
    (row,) = rows[Cooking]
    return {
        "dish": {"id": text(row["recipe"]), "name": row["dish"]},
        "occurred_at": moment(row["occurred_at"]),
        "day": day(row["day"]),
        "meal": row["meal"],
        "portions": row["portions"],
        "batch": str(row["batch"]),
        "core_temperature": degrees(row["core_temperature"]),
        "inputs": Among([_input(each) for each in rows[CookingInput]]),
    }


def _input(row: Record) -> Record:
    """A batch that the cook named; where it was not weighed, its amount is allocated and not the cook's own."""
    if row["amount"] is None:
        return {"batch": str(row["batch"])}
    return {"batch": str(row["batch"]), **(amount(row["amount"], row["dimension"]) or {})}


def _serving(rows: Rows, moment: Moment) -> Record:
    (row,) = rows[Serving]
    return {
        "occurred_at": moment(row["occurred_at"]),
        "day": day(row["day"]),
        "meal": row["meal"],
        "portions": row["portions"],
        "dishes": sorted(str(each["batch"]) for each in rows[ServedDish]),
    }


def _sample(rows: Rows, moment: Moment) -> Record:
    (row,) = rows[RetainedSample]
    weighed = row["dimension"] == "mass" and row["amount"] is not None
    own = {"meal": row["meal"]} if row["meal"] else {}  # else that of the cooking
    return {
        **own,
        "of": str(row["parent"]),
        "day": day(row["day"]),
        "grams": to_decimal(row["amount"], "g") if weighed else None,
        "taken_at": moment(row["taken_at"]),
        "kept_until": moment(row["keep_until"]),
        "dish": {"name": row["dish"]} if row["dish"] else {},
    }


def _disposal(rows: Rows, moment: Moment) -> Record:
    (row,) = rows[Disposal]
    return {
        "occurred_at": moment(row["occurred_at"]),
        "day": day(row["day"]),
        "batch": str(row["batch"]),
        "amount": amount(row["amount"], row["dimension"]),
        "reason": row["reason"],
    }


OWN_FIGURES: Mapping[str, tuple[str, Callable[[Rows, Moment], Record]]] = {
    "deliveries": ("delivery", _delivery),
    "arrivals": ("delivery", _arrival),
    "cookings": ("cooking", _cooking),
    "servings": ("serving", _serving),
    "samples": ("retained_sample", _sample),
    "disposals": ("disposal", _disposal),
}
"""Lists of the snapshot: the kind of their records, and what an entry says of a record there."""
