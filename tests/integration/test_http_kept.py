"""What a server still has of what a tablet sent: the rest comes again after a restore."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from server.backup import backup
from tests.support.served import Served, delivery
from traceability.identifiers import uuid7


async def test_name_the_records_that_are_not_here(served: Served) -> None:
    here, lost = uuid7(), uuid7()
    await served.put("deliveries", delivery(), identity=here)
    async with served.as_("kitchen") as client:
        told = (await client.get("/api/kept", params={"record": [str(lost), str(here)]})).json()
    assert told == {"missing": [str(lost)], "backed_up_until": None}
    async with served.as_("other_kitchen") as client:
        told = (await client.get("/api/kept", params={"record": [str(here)]})).json()
    assert told["missing"] == [str(here)]  # another canteen's records are nobody else's business


async def test_know_a_correction_by_its_own_id(served: Served) -> None:
    delivered, corrected = await served.put("deliveries", delivery()), uuid7()
    told = {"declaration": "incorrect_data", "reason": "看错了", "content": delivery(note="两次")}
    await served.put("corrections", {"record": delivered["id"], "saw": 1, **told}, identity=corrected)
    async with served.as_("kitchen") as client:
        answer = await client.get("/api/kept", params={"record": [delivered["id"], str(corrected)]})
    assert answer.json()["missing"] == []


async def test_say_until_when_all_is_backed_up(served: Served, tmp_path: Path) -> None:
    before = datetime.now(UTC)
    assert await asyncio.to_thread(backup, served.settings, tmp_path / "backup.tar", lambda _: None) == 0
    async with served.as_("kitchen") as client:
        told = (await client.get("/api/kept", params={"record": [str(uuid7())]})).json()
    assert before - timedelta(minutes=2) < datetime.fromisoformat(told["backed_up_until"]) < before


async def test_refuse_more_than_fifty_and_what_is_no_id(served: Served) -> None:
    async with served.as_("kitchen", "en") as client:
        many = await client.get("/api/kept", params={"record": [str(uuid7()) for _ in range(51)]})
        none = await client.get("/api/kept")
        wrong = await client.get("/api/kept", params={"record": "x"})
    assert [answer.status_code for answer in (many, none, wrong)] == [400, 400, 400]
    assert many.json()["errors"][0]["detail"] == "These are too many: 50 at most."
