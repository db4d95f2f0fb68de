"""Photographs: by their own id before the record that names them, at once or in parts, and back as pictures alone."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any
from uuid import UUID

import anyio
from litestar import Request, Response, get, head, patch, put
from litestar.di import NamedDependency
from litestar.exceptions import ClientException, InternalServerException
from litestar.params import FromPath, FromQuery

from server.api.answers import answer
from server.api.shapes import PhotoAnswer
from server.auth.gate import EVERYONE
from server.problems import FaultyQuery, problem
from traceability import db
from traceability.documents.photograph import LARGEST, WRITERS, find_photo, home_to_write, photograph, received
from traceability.documents.store import path_of
from traceability.documents.uploads import WrongOffset, append, length_of, part_of
from traceability.errors import Fault, Invalid, MealtraceError, NotOnRecord
from traceability.scope import Scope

CHUNKS = frozenset({"application/partial-upload", "application/octet-stream"})
DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)")


@put(
    "/api/photos/{photo:uuid}",
    operation_id="put_photo",
    tags=["photos"],
    opt={"roles": WRITERS, "binary": True},
    request_max_body_size=LARGEST,
    status_code=201,
)
async def upload(
    photo: FromPath[UUID], site: FromQuery[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[PhotoAnswer]:
    """Keep a photograph of a site: JPEG, PNG or WebP. The same bytes again answer 200, others under its id 409."""
    return await _kept(within, request, photo, site, await _whole(request))


@head("/api/photos/{photo:uuid}", operation_id="photo_offset", tags=["photos"], opt={"roles": EVERYONE})
async def offset_of(
    photo: FromPath[UUID], site: FromQuery[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[None]:
    """How much of a photograph came so far, as Upload-Offset; Upload-Complete is ?1 once all of it is kept."""
    if not within.sees(site):
        raise NotOnRecord(party=str(site))
    row = await received(photo, site)
    part = part_of(request.app.state.settings.data_dir, site, photo)
    offset = row["bytes"] if row else await anyio.to_thread.run_sync(length_of, part)
    return _so_far(offset, complete=row is not None)


@patch(
    "/api/photos/{photo:uuid}",
    operation_id="append_to_photo",
    tags=["photos"],
    opt={"roles": WRITERS, "binary": True},
    request_max_body_size=LARGEST,
    status_code=201,
)
async def add(
    photo: FromPath[UUID], site: FromQuery[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[Any]:
    """Add a chunk at Upload-Offset of Upload-Length bytes whose SHA-256 Repr-Digest tells: 204, or 201 with the last.

    200 where all of it was here before; 409 with the right Upload-Offset where the chunk begins elsewhere; 422 where
    the whole is not what was told, and what came of it is dropped.
    """
    await home_to_write(within, site)
    if request.headers.get("content-type", "").split(";")[0].strip().lower() not in CHUNKS:
        return problem(request, 415, "not_a_chunk")
    offset, total, sha256 = _told(request)
    if (known := await received(photo, site, sha256)) is not None:
        return answer(_shown(known))
    if total > LARGEST:
        raise Invalid((Fault("Upload-Length", "body_too_large", {"most": LARGEST}),))
    chunk = await _chunk(request)
    if offset + len(chunk) > total:
        raise FaultyQuery(Fault("Upload-Length", "wrong_header", {}))
    part = part_of(request.app.state.settings.data_dir, site, photo)
    try:
        there, content = await anyio.to_thread.run_sync(append, part, offset, chunk, total)
    except WrongOffset as error:
        refused = problem(request, 409, "wrong_offset")
        refused.headers["Upload-Offset"] = str(error.offset)
        return refused
    if content is None:
        return _so_far(there, complete=False)
    try:
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Invalid((Fault("Repr-Digest", "other_digest", {}),))
        return await _kept(within, request, photo, site, content)
    except MealtraceError:
        await anyio.Path(part).unlink(missing_ok=True)
        raise


@get("/api/photos/{photo:uuid}", operation_id="get_photo", tags=["photos"], opt={"roles": EVERYONE, "binary": True})
async def download(
    photo: FromPath[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[bytes]:
    """The picture alone: what a camera writes beside it was left out when it came."""
    row = await find_photo(within, photo)
    path = anyio.Path(path_of(request.app.state.settings.data_dir, row["sha256_stored"]))
    try:
        content = await path.read_bytes()
    except FileNotFoundError:
        raise NotOnRecord(photo=str(photo)) from None
    headers = {
        "Content-Disposition": "inline",
        "Cache-Control": "private, no-store",
        "ETag": f'"{row["sha256_stored"]}"',
    }
    return Response(content, media_type=row["type"], headers=headers)


async def _kept(
    within: Scope, request: Request[Any, Any, Any], photo: UUID, site: UUID, content: bytes
) -> Response[PhotoAnswer]:
    root = request.app.state.settings.data_dir
    row, repeated = await photograph(within, root, photo, site, content)
    await anyio.Path(part_of(root, site, photo)).unlink(missing_ok=True)
    return answer(_shown(row), 200 if repeated else 201)


async def _whole(request: Request[Any, Any, Any]) -> bytes:
    """The body; 400 where the connection broke before its end, which is no fault of the server's."""
    try:
        return await request.body()
    except InternalServerException as error:
        raise ClientException from error


async def _chunk(request: Request[Any, Any, Any]) -> bytes:
    """What came of a chunk, also where the connection broke before its end: the digest of the whole decides."""
    pieces = []
    try:
        async for piece in request.stream():
            pieces.append(piece)
    except InternalServerException:  # the sender went away
        pass
    return b"".join(pieces)


def _told(request: Request[Any, Any, Any]) -> tuple[int, int, str]:
    """Offset, length and SHA-256 from the headers; FaultyQuery names each that cannot be understood."""
    numbers = {name: request.headers.get(name, "") for name in ("Upload-Offset", "Upload-Length")}
    faults = [Fault(n, "wrong_header", {}) for n, t in numbers.items() if not re.fullmatch("[0-9]{1,12}", t)]
    digest = DIGEST.search(request.headers.get("Repr-Digest", ""))
    if faults or digest is None:
        raise FaultyQuery(*faults, *([] if digest else [Fault("Repr-Digest", "wrong_header", {})]))
    return int(numbers["Upload-Offset"]), int(numbers["Upload-Length"]), base64.b64decode(digest[1]).hex()


def _so_far(offset: int, *, complete: bool) -> Response[None]:
    headers = {
        "Upload-Offset": str(offset),
        "Upload-Complete": "?1" if complete else "?0",
        "Cache-Control": "no-store",
    }
    return Response(None, status_code=204, headers=headers)


def _shown(row: db.Row) -> PhotoAnswer:
    return {"id": row["id"], "sha256": row["sha256_received"], "bytes": row["bytes"], "type": row["type"]}


HANDLERS = [upload, offset_of, add, download]
