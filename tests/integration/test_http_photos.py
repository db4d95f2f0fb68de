"""Photographs sent from a kitchen with bad wifi: whole or in parts, once, and read by who sees the site."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import os
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from PIL import Image

from tests.support.records import CAMPUS, SCHOOL
from tests.support.served import OTHER_CAMPUS, Served, table_sizes
from traceability import db
from traceability.documents.photograph import photograph
from traceability.documents.store import path_of
from traceability.documents.strip import strip
from traceability.documents.uploads import part_of, sweep_uploads
from traceability.errors import Conflict
from traceability.identifiers import uuid7
from traceability.scope import Role, Scope

HERE = {"site": str(CAMPUS)}


def jpeg(colour: str = "tan", size: int = 200) -> bytes:
    image, tags = Image.new("RGB", (size, 100), colour), Image.Exif()
    tags[0x0112], tags[0x010F] = 6, "a maker that nobody needs to know"
    target = io.BytesIO()
    image.save(target, "JPEG", exif=tags, comment="a comment")
    return target.getvalue()


PHOTO = jpeg()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


async def append(
    client: httpx.AsyncClient, photo: UUID, offset: int, chunk: bytes, whole: bytes = PHOTO, **more: str
) -> httpx.Response:
    """Send a chunk of a photograph."""
    headers = {
        "Content-Type": "application/partial-upload",
        "Upload-Offset": str(offset),
        "Upload-Length": str(len(whole)),
        "Repr-Digest": digest(whole),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    return await client.patch(f"/api/photos/{photo}", params=HERE, content=chunk, headers=headers)


async def offset(client: httpx.AsyncClient, photo: UUID) -> tuple[str, str]:
    """How much came, and whether that is all."""
    answer = await client.head(f"/api/photos/{photo}", params=HERE)
    assert answer.status_code == 204, answer.text
    return answer.headers["Upload-Offset"], answer.headers["Upload-Complete"]


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


async def test_send_a_photo_in_chunks_over_a_connection_that_breaks(served: Served) -> None:
    photo, third = uuid7(), len(PHOTO) // 3
    async with served.as_("kitchen") as client:
        first = await append(client, photo, 0, PHOTO[:third])
        assert (first.status_code, first.headers["Upload-Offset"], first.content) == (204, str(third), b"")
        again = await append(client, photo, 0, PHOTO[:third])
        assert (again.status_code, again.json()["code"]) == (409, "wrong_offset")
        assert again.headers["Upload-Offset"] == str(third)
        assert (await append(client, photo, third + 1, PHOTO[third + 1 :])).headers["Upload-Offset"] == str(third)
        assert await offset(client, photo) == (str(third), "?0")
        assert (await client.get(f"/api/photos/{photo}")).status_code == 404
        second = await append(client, photo, third, PHOTO[third:-1], Content_Type="application/octet-stream")
        assert second.status_code == 204
        last = await append(client, photo, len(PHOTO) - 1, PHOTO[-1:])
        assert last.status_code == 201
        assert last.json() == {"id": str(photo), "sha256": sha256(PHOTO), "bytes": len(PHOTO), "type": "image/jpeg"}
        assert await offset(client, photo) == (str(len(PHOTO)), "?1")
        late = await append(client, photo, len(PHOTO) - 1, PHOTO[-1:])
        assert (late.status_code, late.json()) == (200, last.json())
        assert (await client.get(f"/api/photos/{photo}")).content == strip(PHOTO).content
    assert list((served.settings.data_dir / "uploads").iterdir()) == []


async def test_finish_a_photo_whose_last_answer_was_lost_with_the_server(on_sqlite: Served) -> None:
    photo = uuid7()
    part = part_of(on_sqlite.settings.data_dir, CAMPUS, photo)
    part.parent.mkdir()
    part.write_bytes(PHOTO)
    async with on_sqlite.as_("kitchen") as client:
        assert await offset(client, photo) == (str(len(PHOTO)), "?0")
        assert (await append(client, photo, len(PHOTO), b"")).status_code == 201
    assert not part.exists()


async def send_until_it_breaks(served: Served, method: str, photo: UUID, came: bytes) -> int:
    """Send a photograph over a connection that breaks when so much of it came; the status nobody will read."""
    headers = {
        "Authorization": f"Bearer {served.tokens['kitchen']}",
        "Content-Type": "application/partial-upload",
        "Upload-Offset": "0",
        "Upload-Length": str(len(PHOTO)),
        "Repr-Digest": digest(PHOTO),
    }
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": f"/api/photos/{photo}",
        "raw_path": f"/api/photos/{photo}".encode(),
        "root_path": "",
        "query_string": f"site={CAMPUS}".encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
    }
    arriving: list[Any] = [{"type": "http.request", "body": came, "more_body": True}]
    told: list[int] = []

    async def receive() -> Any:
        return arriving.pop(0) if arriving else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        told.extend([message["status"]] if message["type"] == "http.response.start" else [])

    await served.app(scope, receive, send)  # type: ignore[arg-type]  # a scope written by hand
    return told[0]


async def test_keep_what_came_of_a_chunk_when_the_connection_breaks_in_it(on_sqlite: Served) -> None:
    photo = uuid7()
    assert await send_until_it_breaks(on_sqlite, "PATCH", photo, PHOTO[:300]) == 204
    async with on_sqlite.as_("kitchen") as client:
        assert await offset(client, photo) == ("300", "?0")
        assert (await append(client, photo, 300, PHOTO[300:])).status_code == 201


async def test_keep_nothing_of_a_photo_sent_whole_when_the_connection_breaks_in_it(on_sqlite: Served) -> None:
    photo = uuid7()
    assert await send_until_it_breaks(on_sqlite, "PUT", photo, PHOTO) == 400  # there might have been more
    assert await db.fetch("SELECT id FROM photo") == []


async def test_drop_a_photo_in_chunks_that_is_not_what_was_told(on_sqlite: Served) -> None:
    photo, page = uuid7(), b"<html>" * 50
    async with on_sqlite.as_("kitchen", "en") as client:
        answer = await append(client, photo, 0, PHOTO[::-1])
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "other_digest")
        assert await offset(client, photo) == ("0", "?0")
        assert (await append(client, photo, 0, page, page)).status_code == 415
        assert await offset(client, photo) == ("0", "?0")
        assert (await append(client, photo, 0, PHOTO)).status_code == 201


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


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload_Offset": ""},
        {"Upload_Offset": "-1"},
        {"Upload_Offset": "٣"},
        {"Upload_Offset": "9" * 40},
        {"Upload_Length": "1"},
        {"Upload_Length": "many"},
        {"Repr_Digest": "md5=:AAAA:"},
        {"Repr_Digest": "sha-256=:AAAA:"},
    ],
)
async def test_refuse_a_chunk_without_its_headers(on_sqlite: Served, headers: dict[str, str]) -> None:
    async with on_sqlite.as_("kitchen", "en") as client:
        raw: Any = {name: value.encode() for name, value in headers.items()}
        answer = await append(client, uuid7(), 0, PHOTO, **raw)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "wrong_header"), answer.text
        assert answer.json()["errors"][0]["pointer"] in (name.replace("_", "-") for name in headers)
        other = await append(client, uuid7(), 0, PHOTO, Content_Type="application/json")
        assert (other.status_code, other.json()["code"]) == (415, "not_a_chunk")


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


async def test_sweep_parts_that_nobody_came_back_for(on_sqlite: Served) -> None:
    old, new, root = uuid7(), uuid7(), on_sqlite.settings.data_dir
    assert sweep_uploads(root, db.utc_now()) == 0
    async with on_sqlite.as_("kitchen") as client:
        for photo in (old, new):
            await append(client, photo, 0, PHOTO[:100])
        then = (db.utc_now() - timedelta(days=14, minutes=1)).timestamp()
        os.utime(part_of(root, CAMPUS, old), (then, then))
        assert sweep_uploads(root, db.utc_now()) == 1
        assert await offset(client, old) == ("0", "?0")
        assert await offset(client, new) == ("100", "?0")
