"""Run the application under uvicorn: one process, or several that share the port."""

from __future__ import annotations

import uvicorn
from litestar import Litestar

from server.app import create_app
from server.settings import Settings, load

LIMITS = {"limit_concurrency": 2000, "timeout_keep_alive": 30, "h11_max_incomplete_event_size": 65536}


def serve(settings: Settings, host: str, port: int) -> int:
    """Serve until stopped. With several workers each runs the clock; claims keep them apart."""
    uvicorn.run(
        "server.serve:application",
        factory=True,
        host=host,
        port=port,
        workers=settings.workers,
        loop="uvloop",
        http="httptools",
        access_log=False,
        server_header=False,
        log_level="warning",
        **LIMITS,  # type: ignore[arg-type]  # numbers, each of its own parameter
    )
    return 0


def application() -> Litestar:
    """What each worker process serves."""
    return create_app(load())
