"""Staff join, leave and change their PINs without the operator; a tablet tells them apart, also when offline."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from server.tablets import staff
from server.tablets.attempts import sweep_attempts
from server.tablets.pins import is_simple, pin_row, random_pin
from tests.support.records import CAMPUS, SCHOOL
from tests.support.served import OTHER_CAMPUS, Served, delivery, table_sizes
from tests.support.tablets import Tablet, enrol, offered
from traceability import db
from traceability.identifiers import uuid7
from traceability.ledger.verify import verify_ledger


async def join(served: Served, name: str = "王芳", role: str = "cook") -> tuple[UUID, str]:
    """Somebody joins the first campus: their id and PIN."""
    async with served.as_("manager") as manager:
        answer = await manager.post("/api/staff", json={"site": str(CAMPUS), "name": name, "role": role})
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["person"]), answer.json()["pin"]


async def leave(served: Served, person: UUID) -> int:
    async with served.as_("manager") as manager:
        return (await manager.delete(f"/api/staff/{person}", params={"site": str(CAMPUS)})).status_code


async def people_at(tablet: Tablet) -> list[Any]:
    async with tablet.client() as client:
        return list((await client.get("/api/tablet-people")).json()["items"])


def opens(told: dict[str, Any], pin: str) -> bool:
    """Whether a tablet, offline, takes the PIN."""
    made = hashlib.pbkdf2_hmac("sha256", pin.encode(), bytes.fromhex(told["salt"]), told["iterations"])
    return made.hex() == told["verifier"] and not told["disabled"]


async def change(tablet: Tablet, person: UUID, old: str, new: str) -> httpx.Response:
    async with tablet.client("en") as client:
        return await client.put(f"/api/tablet-people/{person}/pin", json={"old": old, "new": new})


def another(pin: str) -> str:
    """A PIN that is neither simple nor this one."""
    return "7093" if pin != "7093" else "6082"


async def test_join_appoints_and_makes_a_pin_that_a_tablet_checks_offline(served: Served) -> None:
    tablet = await enrol(served)
    person, pin = await join(served)
    (told,) = await people_at(tablet)
    assert (told["person"], told["name"], told["role"]) == (str(person), "王芳", "cook")
    assert (len(told["salt"]), told["iterations"], len(told["verifier"])) == (32, 310_000, 64)
    assert opens(told, pin)
    assert not opens(told, "0000")
    for username in ("kitchen", "manager", "operator"):
        (listed,) = (await served.get("staff", username, site=str(CAMPUS)))["items"]
        assert (listed["name"], listed["left"]) == ("王芳", None)
        days = datetime.fromisoformat(listed["pin_expires_at"]) - datetime.fromisoformat(listed["pin_set_at"])
        assert days == timedelta(days=90)
    (appointed,) = (await served.get("people", "kitchen", site=str(CAMPUS)))["items"]
    assert appointed == {"id": str(person), "name": "王芳", "role": "cook"}
    ledger = repr([dict(row) for row in await db.fetch("SELECT entry FROM revision WHERE log = $1", SCHOOL)])
    assert "王芳" not in ledger
    assert (await verify_ledger())[1] == []


async def test_join_at_half_past_five_counts_from_that_morning(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """In Beijing it is Saturday already, in UTC still Friday."""
    monkeypatch.setattr(db, "utc_now", lambda: datetime(2026, 11, 20, 21, 30, tzinfo=UTC))
    await join(served)
    (listed,) = (await served.get("staff", "kitchen", site=str(CAMPUS)))["items"]
    assert listed["joined"] == "2026-11-21"
    assert len((await served.get("people", "kitchen", site=str(CAMPUS)))["items"]) == 1


async def test_record_at_a_tablet_bears_the_person_who_made_it(served: Served) -> None:
    tablet = await enrol(served)
    person, _ = await join(served)
    entry = tablet.make(delivery(), person)
    await tablet.send(entry)
    assert (await served.get(f"deliveries/{entry.record}"))["author"] == str(person)
    (noted,) = await tablet.entries()
    assert (noted["person"], noted["author_state"]) == (str(person), "known")


async def test_record_of_a_stranger_bears_the_tablet_and_is_marked(served: Served) -> None:
    tablet, stranger = await enrol(served), uuid7()
    for person in (stranger, None):
        entry = tablet.make(delivery(), person)
        await tablet.send(entry)
        assert (await served.get(f"deliveries/{entry.record}"))["author"] == str(tablet.id)
    assert [(entry["person"], entry["author_state"]) for entry in await tablet.entries()] == [
        (None, "unknown"),
        (str(stranger), "unknown"),
    ]


async def test_record_that_arrives_after_its_author_left_is_taken_and_marked(served: Served) -> None:
    tablet = await enrol(served)
    person, pin = await join(served)
    entry, withdrawn = tablet.make(delivery(), person), tablet.make(delivery(), person)
    assert await leave(served, person) == 204
    assert (await tablet.send(entry)).status_code == 201
    assert (await served.get(f"deliveries/{entry.record}"))["author"] == str(person)
    async with tablet.client() as client:
        told = {**withdrawn.told, "person": str(person)}
        assert (await client.put("/api/tablet-entries/2", json=told)).json()["author_state"] == "disabled"
    assert {noted["author_state"] for noted in await tablet.entries()} == {"disabled"}
    (at_tablet,) = await people_at(tablet)
    assert at_tablet["disabled"] is True
    assert not opens(at_tablet, pin)


async def test_leave_ends_the_appointment_by_a_correction_and_can_be_said_twice(served: Served) -> None:
    person, _ = await join(served)
    (before,) = await db.fetch("SELECT record, valid_from FROM appointment WHERE person = $1", person)
    assert [await leave(served, person), await leave(served, person)] == [204, 204]
    appointment = await served.get(f"appointments/{before['record']}", "manager")
    assert [revision["revision"] for revision in appointment["revisions"]] == [1, 2]
    assert appointment["body"]["valid_to"] == before["valid_from"].isoformat()
    (listed,) = (await served.get("staff", "manager", site=str(CAMPUS)))["items"]
    assert (listed["left"], listed["pin_set_at"]) == (before["valid_from"].isoformat(), None)
    assert await leave(served, uuid7()) == 404
    async with served.as_("manager") as manager:  # a new PIN brings nobody back
        assert (await manager.post(f"/api/staff/{person}/pin", json={"site": str(CAMPUS)})).status_code == 404


async def test_reset_while_a_person_leaves_opens_nothing(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where they had no PIN, and where it was disabled before."""
    tablet = await enrol(served)
    real = pin_row

    async def meanwhile(site: UUID, person: UUID, pin: str) -> db.Row:
        made = await real(site, person, pin)
        assert await leave(served, person) == 204
        return made

    for before in ("live", "none", "disabled"):
        person, _ = await join(served, before)
        if before == "none":
            await db.fetch("DELETE FROM pin WHERE person = $1", person)
        elif before == "disabled":
            await db.fetch("UPDATE pin SET disabled_at = $2 WHERE person = $1", person, db.utc_now())
        with monkeypatch.context() as patch:
            patch.setattr(staff, "pin_row", meanwhile)
            async with served.as_("manager") as manager:
                answer = await manager.post(f"/api/staff/{person}/pin", json={"site": str(CAMPUS)})
        assert answer.status_code == 404
        async with served.as_("manager") as manager:
            again = await manager.post(f"/api/staff/{person}/pin", json={"site": str(CAMPUS)})
        assert again.status_code == 404
    assert {told["disabled"] for told in await people_at(tablet)} == {True}


