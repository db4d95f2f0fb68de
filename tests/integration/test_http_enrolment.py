"""A shared tablet: enrolled once by a code, and disabled when lost."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

from tests.support.records import CAMPUS, SUPPLIER
from tests.support.served import OTHER_CAMPUS, Served, delivery
from tests.support.tablets import enrol, offered
from traceability import db
from traceability.identifiers import uuid7


async def test_enrol_by_a_code_that_is_told_once_and_stored_as_digest(served: Served) -> None:
    async with served.as_("manager") as manager, served.as_(None) as device:
        offer = (await manager.post("/api/enrolments", json={"site": str(CAMPUS), "name": "收货台平板"})).json()
        assert offer["url"] == f"http://localhost:8000/app/#/enrol/{offer['code']}"
        assert re.match(r"<svg [^>]*viewBox", offer["qr"])
        assert "style" not in offer["qr"]
        typed = f" {offer['code'][:5].lower()}-{offer['code'][5:]} "
        enrolled = await device.post("/api/tablets", json={"code": typed})
        assert enrolled.status_code == 201
        tablet = enrolled.json()
        assert (tablet["site"], tablet["name"]) == (str(CAMPUS), "收货台平板")
        again = await device.post("/api/tablets", json={"code": offer["code"]})
        assert again.status_code == 422
        assert [(f["pointer"], f["code"]) for f in again.json()["errors"]] == [("/code", "wrong_enrolment_code")]
        account = (await device.get("/api/session", headers={"Authorization": f"Bearer {tablet['token']}"})).json()
    assert account["csrf"] is None
    assert (account["account"]["name"], account["account"]["role"]) == ("收货台平板", "kitchen")
    assert [site["id"] for site in account["account"]["sites"]] == [str(CAMPUS)]
    stored = repr(await db.fetch("SELECT * FROM enrolment")) + repr(await db.fetch("SELECT * FROM tablet"))
    assert offer["code"] not in stored
    assert tablet["token"] not in stored


async def test_enrol_at_once_from_two_devices_makes_one_tablet(served: Served) -> None:
    code = await offered(served)
    async with served.as_(None) as device:
        answers = await asyncio.gather(*(device.post("/api/tablets", json={"code": code}) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 422, 422, 422]
    assert len(await db.fetch("SELECT id FROM tablet")) == 1


async def test_enrol_after_fifteen_minutes_is_too_late(served: Served) -> None:
    code = await offered(served)
    await db.fetch("UPDATE enrolment SET expires_at = $1", db.utc_now() - timedelta(seconds=1))
    async with served.as_(None) as device:
        assert (await device.post("/api/tablets", json={"code": code})).status_code == 422


async def test_enrol_with_guessed_codes_pauses_after_ten(served: Served) -> None:
    async with served.as_(None, "en") as device:
        answers = [await device.post("/api/tablets", json={"code": f"GUESS{n:05}"}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert answers[-1].json()["code"] == "too_many_attempts"


async def test_offer_a_code_only_for_a_site_in_scope(served: Served) -> None:
    async with served.as_("manager") as manager:
        for site in (OTHER_CAMPUS, SUPPLIER, uuid7()):
            assert (await manager.post("/api/enrolments", json={"site": str(site), "name": "x"})).status_code == 404
        wrong = await manager.post("/api/enrolments", json={"name": " "})
    assert {(f["pointer"], f["code"]) for f in wrong.json()["errors"]} == {("/site", "required"), ("/name", "empty")}


async def test_lost_tablet_is_disabled_at_once_and_what_it_recorded_stays(served: Served) -> None:
    tablet = await enrol(served)
    entry = tablet.make(delivery())
    await tablet.send(entry)
    async with served.as_("other_manager") as stranger, served.as_("manager") as manager:
        assert (await stranger.delete(f"/api/tablets/{tablet.id}")).status_code == 404
        assert (await manager.delete(f"/api/tablets/{tablet.id}")).status_code == 204
        assert (await tablet.send(entry)).status_code == 401
        assert (await manager.delete(f"/api/tablets/{tablet.id}")).status_code == 204
        (listed,) = (await manager.get("/api/tablets")).json()["items"]
        assert listed["disabled_at"] is not None
        assert (await manager.get(entry.path)).status_code == 200
