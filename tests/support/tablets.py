"""A tablet as the web app plays it: enrolled once, it numbers and chains what it makes, and sends it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from tests.support.records import CAMPUS
from tests.support.served import Served, client_of
from traceability.identifiers import uuid7


@dataclass(frozen=True)
class Entry:
    """What a tablet made and may send as often as it likes."""

    path: str
    record: UUID
    content: bytes
    headers: dict[str, str]

    @property
    def told(self) -> dict[str, str]:
        """The same for an entry that never becomes a record."""
        return {
            "record": str(self.record),
            "kind": "delivery",
            "digest": hashlib.sha256(self.content).hexdigest(),
            "chain": self.headers["Mealtrace-Chain"],
            "made_at": self.headers["Mealtrace-Made-At"],
        }


@dataclass
class Tablet:
    """An enrolled tablet. chain: after each entry, from 32 zero bytes; late: how far its clock is behind."""

    served: Served
    id: UUID
    token: str
    chain: list[bytes] = field(default_factory=lambda: [bytes(32)])
    late: timedelta = timedelta(0)

    def client(self, language: str = "zh-CN") -> httpx.AsyncClient:
        return client_of(self.served.app, {"Authorization": f"Bearer {self.token}", "Accept-Language": language})

    def make(
        self, body: object, person: UUID | None = None, path: str = "deliveries", record: UUID | None = None
    ) -> Entry:
        """The next entry of its sequence."""
        identity, content = record or uuid7(), json.dumps(body, ensure_ascii=False).encode()
        digest = hashlib.sha256(content).digest()
        self.chain.append(hashlib.sha256(self.chain[-1] + identity.bytes + digest).digest())
        now = (datetime.now(UTC) - self.late).isoformat()
        headers = {
            "Content-Type": "application/json",
            "Mealtrace-Sequence": str(self.made),
            "Mealtrace-Chain": self.chain[-1].hex(),
            "Mealtrace-Made-At": now,
            "Mealtrace-Sent-At": now,
        }
        if person is not None:
            headers["Mealtrace-Person"] = str(person)
        return Entry(f"/api/{path}/{identity}", identity, content, headers)

    @property
    def made(self) -> int:
        return len(self.chain) - 1

    async def send(self, entry: Entry, **changes: str) -> httpx.Response:
        async with self.client() as client:
            return await client.put(entry.path, content=entry.content, headers={**entry.headers, **changes})

    async def tally(self) -> Any:
        async with self.client() as client:
            answer = await client.get("/api/tally", params={"made": self.made, "chain": self.chain[-1].hex()})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def entries(self, **parameters: str) -> Any:
        """Its entries, newest first."""
        async with self.client() as client:
            answer = await client.get("/api/tablet-entries", params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]


async def offered(served: Served, site: UUID = CAMPUS, username: str = "manager") -> str:
    """A fresh code for a tablet of a site."""
    async with served.as_(username) as client:
        answer = await client.post("/api/enrolments", json={"site": str(site), "name": "收货台平板"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["code"])


async def enrol(served: Served, site: UUID = CAMPUS, username: str = "manager") -> Tablet:
    """A tablet of a site."""
    async with served.as_(None) as client:
        answer = await client.post("/api/tablets", json={"code": await offered(served, site, username)})
    assert answer.status_code == 201, answer.text
    return Tablet(served, UUID(answer.json()["id"]), answer.json()["token"])
