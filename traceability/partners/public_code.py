"""The public code of a site: what stands in the QR code beside its menu. It is no secret and never changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from traceability import db
from traceability.identifiers import CODE_LETTERS, read_code
from traceability.partners.tables import SiteCode

LENGTH = 8
CANTEENS = ("campus", "central_kitchen")
"""The trades of sites whose menu stands at /m/<code>; a supplier's has none."""

UNCODED = (
    "SELECT l.id, l.home FROM log l JOIN party p ON p.record = l.id AND p.kind = 'site' AND p.until_seq IS NULL"
    " WHERE NOT EXISTS (SELECT 1 FROM site_code c WHERE c.id = l.id)"
)
SITE = (
    "SELECT c.id, p.name, p.name_en, p.organisation, p.complaint_contact, l.zone,"
    " o.name AS school, o.name_en AS school_en FROM site_code c"
    " JOIN party p ON p.record = c.id AND p.until_seq IS NULL AND p.trade IN @texts($2)"
    " JOIN log l ON l.id = c.id"
    " LEFT JOIN party o ON o.record = p.organisation AND o.until_seq IS NULL"
    " WHERE c.code = $1 LIMIT 2"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSite:
    """A canteen as anyone may know it. zone: IANA time zone of its business days; school: who runs it."""

    id: UUID
    code: str
    name: str
    name_en: str | None
    organisation: UUID | None
    school: str | None
    school_en: str | None
    complaint_contact: str | None
    zone: str


def code_of(site: UUID) -> str:
    """Eight characters: the first 40 bits of SHA-256 over the site's id, in base 32."""
    bits = int.from_bytes(hashlib.sha256(site.bytes).digest()[:5], "big")
    return "".join(CODE_LETTERS[bits >> shift & 31] for shift in range(5 * LENGTH - 5, -1, -5))


def code_rows(sites: Iterable[tuple[UUID, UUID]]) -> list[db.Row]:
    """The rows of sites and their homes."""
    return [{"id": site, "home": home, "code": code_of(site)} for site, home in sites]


async def give_codes() -> int:
    """Give a code to every site that was registered before sites had one; how many."""
    async with db.transaction():
        rows = code_rows((row["id"], row["home"]) for row in await db.fetch(UNCODED))
        await db.insert({SiteCode: rows}, ignore=frozenset({SiteCode}))
    return len(rows)


async def site_of(code: str) -> PublicSite | None:
    """The canteen of a code as people type it; None for an unknown one, and for one that two sites happen to share."""
    typed = read_code(code)
    if len(typed) != LENGTH or not set(typed) <= set(CODE_LETTERS):
        return None
    rows = await db.fetch(SITE, typed, list(CANTEENS))
    return PublicSite(code=typed, **dict(rows[0])) if len(rows) == 1 else None
