"""Reports are taken one by one or many at once; who took which is on record."""

from __future__ import annotations

import io
import zipfile
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from reports.archive import claim, finish
from tests.support.records import CAMPUS
from tests.support.served import OTHER_CAMPUS, Served
from traceability import db


async def made(served: Served, site: UUID, pdf: bytes) -> str:
    """A finished report of a campus."""
    async with served.as_("auditor") as client:
        ordered = (await client.post("/api/reports", json={"site": str(site), "period": "2026-10"})).json()
    worker, digest = uuid4(), sha256(pdf).hexdigest()
    assert await claim(worker, db.utc_now())
    assert await finish(worker, UUID(ordered["id"]), pdf, 1, digest, served.settings.archive, db.utc_now())
    return str(ordered["id"])


async def test_packs_many_reports_and_notes_who_took_them(served: Served) -> None:
    first, second = await made(served, CAMPUS, b"%PDF one"), await made(served, OTHER_CAMPUS, b"%PDF two")

    async with served.as_("auditor") as client:
        answer = await client.get("/api/reports/archive.zip", params={"ids": f"{first},{second},{first}"})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
        await client.get(f"/api/reports/{first}/pdf")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        contents = {name: packed.read(name) for name in packed.namelist()}
    assert sorted(contents.values()) == [b"%PDF one", b"%PDF two"]
    assert all(name.startswith("2026-10 ") and "食堂" in name for name in contents)

    taken: list[dict[str, Any]] = (await served.get("downloads", "operator"))["items"]
    assert sorted((t["report"] == first, t["packed"], t["role"]) for t in taken) == [
        (False, True, "auditor"),
        (True, False, "auditor"),
        (True, True, "auditor"),
    ]
    assert taken[0]["sha256"] == sha256(b"%PDF one").hexdigest()
    assert len((await served.get("downloads", "auditor", report=second))["items"]) == 1
    assert len((await served.get("downloads", "inspector"))["items"]) == 2  # of its own district alone
    async with served.as_("manager") as client:
        assert (await client.get("/api/downloads")).status_code == 403


async def test_packs_nothing_beyond_the_scope_or_the_limits(on_sqlite: Served) -> None:
    first, second = await made(on_sqlite, CAMPUS, b"%PDF one"), await made(on_sqlite, OTHER_CAMPUS, b"%PDF two")
    async with on_sqlite.as_("manager") as client:
        for ids, status in (
            (first, 200),
            (f"{first},{second}", 404),
            (str(uuid4()), 404),
            ("", 400),
            ("here", 400),
            (",".join(str(uuid4()) for _ in range(201)), 400),
        ):
            answer = await client.get("/api/reports/archive.zip", params={"ids": ids})
            assert answer.status_code == status, (ids[:80], answer.text[:200])
        assert (await client.get("/api/reports/archive.zip")).status_code == 400
    assert len((await on_sqlite.get("downloads", "operator"))["items"]) == 1
