"""The OpenAPI 3.1 document: what Litestar knows of the routes, with bodies, examples, roles and problems."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import msgspec
from litestar import Litestar, Request, Router
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from server.api.transport import HEADERS, MEANINGS
from server.auth.gate import PUBLIC
from server.demo.examples import EXAMPLES
from server.problems import MEDIA_TYPE
from traceability.ledger.correct import Correction
from traceability.ledger.kinds import Kind

REFERENCE = "#/components/schemas/{model}"
PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {name: {"type": "string"} for name in ("pointer", "code", "detail")},
            },
        },
    },
}


def _model(body: object) -> type[BaseModel]:
    if isinstance(body, Kind):
        model: type[BaseModel] = body.body
        return model
    if body == "correction":
        return Correction
    if isinstance(body, type) and issubclass(body, BaseModel):
        return body
    raise TypeError(f"a route's body is {body!r}")


def document(app: Litestar) -> dict[str, Any]:
    """The whole document as a JSON-able dict; the same for the same routes."""
    text = msgspec.json.encode(app.openapi_schema.to_schema()).decode()
    schema: dict[str, Any] = json.loads(re.sub(r"Page_[\w.]*?(\w+)_(?=[\"/])", r"PageOf\1", text))
    handlers = {
        h.operation_id: h
        for route in app.routes
        for h in getattr(route, "route_handlers", [])
        if isinstance(h, HTTPRouteHandler) and isinstance(h.operation_id, str)
    }
    models = sorted({_model(h.opt["body"]) for h in handlers.values() if "body" in h.opt}, key=lambda m: m.__name__)
    _, definitions = models_json_schema([(m, "validation") for m in models], ref_template=REFERENCE)
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    components |= definitions.get("$defs", {})
    components["Problem"] = PROBLEM
    schema["components"]["parameters"] = {
        header: {"name": header, "in": "header", "description": MEANINGS[name], "schema": {"type": "string"}}
        for name, header in HEADERS.items()
    }
    schema["components"]["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer"},
        "tablet": {"type": "http", "scheme": "bearer", "description": "The token of an enrolled tablet"},
        "session": {"type": "apiKey", "in": "cookie", "name": "mealtrace_session"},
    }
    for item in schema["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and operation.get("operationId") in handlers:
                _describe(operation, handlers[operation["operationId"]])
    return schema


def _describe(operation: dict[str, Any], handler: HTTPRouteHandler) -> None:
    roles = handler.opt["roles"]
    operation["x-roles"] = PUBLIC if roles == PUBLIC else sorted(role.value for role in roles)
    operation["security"] = [] if roles == PUBLIC else [{"bearer": []}, {"session": []}]
    if handler.opt.get("device"):  # for tablets alone, which have tokens
        operation["security"] = [{"tablet": []}]
    body = handler.opt.get("body")
    if handler.opt.get("binary"):
        _describe_binary(operation, comes_up=bool(handler.http_methods & {"PUT", "PATCH", "POST"}))
    if body is not None:
        content: dict[str, Any] = {"schema": {"$ref": REFERENCE.format(model=_model(body).__name__)}}
        content["example"] = EXAMPLES[str(handler.operation_id).removeprefix("put_")]()
        operation["requestBody"] = {"required": True, "content": {"application/json": content}}
        if isinstance(body, Kind) or body == "correction":
            again = {
                **operation["responses"]["201"],
                "description": "The same content was here before; its receipt again",
            }
            operation["responses"]["200"] = again
            told = [{"$ref": f"#/components/parameters/{header}"} for header in HEADERS.values()]
            operation["parameters"] = [*operation.get("parameters", []), *told]
    problem = {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(model="Problem")}}}
    operation["responses"].pop("400", None)
    operation["responses"]["4XX"] = {"description": "A problem that names every fault", "content": problem}


def _describe_binary(operation: dict[str, Any], *, comes_up: bool) -> None:
    """A content of any of the kinds that are taken goes up or comes down as it is."""
    content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    if comes_up:
        operation["requestBody"] = {"required": True, "content": content}
    else:
        operation["responses"]["200"]["content"] = content


@cache
def _encoded(app: Litestar) -> bytes:
    return json.dumps(document(app), ensure_ascii=False, indent=1).encode()


class Document(JsonRenderPlugin):
    """GET /schema/openapi.json: what clients and the web app's types are generated from."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        return _encoded(request.app)


CONFIG = OpenAPIConfig(
    title="Mealtrace",
    version="1",
    render_plugins=[Document()],
    openapi_router=Router("/schema", route_handlers=[], include_in_schema=False, opt={"roles": PUBLIC}),
)
