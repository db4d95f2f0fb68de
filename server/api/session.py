"""Sign in and out; who am I."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, delete, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency

from server.api.answers import answer, json_of
from server.api.shapes import SessionAnswer, Site
from server.auth.accounts import SESSION_HOURS, SignedIn, sign_in, sign_out, who
from server.auth.gate import COOKIE, EVERYONE, PUBLIC
from server.problems import SignInRequired
from traceability import db
from traceability.bodies import Body, Code, parse_body
from traceability.canonical import parse_json
from traceability.partners.public_code import CANTEENS, code_of
from traceability.scope import Scope


class Credentials(Body):
    """A user name and its password."""

    username: Code
    password: str


async def _account(signed_in: SignedIn) -> SessionAnswer:
    return {
        "account": {
            "username": signed_in.username,
            "name": signed_in.name,
            "role": signed_in.scope.role.value,
            "language": signed_in.language,
            "sites": await sites_of(signed_in.scope),
        },
        "csrf": signed_in.csrf,
    }


async def sites_of(scope: Scope) -> list[Site]:
    """The sites in scope, by name; public_code: where parents find the menu, /m/<public_code>."""
    rows = await db.fetch(
        "SELECT record AS id, name, name_en, trade AS kind, enrolment FROM party"
        " WHERE kind = 'site' AND until_seq IS NULL AND ($1 OR record IN @uuids($2)) ORDER BY record",
        scope.everything,
        list(scope.parties),
    )
    return [
        Site(
            id=r["id"],
            name=r["name"],
            name_en=r["name_en"],
            kind=r["kind"],
            enrolment=r["enrolment"],
            public_code=code_of(r["id"]) if r["kind"] in CANTEENS else None,
        )
        for r in rows
    ]


@post(
    "/api/session",
    operation_id="sign_in",
    tags=["session"],
    opt={"roles": PUBLIC, "body": Credentials},
    status_code=200,
)
async def start(request: Request[Any, Any, Any]) -> Response[SessionAnswer]:
    """Sign in: a session cookie, and the CSRF token that its writes must bear."""
    credentials = parse_body(Credentials, parse_json(await json_of(request)))
    secret, _ = await sign_in(credentials.username, credentials.password)
    signed_in = await who("session", secret)
    if signed_in is None:
        raise SignInRequired
    response = answer(await _account(signed_in))
    response.set_cookie(
        Cookie(
            key=COOKIE,
            value=secret,
            path="/",
            httponly=True,
            samesite="strict",
            secure=request.app.state.settings.secure_cookies,
            max_age=SESSION_HOURS * 3600,
        )
    )
    return response


@get("/api/session", operation_id="who_am_i", tags=["session"], opt={"roles": EVERYONE})
async def current(signed_in: NamedDependency[SignedIn]) -> Response[SessionAnswer]:
    """The signed-in account."""
    return answer(await _account(signed_in))


@delete("/api/session", operation_id="sign_out", tags=["session"], opt={"roles": EVERYONE}, status_code=204)
async def end(request: Request[Any, Any, Any]) -> Response[None]:
    """Sign out of this browser."""
    secret = request.cookies.get(COOKIE)
    if secret:
        await sign_out(secret)
    response: Response[None] = Response(None, status_code=204)
    response.delete_cookie(COOKIE)
    return response


HANDLERS = [start, current, end]
