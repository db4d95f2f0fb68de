"""The records that travel inside a report: canonical JSON of the whole snapshot, and a CSV of its delivery lines."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from hashlib import sha256

from reports.figures.receiving import Line, lines_of
from traceability.canonical import canonicalise
from traceability.snapshot.parts import Amount
from traceability.snapshot.shapes import Snapshot

COLUMNS = (
    "day delivery_id revision log sequence leaf occurred_at note_number supplier_id supplier licence_number "
    "licence_valid_to receivers line batch ingredient_id ingredient food_group storage ordered ordered_unit delivered "
    "delivered_unit accepted accepted_unit rejected rejected_unit reason lot_code production_date expiry_date origin "
    "producer temperature label_temperature limit_temperature limit_code documents source_state unit_price price_unit"
).split()

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF; sha256 in hex; relationship as PDF/A-3 has it."""

    name: str
    content: bytes
    relationship: str

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def attached(snapshot: Snapshot) -> tuple[Attached, Attached]:
    """records.json, records.csv. Raises traceability.errors.Invalid for what is no plain JSON, floats included."""
    return (
        Attached("records.json", canonicalise(snapshot), "Source"),
        Attached("records.csv", records_csv(snapshot), "Data"),
    )


def records_csv(snapshot: Snapshot) -> bytes:
    """One row a delivery line: UTF-8 with a mark that spreadsheets look for, CRLF, text that is never a formula."""
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in _row(line)] for line in lines_of(snapshot))
    return b"\xef\xbb\xbf" + page.getvalue().encode()


def harmless(cell: object) -> str:
    """A cell that a spreadsheet shows as it stands: what would start a formula gets an apostrophe before it."""
    text = "" if cell is None else str(cell)
    if text.lstrip().startswith(_STARTS_A_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return "'" + text if text.startswith(("\t", "\r", "\n")) else text


def _row(of: Line) -> list[object]:
    delivery, line = of.delivery, of.line
    supplier = delivery["supplier"]
    licence = supplier["licence"] if supplier else None
    return [
        *(delivery[key] for key in ("day", "id", "rev", "log", "seq", "leaf", "occurred_at", "note_number")),
        *((supplier["id"], supplier["name"]) if supplier else (None, None)),
        *((licence["number"], licence["valid_to"]) if licence else (None, None)),
        " ".join(f"{each['role']}:{each['person']}" for each in delivery["receivers"]),
        *(line["line"], line["batch"]),
        *(line["ingredient"][key] for key in ("id", "name", "food_group", "storage")),
        *_amount(line["ordered"]),
        *_amount(line["delivered"]),
        *_amount(line["accepted"]),
        *_amount(line["rejected"]),
        *(line[key] for key in ("reason", "lot_code", "production_date", "expiry_date", "origin", "producer")),
        *(line[key] for key in ("temperature", "label_temperature", "limit_temperature", "limit_code")),
        *(line[key] for key in ("documents", "source_state", "unit_price", "price_unit")),
    ]


def _amount(amount: Amount | None) -> tuple[str | None, str | None]:
    return (amount["amount"], amount["unit"]) if amount else (None, None)
