"""Photographs sent over bad wifi: in parts, over connections that break, and the parts nobody came back for."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.photos import PHOTO, append, digest, offset, sha256
from tests.support.records import CAMPUS
from tests.support.served import Served
from traceability import db
from traceability.documents.strip import strip
from traceability.documents.uploads import part_of, sweep_uploads
from traceability.identifiers import uuid7


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
