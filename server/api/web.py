"""The built web app: its pages are never cached, its assets (named by their content) for a year."""

from __future__ import annotations

import mimetypes
from pathlib import Path

import anyio
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from server.auth.gate import PUBLIC

DIST = Path(__file__).resolve().parent.parent / "web" / "dist"
PAGE_HEADERS = {"Cache-Control": "no-cache"}
ASSET_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}


mimetypes.add_type("application/manifest+json", ".webmanifest")  # not every Python knows it


async def _file(path: Path, headers: dict[str, str]) -> Response[bytes]:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Response(await anyio.Path(path).read_bytes(), media_type=kind, headers=headers)


@get("/", opt={"roles": PUBLIC}, include_in_schema=False)
async def root() -> Redirect:
    return Redirect("/app/")


@get(["/app", "/app/", "/app/{path:path}"], opt={"roles": PUBLIC}, include_in_schema=False)
async def page(path: FromPath[str] = "") -> Response[bytes]:
    """A file of the app, or the app itself for a path without an ending; a missing file is 404, never HTML."""
    asked = (DIST / "app" / path.lstrip("/")).resolve()
    if asked.is_file() and asked.is_relative_to(DIST / "app"):
        return await _file(asked, PAGE_HEADERS)
    if "." in path:
        raise NotFoundException
    index = DIST / "app" / "index.html"
    if not index.is_file():
        raise NotFoundException
    return await _file(index, PAGE_HEADERS)


@get("/assets/{path:path}", opt={"roles": PUBLIC}, include_in_schema=False)
async def asset(path: FromPath[str]) -> Response[bytes]:
    """An asset of the app."""
    asked = (DIST / "assets" / path.lstrip("/")).resolve()
    if not asked.is_file() or not asked.is_relative_to(DIST / "assets"):
        raise NotFoundException
    return await _file(asked, ASSET_HEADERS)


HANDLERS = [root, page, asset]
