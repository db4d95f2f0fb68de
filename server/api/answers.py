"""Answers as JSON, and the parameters that all lists share."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from litestar import Request, Response
from litestar.exceptions import ClientException

from server.api.shapes import Page, PartyName
from server.problems import FaultyQuery
from traceability.bodies import EARLIEST, LATEST
from traceability.errors import Fault, Invalid
from traceability.quantities import Dimension, display_unit, format_temperature, to_decimal

T = TypeVar("T")
S = TypeVar("S")
LIST_MOST = 200
KEY_MOST = 400
WORDS_MOST = 100
_encode = msgspec.json.Encoder().encode


def answer(body: T, status: int = 200) -> Response[T]:
    """A JSON answer that no cache keeps, encoded here once; its type is what the OpenAPI document says of it."""
    encoded: Any = _encode(body)
    return Response(encoded, status_code=status, media_type="application/json", headers={"Cache-Control": "no-store"})


async def json_of(request: Request[Any, Any, Any]) -> bytes:
    """The bytes of a JSON body. Invalid where there are none; another content type than JSON is refused (415)."""
    kind = request.headers.get("content-type", "application/json").split(";")[0].strip().lower()
    if kind != "application/json":
        raise ClientException(status_code=415)
    raw = await request.body()
    if not raw:
        raise Invalid((Fault("", "empty_body", {}),))
    return raw


def listed(items: list[T], next_key: str | None = None) -> Response[Page[T]]:
    """A page of a list."""
    return answer(Page(items=items, next=next_key))


def list_limit(limit: int | None) -> int:
    """The page length asked for, within 1..200."""
    if limit is not None and not 1 <= limit <= LIST_MOST:
        raise FaultyQuery(Fault("?limit", "out_of_range", {}))
    return limit or 50


def to_key(*parts: object) -> str:
    """An opaque key for the next page."""
    return base64.urlsafe_b64encode(json.dumps([str(p) for p in parts]).encode()).decode().rstrip("=")


def from_key(key: str | None, *readers: Callable[[str], Any]) -> tuple[Any, ...] | None:
    """The parts of a page key, each read by its reader (ValueError: not one); FaultyQuery if it is none of ours."""
    if key is None:
        return None
    try:
        value = json.loads(base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))) if len(key) <= KEY_MOST else None
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise ValueError(key[:KEY_MOST])
        return tuple(read(part) for read, part in zip(readers, value, strict=True))
    except ValueError as error:
        raise FaultyQuery(Fault("?after", "wrong_parameter", {})) from error


def place(text: str) -> int:
    """A place in a list, from 0."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueError(text)
    return int(text)


def cut(found: Sequence[S], after: str | None, limit: int | None) -> tuple[Sequence[S], str | None]:
    """A page of what was found in memory, and the key of the next one."""
    count = list_limit(limit)
    (start,) = from_key(after, place) or (0,)
    return found[start : start + count], to_key(start + count) if len(found) > start + count else None


def sought(text: str, name: str = "q") -> str:
    """Words of a query parameter, as given; FaultyQuery where they are too long or hold a NUL."""
    if len(text) > WORDS_MOST or "\x00" in text:
        raise FaultyQuery(Fault(f"?{name}", "wrong_parameter", {}))
    return text


def one_of(value: str, known: Collection[str], name: str) -> str:
    """A query parameter that says one of these words; FaultyQuery where it is another."""
    if value not in known:
        raise FaultyQuery(Fault(f"?{name}", "not_one_of", {"expected": "、".join(known)}))
    return value


def in_calendar(day: date, name: str) -> date:
    """A day of a query parameter; FaultyQuery where no record could be of it."""
    if not EARLIEST <= day < LATEST:
        context = {"from": EARLIEST.isoformat(), "to": (LATEST - timedelta(days=1)).isoformat()}
        raise FaultyQuery(Fault(f"?{name}", "out_of_calendar", context))
    return day


def amount(value: int | None, dimension: str | None) -> str | None:
    """Base units as the decimal string people read (kg, l, pieces)."""
    if value is None or dimension is None:
        return None
    return to_decimal(value, unit(dimension))


def unit(dimension: str) -> str:
    return display_unit(Dimension(dimension).base)


def unit_or_none(dimension: str | None) -> str | None:
    return None if dimension is None else unit(dimension)


def degrees(tenths: int | None) -> str | None:
    return None if tenths is None else format_temperature(tenths)


def moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def party(identity: UUID | None, name: str | None, name_en: str | None) -> PartyName | None:
    return None if identity is None else {"id": identity, "name": name, "name_en": name_en}
