"""Who the report is about: site, district, appointments, calendar, limits in force, and how far each log was read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from traceability import db
from traceability.errors import NotOnRecord
from traceability.snapshot.district import division
from traceability.snapshot.parts import Named, Positions
from traceability.snapshot.shapes import CheckpointRead, Correction, Delivery, Responsible, Site, Threshold
from traceability.snapshot.window import Window, day, recorded
from traceability.thresholds import thresholds

TYPED_TABLES = ("delivery", "cooking", "serving", "retained_sample", "disposal")


def site_of(party: db.Row) -> Site:
    return {
        "id": str(party["record"]),
        "address": party["address"],
        "name": party["name"],
        "name_en": party["name_en"],
        "code": party["gln"],
        "operating_mode": party["operating_mode"],
        "enrolment": party["enrolment"],
    }


async def district(window: Window, party: db.Row) -> Named:
    """The authority whose region the site lies in, the nearest one."""
    rows = await window.fetch(
        "SELECT name, name_en, region FROM party p WHERE trade = 'authority' AND @known(p) AND kind = 'organisation'"
    )
    around = [row for row in rows if party["region"].startswith(division(row["region"]))]
    nearest = max(around, key=lambda row: len(division(row["region"])), default=None)
    return {"name": nearest["name"], "name_en": nearest["name_en"]} if nearest else {"name": "", "name_en": None}


async def responsible(window: Window) -> list[Responsible]:
    rows = await window.rows(
        "SELECT role, person, valid_from, valid_to FROM appointment a WHERE log = $1 AND @known(a) AND valid_from <= $3"
        " AND (valid_to IS NULL OR valid_to >= $2) ORDER BY role, record"
    )
    return [
        {
            "role": row["role"],
            "person": str(row["person"]),
            "valid_from": row["valid_from"].isoformat(),
            "valid_to": day(row["valid_to"]),
        }
        for row in rows
    ]


def threshold_list(window: Window) -> list[Threshold]:
    """The limits in force on the window's last day, where its site lies."""
    return limits_on(window.last, window.region)


def limits_on(on: date, region: str) -> list[Threshold]:
    return [
        {
            "code": t.code,
            "value": t.value,
            "unit": t.unit,
            "source": t.source,
            "source_en": t.source_en,
            "provenance": t.provenance,
        }
        for t in thresholds(on, region)
    ]


async def school_days(window: Window, party: db.Row) -> list[str]:
    """Days of the calendar that are school: the site's own entry goes before its organisation's."""
    rows = await window.fetch(
        "SELECT day, kind, log FROM school_day s WHERE log IN @uuids($1) AND day >= $2 AND day <= $3 AND @known(s)",
        [p for p in (window.site, party["organisation"]) if p],
        window.first,
        window.last,
    )
    kinds = {row["day"]: row["kind"] for row in sorted(rows, key=lambda r: r["log"] == window.site)}
    return sorted(d.isoformat() for d, kind in kinds.items() if kind in ("school", "make_up"))


async def positions(window: Window, deliveries: Sequence[Delivery]) -> Positions:
    """The sizes of the logs that were read: the site's and its suppliers'."""
    return await positions_of(window, {window.site, *(UUID(d["supplier"]["id"]) for d in deliveries if d["supplier"])})


async def positions_of(window: Window, wanted: set[UUID]) -> Positions:
    """How far each of these logs was read."""
    if window.checkpoint is None:
        rows = await db.fetch("SELECT id, size FROM log WHERE id IN @uuids($1) ORDER BY id", sorted(wanted))
        return {"positions": [{"log": str(row["id"]), "size": row["size"]} for row in rows]}
    rows = await db.fetch(
        "SELECT log, size, root FROM checkpoint_log WHERE checkpoint = $2 AND log IN @uuids($1) ORDER BY log",
        sorted(wanted),
        window.checkpoint,
    )
    return {
        "positions": [
            {"log": str(row["log"]), "size": row["size"], "root": "sha256:" + bytes(row["root"]).hex()} for row in rows
        ]
    }


async def checkpoint_read(window: Window) -> CheckpointRead | None:
    """The checkpoint of the window, with its number."""
    if window.checkpoint is None:
        return None
    row = await db.fetch_one("SELECT number FROM checkpoint WHERE id = $1", window.checkpoint)
    if row is None:
        raise NotOnRecord(checkpoint=str(window.checkpoint))
    return {"id": str(window.checkpoint), "number": row["number"]}


async def corrections(window: Window) -> list[Correction]:
    """Later revisions of the month's records, whenever they were made."""
    of_month = " UNION ".join(
        f"SELECT record FROM {table} WHERE log = $1 AND day >= $2 AND day <= $3"  # noqa: S608 - constant names
        for table in TYPED_TABLES
    )
    rows = await window.rows(
        "SELECT record, rev, log, seq, leaf, kind, entry, recorded_at FROM revision v"  # noqa: S608 - constant names
        f" WHERE rev > 1 AND @written(v) AND record IN ({of_month}) ORDER BY seq"
    )
    found: list[Correction] = []
    for row in rows:
        told = json.loads(row["entry"]).get("correction") or {}
        found.append(
            {
                **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
                "kind": row["kind"],
                "recorded_at": window.moment(row["recorded_at"]),
                "reason": told.get("reason"),
            }
        )
    return found
