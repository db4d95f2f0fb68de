"""Photographs sent from a kitchen: once, within the scope, and read by who sees the site."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest

from tests.support.photos import HERE, PHOTO, append, jpeg, offset, sha256
from tests.support.records import CAMPUS, SCHOOL
from tests.support.served import OTHER_CAMPUS, Served, table_sizes
from traceability import db
from traceability.documents.photograph import photograph
from traceability.documents.store import path_of
from traceability.documents.strip import strip
from traceability.errors import Conflict
from traceability.identifiers import uuid7
from traceability.scope import Role, Scope


async def test_send_a_photo_whole_and_see_it_without_what_the_camera_wrote(served: Served) -> None:
    photo = uuid7()
    told = {"id": str(photo), "sha256": sha256(PHOTO), "bytes": len(PHOTO), "type": "image/jpeg"}
    async with served.as_("kitchen") as client:
        assert await offset(client, photo) == ("0", "?0")
        for status in (201, 200):
            answer = await client.put(f"/api/photos/{photo}", params=HERE, content=PHOTO)
            assert (answer.status_code, answer.json()) == (status, told)
        assert await offset(client, photo) == (str(len(PHOTO)), "?1")
        seen = await client.get(f"/api/photos/{photo}")
    assert seen.status_code == 200
    assert seen.content == strip(PHOTO).content
    assert seen.headers["Content-Type"] == "image/jpeg"
    assert seen.headers["Content-Disposition"] == "inline"
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in seen.headers["Cache-Control"]
    (row,) = await db.fetch("SELECT * FROM photo")
    assert (row["site"], row["width"], row["height"], row["bytes"]) == (CAMPUS, 200, 100, len(PHOTO))
    assert (row["sha256_received"], row["sha256_stored"]) == (sha256(PHOTO), sha256(seen.content))


async def test_send_other_bytes_under_an_id_and_the_first_stay(served: Served) -> None:
    photo, other = uuid7(), jpeg("teal")
    async with served.as_("kitchen", "en") as client:
        assert (await client.put(f"/api/photos/{photo}", params=HERE, content=PHOTO)).status_code == 201
        refused = [
            await client.put(f"/api/photos/{photo}", params=HERE, content=other),
            await append(client, photo, 0, other, other),
        ]
        for answer in refused:
            assert (answer.status_code, answer.json()["code"]) == (409, "photo_conflict")
            assert "it stays" in answer.json()["detail"]
        assert (await client.get(f"/api/photos/{photo}")).content == strip(PHOTO).content
    async with served.as_("other_kitchen") as client:
        there = {"site": str(OTHER_CAMPUS)}
        assert (await client.put(f"/api/photos/{photo}", params=there, content=PHOTO)).status_code == 409
        assert (await client.head(f"/api/photos/{photo}", params=there)).status_code == 409


async def test_send_a_photo_twice_at_once_and_it_is_kept_once(served: Served) -> None:
    photo, chunks, scope = uuid7(), uuid7(), Scope(uuid7(), Role.KITCHEN, frozenset({CAMPUS}))
    async with served.as_("kitchen") as client:
        answers = await asyncio.gather(
            *(client.put(f"/api/photos/{photo}", params=HERE, content=PHOTO) for _ in range(4)),
            *(append(client, chunks, 0, PHOTO) for _ in range(4)),
        )
    assert {answer.status_code for answer in answers} <= {200, 201, 409}
    assert 201 in [answer.status_code for answer in answers[4:]]
    assert {row["id"] for row in await db.fetch("SELECT id FROM photo")} == {photo, chunks}
    rivals = [photograph(scope, served.settings.data_dir, UUID(int=7), CAMPUS, jpeg(c)) for c in ("red", "blue")]
    outcomes = await asyncio.gather(*rivals, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)] == [Conflict]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 415, "not_a_picture"),
        (b"%PDF-1.7 a paper", 415, "not_a_picture"),
        (b"GIF89a", 415, "not_a_picture"),
        (PHOTO[:-20], 422, "broken_picture"),
        (jpeg(size=12_001), 422, "picture_too_large"),
    ],
)
async def test_refuse_what_is_no_picture(on_sqlite: Served, content: bytes, status: int, code: str) -> None:
    before = await table_sizes()
    async with on_sqlite.as_("kitchen", "en") as client:
        answer = await client.put(f"/api/photos/{uuid7()}", params=HERE, content=content)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (status, code)
    assert "{" not in answer.json()["errors"][0]["detail"]
    assert await table_sizes() == before
    assert not [path for path in on_sqlite.settings.documents.rglob("*") if path.is_file()]


async def test_refuse_more_bytes_than_a_photo_has(on_sqlite: Served) -> None:
    async with on_sqlite.as_("kitchen", "en") as client:
        large = await client.put(f"/api/photos/{uuid7()}", params=HERE, content=b"\xff\xd8\xff" + bytes(8_000_000))
        announced = await append(client, uuid7(), 0, PHOTO, Upload_Length="8000001")
    assert (large.status_code, announced.status_code) == (413, 413)
    assert "8000000" in announced.json()["errors"][0]["detail"]


async def test_take_and_show_photos_only_within_the_scope(on_sqlite: Served) -> None:
    photo = uuid7()
    writes, reads = {"kitchen", "manager", "operator"}, {"kitchen", "manager", "inspector", "auditor", "operator"}
    for username in on_sqlite.tokens:
        async with on_sqlite.as_(username) as client:
            answer = await client.put(f"/api/photos/{photo}", params=HERE, content=PHOTO)
            assert answer.status_code == (
                200 if username in writes - {"kitchen"} else 201 if username in writes else 403
            )
            assert (await append(client, uuid7(), 0, PHOTO[:9])).status_code == (204 if username in writes else 403)
            expected = 200 if username in reads else 404
            assert (await client.get(f"/api/photos/{photo}")).status_code == expected, username
            head = await client.head(f"/api/photos/{photo}", params=HERE)
            assert head.status_code == (204 if username in reads else 404), username
            assert (await client.get(f"/api/photos/{uuid7()}")).status_code == 404
    async with on_sqlite.as_("manager") as client:
        answer = await client.put(f"/api/photos/{uuid7()}", params={"site": str(SCHOOL)}, content=PHOTO)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_on_record")  # a school is no site


async def test_send_a_photo_again_mends_a_picture_that_was_lost(on_sqlite: Served) -> None:
    photo, path = uuid7(), path_of(on_sqlite.settings.data_dir, sha256(strip(PHOTO).content))
    async with on_sqlite.as_("kitchen") as client:
        await client.put(f"/api/photos/{photo}", params=HERE, content=PHOTO)
        path.unlink()
        assert (await client.get(f"/api/photos/{photo}")).status_code == 404
        assert (await client.put(f"/api/photos/{photo}", params=HERE, content=PHOTO)).status_code == 200
        assert (await client.get(f"/api/photos/{photo}")).status_code == 200
