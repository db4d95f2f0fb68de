"""Endpoints of webhooks: who is told by machine that a report is ready."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import StringConstraints

from server.api.answers import answer, json_of, listed
from server.api.schedule_shapes import OverseenRegion
from server.api.shapes import Page
from server.mailings.endpoints import add_endpoint, give_new_secret, list_endpoints, take_away
from traceability import db
from traceability.bodies import Body, parse_body
from traceability.canonical import parse_json
from traceability.scope import OVERSEERS, Scope


class NewWebhook(Body):
    """An endpoint: an https address, and the region whose schedules may name it."""

    region: OverseenRegion
    url: Annotated[str, StringConstraints(min_length=8, max_length=500, pattern=r"^[!-~]+$")]


class WebhookAnswer(TypedDict):
    id: UUID
    region: str
    url: str
    created_at: str


class WebhookSecretAnswer(TypedDict):
    """secret: what signatures are checked with (Standard Webhooks, `whsec_…`), told this once."""

    id: UUID
    secret: str


@get("/api/webhooks", operation_id="list_webhook", tags=["schedules"], opt={"roles": OVERSEERS})
async def list_all(within: NamedDependency[Scope]) -> Response[Page[WebhookAnswer]]:
    """The endpoints of the region, without their secrets."""
    items: list[WebhookAnswer] = [
        {"id": row["id"], "region": row["region"], "url": row["url"], "created_at": row["created_at"].isoformat()}
        for row in await list_endpoints(within)
    ]
    return listed(items)


@post(
    "/api/webhooks",
    operation_id="create_webhook",
    tags=["schedules"],
    opt={"roles": OVERSEERS, "body": NewWebhook},
    status_code=201,
)
async def create(request: Request[Any, Any, Any], within: NamedDependency[Scope]) -> Response[WebhookSecretAnswer]:
    """Add an endpoint; its secret is told once."""
    body = parse_body(NewWebhook, parse_json(await json_of(request)))
    settings = request.app.state.settings
    endpoint, secret = await add_endpoint(
        within, body.region, body.url, settings.webhook_networks, settings.data_dir, db.utc_now()
    )
    return answer({"id": endpoint, "secret": secret}, 201)


@post(
    "/api/webhooks/{webhook:uuid}/secret",
    operation_id="renew_webhook_secret",
    tags=["schedules"],
    opt={"roles": OVERSEERS},
    status_code=200,
)
async def renew(
    webhook: FromPath[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[WebhookSecretAnswer]:
    """Another secret, told once; the old one signs nothing any more."""
    secret = await give_new_secret(within, webhook, request.app.state.settings.data_dir)
    return answer({"id": webhook, "secret": secret})


@delete(
    "/api/webhooks/{webhook:uuid}",
    operation_id="remove_webhook",
    tags=["schedules"],
    opt={"roles": OVERSEERS},
    status_code=204,
)
async def remove(webhook: FromPath[UUID], within: NamedDependency[Scope]) -> None:
    """Nothing is sent there any more."""
    await take_away(within, webhook)


HANDLERS = [list_all, create, renew, remove]
