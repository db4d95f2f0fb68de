"""People: who is appointed where, so that screens can name them, and how they come and are forgotten."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from server.api.answers import listed
from server.api.records import receipt, submitted
from server.api.shapes import Page, Person, ReceiptAnswer
from server.auth.gate import EVERYONE
from server.tablets.staff import forget
from traceability import db
from traceability.partners.people import PERSON, PersonBody, enrol, names_of
from traceability.partners.place import place_of
from traceability.scope import Scope

APPOINTED = """
SELECT person AS id, role FROM appointment
WHERE log = $1 AND until_seq IS NULL AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
ORDER BY role, record
"""
LEADERS = """
SELECT DISTINCT person AS id, role FROM appointment
WHERE until_seq IS NULL AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
    AND (log = $1 OR role IN ('principal', 'food_safety_director') AND log IN (
        SELECT s.record FROM party s JOIN party o ON o.record = s.organisation AND o.until_seq IS NULL
        WHERE s.organisation = $1 AND s.kind = 'site' AND s.until_seq IS NULL AND o.trade = 'school'))
ORDER BY role, person
"""


@get("/api/people", operation_id="list_person", tags=["directory"], opt={"roles": EVERYONE})
async def people(within: NamedDependency[Scope], site: FromQuery[UUID]) -> Response[Page[Person]]:
    """Who is appointed at a site today, to receive, sign and cook; people who were erased are left out."""
    place = await place_of(within, site)
    return await _named(await db.fetch(APPOINTED, site, place.day_of(db.utc_now())))


@get("/api/leaders", operation_id="list_leader", tags=["directory"], opt={"roles": EVERYONE})
async def leaders(within: NamedDependency[Scope], site: FromQuery[UUID]) -> Response[Page[Person]]:
    """Who may eat along with a site's pupils beside those appointed there (Order 45 Art 15: a leader of the school).

    Everyone appointed at the organisation that runs the site, and where that is a school, its leaders at any of its
    sites. A caterer's sites lie at schools that have nothing to do with each other, so theirs are not told.
    """
    place = await place_of(within, site)
    return await _named(await db.fetch(LEADERS, place.organisation, place.day_of(db.utc_now())))


async def _named(rows: list[db.Row]) -> Response[Page[Person]]:
    names = await names_of([row["id"] for row in rows])
    return listed(
        [{"id": row["id"], "name": names[row["id"]], "role": row["role"]} for row in rows if row["id"] in names]
    )


@put(
    "/api/people/{record_id:uuid}",
    operation_id="put_person",
    tags=["records"],
    opt={"roles": PERSON.writers, "body": PersonBody},
    status_code=201,
)
async def put_person(
    record_id: FromPath[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[ReceiptAnswer]:
    """Record a person. The name stays in a row that can be erased; the ledger holds a commitment to it."""
    return receipt((await enrol(within, [await submitted(record_id, request)]))[0])


@delete(
    "/api/people/{person:uuid}",
    operation_id="erase_person",
    tags=["records"],
    opt={"roles": PERSON.writers},
    status_code=204,
)
async def erase_person(person: FromPath[UUID], within: NamedDependency[Scope]) -> None:
    """Erase a person's name and phone for good. The records that name them by id, and every proof, stay."""
    await forget(within, person)


HANDLERS = [people, leaders, put_person, erase_person]
