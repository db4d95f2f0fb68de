"""What a server has of that which a tablet sent it: the tablet sends the rest once more."""

from __future__ import annotations

from typing import Any, TypedDict
from uuid import UUID

import anyio
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import answer, moment
from server.backup import backed_up_until
from server.problems import FaultyQuery
from traceability import db
from traceability.errors import Fault
from traceability.scope import CANTEEN, Scope

MOST = 50
"""Ids in one question, so that its address stays under 4 kB."""


class KeptAnswer(TypedDict):
    """missing: which of the records asked for are not here; backed_up_until: all that came before it is in a backup."""

    missing: list[UUID]
    backed_up_until: str | None


@get("/api/kept", operation_id="kept", tags=["tablets"], opt={"roles": CANTEEN})
async def kept(
    request: Request[Any, Any, Any], within: NamedDependency[Scope], record: FromQuery[list[UUID]]
) -> Response[KeptAnswer]:
    """Which of these records and corrections (50 at most) are not here, and until when all is in a backup."""
    if len(record) > MOST:
        raise FaultyQuery(Fault("?record", "too_many", {"max_length": MOST}))
    rows = await db.fetch(
        "SELECT record FROM revision WHERE record IN @uuids($1) AND ($2 OR log IN @uuids($3))"
        " UNION SELECT correction FROM revision WHERE correction IN @uuids($1) AND ($2 OR log IN @uuids($3))",
        record,
        within.everything,
        list(within.parties),
    )
    here = {row["record"] for row in rows}
    until = await anyio.to_thread.run_sync(backed_up_until, request.app.state.settings.data_dir)
    return answer({"missing": [one for one in record if one not in here], "backed_up_until": moment(until)})


HANDLERS = [kept]
