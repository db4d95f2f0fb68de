"""People, who can be forgotten. The ledger holds a salted commitment to a name; the name stands in a row of its own.

commitment = hex SHA-256(salt || RFC 8785 form of {"name", "phone"}), with 32 random bytes of salt a person. Whoever has
the row can prove that it is what was recorded; once the row is erased, nothing in any leaf, digest, rival or outbox
row leads back to a name, and every proof still verifies.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from traceability import db
from traceability.bodies import Body, Code, Name, parse_body
from traceability.canonical import canonicalise, digest
from traceability.errors import Conflict, Invalid, NotOnRecord, NotPermitted
from traceability.identifiers import derive
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.partners.tables import Person, PersonEntry
from traceability.scope import OFFICE, Scope

RETENTION_YEARS = 2
"""How long a name stays after it was entered unless `retain` says otherwise: as long as receiving records must
(Beijing food-safety ordinance Art 25), since it is for them that it is kept (PIPL Art 19 and 47)."""


class PersonBody(Body):
    """What people enter. The organisation keeps it; name and phone never reach the ledger."""

    organisation: UUID
    name: Name
    phone: Code | None = None


class PersonEntryBody(Body):
    """What the ledger records of it."""

    organisation: UUID
    commitment: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def commit_to(salt: bytes, name: str, phone: str | None) -> str:
    """The commitment to a name and phone, 64 hexadecimal digits."""
    return digest(salt + canonicalise({"name": name, "phone": phone})).hex()


def rows(entry: Entry[PersonEntryBody]) -> Rows:
    return {PersonEntry: [entry.row("person", commitment=entry.body.commitment)]}


PERSON = Kind(
    name="person",
    path="people",
    body=PersonEntryBody,
    writers=OFFICE,
    rows=rows,
    tables=(PersonEntry,),
    log=lambda body: body.organisation,
)


async def enrol(scope: Scope, people: Sequence[Submission]) -> list[Receipt]:
    """Record people. The submissions hold a PersonBody each; what is recorded of them is a PersonEntryBody.

    A repeat is recognised by its commitment under the person's own salt. Conflict: the id has another name (both are
    kept, in rows that can be erased), or `person_erased`: it was forgotten, and comes back only under another id.
    """
    bodies = [parse_body(PersonBody, s.value) for s in people]
    for body in bodies:
        if not scope.may_write(PERSON.writers, body.organisation):
            raise NotPermitted(kind=PERSON.name, party=str(body.organisation))
    conflict: Conflict | None = None
    receipts: list[Receipt] = []
    async with db.transaction():
        committed = [await _commit(s.record, body) for s, body in zip(people, bodies, strict=True)]
        try:
            receipts = await record(scope, PERSON, committed)
        except Conflict as error:  # its rival is kept: raised after the commit
            conflict = error
    if conflict is not None:
        raise conflict
    return receipts


async def veiled(scope: Scope, correction: Submission) -> Submission:
    """A correction as the ledger may see it: where it is of a person, the new name is kept and its commitment stands.

    Every other correction passes as it is. Invalid: faults of a PersonBody, under /content.
    """
    told = correction.value if isinstance(correction.value, dict) else {}
    person, content = _as_uuid(told.get("record")), told.get("content")
    if person is None or not isinstance(content, dict):
        return correction
    if await db.fetch_one("SELECT id FROM person WHERE id = $1", person) is None:
        return correction
    try:
        body = parse_body(PersonBody, content)
    except Invalid as error:
        raise Invalid(fault.under("/content") for fault in error.faults) from error
    if not scope.may_write(PERSON.writers, body.organisation):
        raise NotPermitted(kind=PERSON.name, party=str(body.organisation))
    async with db.transaction():
        submission = await _commit(person, body)
    return Submission.of(correction.record, {**told, "content": submission.value})


def _as_uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


async def names_of(people: Sequence[UUID]) -> dict[UUID, str]:
    """The names people bear now; nobody who was erased, or whose record was taken back."""
    rows = await db.fetch(
        "SELECT p.person, p.name FROM person p JOIN person_entry e ON e.record = p.person AND e.until_seq IS NULL"
        " AND e.commitment = p.commitment WHERE p.person IN @uuids($1) AND p.name IS NOT NULL",
        list(people),
    )
    return {row["person"]: row["name"] for row in rows}


async def contacts_of(people: Sequence[UUID]) -> dict[UUID, str]:
    """Name and phone of people, on one line; nobody who was erased, or whose record was taken back."""
    rows = await db.fetch(
        "SELECT p.person, p.name, p.phone FROM person p JOIN person_entry e ON e.record = p.person"
        " AND e.until_seq IS NULL AND e.commitment = p.commitment"
        " WHERE p.person IN @uuids($1) AND p.name IS NOT NULL",
        list(people),
    )
    return {row["person"]: " ".join(part for part in (row["name"], row["phone"]) if part) for row in rows}


async def erased_among(people: Sequence[UUID]) -> set[UUID]:
    """Those whose name was erased."""
    rows = await db.fetch(
        "SELECT DISTINCT person FROM person WHERE person IN @uuids($1) AND erased_at IS NOT NULL", list(people)
    )
    return {row["person"] for row in rows}


async def _commit(person: UUID, body: PersonBody) -> Submission:
    """Keep what was entered in the erasable rows; the submission that names it by its commitment only."""
    log = await db.fetch_one("SELECT home FROM log WHERE id = $1", body.organisation)
    if log is None:
        raise NotOnRecord(party=str(body.organisation))
    salt, today = secrets.token_bytes(32), db.utc_now().date()
    kept = {
        "id": person,
        "home": log["home"],
        "person": person,
        "organisation": body.organisation,
        "commitment": commit_to(salt, body.name, body.phone),
        "salt": salt,
        "name": body.name,
        "phone": body.phone,
        "retention_until": today.replace(year=today.year + RETENTION_YEARS, day=min(today.day, 28)),
    }
    await db.insert({Person: [kept]}, ignore=frozenset({Person}))
    first = await db.fetch_one("SELECT salt, home, retention_until, erased_at FROM person WHERE id = $1", person)
    if first is None or first["erased_at"] is not None:
        raise Conflict("person_erased", record=str(person), kind=PERSON.name)
    salt = bytes(first["salt"])
    commitment = commit_to(salt, body.name, body.phone)
    told = {"home": first["home"], "retention_until": first["retention_until"], "salt": salt, "commitment": commitment}
    if await db.fetch_one("SELECT id FROM person WHERE person = $1 AND commitment = $2", person, commitment) is None:
        other = {**kept, **told, "id": derive(person, commitment)}
        await db.insert({Person: [other]}, ignore=frozenset({Person}))
    return Submission.of(person, {"organisation": str(body.organisation), "commitment": commitment})


async def retain(scope: Scope, person: UUID, until: date) -> None:
    """Set the day after which a person's name is to be erased."""
    async with db.transaction():
        await _may_change(scope, person)
        await db.fetch("UPDATE person SET retention_until = $2 WHERE person = $1", person, until)


async def erase(scope: Scope, person: UUID) -> None:
    """Delete name, phone and salt of a person for good, in all their versions. Leaves, revisions and proofs stay."""
    async with db.transaction():
        await _may_change(scope, person)
        await db.fetch(
            "UPDATE person SET name = NULL, phone = NULL, salt = NULL, commitment = NULL, erased_at = $2"
            " WHERE person = $1 AND erased_at IS NULL",
            person,
            db.utc_now(),
        )


async def _may_change(scope: Scope, person: UUID) -> None:
    row = await db.fetch_one("SELECT organisation FROM person WHERE id = $1", person)
    if row is None:
        raise NotOnRecord(record=str(person))
    if not scope.may_write(PERSON.writers, row["organisation"]):
        raise NotPermitted(kind=PERSON.name, party=str(row["organisation"]))


async def due_for_erasure(today: date) -> list[UUID]:
    """People whose retention has ended and whose names are still there."""
    found = await db.fetch(
        "SELECT DISTINCT person FROM person WHERE retention_until < $1 AND erased_at IS NULL ORDER BY person", today
    )
    return [row["person"] for row in found]
