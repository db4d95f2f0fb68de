"""Enrol a tablet with a one-time code, list those enrolled, disable one that is lost."""

from __future__ import annotations

import io
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import segno

from server.auth.accounts import PAUSE_AFTER, PAUSE_MINUTES, TooManyAttempts, forget
from server.tablets.attempts import forgive, may_try
from server.tablets.tables import Enrolment, Tablet
from traceability import db
from traceability.canonical import digest
from traceability.errors import Fault, Invalid, NotOnRecord
from traceability.identifiers import CODE_LETTERS, read_code, uuid7
from traceability.scope import Scope

CODE_MINUTES = 15
CODE_LENGTH = 10
"""Of 32 letters: 50 random bits."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An enrolment's code, told once."""

    id: UUID
    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A tablet and its bearer token, told once."""

    id: UUID
    site: UUID
    name: str
    token: str


@dataclass(frozen=True, slots=True)
class TabletCount:
    """made: entries it says it made; received: those whose fate the server knows."""

    tablet: db.Row
    made: int
    received: int


async def offer(scope: Scope, site: UUID, name: str) -> Offer:
    """A one-time code, good for fifteen minutes, for a tablet of the site. NotOnRecord: no such site in scope."""
    known = await db.fetch_one(
        "SELECT record FROM party WHERE record = $1 AND kind = 'site' AND until_seq IS NULL", site
    )
    if known is None or not scope.sees(site):
        raise NotOnRecord(party=str(site))
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    made = Offer(uuid7(), code, db.utc_now() + timedelta(minutes=CODE_MINUTES))
    row = {
        "id": made.id,
        "digest": digest(code.encode()),
        "site": site,
        "name": name,
        "offered_by": scope.author,
        "expires_at": made.expires_at,
    }
    await db.insert({Enrolment: [row]})
    return made


def drawn(url: str) -> str:
    """The URL as a QR code: SVG text with its quiet zone, scalable, without inline style."""
    svg = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        svg, kind="svg", border=4, light="#fff", xmldecl=False, omitsize=True, svgclass=None, lineclass=None, nl=False
    )
    return svg.getvalue().decode()


async def enrol(code: str, address: str) -> Enrolled:
    """Spend a code. Invalid: it is wrong, spent or expired; TooManyAttempts: ten such from the address in 5 minutes."""
    subject, now, token = f"code {address}", db.utc_now(), secrets.token_urlsafe(32)
    if not await may_try(subject, PAUSE_AFTER, PAUSE_MINUTES):
        raise TooManyAttempts
    tablet = uuid7()
    async with db.transaction():
        spent = await db.fetch_one(
            "UPDATE enrolment SET spent_at = $2, tablet = $3 WHERE digest = $1 AND spent_at IS NULL AND expires_at > $2"
            " RETURNING site, name, offered_by",
            digest(read_code(code).encode()),
            now,
            tablet,
        )
        if spent is not None:
            row = {
                "id": tablet,
                "digest": digest(token.encode()),
                "site": spent["site"],
                "name": spent["name"],
                "made": 0,
                "enrolled_by": spent["offered_by"],
                "enrolled_at": now,
            }
            await db.insert({Tablet: [row]})
    if spent is None:
        raise Invalid([Fault("/code", "wrong_enrolment_code")])
    await forgive(subject)
    return Enrolled(tablet, spent["site"], spent["name"], token)


async def tablets_of(scope: Scope, site: UUID | None) -> list[db.Row]:
    """The tablets of the sites in scope (or of one of them), those enrolled last first."""
    return await db.fetch(
        "SELECT id, name, site, made, enrolled_at, last_seen, disabled_at FROM tablet"
        " WHERE ($1 OR site IN @uuids($2)) AND ($3 OR site = $4) ORDER BY enrolled_at DESC, id DESC",
        scope.everything,
        list(scope.parties),
        site is None,
        site,
    )


async def counted(tablets: Sequence[db.Row]) -> list[TabletCount]:
    """Each tablet with what it made and what of that arrived."""
    rows = await db.fetch(
        "SELECT t.id, COALESCE(t.tallied, 0) AS tallied, COUNT(e.id) AS beyond, COALESCE(MAX(e.sequence), 0) AS highest"
        " FROM tablet t LEFT JOIN tablet_entry e ON e.tablet = t.id AND e.sequence > COALESCE(t.tallied, 0)"
        " WHERE t.id IN @uuids($1) GROUP BY t.id, t.tallied",
        [tablet["id"] for tablet in tablets],
    )
    counts = {row["id"]: row for row in rows}
    return [
        TabletCount(
            tablet,
            max(tablet["made"], counts[tablet["id"]]["tallied"], counts[tablet["id"]]["highest"]),
            counts[tablet["id"]]["tallied"] + counts[tablet["id"]]["beyond"],
        )
        for tablet in tablets
    ]


async def disable(scope: Scope, tablet: UUID) -> None:
    """Disable a tablet: its token stops working at once here, and within seconds in other processes."""
    async with db.transaction():
        row = await db.fetch_one("SELECT site FROM tablet WHERE id = $1", tablet)
        if row is None or not scope.sees(row["site"]):
            raise NotOnRecord(tablet=str(tablet))
        await db.fetch("UPDATE tablet SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL", tablet, db.utc_now())
    forget(tablet)