async def test_reset_makes_another_pin_and_forgives_wrong_tries(served: Served) -> None:
    tablet = await enrol(served)
    person, pin = await join(served)
    for _ in range(6):
        await change(tablet, person, "0000", "7093")
    async with served.as_("manager") as manager:
        answer = await manager.post(f"/api/staff/{person}/pin", json={"site": str(CAMPUS)})
        assert answer.status_code == 200
        for wrong in (uuid7(), person):
            site = str(CAMPUS if wrong != person else OTHER_CAMPUS)
            assert (await manager.post(f"/api/staff/{wrong}/pin", json={"site": site})).status_code == 404
    (told,) = await people_at(tablet)
    assert opens(told, answer.json()["pin"])
    assert opens(told, pin) is (pin == answer.json()["pin"])
    assert (await change(tablet, person, answer.json()["pin"], another(answer.json()["pin"]))).status_code == 200


async def test_change_a_pin_by_the_old_one(served: Served) -> None:
    tablet = await enrol(served)
    person, pin = await join(served)
    new = another(pin)
    await db.fetch("UPDATE pin SET expires_at = $1", db.utc_now() - timedelta(days=1))  # it is time to rotate
    for told, pointer, code in (
        (new, "/old", "wrong_pin"),
        (pin, "/new", "pin_unchanged"),
        (pin, "/new", "pin_too_simple"),
    ):
        wanted = {"wrong_pin": "6082", "pin_unchanged": pin, "pin_too_simple": "1234"}[code]
        refused = await change(tablet, person, told, wanted)
        assert refused.status_code == 422
        assert [(fault["pointer"], fault["code"]) for fault in refused.json()["errors"]] == [(pointer, code)]
        assert " " in refused.json()["errors"][0]["detail"]
    changed = await change(tablet, person, pin, new)
    assert changed.status_code == 200
    assert datetime.fromisoformat(changed.json()["expires_at"]) > db.utc_now() + timedelta(days=89)
    (told_again,) = await people_at(tablet)
    assert opens(told_again, new)


