"""The Litestar application: routes, the gate, problems, security headers, and what starts and stops with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import Message, Scope

from server import openapi
from server.api import (
    attention,
    batches,
    checkpoints,
    cookbook,
    directory,
    dispatch,
    documents,
    dry_run,
    finding_counts,
    findings,
    forbidden,
    fsma,
    health,
    inbox,
    kept,
    kitchen_day,
    mailings,
    parents,
    people,
    photos,
    plan,
    prints,
    records,
    report_compare,
    report_contents,
    report_files,
    reports,
    rules,
    schedules,
    session,
    staff,
    stock,
    suggested_order,
    tablet_entries,
    tablets,
    verifications,
    web,
    webhooks,
)
from server.auth.accounts import forget_all
from server.auth.gate import guard, provide_device, provide_scope, provide_signed_in
from server.jobs.clock import clock
from server.jobs.printing import printer
from server.jobs.verifying import verifier
from server.problems import HANDLERS
from server.settings import Settings
from traceability import db

BODY_MOST = 1_000_000
SECURITY_HEADERS = {
    # 'wasm-unsafe-eval' lets the page compile its own WebAssembly (the reader of codes), and still no JavaScript text.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:;"
        " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
}

_HEADERS = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]


async def _secure(message: Message, scope: Scope) -> None:
    """Put the security headers on every answer, problems, files and redirects too, but those it has of its own."""
    if message["type"] == "http.response.start":
        own = {name.lower() for name, _ in message["headers"]}
        message["headers"] = [*message["headers"], *(header for header in _HEADERS if header[0] not in own)]


def create_app(settings: Settings, *, with_clock: bool = True) -> Litestar:
    """The application on one database. with_clock: whether this process also runs schedules and the outbox."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        db.connect(settings.database_url, settings.pool_size)
        forget_all()
        try:
            if with_clock:
                async with clock(settings) as app.state.work_waiting:
                    yield
            else:
                app.state.work_waiting = asyncio.Event()
                yield
        finally:
            printer.stop()
            verifier.stop()
            await db.engine().close()

    modules = (
        session,
        records,
        batches,
        attention,
        documents,
        photos,
        stock,
        kitchen_day,
        cookbook,
        plan,
        suggested_order,
        directory,
        people,
        dispatch,
        forbidden,
        findings,
        finding_counts,
        rules,
        dry_run,
        reports,
        report_files,
        report_contents,
        report_compare,
        fsma,
        schedules,
        inbox,
        mailings,
        webhooks,
        prints,
        tablets,
        tablet_entries,
        kept,
        staff,
        checkpoints,
        health,
        parents,
        verifications,
        web,
    )
    app = Litestar(
        route_handlers=[handler for module in modules for handler in module.HANDLERS],
        guards=[guard],
        dependencies={
            "within": Provide(provide_scope),
            "signed_in": Provide(provide_signed_in),
            "device": Provide(provide_device),
        },
        exception_handlers=HANDLERS,
        before_send=[_secure],
        request_max_body_size=BODY_MOST,
        openapi_config=openapi.CONFIG,
        lifespan=[lifespan],
        state=State({"settings": settings}),
        logging_config=None,
    )
    _refuse_unstated(app)
    return app


def _refuse_unstated(app: Litestar) -> None:
    """A route that does not say who may use it is a mistake, found at start."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", []):
            if "roles" not in handler.opt and handler.http_methods != {"OPTIONS"}:
                raise RuntimeError(f"{route.path} states no roles")
