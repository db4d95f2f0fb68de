"""Staff and their PINs: people join, leave and get a new PIN without the operator; tablets check PINs offline."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict
from uuid import UUID

from litestar import Request, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from pydantic import StringConstraints

from server.api.answers import answer, day, json_of, listed, moment
from server.api.shapes import Page
from server.auth.gate import TABLETS
from server.tablets.bearer import Device
from server.tablets.pins import PATTERN, change_pin
from server.tablets.staff import StaffMember, join, leave, pin_times, reset_pin, staff_of, today_at
from traceability.bodies import Body, Name, parse_body
from traceability.canonical import parse_json
from traceability.errors import NotOnRecord
from traceability.scope import CANTEEN, OFFICE, Scope
from traceability.vocabulary import AppointedRole


class NewStaff(Body):
    """Who joins a site, and in which role."""

    site: UUID
    name: Name
    role: AppointedRole


class AtSite(Body):
    """The site where a PIN is reset."""

    site: UUID


class PinChange(Body):
    """A person's old PIN and the one they want."""

    old: Annotated[str, StringConstraints(pattern=PATTERN)]
    new: Annotated[str, StringConstraints(pattern=PATTERN)]


class StaffAnswer(TypedDict):
    """joined, left: first and last day; the PIN's times are null where there is none or it is disabled."""

    person: UUID
    name: str
    role: str
    joined: str
    left: str | None
    pin_set_at: str | None
    pin_expires_at: str | None


class JoinedAnswer(TypedDict):
    """pin: told once."""

    person: UUID
    pin: str


class PinAnswer(TypedDict):
    """pin: told once."""

    pin: str


class TabletPersonAnswer(TypedDict):
    """verifier: PBKDF2-HMAC-SHA256 of the PIN with salt and iterations, 32 bytes; both in hexadecimal."""

    person: UUID
    name: str
    role: str
    salt: str
    iterations: int
    verifier: str
    expires_at: str
    disabled: bool


class PinChangedAnswer(TypedDict):
    """When the new PIN expires."""

    expires_at: str


@get("/api/staff", operation_id="list_staff", tags=["staff"], opt={"roles": CANTEEN})
async def staff(within: NamedDependency[Scope], site: FromQuery[UUID]) -> Response[Page[StaffAnswer]]:
    """Everyone on the staff of a site, and those who left."""
    if not within.sees(site):
        raise NotOnRecord(party=str(site))
    return listed([_shown(member) for member in await staff_of(site)])


def _shown(member: StaffMember) -> StaffAnswer:
    set_at, expires_at = pin_times(member)
    return {
        "person": member.person,
        "name": member.name,
        "role": member.role,
        "joined": member.joined.isoformat(),
        "left": day(member.left),
        "pin_set_at": moment(set_at),
        "pin_expires_at": moment(expires_at),
    }


@post("/api/staff", operation_id="join_staff", tags=["staff"], opt={"roles": OFFICE, "body": NewStaff}, status_code=201)
async def joins(request: Request[Any, Any, Any], within: NamedDependency[Scope]) -> Response[JoinedAnswer]:
    """Record a person and their appointment from today on, and make their PIN."""
    body = parse_body(NewStaff, parse_json(await json_of(request)))
    person, pin = await join(within, body.site, body.name, body.role)
    return answer({"person": person, "pin": pin}, 201)


@post(
    "/api/staff/{person:uuid}/pin",
    operation_id="reset_pin",
    tags=["staff"],
    opt={"roles": OFFICE, "body": AtSite},
    status_code=200,
)
async def resets(
    person: FromPath[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[PinAnswer]:
    """Make a person a new PIN; the old one is gone, and so are its wrong tries."""
    body = parse_body(AtSite, parse_json(await json_of(request)))
    return answer({"pin": await reset_pin(within, body.site, person)})


@delete("/api/staff/{person:uuid}", operation_id="leave_staff", tags=["staff"], opt={"roles": OFFICE}, status_code=204)
async def leaves(person: FromPath[UUID], within: NamedDependency[Scope], site: FromQuery[UUID]) -> None:
    """A person leaves a site today. What they made before and still comes in is taken, and marked."""
    await leave(within, site, person)


@get("/api/tablet-people", operation_id="list_tablet_person", tags=["tablets"], opt=TABLETS)
async def tablet_people(device: NamedDependency[Device]) -> Response[Page[TabletPersonAnswer]]:
    """Who works at this tablet, with what it takes to check their PINs offline."""
    today = await today_at(device.site)
    items: list[TabletPersonAnswer] = [
        {
            "person": member.person,
            "name": member.name,
            "role": member.role,
            "salt": bytes(member.pin["salt"]).hex(),
            "iterations": member.pin["iterations"],
            "verifier": bytes(member.pin["verifier"]).hex(),
            "expires_at": member.pin["expires_at"].isoformat(),
            "disabled": member.is_disabled(today),
        }
        for member in await staff_of(device.site)
        if member.pin is not None
    ]
    return listed(items)


@put(
    "/api/tablet-people/{person:uuid}/pin",
    operation_id="change_pin",
    tags=["tablets"],
    opt={**TABLETS, "body": PinChange},
    status_code=200,
)
async def changes(
    person: FromPath[UUID], request: Request[Any, Any, Any], device: NamedDependency[Device]
) -> Response[PinChangedAnswer]:
    """A person changes their PIN by the old one, also after that has expired. Five wrong ones earn a pause."""
    body = parse_body(PinChange, parse_json(await json_of(request)))
    return answer({"expires_at": (await change_pin(device.site, person, body.old, body.new)).isoformat()})


HANDLERS = [staff, joins, resets, leaves, tablet_people, changes]
