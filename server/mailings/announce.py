"""A finished report is announced once: it stands in inboxes, and a mailing waits for each recipient."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from reports.schedules.edit import WEBHOOK
from server.mailings.tables import InboxEntry, Mailing
from traceability import db
from traceability.identifiers import derive, uuid7

AT_ONCE = 100

READERS = (
    "SELECT a.id FROM account a WHERE a.role IN ('auditor', 'inspector') AND NOT a.disabled AND a.region IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM party p WHERE p.record = $1 AND p.until_seq IS NULL AND p.region LIKE a.region || '%')"
)


async def announce_ready(now: datetime) -> int:
    """Announce what became ready and was not announced yet; how many reports."""
    rows = await db.fetch(
        "SELECT id, run, site FROM report WHERE announced_at IS NULL AND state = 'ready' ORDER BY id LIMIT $1", AT_ONCE
    )
    for row in rows:
        await _announce(row, now)
    return len(rows)


async def _announce(report: db.Row, now: datetime) -> None:
    async with db.transaction():
        first = await db.fetch(
            "UPDATE report SET announced_at = $2 WHERE id = $1 AND announced_at IS NULL RETURNING id", report["id"], now
        )
        if not first or report["run"] is None:  # another server was quicker, or somebody waits for it and sees it
            return
        accounts = await db.fetch(READERS, report["site"])
        entries = [
            {"id": uuid7(), "account": row["id"], "report": report["id"], "arrived_at": now, "read_at": None}
            for row in accounts
        ]
        mailings = [
            {
                "id": derive(report["id"], f"{row['channel']}:{row['recipient']}"),
                "report": report["id"],
                "schedule": row["schedule"],
                "channel": row["channel"],
                "recipient": row["recipient"],
                "state": "waiting",
                "attempts": 0,
                "next_at": now,
                "created_at": now,
            }
            for row in await _recipients(report["run"])
        ]
        tables = frozenset({InboxEntry, Mailing})
        await db.insert({InboxEntry: entries, Mailing: mailings}, ignore=tables)


async def _recipients(run: UUID) -> list[db.Row]:
    """Who is to hear of a run's reports, without endpoints that were taken away."""
    rows = await db.fetch(
        "SELECT c.schedule, c.channel, c.recipient FROM schedule_recipient c"
        " JOIN schedule_run r ON r.schedule = c.schedule WHERE r.id = $1 ORDER BY c.channel, c.recipient",
        run,
    )
    gone = {str(row["id"]) for row in await db.fetch("SELECT id FROM webhook WHERE NOT active")}
    return [row for row in rows if row["channel"] != WEBHOOK or row["recipient"] not in gone]
