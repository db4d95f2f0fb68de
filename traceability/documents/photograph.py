"""Take in a photograph: stripped to its picture, kept in the store, and on record under the id the tablet gave it.

It comes before the record that names it. The content is durable before its row is, and a repeat mends a lost content.
"""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from uuid import UUID

from traceability import db
from traceability.documents.store import keep
from traceability.documents.strip import strip
from traceability.documents.tables import Photo
from traceability.errors import Conflict, NotOnRecord, NotPermitted
from traceability.scope import CANTEEN, Scope

WRITERS = CANTEEN
LARGEST = 8_000_000
"""Most bytes of one photograph: what a tablet's camera makes at its finest."""

SITE = (
    "SELECT l.home FROM log l JOIN party p ON p.record = l.id AND p.kind = 'site' AND p.until_seq IS NULL"
    " WHERE l.id = $1"
)


async def photograph(scope: Scope, root: Path, photo: UUID, site: UUID, content: bytes) -> tuple[db.Row, bool]:
    """Keep a photograph of a site; its row, and whether the same bytes were here before.

    root: the data directory. NotPermitted: this person takes no photographs there; PictureRefused: no picture that is
    taken; Conflict `photo_conflict`: the id has other bytes, and those stay.
    """
    home = await home_to_write(scope, site)
    told = hashlib.sha256(content).hexdigest()
    known = await _row(photo)
    if known is not None and (known["sha256_received"], known["site"]) != (told, site):
        raise _taken(photo)
    picture = await asyncio.to_thread(strip, content)
    stored = await asyncio.to_thread(keep, root, picture.content)
    if known is not None:
        return known, True
    row = {
        "id": photo,
        "home": home,
        "site": site,
        "sha256_received": told,
        "sha256_stored": stored.sha256,
        "bytes": len(content),
        "type": picture.media_type,
        "width": picture.width,
        "height": picture.height,
        "received_at": db.utc_now(),
    }
    async with db.transaction():
        await db.insert({Photo: [row]}, ignore=frozenset({Photo}))
        first = await _row(photo)
    if first is None or (first["sha256_received"], first["site"]) != (told, site):  # another came between
        raise _taken(photo)
    return first, False


async def home_to_write(scope: Scope, site: UUID) -> UUID:
    """The home of a site this person takes photographs at. NotPermitted otherwise, NotOnRecord where it is no site."""
    if not scope.may_write(WRITERS, site):
        raise NotPermitted(kind="photo", party=str(site))
    row = await db.fetch_one(SITE, site)
    if row is None:
        raise NotOnRecord(party=str(site))
    home: UUID = row["home"]
    return home


async def find_photo(scope: Scope, photo: UUID) -> db.Row:
    """A photograph's row. NotOnRecord: there is none, or the scope does not see its site."""
    row = await _row(photo)
    if row is None or not scope.sees(row["site"]):
        raise NotOnRecord(photo=str(photo))
    return row


async def received(photo: UUID, site: UUID, sha256: str | None = None) -> db.Row | None:
    """The row of a photograph that is here already, None where it is not.

    Conflict `photo_conflict`: the id is another site's, or of another content than `sha256` says.
    """
    row = await _row(photo)
    if row is not None and (row["site"] != site or sha256 not in (None, row["sha256_received"])):
        raise _taken(photo)
    return row


async def _row(photo: UUID) -> db.Row | None:
    return await db.fetch_one("SELECT * FROM photo WHERE id = $1", photo)


def _taken(photo: UUID) -> Conflict:
    return Conflict("photo_conflict", photo=str(photo))
