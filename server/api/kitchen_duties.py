"""The duties of a kitchen's day, as answers tell them."""

from __future__ import annotations

from server.api.kitchen_shapes import DutiesAnswer
from traceability.kitchen.day_duties import Duties


def duties_told(duties: Duties) -> DutiesAnswer:
    """People by id alone; a problem only as there being one."""
    return {
        "checked": [
            {
                "person": row["person"],
                "fit": bool(row["fit"]),
                "sent_away": None if row["sent_away"] is None else bool(row["sent_away"]),
                "at": row["occurred_at"].isoformat(),
            }
            for row in duties.checked
        ],
        "disinfections": [
            {
                "id": row["record"],
                "tableware": row["tableware"],
                "method": row["method"],
                "at": row["occurred_at"].isoformat(),
            }
            for row in duties.disinfections
        ],
        "daily_checks": [
            {
                "id": row["record"],
                "points": row["points"],
                "findings": row["findings"],
                "at": row["occurred_at"].isoformat(),
            }
            for row in duties.daily
        ],
        "accompanied": [
            {
                "id": row["record"],
                "meal": row["meal"],
                "person": row["person"],
                "problem": bool(row["problem"]),
                "at": row["occurred_at"].isoformat(),
            }
            for row in duties.accompanied
        ],
        "tests": [
            {
                "id": row["record"],
                "item": row["item"],
                "result": row["result"],
                "at": row["occurred_at"].isoformat(),
            }
            for row in duties.tests
        ],
    }
