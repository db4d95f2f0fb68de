"""Every kind of report there is: whom it is about, for whom it is made, how it is read and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from reports.errors import UnknownSnapshot
from reports.kinds.batch_trace import BATCH_TRACE
from reports.kinds.campus_monthly import CAMPUS_MONTHLY
from reports.kinds.campus_termly import CAMPUS_TERMLY
from reports.kinds.disclosure import DISCLOSURE
from reports.kinds.district_monthly import DISTRICT_MONTHLY
from reports.kinds.kind import ReportKind
from reports.kinds.receiving_record import RECEIVING_RECORD
from reports.kinds.supplier_file import SUPPLIER_FILE

KINDS: Mapping[str, ReportKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            CAMPUS_MONTHLY,
            DISTRICT_MONTHLY,
            CAMPUS_TERMLY,
            RECEIVING_RECORD,
            BATCH_TRACE,
            SUPPLIER_FILE,
            DISCLOSURE,
        )
    }
)


def kind_of(snapshot: Mapping[str, Any]) -> ReportKind:
    """The kind of a snapshot. Raises UnknownSnapshot."""
    found = KINDS.get(str(snapshot.get("kind")))
    if snapshot.get("format") != 1 or found is None:
        raise UnknownSnapshot(f"format {snapshot.get('format')!r}, kind {snapshot.get('kind')!r}")
    return found
