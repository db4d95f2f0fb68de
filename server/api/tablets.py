"""Tablets: a manager offers a code, a device spends it for a token of its own; lost ones are disabled."""

from __future__ import annotations

from typing import Any, TypedDict
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from server.api.answers import answer, cut, json_of, listed, moment
from server.api.shapes import Page
from server.auth.gate import PUBLIC
from server.tablets.enrol import TabletCount, counted, disable, drawn, enrol, offer, tablets_of
from traceability.bodies import Body, Code, Name, parse_body
from traceability.canonical import parse_json
from traceability.errors import NotOnRecord
from traceability.scope import CANTEEN, OFFICE, Scope


class EnrolmentWish(Body):
    """A tablet to be enrolled: at which site, and what people call it."""

    site: UUID
    name: Name


class EnrolmentCode(Body):
    """A one-time code, as scanned or typed."""

    code: Code


class EnrolmentAnswer(TypedDict):
    """A one-time code, told once. url: what the tablet opens; qr: the same as SVG."""

    id: UUID
    code: str
    url: str
    qr: str
    expires_at: str


class EnrolledAnswer(TypedDict):
    """A tablet and the bearer token of its requests, told once."""

    id: UUID
    site: UUID
    name: str
    token: str


class TabletAnswer(TypedDict):
    """made: entries it says it made; received: those whose fate the server knows; missing: the others."""

    id: UUID
    name: str
    site: UUID
    enrolled_at: str
    last_seen: str | None
    disabled_at: str | None
    made: int
    received: int
    missing: int


@post(
    "/api/enrolments",
    operation_id="offer_enrolment",
    tags=["tablets"],
    opt={"roles": OFFICE, "body": EnrolmentWish},
    status_code=201,
)
async def put_on_offer(request: Request[Any, Any, Any], within: NamedDependency[Scope]) -> Response[EnrolmentAnswer]:
    """A one-time code, good for fifteen minutes, that makes a device a tablet of a site."""
    wish = parse_body(EnrolmentWish, parse_json(await json_of(request)))
    made = await offer(within, wish.site, wish.name)
    url = f"{request.app.state.settings.public_url}/app/#/enrol/{made.code}"
    told: EnrolmentAnswer = {
        "id": made.id,
        "code": made.code,
        "url": url,
        "qr": drawn(url),
        "expires_at": made.expires_at.isoformat(),
    }
    return answer(told, 201)


@post(
    "/api/tablets",
    operation_id="enrol_tablet",
    tags=["tablets"],
    opt={"roles": PUBLIC, "body": EnrolmentCode},
    status_code=201,
)
async def spend(request: Request[Any, Any, Any]) -> Response[EnrolledAnswer]:
    """Spend a code: the device is a tablet of its site from now on."""
    sent = parse_body(EnrolmentCode, parse_json(await json_of(request)))
    made = await enrol(sent.code, request.client.host if request.client else "")
    return answer({"id": made.id, "site": made.site, "name": made.name, "token": made.token}, 201)


@get("/api/tablets", operation_id="list_tablet", tags=["tablets"], opt={"roles": CANTEEN})
async def tablets(
    within: NamedDependency[Scope],
    site: FromQuery[UUID | None] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[TabletAnswer]]:
    """The tablets in scope, those enrolled last first, each with what it made and what of that arrived."""
    if site is not None and not within.sees(site):
        raise NotOnRecord(party=str(site))
    page, onward = cut(await tablets_of(within, site), after, limit)
    return listed([_shown(tablet) for tablet in await counted(page)], onward)


def _shown(counts: TabletCount) -> TabletAnswer:
    row = counts.tablet
    return {
        "id": row["id"],
        "name": row["name"],
        "site": row["site"],
        "enrolled_at": row["enrolled_at"].isoformat(),
        "last_seen": moment(row["last_seen"]),
        "disabled_at": moment(row["disabled_at"]),
        "made": counts.made,
        "received": counts.received,
        "missing": counts.made - counts.received,
    }


@delete(
    "/api/tablets/{tablet:uuid}",
    operation_id="disable_tablet",
    tags=["tablets"],
    opt={"roles": OFFICE},
    status_code=204,
)
async def take_out(tablet: FromPath[UUID], within: NamedDependency[Scope]) -> None:
    """Disable a tablet that was lost or is given away; what it recorded stays."""
    await disable(within, tablet)


HANDLERS = [put_on_offer, spend, tablets, take_out]
