"""Sign in, sign out, and find out who is asking."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.auth.tables import Account, FailedSignIn, Session, Token
from server.tablets.bearer import Device, device_of
from traceability import db
from traceability.identifiers import derive, uuid7
from traceability.scope import Role, Scope

LANGUAGE = "zh-CN"
SESSION_HOURS = 12
PAUSE_AFTER, PAUSE_MINUTES = 10, 5
SECRETS = UUID("7d0f3a52-9f0e-5c7e-8a44-3d2f6f1b9c01")  # namespace of ids derived from secrets' digests

_hasher = PasswordHasher()
_decoy = _hasher.hash(secrets.token_urlsafe(16))


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account, or a tablet, and what it may see. csrf: None for bearer tokens; device: None for accounts."""

    account: UUID
    username: str
    name: str
    language: str
    scope: Scope
    csrf: str | None
    device: Device | None = None


class WrongCredentials(Exception):
    """User name or password is wrong; nobody learns which."""


class TooManyAttempts(Exception):
    """Too many failed attempts on this user name; try again in a few minutes."""


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _key(digest: bytes) -> UUID:
    return derive(SECRETS, digest.hex())


async def create_account(
    username: str, password: str, name: str, role: Role, *, party: UUID | None = None, region: str | None = None
) -> UUID:
    """Add an account, or give the one of that user name these properties."""
    hashed = await asyncio.to_thread(_hasher.hash, password)
    async with db.transaction():
        found = await db.fetch_one("SELECT id FROM account WHERE username = $1", username)
        account: UUID = found["id"] if found else uuid7()
        await db.fetch("DELETE FROM account WHERE id = $1", account)
        row = {
            "id": account,
            "username": username,
            "password": hashed,
            "person": derive(SECRETS, "person", username),
            "name": name,
            "role": role.value,
            "party": party,
            "region": region,
            "language": LANGUAGE,
            "disabled": False,
            "created_at": db.utc_now(),
        }
        await db.insert({Account: [row]})
    return account


async def sign_in(username: str, password: str) -> tuple[str, str]:
    """A new session's secret and CSRF token. WrongCredentials, or TooManyAttempts after ten failures."""
    since = db.utc_now() - timedelta(minutes=PAUSE_MINUTES)
    failures = await db.fetch_one(
        "SELECT COUNT(*) AS n FROM failed_sign_in WHERE username = $1 AND failed_at > $2", username[:200], since
    )
    if failures is not None and failures["n"] >= PAUSE_AFTER:
        raise TooManyAttempts
    row = await db.fetch_one("SELECT id, password, disabled FROM account WHERE username = $1", username)
    right = await asyncio.to_thread(_verify, row["password"] if row else _decoy, password)
    if row is None or not right or row["disabled"]:
        failed = {"id": uuid7(), "username": username[:200], "failed_at": db.utc_now()}
        await db.insert({FailedSignIn: [failed]})
        raise WrongCredentials
    secret, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
    digest = _digest(secret)
    session = {
        "id": _key(digest),
        "digest": digest,
        "account": row["id"],
        "csrf": csrf,
        "expires_at": db.utc_now() + timedelta(hours=SESSION_HOURS),
    }
    await db.insert({Session: [session]})
    return secret, csrf


def _verify(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


async def sign_out(secret: str) -> None:
    _known.pop(("session", secret), None)
    await db.fetch("DELETE FROM session WHERE id = $1", _key(_digest(secret)))


async def sweep() -> None:
    """Forget sessions that have expired, and failed attempts that no longer count."""
    now = db.utc_now()
    async with db.transaction():
        await db.fetch("DELETE FROM session WHERE expires_at < $1", now)
        await db.fetch("DELETE FROM failed_sign_in WHERE failed_at < $1", now - timedelta(minutes=PAUSE_MINUTES))


async def issue_token(username: str) -> str:
    """A new bearer token for a program; shown once, stored as a digest. LookupError: no such account."""
    row = await db.fetch_one("SELECT id FROM account WHERE username = $1", username)
    if row is None:
        raise LookupError(username)
    secret = secrets.token_urlsafe(32)
    digest = _digest(secret)
    token = {"id": _key(digest), "digest": digest, "account": row["id"], "created_at": db.utc_now()}
    await db.insert({Token: [token]})
    return secret


REMEMBER_SECONDS = 5
_known: dict[tuple[str, str], tuple[float, datetime | None, SignedIn]] = {}


async def who(kind: str, secret: str) -> SignedIn | None:
    """Who bears this `session` or `token` secret; remembered for a few seconds."""
    now = asyncio.get_running_loop().time()
    remembered = _known.get((kind, secret))
    if remembered is not None and remembered[0] > now and (remembered[1] is None or remembered[1] > db.utc_now()):
        return remembered[2]
    digest = _digest(secret)
    row = await _find(kind, digest)
    device = await device_of(digest) if row is None and kind == "token" else None
    if row is not None:
        signed_in = SignedIn(
            row["account"], row["username"], row["name"], row["language"], await _scope(row), row.get("csrf")
        )
    elif device is not None:
        signed_in = _at(device)
    else:
        _known.pop((kind, secret), None)
        return None
    if len(_known) > 5000:
        _known.clear()
    _known[kind, secret] = (now + REMEMBER_SECONDS, row.get("expires_at") if row else None, signed_in)
    return signed_in


def _at(device: Device) -> SignedIn:
    """A tablet works as the kitchen of its one site; it is the author of what no person at it made."""
    scope = Scope(device.tablet, Role.KITCHEN, frozenset({device.site}))
    return SignedIn(device.tablet, str(device.tablet), device.name, LANGUAGE, scope, None, device)


def forget(account: UUID) -> None:
    """Drop what this process remembers of an account or a tablet."""
    for key in [key for key, (_, _, signed_in) in _known.items() if signed_in.account == account]:
        del _known[key]


def forget_all() -> None:
    """Drop what is remembered (another database is connected)."""
    _known.clear()


async def _find(kind: str, digest: bytes) -> db.Row | None:
    columns = "a.id AS account, a.username, a.name, a.language, a.person, a.role, a.party, a.region, s.digest"
    if kind == "session":
        row = await db.fetch_one(
            f"SELECT {columns}, s.csrf, s.expires_at FROM session s JOIN account a ON a.id = s.account"  # noqa: S608 - constants
            " WHERE s.id = $1 AND s.expires_at > $2 AND NOT a.disabled",
            _key(digest),
            db.utc_now(),
        )
    else:
        row = await db.fetch_one(
            f"SELECT {columns} FROM token s JOIN account a ON a.id = s.account"  # noqa: S608 - constants
            " WHERE s.id = $1 AND s.revoked_at IS NULL AND NOT a.disabled",
            _key(digest),
        )
    if row is None or not hmac.compare_digest(bytes(row["digest"]), digest):
        return None
    return dict(row)


async def _scope(row: db.Row) -> Scope:
    """Operators see everything, authorities their districts, the others their party and what it runs."""
    role = Role(row["role"])
    if role is Role.OPERATOR:
        return Scope(row["person"], role, everything=True)
    if row["region"]:
        found = await db.fetch(
            "SELECT record FROM party WHERE region LIKE $1 AND until_seq IS NULL", row["region"] + "%"
        )
    else:
        found = await db.fetch(
            "SELECT record FROM party WHERE (record = $1 OR organisation = $1) AND until_seq IS NULL", row["party"]
        )
    parties = {r["record"] for r in found} | ({row["party"]} if row["party"] else set())
    return Scope(row["person"], role, frozenset(parties), region=row["region"] or None)
