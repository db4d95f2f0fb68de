"""Make reports and keep them: claimed by one worker at a time, their bytes stored under their SHA-256."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from reports.schedule import report_row
from reports.tables import Report
from traceability import db
from traceability.errors import NotOnRecord
from traceability.scope import Scope

LEASE = timedelta(minutes=10)
ATTEMPTS_MOST = 3
CHUNK = 5000
SHOWN = "id, kind, site, period, language, state, origin, requested_at, made_at, pages, bytes, sha256, failure"
PROVENANCE = ("unsigned_sha256", "signer", "seal_level", "checkpoint", "checkpoint_number", "rule_set", "release",
              "templates", "fonts")  # fmt: skip
SHOWN = f"{SHOWN}, {', '.join(PROVENANCE)}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a report was made of, and who sealed it: columns of its row. PROVENANCE lists them."""

    unsigned_sha256: str
    signer: str
    seal_level: str
    checkpoint: UUID
    checkpoint_number: int
    rule_set: str | None
    release: str
    templates: str
    fonts: str


async def request_report(scope: Scope, identity: UUID, site: UUID, period: str, language: str, now: datetime) -> db.Row:
    """Ask for a report; NotOnRecord where the site is not in scope."""
    if not scope.sees(site):
        raise NotOnRecord(party=str(site))
    async with db.transaction():
        if await db.fetch_one("SELECT record FROM party WHERE record = $1 AND until_seq IS NULL", site) is None:
            raise NotOnRecord(party=str(site))
        wish = {"language": language, "requested_by": scope.author}
        await db.insert({Report: [report_row(identity, site, period, wish, None, now)]}, ignore=frozenset({Report}))
    return await find_report(scope, identity)


async def find_report(scope: Scope, identity: UUID) -> db.Row:
    """A report in scope, NotOnRecord otherwise."""
    row = await db.fetch_one(f"SELECT {SHOWN} FROM report WHERE id = $1", identity)  # noqa: S608 - constant columns
    if row is None or not scope.sees(row["site"]):
        raise NotOnRecord(report=str(identity))
    return row


async def list_reports(
    scope: Scope, site: UUID | None, period: str | None, before: tuple[datetime, UUID] | None, limit: int
) -> list[db.Row]:
    """Reports in scope, newest request first."""
    moment, identity = before or (None, None)
    return await db.fetch(
        f"SELECT {SHOWN} FROM report WHERE ($1 OR site IN @uuids($2)) AND ($3 OR site = $4) AND ($5 OR period = $6)"  # noqa: S608 - constant columns
        " AND ($7 OR requested_at < $8 OR (requested_at = $8 AND id < $9))"
        " ORDER BY requested_at DESC, id DESC LIMIT $10",
        scope.everything,
        list(scope.parties),
        site is None,
        site,
        period is None,
        period,
        before is None,
        moment,
        identity,
        limit,
    )


async def claim(worker: UUID, now: datetime) -> db.Row | None:
    """The oldest report that is due, or whose worker's lease has ended, for this worker alone; None: none is due."""
    waiting = "(state = 'due' OR (state = 'running' AND lease_until < $1))"
    while True:
        oldest = await db.fetch_one(f"SELECT id FROM report WHERE {waiting} ORDER BY requested_at, id LIMIT 1", now)  # noqa: S608 - constant
        if oldest is None:
            return None
        async with db.transaction():
            rows = await db.fetch(
                "UPDATE report SET state = 'running', worker = $2, lease_until = $3, attempts = attempts + 1"  # noqa: S608 - constant
                f" WHERE id = $4 AND {waiting} RETURNING id, kind, site, period, language, attempts, requested_at",
                now,
                worker,
                now + LEASE,
                oldest["id"],
            )
        if rows:  # else another worker was quicker: look for the next
            return rows[0]


async def finish(
    worker: UUID, report: UUID, pdf: bytes, pages: int, sha256: str, archive: Path, now: datetime,
    provenance: Provenance | None = None,
) -> bool:  # fmt: skip
    """Keep the bytes, then say that the report is ready; False if another worker has taken it over meanwhile."""
    keep(archive, sha256, pdf)
    columns = ", ".join(f"{name} = ${number}" for number, name in enumerate(PROVENANCE, 7))
    async with db.transaction():
        rows = await db.fetch(
            "UPDATE report SET state = 'ready', made_at = $3, pages = $4, bytes = $5, sha256 = $6, lease_until = NULL,"  # noqa: S608 - constant columns
            f" failure = NULL, {columns} WHERE id = $1 AND worker = $2 AND state = 'running' RETURNING id",
            report,
            worker,
            now,
            pages,
            len(pdf),
            sha256,
            *(getattr(provenance, name, None) for name in PROVENANCE),
        )
    return bool(rows)


async def fail(worker: UUID, report: UUID, attempts: int, reason: str) -> None:
    """Try again later, or give up after three attempts; the reason stays visible."""
    state = "failed" if attempts >= ATTEMPTS_MOST else "due"
    async with db.transaction():
        await db.fetch(
            "UPDATE report SET state = $3, failure = $4, lease_until = NULL WHERE id = $1 AND worker = $2",
            report,
            worker,
            state,
            reason[:500],
        )


async def give_back(worker: UUID) -> None:
    """What a worker leaves unfinished when its server stops is due again, and the attempt does not count."""
    async with db.transaction():
        await db.fetch(
            "UPDATE report SET state = 'due', attempts = attempts - 1, lease_until = NULL"
            " WHERE worker = $1 AND state = 'running'",
            worker,
        )


async def is_archived(sha256: str) -> bool:
    """Whether a finished report has exactly these bytes."""
    return await db.fetch_one("SELECT id FROM report WHERE sha256 = $1 AND state = 'ready'", sha256) is not None


async def amended_since(known: Mapping[str, tuple[str, int]]) -> dict[str, int]:
    """How many of these records, by id with their kind and a revision, have a later one by now: by kind."""
    counts: dict[str, int] = {}
    ids = sorted(known)
    for start in range(0, len(ids), CHUNK):
        rows = await db.fetch(
            "SELECT record, MAX(rev) AS rev FROM revision WHERE record IN @uuids($1) GROUP BY record",
            [UUID(each) for each in ids[start : start + CHUNK]],
        )
        for row in rows:
            kind, rev = known[str(row["record"])]
            if row["rev"] > rev:
                counts[kind] = counts.get(kind, 0) + 1
    return counts


def path_of(archive: Path, sha256: str) -> Path:
    return archive / sha256[:2] / f"{sha256}.pdf"


def keep(archive: Path, sha256: str, pdf: bytes) -> None:
    """Write bytes under their hash: whole or not at all, and on the disk before anyone hears of them."""
    path = path_of(archive, sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(pdf)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
