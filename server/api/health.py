"""Is the server well?"""

from __future__ import annotations

from importlib.metadata import version

from litestar import Response, get

from server.api.answers import answer
from server.api.shapes import Health
from server.auth.gate import PUBLIC
from traceability import db


@get("/health", operation_id="health", tags=["operation"], opt={"roles": PUBLIC})
async def health() -> Response[Health]:
    """200 while the database answers, 503 otherwise."""
    try:
        await db.fetch("SELECT id FROM log LIMIT 1")
    except (OSError, *db.DatabaseError):
        return answer({"status": "failing", "database": "unreachable", "version": version("mealtrace")}, 503)
    return answer({"status": "ok", "database": "ok", "version": version("mealtrace")})


HANDLERS = [health]
