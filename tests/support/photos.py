"""A photograph as a camera makes it, sent whole or in parts."""

from __future__ import annotations

import base64
import hashlib
import io
from uuid import UUID

import httpx
from PIL import Image

from tests.support.records import CAMPUS

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
