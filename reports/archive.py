"""Make reports and keep them: claimed by one worker at a time, their bytes stored under their SHA-256.

One file, though a long one: every change of a report's row stands here, since each rests on the state the others leave.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from reports.errors import ArchiveDamaged
from reports.schedules.plan import report_row
from reports.tables import Report
from traceability import db
from traceability.errors import NotOnRecord
from traceability.scope import Scope

LEASE = timedelta(seconds=90)
"""How long a report is left to a worker that says nothing; `renew` says that it is still at it."""
ATTEMPTS_MOST = 3
CHUNK = 5000
PROVENANCE = ("unsigned_sha256", "signer", "seal_level", "checkpoint", "checkpoint_number", "rule_set", "release",
              "templates", "fonts")  # fmt: skip
SHOWN = (
    "id, run, kind, site, subject, period, language, state, origin, requested_at, made_at, pages, bytes, sha256,"
    f" failure, {', '.join(PROVENANCE)}"
)


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


@dataclass(frozen=True, slots=True)
class Sought:
    """Which reports are listed; None: whatever it is."""

    site: UUID | None = None
    period: str | None = None
    kind: str | None = None
    state: str | None = None
    run: UUID | None = None
    subject: UUID | None = None


async def request_report(
    scope: Scope,
    identity: UUID,
    kind: str,
    site: UUID,
    period: str,
    language: str,
    now: datetime,
    subject: UUID | None = None,
) -> db.Row:
    """Ask for a report; NotOnRecord where the site is not in scope. What a kind asks for: ordering.py."""
    if not scope.sees(site):
        raise NotOnRecord(party=str(site))
    async with db.transaction():
        if await db.fetch_one("SELECT record FROM party WHERE record = $1 AND until_seq IS NULL", site) is None:
            raise NotOnRecord(party=str(site))
        wish = {"kind": kind, "language": language, "requested_by": scope.author, "subject": subject}
        await db.insert({Report: [report_row(identity, site, period, wish, None, now)]}, ignore=frozenset({Report}))
    return await find_report(scope, identity)


async def find_report(scope: Scope, identity: UUID) -> db.Row:
    """A report in scope, NotOnRecord otherwise."""
    row = await db.fetch_one(f"SELECT {SHOWN} FROM report WHERE id = $1", identity)  # noqa: S608 - constant columns
    if row is None or not scope.sees(row["site"]):
        raise NotOnRecord(report=str(identity))
    return row


async def find_ready(scope: Scope, identity: UUID) -> db.Row:
    """A finished report in scope, NotOnRecord otherwise."""
    row = await find_report(scope, identity)
    if row["state"] != "ready":
        raise NotOnRecord(report=str(identity), state=row["state"])
    return row


async def list_reports(scope: Scope, sought: Sought, before: tuple[datetime, UUID] | None, limit: int) -> list[db.Row]:
    """Reports in scope, newest request first."""
    moment, identity = before or (None, None)
    return await db.fetch(
        f"SELECT {SHOWN} FROM report WHERE ($1 OR site IN @uuids($2)) AND ($3 OR site = $4) AND ($5 OR period = $6)"  # noqa: S608 - constant columns
        " AND ($7 OR kind = $8) AND ($9 OR state = $10) AND ($11 OR run = $12)"
        " AND ($13 OR subject = $14) AND ($15 OR requested_at < $16 OR (requested_at = $16 AND id < $17))"
        " ORDER BY requested_at DESC, id DESC LIMIT $18",
        scope.everything,
        list(scope.parties),
        sought.site is None,
        sought.site,
        sought.period is None,
        sought.period,
        sought.kind is None,
        sought.kind,
        sought.state is None,
        sought.state,
        sought.run is None,
        sought.run,
        sought.subject is None,
        sought.subject,
        before is None,
        moment,
        identity,
        limit,
    )


async def make_again(scope: Scope, identity: UUID) -> db.Row:
    """A report that failed is due again, with all its attempts; one that did not stays as it is."""
    await find_report(scope, identity)
    async with db.transaction():
        await db.fetch(
            "UPDATE report SET state = 'due', attempts = 0, failure = NULL WHERE id = $1 AND state = 'failed'", identity
        )
    return await find_report(scope, identity)


async def claim(worker: UUID, now: datetime) -> db.Row | None:
    """The oldest report that is due, or whose worker's lease has ended, for this worker alone; None: none is due.

    What a person waits for comes before what a schedule asked for.
    """
    waiting = f"(state = 'due' OR (state = 'running' AND lease_until < $1 AND attempts < {ATTEMPTS_MOST}))"
    while True:
        oldest = await db.fetch_one(
            f"SELECT id FROM report WHERE {waiting}"  # noqa: S608 - constant
            " ORDER BY CASE WHEN run IS NULL THEN 0 ELSE 1 END, requested_at, id LIMIT 1",
            now,
        )
        if oldest is None:
            return None
        async with db.transaction():
            rows = await db.fetch(
                "UPDATE report SET state = 'running', worker = $2, lease_until = $3, attempts = attempts + 1"  # noqa: S608 - constant
                f" WHERE id = $4 AND {waiting}"
                " RETURNING id, kind, site, subject, period, language, attempts, requested_at",
                now,
                worker,
                now + LEASE,
                oldest["id"],
            )
        if rows:  # else another worker was quicker: look for the next
            return rows[0]


async def renew(worker: UUID, now: datetime) -> None:
    """The worker is still making what it claimed."""
    async with db.transaction():
        await db.fetch(
            "UPDATE report SET lease_until = $2 WHERE worker = $1 AND state = 'running'", worker, now + LEASE
        )


async def give_up_lost(now: datetime) -> None:
    """What took its worker down with it at every attempt is not tried once more."""
    async with db.transaction():
        await db.fetch(
            "UPDATE report SET state = 'failed', failure = 'WorkerLost', lease_until = NULL"
            " WHERE state = 'running' AND lease_until < $1 AND attempts >= $2",
            now,
            ATTEMPTS_MOST,
        )


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


def archived(archive: Path, digest: str) -> bytes:
    """The bytes of a finished report, by their SHA-256. ArchiveDamaged: they are gone, or are not what was sealed."""
    try:
        pdf = path_of(archive, digest).read_bytes()
    except OSError as error:
        raise ArchiveDamaged(digest) from error
    if hashlib.sha256(pdf).hexdigest() != digest:
        raise ArchiveDamaged(digest)
    return pdf


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
