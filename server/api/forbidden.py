"""What a site's canteen may not cook or sell, as its tablet reads it beside the limits."""

from __future__ import annotations

from datetime import date
from typing import TypedDict
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import listed
from server.api.shapes import Page
from server.auth.gate import EVERYONE
from traceability import db
from traceability.forbidden import forbidden
from traceability.partners.place import place_of
from traceability.scope import Scope


class ForbiddenFood(TypedDict):
    """foods: whole names of ingredients; dishes: parts of a dish's name; source, and how sure it is (F, K, K?)."""

    code: str
    name: str
    name_en: str
    foods: list[str]
    dishes: list[str]
    region: str
    reason: str
    reason_en: str
    source: str
    source_en: str
    provenance: str


@get("/api/forbidden", operation_id="list_forbidden", tags=["kitchen"], opt={"roles": EVERYONE})
async def foods(
    within: NamedDependency[Scope], site: FromQuery[UUID], on: FromQuery[date | None] = None
) -> Response[Page[ForbiddenFood]]:
    """What is forbidden where a site lies, on a day (today by default), each with its source."""
    place = await place_of(within, site)
    items: list[ForbiddenFood] = [
        {
            "code": one.code,
            "name": one.name,
            "name_en": one.name_en,
            "foods": list(one.foods),
            "dishes": list(one.dishes),
            "region": one.region,
            "reason": one.reason,
            "reason_en": one.reason_en,
            "source": one.source,
            "source_en": one.source_en,
            "provenance": one.provenance,
        }
        for one in forbidden(on or place.day_of(db.utc_now()), place.region)
    ]
    return listed(items)


HANDLERS = [foods]
