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
        "weekly_checks": [
            {
                "id": row["record"],
                "week": row["week"],
                "points": row["points"],
                "findings": row["findings"],
                "at": row["occurred_at"].isoformat(),
            }
            for row in duties.weekly
        ],
        "cameras": [
            {
                "id": row["record"],
                "cameras": row["cameras"],
                "disturbed": int(row["disturbed"]),
                "alerts": int(row["alerts"] or 0),
                "at": row["occurred_at"].isoformat(),
            }
            for row in duties.cameras
        ],
        "camera_names": duties.camera_names,
        "additives": [
            {
                "id": row["record"],
                "name": row["name"],
                "name_en": row["name_en"],
                "food": row["food"],
                "at": row["occurred_at"].isoformat(),
            }
            for row in duties.additives
        ],
    }
