"""Documents: content goes up after its record, with the SHA-256 that the record says, and comes down as kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import anyio
from litestar import Request, Response, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath

from server.api.answers import answer
from server.api.shapes import StoredAnswer
from server.auth.gate import EVERYONE
from traceability.documents.deposit import DOCUMENT
from traceability.documents.read import read
from traceability.documents.store import LARGEST, Upload, find, path_of
from traceability.errors import NotOnRecord, NotPermitted
from traceability.scope import Scope


@put(
    "/api/documents/{document:uuid}/content",
    operation_id="put_document_content",
    tags=["documents"],
    opt={"roles": DOCUMENT.writers, "binary": True},
    request_max_body_size=LARGEST,
    status_code=201,
)
async def upload(
    document: FromPath[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[StoredAnswer]:
    """Keep a document's content: PDF, JPEG, PNG, WebP, HEIC, MP4, WebM or an Office file. Sending it again is fine."""
    row = await read(within, document)
    if not within.may_write(DOCUMENT.writers, row["log"]):
        raise NotPermitted(kind=DOCUMENT.name, party=str(row["log"]))
    with Upload(request.app.state.settings.data_dir) as incoming:
        async for piece in request.stream():
            incoming.add(piece)
        stored = await anyio.to_thread.run_sync(incoming.finish, row["sha256"])
    return answer({"sha256": stored.sha256, "bytes": stored.bytes, "media_type": stored.media_type}, 201)


@get(
    "/api/documents/{document:uuid}/content",
    operation_id="get_document_content",
    tags=["documents"],
    opt={"roles": EVERYONE, "binary": True},
)
async def download(
    document: FromPath[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[bytes]:
    """The content as it was kept."""
    row = await read(within, document)
    if row["sha256"] is None:
        raise NotOnRecord(record=str(document))
    root = request.app.state.settings.data_dir
    stored = await anyio.to_thread.run_sync(find, root, row["sha256"])
    content = await anyio.Path(path_of(root, stored.sha256)).read_bytes()
    headers = {
        "Content-Disposition": f'attachment; filename="{stored.sha256[:16]}"',
        "Cache-Control": "private, no-store",
        "ETag": f'"{stored.sha256}"',
    }
    return Response(content, media_type=stored.media_type, headers=headers)


HANDLERS = [upload, download]
