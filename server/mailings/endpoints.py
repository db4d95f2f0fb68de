"""Endpoints of webhooks: added, given a new secret, taken away. A secret is told once and never again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from server.clients.webhook import is_address
from server.mailings.secret import fingerprint_of, key_of, secret_of, told
from server.mailings.tables import Webhook
from traceability import db
from traceability.errors import Fault, Invalid, NotOnRecord, NotPermitted
from traceability.identifiers import uuid7
from traceability.scope import Scope

SALT_BYTES = 16


async def add_endpoint(
    scope: Scope, region: str, url: str, networks: Sequence[str], data_dir: Path, now: datetime
) -> tuple[UUID, str]:
    """A new endpoint and its secret. NotPermitted outside the region; Invalid: no address that may be told."""
    if not scope.oversees(region):
        raise NotPermitted(region=region)
    if not is_address(url, networks):
        raise Invalid((Fault("/url", "webhook_address_forbidden", {}),))
    endpoint = uuid7()
    salt, secret = _new_secret(data_dir, endpoint)
    row = {
        "id": endpoint,
        "region": region,
        "url": url,
        "salt": salt,
        "fingerprint": fingerprint_of(secret),
        "active": True,
        "created_at": now,
        "created_by": scope.author,
    }
    async with db.transaction():
        await db.insert({Webhook: [row]})
    return endpoint, told(secret)


async def give_new_secret(scope: Scope, endpoint: UUID, data_dir: Path) -> str:
    """Another secret; what is sent from now on is signed with it alone."""
    await find_endpoint(scope, endpoint)
    salt, secret = _new_secret(data_dir, endpoint)
    async with db.transaction():
        await db.fetch(
            "UPDATE webhook SET salt = $2, fingerprint = $3 WHERE id = $1", endpoint, salt, fingerprint_of(secret)
        )
    return told(secret)


async def take_away(scope: Scope, endpoint: UUID) -> None:
    """Nothing is sent there any more; schedules that named it go on without it."""
    await find_endpoint(scope, endpoint)
    async with db.transaction():
        await db.fetch("UPDATE webhook SET active = FALSE WHERE id = $1", endpoint)


async def find_endpoint(scope: Scope, endpoint: UUID) -> db.Row:
    """An endpoint of the region that the scope oversees, NotOnRecord otherwise."""
    row = await db.fetch_one("SELECT id, region, url, created_at FROM webhook WHERE id = $1 AND active", endpoint)
    if row is None or not scope.oversees(row["region"]):
        raise NotOnRecord(webhook=str(endpoint))
    return row


async def list_endpoints(scope: Scope) -> list[db.Row]:
    """The endpoints of the region that the scope oversees."""
    return await db.fetch(
        "SELECT id, region, url, created_at FROM webhook WHERE active AND ($1 OR ($2 AND region LIKE $3)) ORDER BY id",
        scope.everything,
        scope.region is not None,
        f"{scope.region}%",
    )


async def check_endpoints(scope: Scope, region: str, endpoints: Sequence[UUID]) -> None:
    """Invalid where an endpoint is neither the scope's nor of a region around this one."""
    rows = await db.fetch("SELECT id, region FROM webhook WHERE active AND id IN @uuids($1)", list(endpoints))
    fit = {row["id"] for row in rows if scope.oversees(row["region"]) or region.startswith(row["region"])}
    faults = [Fault(f"/webhooks/{n}", "not_in_region", {}) for n, each in enumerate(endpoints) if each not in fit]
    if faults:
        raise Invalid(faults)


async def urls_of(endpoints: Sequence[UUID]) -> dict[UUID, str]:
    """The addresses of those that are still told."""
    rows = await db.fetch("SELECT id, url FROM webhook WHERE active AND id IN @uuids($1)", list(endpoints))
    return {row["id"]: row["url"] for row in rows}


def _new_secret(data_dir: Path, endpoint: UUID) -> tuple[bytes, bytes]:
    salt = secrets.token_bytes(SALT_BYTES)
    return salt, secret_of(key_of(data_dir), endpoint, salt)
