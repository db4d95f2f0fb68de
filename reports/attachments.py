"""The records that travel inside a report: canonical JSON of the whole snapshot, a CSV of its first sheet, and the
proofs that each record stands in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.files import PROOFS, RECORDS, TABLE, Attached, csv_of
from reports.kinds import kind_of
from traceability.canonical import canonicalise


def attached(snapshot: Mapping[str, Any], proofs: bytes | None = None) -> tuple[Attached, ...]:
    """records.json, records.csv, and proofs.json where there are proofs.

    Raises UnknownSnapshot, and traceability.errors.Invalid for what is no plain JSON, floats included.
    """
    files = (
        Attached(RECORDS, canonicalise(snapshot), "Source"),
        Attached(TABLE, records_csv(snapshot), "Data"),
    )
    return files if proofs is None else (*files, Attached(PROOFS, proofs, "Supplement"))


def records_csv(snapshot: Mapping[str, Any]) -> bytes:
    """The first sheet of a snapshot: of a campus's month, one row a delivery line."""
    return csv_of(kind_of(snapshot).sheets(snapshot)[0])