async def test_change_a_pin_twice_at_once_keeps_one(served: Served) -> None:
    tablet = await enrol(served)
    person, pin = await join(served)
    wanted = ["6082", "7093"] if pin not in ("6082", "7093") else ["4815", "8162"]
    answers = await asyncio.gather(*(change(tablet, person, pin, new) for new in wanted))
    taken = [new for new, answer in zip(wanted, answers, strict=True) if answer.status_code == 200]
    (told,) = await people_at(tablet)
    assert len(taken) == 1
    assert opens(told, taken[0])
    assert {answer.status_code for answer in answers} <= {200, 404, 422}  # the other found it changed


async def test_change_a_pin_pauses_after_five_wrong_ones(served: Served) -> None:
    tablet = await enrol(served)
    person, pin = await join(served)
    beside, beside_pin = await join(served, "李强")
    codes = [(await change(tablet, person, "0000", "7093")).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]
    paused = await change(tablet, person, pin, "7093")
    assert (paused.status_code, paused.json()["code"]) == (429, "too_many_pins")
    assert (await change(tablet, beside, beside_pin, another(beside_pin))).status_code == 200
    await db.fetch("UPDATE attempt SET tried_at = $1", db.utc_now() - timedelta(minutes=15, seconds=1))
    assert (await change(tablet, person, pin, another(pin))).status_code == 200


@pytest.mark.parametrize(
    "body", [{}, {"old": "123", "new": "12345"}, {"old": 1234, "new": "１２３４"}, {"old": "٠١٢٣"}]
)
async def test_refuse_a_pin_that_is_none_and_count_nothing(on_sqlite: Served, body: dict[str, Any]) -> None:
    tablet = await enrol(on_sqlite)
    person, _ = await join(on_sqlite)
    before = await table_sizes()
    async with tablet.client() as client:
        answer = await client.put(f"/api/tablet-people/{person}/pin", json=body)
        stranger = await client.put(f"/api/tablet-people/{uuid7()}/pin", json={"old": "2580", "new": "7093"})
        assert stranger.status_code == 404
    assert answer.status_code == 422
    assert {fault["pointer"] for fault in answer.json()["errors"]} == {"/old", "/new"}
    assert await table_sizes() == before


async def test_staff_of_another_site_is_out_of_reach(served: Served) -> None:
    person, _ = await join(served)
    before = await table_sizes()
    body = {"site": str(CAMPUS), "name": "赵六", "role": "cook"}
    async with served.as_("other_manager") as stranger:
        assert (await stranger.get("/api/staff", params={"site": str(CAMPUS)})).status_code == 404
        assert (await stranger.post("/api/staff", json=body)).status_code == 404
        assert (await stranger.post(f"/api/staff/{person}/pin", json={"site": str(CAMPUS)})).status_code == 404
        gone = await stranger.delete(f"/api/staff/{person}", params={"site": str(CAMPUS)})
        assert gone.status_code == 404
    async with served.as_("manager") as manager:
        wrong = await manager.post("/api/staff", json={"site": str(CAMPUS), "name": "赵六", "role": "boss"})
        assert [(fault["pointer"], fault["code"]) for fault in wrong.json()["errors"]] == [("/role", "not_one_of")]
        assert (await manager.post("/api/staff", json={**body, "site": str(SCHOOL)})).status_code == 404
        assert (await manager.get("/api/staff")).json()["errors"][0]["pointer"] == "?site"
    assert await table_sizes() == before
    elsewhere = await enrol(served, OTHER_CAMPUS, "other_manager")
    assert await people_at(elsewhere) == []


async def test_erased_person_leaves_the_tablet_and_their_pin_is_gone(served: Served) -> None:
    tablet = await enrol(served)
    person, _ = await join(served)
    async with served.as_("manager") as manager:
        assert (await manager.delete(f"/api/people/{person}")).status_code == 204
    assert await people_at(tablet) == []
    assert await db.fetch("SELECT id FROM pin") == []


async def test_sweep_forgets_old_tries_and_codes_nobody_used(served: Served) -> None:
    await enrol(served)
    await offered(served)
    async with served.as_(None) as device:
        await device.post("/api/tablets", json={"code": "GUESS00000"})
    old = db.utc_now() - timedelta(minutes=16)
    await db.fetch("UPDATE attempt SET tried_at = $1", old)
    await db.fetch("UPDATE enrolment SET expires_at = $1", old)
    await sweep_attempts()
    assert await db.fetch("SELECT id FROM attempt") == []
    assert len(await db.fetch("SELECT id FROM enrolment")) == 1  # the one that made a tablet


def test_random_pins_are_not_what_people_guess_first() -> None:
    simple = {"0000", "9999", "1234", "4321", "0123", "9876", "1212", "1122", "1987", "2026"}
    assert {pin for pin in simple if not is_simple(pin)} == set()
    assert not [pin for pin in itertools.islice(iter(random_pin, ""), 2000) if is_simple(pin) or len(pin) != 4]
    assert sum(is_simple(f"{n:04}") for n in range(10_000)) < 450
