"""What a person must look at: contents that met another under their id, dishes that are not traced whole, deliveries
that lack their second signature."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import from_key, list_limit, listed, moment, party, to_key
from server.api.kitchen_shapes import UnsignedDelivery
from server.api.shapes import CompletenessAnswer, ConflictAnswer, Page
from server.auth.gate import EVERYONE
from traceability import db
from traceability.deliveries.countersign import unsigned
from traceability.kitchen.completeness import Completeness, completeness_between
from traceability.partners.place import place_of
from traceability.scope import Scope


@get("/api/conflicts", operation_id="list_conflict", tags=["attention"], opt={"roles": EVERYONE})
async def conflicts(
    within: NamedDependency[Scope], after: FromQuery[str | None] = None, limit: FromQuery[int | None] = None
) -> Response[Page[ConflictAnswer]]:
    """Contents that were refused because their id, or the revision they saw, already had another: both are kept."""
    count = list_limit(limit)
    before = from_key(after, UUID)
    rows = await db.fetch(
        "SELECT id, record, kind, saw_rev, body, author, why, received_at FROM rival WHERE settled_at IS NULL"
        " AND ($1 OR log IN @uuids($2)) AND ($3 OR id > $4) ORDER BY id LIMIT $5",
        within.everything,
        list(within.parties),
        before is None,
        before[0] if before else None,
        count + 1,
    )
    items: list[ConflictAnswer] = [
        {
            "id": row["id"],
            "record": row["record"],
            "kind": row["kind"],
            "saw": row["saw_rev"],
            "author": row["author"],
            "reason": row["why"],
            "received_at": moment(row["received_at"]) or "",
            "body": json.loads(row["body"]),
        }
        for row in rows[:count]
    ]
    return listed(items, to_key(items[-1]["id"]) if len(rows) > count else None)


@get("/api/completeness", operation_id="list_completeness", tags=["attention"], opt={"roles": EVERYONE})
async def completeness(
    within: NamedDependency[Scope], site: FromQuery[UUID], first: FromQuery[date], last: FromQuery[date]
) -> Response[Page[CompletenessAnswer]]:
    """Each dish cooked at a site from `first` to `last`: what its recipe requires, what is traced, what is missing."""
    found = await completeness_between(within, site, first, last)
    return listed([_shown(dish) for dish in found])


@get("/api/unsigned-deliveries", operation_id="list_unsigned_delivery", tags=["attention"], opt={"roles": EVERYONE})
async def unsigned_deliveries(
    within: NamedDependency[Scope], site: FromQuery[UUID], limit: FromQuery[int | None] = None
) -> Response[Page[UnsignedDelivery]]:
    """The latest deliveries of a site that fewer than two people have signed, newest first."""
    rows = await unsigned(await place_of(within, site), list_limit(limit))
    return listed(
        [
            {
                "delivery": row["record"],
                "supplier": party(row["supplier"], row["name"], row["name_en"]),
                "occurred_at": moment(row["occurred_at"]) or "",
                "lines": row["line_count"],
                "first": row["first"],
            }
            for row in rows
        ]
    )


def _shown(dish: Completeness) -> CompletenessAnswer:
    return {
        "cooking": dish.cooking,
        "batch": dish.batch,
        "dish": dish.dish,
        "day": dish.day.isoformat(),
        "required": dish.required,
        "traced": dish.traced,
        "ingredients": [
            {
                "ingredient": i.ingredient,
                "name": i.name,
                "name_en": i.name_en,
                "state": i.state.value,
                "evidence": i.evidence.value if i.evidence else None,
            }
            for i in dish.ingredients
        ],
    }


HANDLERS = [conflicts, completeness, unsigned_deliveries]
