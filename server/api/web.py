"""The built web app: its pages are never cached, its assets (named by their content) for a year."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path
from typing import Any

import anyio
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from server.auth.gate import PUBLIC

DIST = Path(__file__).resolve().parent.parent / "web" / "dist"
PAGE_HEADERS = {"Cache-Control": "no-cache"}
ASSET_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}
CODINGS = {"br": ".br", "gzip": ".gz"}


mimetypes.add_type("application/manifest+json", ".webmanifest")  # not every Python knows it


async def _file(request: Request[Any, Any, Any], path: Path, headers: dict[str, str]) -> Response[bytes]:
    """The file, or its packed form that the build put beside it, in the best coding that the browser reads."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    for coding, ending in CODINGS.items():
        packed = path.with_name(path.name + ending)
        if packed.is_file():
            headers = {**headers, "Vary": "Accept-Encoding"}
            if _reads(request.headers.get("Accept-Encoding", ""), coding):
                return Response(
                    await anyio.Path(packed).read_bytes(),
                    media_type=kind,
                    headers={**headers, "Content-Encoding": coding},
                )
    return Response(await anyio.Path(path).read_bytes(), media_type=kind, headers=headers)


def _reads(accepted: str, coding: str) -> bool:
    """Whether an Accept-Encoding names the coding and does not refuse it (q=0)."""
    for named in accepted.lower().split(","):
        name, _, weight = named.partition(";")
        if name.strip() == coding:
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return False


@get("/", opt={"roles": PUBLIC}, include_in_schema=False)
async def root() -> Redirect:
    return Redirect("/app/")


@get(["/app", "/app/", "/app/{path:path}"], opt={"roles": PUBLIC}, include_in_schema=False)
async def page(request: Request[Any, Any, Any], path: FromPath[str] = "") -> Response[bytes]:
    """A file of the app, or the app itself for a path without an ending; a missing file is 404, never HTML."""
    asked = (DIST / "app" / path.lstrip("/")).resolve()
    if asked.is_file() and asked.is_relative_to(DIST / "app"):
        return await _file(request, asked, PAGE_HEADERS)
    if "." in path:
        raise NotFoundException
    index = DIST / "app" / "index.html"
    if not index.is_file():
        raise NotFoundException
    return await _file(request, index, PAGE_HEADERS)


@get("/assets/{path:path}", opt={"roles": PUBLIC}, include_in_schema=False)
async def asset(request: Request[Any, Any, Any], path: FromPath[str]) -> Response[bytes]:
    """An asset of the app."""
    asked = (DIST / "assets" / path.lstrip("/")).resolve()
    if not asked.is_file() or not asked.is_relative_to(DIST / "assets"):
        raise NotFoundException
    return await _file(request, asked, ASSET_HEADERS)


HANDLERS = [root, page, asset]
