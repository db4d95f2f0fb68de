"""PINs: made at random, kept as verifiers that a tablet can check offline, changed by the person, rotated.

verifier = PBKDF2-HMAC-SHA256(PIN as ASCII, 16 random bytes of salt, 310,000 iterations), 32 bytes. A PIN of four digits
says who made an entry; what lets entries in is the tablet's token.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from server.tablets.attempts import forgive, may_try
from traceability import db
from traceability.errors import Fault, Invalid, NotOnRecord
from traceability.identifiers import derive

ITERATIONS = 310_000
SALT_BYTES = 16
PIN_DAYS = 90
WRONG_MOST, WRONG_MINUTES = 5, 15
PATTERN = r"^[0-9]{4}$"
RUNS = "01234567890 09876543210"
YEARS = ("19", "20")


class TooManyPins(Exception):
    """Five wrong PINs within fifteen minutes; try again later, or have the PIN reset."""


def is_simple(pin: str) -> bool:
    """Whether it is what people guess first: 0000, 1212, 1122, 1234, 4321, or a year."""
    return pin[:2] == pin[2:] or pin in RUNS or pin[:2] in YEARS or re.fullmatch(r"(\d)\1(\d)\2", pin) is not None


def random_pin() -> str:
    """Four random digits that are not simple."""
    while is_simple(pin := f"{secrets.randbelow(10_000):04}"):
        pass
    return pin


async def verifier_of(pin: str, salt: bytes, iterations: int) -> bytes:
    """Takes about a tenth of a second, in a thread of its own."""
    return await asyncio.to_thread(hashlib.pbkdf2_hmac, "sha256", pin.encode(), salt, iterations)


async def pin_row(site: UUID, person: UUID, pin: str) -> db.Row:
    """The row of a PIN that is good for ninety days from now, with a salt of its own."""
    salt, now = secrets.token_bytes(SALT_BYTES), db.utc_now()
    return {
        "id": derive(site, "pin", str(person)),
        "site": site,
        "person": person,
        "salt": salt,
        "iterations": ITERATIONS,
        "verifier": await verifier_of(pin, salt, ITERATIONS),
        "set_at": now,
        "expires_at": now + timedelta(days=PIN_DAYS),
    }


async def keep_pin(row: db.Row, disabled_at: datetime | None = None) -> None:
    """Put a PIN in place of any other of the person at the site, and forget what was tried before.

    disabled_at: of the PIN that the caller saw there. NotOnRecord: it was disabled since, which stands.
    """
    async with db.transaction():
        kept = await db.fetch(
            "INSERT INTO pin (id, site, person, salt, iterations, verifier, set_at, expires_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET salt = excluded.salt,"
            " iterations = excluded.iterations, verifier = excluded.verifier, set_at = excluded.set_at,"
            " expires_at = excluded.expires_at, disabled_at = NULL"
            " WHERE pin.disabled_at IS NULL OR pin.disabled_at = $9 RETURNING id",
            *(row[name] for name in ("id", "site", "person", "salt", "iterations", "verifier", "set_at", "expires_at")),
            disabled_at,
        )
        if not kept:
            raise NotOnRecord(person=str(row["person"]))
        await forgive(_subject(row["site"], row["person"]))


async def change_pin(site: UUID, person: UUID, old: str, new: str) -> datetime:
    """Change a PIN by the old one, also where that has expired; when the new one expires.

    Invalid: the old one is wrong (which counts), the new one is simple or the same; TooManyPins after five wrong ones;
    NotOnRecord: no PIN, or a disabled one.
    """
    row = await db.fetch_one(
        "SELECT id, salt, iterations, verifier FROM pin WHERE site = $1 AND person = $2 AND disabled_at IS NULL",
        site,
        person,
    )
    if row is None:
        raise NotOnRecord(person=str(person))
    if not await may_try(_subject(site, person), WRONG_MOST, WRONG_MINUTES):
        raise TooManyPins
    tried = await verifier_of(old, bytes(row["salt"]), row["iterations"])
    if not hmac.compare_digest(tried, bytes(row["verifier"])):
        raise Invalid([Fault("/old", "wrong_pin")])
    await forgive(_subject(site, person))
    if new == old:
        raise Invalid([Fault("/new", "pin_unchanged")])
    if is_simple(new):
        raise Invalid([Fault("/new", "pin_too_simple")])
    made = await pin_row(site, person, new)
    changed = await db.fetch(
        "UPDATE pin SET salt = $3, iterations = $4, verifier = $5, set_at = $6, expires_at = $7"
        " WHERE id = $1 AND verifier = $2 AND disabled_at IS NULL RETURNING expires_at",
        *(row["id"], bytes(row["verifier"])),
        *(made[name] for name in ("salt", "iterations", "verifier", "set_at", "expires_at")),
    )
    if not changed:  # they left, or it was reset, in the meantime
        raise NotOnRecord(person=str(person))
    expires_at: datetime = changed[0]["expires_at"]
    return expires_at


async def disable_pin(site: UUID, person: UUID) -> None:
    """Disable a person's PIN at a site, also one that is being made just now; a new one is set for who comes back.

    Where there is none, one that nobody knows stands there disabled, and says that they were signed off.
    """
    now = db.utc_now()
    await db.fetch(
        "INSERT INTO pin (id, site, person, salt, iterations, verifier, set_at, expires_at, disabled_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7)"
        " ON CONFLICT (id) DO UPDATE SET disabled_at = excluded.disabled_at",
        derive(site, "pin", str(person)),
        site,
        person,
        secrets.token_bytes(SALT_BYTES),
        ITERATIONS,
        secrets.token_bytes(hashlib.sha256().digest_size),
        now,
    )


async def drop_pins(person: UUID) -> None:
    """Delete the PINs of a person who is erased."""
    await db.fetch("DELETE FROM pin WHERE person = $1", person)


def _subject(site: UUID, person: UUID) -> str:
    return f"pin {site} {person}"
