"""The gate of every route: who is asking, may their role use this route, is the write theirs (CSRF)."""

from __future__ import annotations

import hmac
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from server.auth.accounts import SignedIn, who
from server.problems import CsrfMissing, SignInRequired
from server.tablets.bearer import Device
from traceability.errors import NotPermitted
from traceability.scope import Role, Scope

COOKIE = "mealtrace_session"
EVERYONE: frozenset[Role] = frozenset(Role)
PUBLIC = "public"
TABLETS = {"roles": frozenset({Role.KITCHEN}), "device": True}
"""The opt of a route for tablets' own tokens alone."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse who is not signed in, whose role the route does not state, and cookie writes without the CSRF token."""
    roles = handler.opt.get("roles")
    if roles == PUBLIC or (roles is None and connection.scope.get("method") == "OPTIONS"):
        return
    signed_in = await _identify(connection)
    if roles is None or signed_in.scope.role not in roles:
        raise NotPermitted(role=signed_in.scope.role.value)
    if handler.opt.get("device") and signed_in.device is None:
        raise NotPermitted(role=signed_in.scope.role.value)
    connection.state.signed_in = signed_in


async def _identify(connection: ASGIConnection[Any, Any, Any, Any]) -> SignedIn:
    authorization = connection.headers.get("authorization", "")
    if authorization[:7].lower() == "bearer ":
        signed_in = await who("token", authorization[7:].strip())
    else:
        secret = connection.cookies.get(COOKIE)
        signed_in = await who("session", secret) if secret else None
        if signed_in is not None and connection.scope.get("method") not in SAFE:
            sent = connection.headers.get("x-csrf-token", "")
            if signed_in.csrf is None or not hmac.compare_digest(sent.encode(), signed_in.csrf.encode()):
                raise CsrfMissing
    if signed_in is None:
        raise SignInRequired
    return signed_in


async def provide_signed_in(request: Request[Any, Any, Any]) -> SignedIn:
    """Dependency `signed_in`: the account that passed the gate."""
    signed_in: SignedIn = request.state.signed_in
    return signed_in


async def provide_scope(request: Request[Any, Any, Any]) -> Scope:
    """Dependency `within`: what the account that passed the gate may see."""
    signed_in: SignedIn = request.state.signed_in
    return signed_in.scope


async def provide_device(request: Request[Any, Any, Any]) -> Device:
    """Dependency `device` of the routes for tablets alone: the tablet that passed the gate."""
    device: Device = request.state.signed_in.device
    return device
