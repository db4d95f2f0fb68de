"""Staff of a site: who joins, who leaves, and what a tablet needs to know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from server.tablets.pins import disable_pin, drop_pins, keep_pin, pin_row, random_pin
from traceability import db
from traceability.errors import NotOnRecord
from traceability.identifiers import uuid7
from traceability.kinds import BY_NAME
from traceability.ledger.correct import correct
from traceability.ledger.record import Submission
from traceability.partners.appoint import appoint
from traceability.partners.people import enrol, erase, names_of
from traceability.scope import Scope
from traceability.vocabulary import AppointedRole

LEFT = "离岗"
"""The reason of the correction that ends an appointment."""


class Standing(StrEnum):
    """Whether a person is on the staff of a site now, was, or never was."""

    KNOWN = "known"
    DISABLED = "disabled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person appointed at a site. left: their last day, None while it is open."""

    person: UUID
    name: str
    role: str
    joined: date
    left: date | None
    pin: db.Row | None

    def has_left(self, today: date) -> bool:
        """Whether their last day is over, or is today and they were signed off."""
        signed_off = self.pin is not None and self.pin["disabled_at"] is not None
        return self.left is not None and (self.left < today or (self.left == today and signed_off))

    def is_disabled(self, today: date) -> bool:
        """Whether their PIN must not be taken."""
        return self.has_left(today) or self.pin is None or self.pin["disabled_at"] is not None


async def today_at(site: UUID) -> date:
    """The business day of a site by the server's clock. NotOnRecord: no such site."""
    row = await db.fetch_one("SELECT zone FROM log WHERE id = $1", site)
    if row is None:
        raise NotOnRecord(party=str(site))
    return db.utc_now().astimezone(ZoneInfo(row["zone"])).date()


async def staff_of(site: UUID) -> list[StaffMember]:
    """Everyone appointed at a site, now or before, once each with the role they hold (or held) last.

    Who was erased, and who was appointed by mistake, is left out.
    """
    rows = await db.fetch(
        "SELECT person, role, valid_from, valid_to FROM appointment WHERE log = $1 AND until_seq IS NULL"
        " ORDER BY valid_from, record",
        site,
    )
    by_person: dict[UUID, list[db.Row]] = {}
    for row in rows:
        by_person.setdefault(row["person"], []).append(row)
    names = await names_of(list(by_person))
    pins = {row["person"]: row for row in await db.fetch("SELECT * FROM pin WHERE site = $1", site)}
    return [
        _member(person, names[person], held, pins.get(person)) for person, held in by_person.items() if person in names
    ]


def _member(person: UUID, name: str, held: Sequence[db.Row], pin: db.Row | None) -> StaffMember:
    last = max(held, key=lambda row: row["valid_to"] or date.max)  # the first of those that are open
    return StaffMember(person, name, last["role"], held[0]["valid_from"], last["valid_to"], pin)


async def standing(site: UUID, person: UUID | None) -> Standing:
    """Whether the person is on the staff of the site by now."""
    if person is None:
        return Standing.UNKNOWN
    held = await db.fetch(
        "SELECT a.until_seq, a.valid_to, p.disabled_at FROM appointment a"
        " LEFT JOIN pin p ON p.site = a.log AND p.person = a.person WHERE a.log = $1 AND a.person = $2",
        site,
        person,
    )
    if not held:
        return Standing.UNKNOWN
    today = await today_at(site)
    for row in held:
        open_still = row["until_seq"] is None and (row["valid_to"] is None or row["valid_to"] >= today)
        if open_still and row["disabled_at"] is None:
            return Standing.KNOWN
    return Standing.DISABLED


async def join(scope: Scope, site: UUID, name: str, role: AppointedRole) -> tuple[UUID, str]:
    """Enrol a person, appoint them from today on, and make their PIN, which is told once: person and PIN.

    NotOnRecord: no such site; NotPermitted: the scope does not reach the organisation that runs it.
    """
    party = await db.fetch_one("SELECT organisation FROM party WHERE record = $1 AND until_seq IS NULL", site)
    if party is None or party["organisation"] is None or not scope.sees(site):
        raise NotOnRecord(party=str(site))
    person, pin = uuid7(), random_pin()
    appointment = {
        "site": str(site),
        "person": str(person),
        "role": role.value,
        "valid_from": (await today_at(site)).isoformat(),
    }
    row = await pin_row(site, person, pin)
    async with db.transaction():
        await enrol(scope, [Submission.of(person, {"organisation": str(party["organisation"]), "name": name})])
        await appoint(scope, [Submission.of(uuid7(), appointment)])
        await keep_pin(row)
    return person, pin


async def reset_pin(scope: Scope, site: UUID, person: UUID) -> str:
    """A new PIN for someone on the staff, told once. NotOnRecord: not on the staff of a site in scope (any more)."""
    on_staff = await staff_of(site) if scope.sees(site) else []
    member = next((member for member in on_staff if member.person == person), None)
    if member is None or member.has_left(await today_at(site)):
        raise NotOnRecord(person=str(person))
    pin = random_pin()
    await keep_pin(await pin_row(site, person, pin), member.pin["disabled_at"] if member.pin else None)
    return pin


async def leave(scope: Scope, site: UUID, person: UUID) -> None:
    """End a person's appointments at a site with today, by corrections, and disable their PIN at once.

    What they made before and is still on its way is taken and marked. NotOnRecord: never on its staff.
    """
    if not scope.sees(site) or await standing(site, person) is Standing.UNKNOWN:
        raise NotOnRecord(person=str(person))
    today = await today_at(site)
    held = await db.fetch(
        "SELECT record, rev, role, valid_from FROM appointment WHERE log = $1 AND person = $2 AND until_seq IS NULL"
        " AND (valid_to IS NULL OR valid_to > $3)",
        site,
        person,
        today,
    )
    async with db.transaction():
        for row in held:
            await correct(scope, BY_NAME, Submission.of(uuid7(), _ended(site, person, row, today)))
        await disable_pin(site, person)


async def forget(scope: Scope, person: UUID) -> None:
    """Erase a person's name and phone, and their PINs with them. Errors as of `erase`."""
    async with db.transaction():
        await erase(scope, person)
        await drop_pins(person)


def _ended(site: UUID, person: UUID, row: db.Row, last_day: date) -> dict[str, object]:
    content = {
        "site": str(site),
        "person": str(person),
        "role": row["role"],
        "valid_from": row["valid_from"].isoformat(),
        "valid_to": last_day.isoformat(),
    }
    return {
        "record": str(row["record"]),
        "saw": row["rev"],
        "declaration": "incorrect_data",
        "reason": LEFT,
        "content": content,
    }


def pin_times(member: StaffMember) -> tuple[datetime | None, datetime | None]:
    """When a person's PIN was set and when it expires; nothing for a disabled one."""
    if member.pin is None or member.pin["disabled_at"] is not None:
        return None, None
    return member.pin["set_at"], member.pin["expires_at"]
