"""What a canteen records besides its food: cold storage, morning checks, daily checks, accompanied meals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from traceability import db
from traceability.snapshot.duty_shapes import (
    AccompaniedMeal,
    AtWork,
    DailyCheck,
    Disinfection,
    MorningCheck,
    Reading,
    StorageUnit,
)
from traceability.snapshot.shapes import Cooking, Delivery, Sample
from traceability.snapshot.window import Window, degrees, recorded, text


def of_days(table: str, more: str = "") -> str:
    """Current rows of a table on these days, with their leaves."""
    return (
        f"SELECT x.*, v.leaf{more} FROM {table} x"  # noqa: S608 - constant names
        " JOIN revision v ON v.record = x.record AND v.rev = x.rev"
        " WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x) ORDER BY x.day, x.record, x.id"
    )


async def storage_units(window: Window) -> list[StorageUnit]:
    """Every unit of the site, with its readings of these days and the last one before them."""
    readings: dict[UUID, list[Reading]] = {}
    for row in await window.rows(
        "SELECT x.unit, x.temperature, x.source, x.occurred_at FROM temperature_reading x WHERE x.log = $1"
        " AND x.day <= $3 AND @known(x) AND (x.day >= $2 OR x.occurred_at = (SELECT MAX(b.occurred_at)"
        " FROM temperature_reading b WHERE b.unit = x.unit AND b.day < $2 AND @known(b)))"
        " ORDER BY x.unit, x.occurred_at, x.id"
    ):
        readings.setdefault(row["unit"], []).append(
            {
                "occurred_at": window.moment(row["occurred_at"]),
                "temperature": degrees(row["temperature"]) or "0",
                "source": row["source"],
            }
        )
    rows = await window.fetch(
        "SELECT x.*, (SELECT MIN(t.day) FROM temperature_reading t WHERE t.unit = x.record AND @known(t)) AS since"
        " FROM storage_unit x WHERE x.log = $1 AND @known(x) ORDER BY x.record",
        window.site,
    )
    return [
        {
            "id": str(row["record"]),
            "name": row["name"],
            "name_en": row["name_en"],
            "storage": row["storage"],
            "coldest": degrees(row["coldest"]),
            "warmest": degrees(row["warmest"]),
            "since": text(row["since"]),
            "readings": readings.get(row["record"], []),
        }
        for row in rows
    ]


async def served_days(window: Window) -> list[str]:
    """Days with a serving, from the start of the first day's week or month on, whichever is earlier."""
    start = min(window.first - timedelta(days=window.first.weekday()), window.first.replace(day=1))
    rows = await window.fetch(
        "SELECT DISTINCT x.day FROM serving x WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)"
        " ORDER BY x.day",
        window.site,
        start,
        window.last,
    )
    return [row["day"].isoformat() for row in rows]


def at_work(cooked: Sequence[Cooking], received: Sequence[Delivery], kept: Sequence[Sample]) -> list[AtWork]:
    """Whom the day's records name as handling food, each once a day and record."""
    named = [(one["day"], one["cook"], one["id"], "cooking") for one in cooked]
    named += [(one["day"], who["person"], one["id"], "delivery") for one in received for who in one["receivers"]]
    named += [(one["day"], one["person"], one["id"], "retained_sample") for one in kept]
    return [
        {"day": on, "person": person, "record": record, "kind": kind}
        for on, person, record, kind in dict.fromkeys(named)
        if person is not None
    ]


async def morning_checks(window: Window) -> list[MorningCheck]:
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "day": row["day"].isoformat(),
            "person": str(row["person"]),
            "fit": bool(row["fit"]),
            "sent_away": None if row["sent_away"] is None else bool(row["sent_away"]),
        }
        for row in await window.rows(of_days("morning_check_person"))
    ]


# Appointed at the site, at the organisation that runs it or, where that is a school, at any of its sites. A caterer's
# sites lie at schools that have nothing to do with each other.
APPOINTED = """
SELECT a.person, a.role, a.valid_from, a.valid_to FROM appointment a
WHERE @known(a) AND a.valid_from <= $3 AND (a.valid_to IS NULL OR a.valid_to >= $2) AND (a.log = $1 OR a.log IN (
    SELECT p.organisation FROM party p WHERE p.record = $1 AND @known(p)
    UNION SELECT s.record FROM party p JOIN party o ON o.record = p.organisation AND @known(o)
        JOIN party s ON s.organisation = o.record AND @known(s)
    WHERE p.record = $1 AND o.trade = 'school' AND @known(p)))
ORDER BY a.role, a.record
"""


async def accompanied(window: Window) -> list[AccompaniedMeal]:
    """Accompanied meals, with what the person was appointed as that day, here or over all of the school."""
    roles = await window.rows(APPOINTED)
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "day": row["day"].isoformat(),
            "meal": row["meal"],
            "person": str(row["person"]),
            "roles": _roles(roles, row["person"], row["day"]),
        }
        for row in await window.rows(of_days("accompanied_meal"))
    ]


def _roles(appointments: Sequence[db.Row], person: UUID, on: date) -> list[str]:
    return sorted(
        {
            row["role"]
            for row in appointments
            if row["person"] == person
            and row["valid_from"] <= on
            and (row["valid_to"] is None or on <= row["valid_to"])
        }
    )


async def disinfections(window: Window) -> list[Disinfection]:
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "day": row["day"].isoformat(),
            "method": row["method"],
            "tableware": row["tableware"],
            "temperature": degrees(row["temperature"]),
            "concentration": row["concentration"],
            "minutes": row["minutes"],
            "strip": row["strip"],
        }
        for row in await window.rows(of_days("disinfection"))
    ]


async def daily_checks(window: Window) -> list[DailyCheck]:
    undone = (
        ", (SELECT COUNT(*) FROM daily_check_point p WHERE p.record = x.record AND p.finding IS NOT NULL"
        " AND p.action IS NULL AND @known(p)) AS undone"
    )
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "day": row["day"].isoformat(),
            "officer": text(row["officer"]),
            "points": row["points"],
            "findings": row["findings"],
            "undone": row["undone"],
        }
        for row in await window.rows(of_days("daily_check", undone))
    ]
