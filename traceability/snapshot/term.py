"""What a canteen records once a term."""

from __future__ import annotations

from traceability.snapshot.term_shapes import Survey
from traceability.snapshot.window import Window, recorded

SURVEYS = (
    "SELECT x.*, v.leaf FROM satisfaction_survey x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
    " WHERE x.log = $1 AND x.term = $2 AND @known(x) ORDER BY x.closed_on, x.record"
)


async def surveys(window: Window, term: str) -> list[Survey]:
    """The satisfaction surveys of a term; within a transaction of the caller's."""
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "term": row["term"],
            "closed_on": row["closed_on"].isoformat(),
            "sent": row["sent"],
            "answered": row["answered"],
            "satisfied": row["satisfied"],
            "dissatisfied": row["dissatisfied"],
        }
        for row in await window.fetch(SURVEYS, window.site, term)
    ]
