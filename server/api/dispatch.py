"""Where a kitchen sends cooked food to. What is on its way to a site stands in its day (`kitchen_day`)."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import listed
from server.api.shapes import Page, PartyName
from server.auth.gate import EVERYONE
from traceability import db
from traceability.partners.place import place_of
from traceability.scope import Scope

CAMPUSES = (
    "SELECT record AS id, name, name_en FROM party WHERE kind = 'site' AND organisation = $1 AND record <> $2"
    " AND until_seq IS NULL ORDER BY pinyin, record LIMIT 100"
)


@get("/api/destinations", operation_id="list_destination", tags=["kitchen"], opt={"roles": EVERYONE})
async def destinations(within: NamedDependency[Scope], site: FromQuery[UUID]) -> Response[Page[PartyName]]:
    """The other campuses of a site's school: their names alone, which whoever sends food there must know."""
    place = await place_of(within, site)
    rows = await db.fetch(CAMPUSES, place.organisation, site)
    return listed([{"id": row["id"], "name": row["name"], "name_en": row["name_en"]} for row in rows])


HANDLERS = [destinations]
