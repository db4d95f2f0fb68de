"""Who took which bytes of a report: written down before they leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from server.mailings.tables import Download
from traceability import db
from traceability.identifiers import uuid7
from traceability.scope import Scope


async def note_downloads(account: UUID, reports: Sequence[db.Row], packed: bool, now: datetime) -> None:
    """Note that an account takes the bytes of these reports, which are read in its inbox from now on."""
    rows = [
        {
            "id": uuid7(),
            "report": report["id"],
            "account": account,
            "sha256": report["sha256"],
            "packed": packed,
            "downloaded_at": now,
        }
        for report in reports
    ]
    async with db.transaction():
        await db.insert({Download: rows})
        await db.fetch(
            "UPDATE inbox_entry SET read_at = $3 WHERE account = $1 AND read_at IS NULL AND report IN @uuids($2)",
            account,
            [report["id"] for report in reports],
            now,
        )


async def list_downloads(
    scope: Scope, report: UUID | None, before: tuple[datetime, UUID] | None, limit: int
) -> list[db.Row]:
    """Downloads of reports in scope, the latest first; name: of the account or tablet; form: xlsx, else pdf."""
    moment, identity = before or (None, None)
    return await db.fetch(
        "SELECT d.id, d.report, d.sha256, d.packed, d.downloaded_at, COALESCE(a.name, t.name) AS name, a.role,"
        " r.site, r.kind, r.period, CASE WHEN d.sha256 = r.sha256 THEN 'pdf' ELSE 'xlsx' END AS form"
        " FROM download d JOIN report r ON r.id = d.report"
        " LEFT JOIN account a ON a.id = d.account LEFT JOIN tablet t ON t.id = d.account"
        " WHERE ($1 OR r.site IN @uuids($2)) AND ($3 OR d.report = $4)"
        " AND ($5 OR d.downloaded_at < $6 OR (d.downloaded_at = $6 AND d.id < $7))"
        " ORDER BY d.downloaded_at DESC, d.id DESC LIMIT $8",
        scope.everything,
        list(scope.parties),
        report is None,
        report,
        before is None,
        moment,
        identity,
        limit,
    )
