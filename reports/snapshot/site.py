"""Who the report is about: site, district, appointments, calendar, limits in force, and how far each log was read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from reports.shapes import Correction, Delivery, Named, Positions, Responsible, Site, Threshold
from reports.snapshot.month import Month, recorded
from traceability import db
from traceability.thresholds import thresholds

TYPED_TABLES = ("delivery", "cooking", "serving", "retained_sample", "disposal")


def site_of(party: db.Row) -> Site:
    return {
        "id": str(party["record"]),
        "name": party["name"],
        "name_en": party["name_en"],
        "code": party["gln"],
        "operating_mode": party["operating_mode"],
        "enrolment": party["enrolment"],
    }


async def district(party: db.Row) -> Named:
    """The authority whose region the site lies in, the nearest one."""
    rows = await db.fetch(
        "SELECT name, name_en, region FROM party WHERE trade = 'authority' AND until_seq IS NULL"
        " AND kind = 'organisation'"
    )
    around = [row for row in rows if party["region"].startswith(row["region"].rstrip("0"))]
    nearest = max(around, key=lambda row: len(row["region"].rstrip("0")), default=None)
    return {"name": nearest["name"], "name_en": nearest["name_en"]} if nearest else {"name": "", "name_en": None}


async def responsible(month: Month) -> list[Responsible]:
    rows = await month.rows(
        "SELECT role, person FROM appointment WHERE log = $1 AND until_seq IS NULL AND valid_from <= $3"
        " AND (valid_to IS NULL OR valid_to >= $2) ORDER BY role, record"
    )
    return [{"role": row["role"], "person": str(row["person"])} for row in rows]


def threshold_list(month: Month) -> list[Threshold]:
    return [
        {
            "code": t.code,
            "value": t.value,
            "unit": t.unit,
            "source": t.source,
            "source_en": t.source_en,
            "provenance": t.provenance,
        }
        for t in thresholds(month.last, month.region)
    ]


async def school_days(month: Month, party: db.Row) -> list[str]:
    """Days of the calendar that are school: the site's own entry goes before its organisation's."""
    rows = await db.fetch(
        "SELECT day, kind, log FROM school_day WHERE log IN @uuids($1) AND day >= $2 AND day <= $3"
        " AND until_seq IS NULL",
        [p for p in (month.site, party["organisation"]) if p],
        month.first,
        month.last,
    )
    kinds = {row["day"]: row["kind"] for row in sorted(rows, key=lambda r: r["log"] == month.site)}
    return sorted(d.isoformat() for d, kind in kinds.items() if kind in ("school", "make_up"))


async def positions(month: Month, deliveries: Sequence[Delivery]) -> Positions:
    """The sizes of the logs that were read: the site's and its suppliers'."""
    wanted = {month.site, *(UUID(d["supplier"]["id"]) for d in deliveries if d["supplier"])}
    rows = await db.fetch("SELECT id, size FROM log WHERE id IN @uuids($1) ORDER BY id", sorted(wanted))
    return {"positions": [{"log": str(row["id"]), "size": row["size"]} for row in rows]}


async def corrections(month: Month) -> list[Correction]:
    """Later revisions of the month's records, whenever they were made."""
    of_month = " UNION ".join(
        f"SELECT record FROM {table} WHERE log = $1 AND day >= $2 AND day <= $3"  # noqa: S608 - constant names
        for table in TYPED_TABLES
    )
    rows = await month.rows(
        "SELECT record, rev, log, seq, leaf, kind, entry, recorded_at FROM revision"  # noqa: S608 - constant names
        f" WHERE rev > 1 AND record IN ({of_month}) ORDER BY seq"
    )
    found: list[Correction] = []
    for row in rows:
        told = json.loads(row["entry"]).get("correction") or {}
        found.append(
            {
                **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
                "kind": row["kind"],
                "recorded_at": month.moment(row["recorded_at"]),
                "reason": told.get("reason"),
            }
        )
    return found
