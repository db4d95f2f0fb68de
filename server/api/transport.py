"""What a tablet tells beside a record, in headers: its own sequence and chain, whose entry it is, and its clock.

They belong to transport and never reach the record. Accounts may send them too; only a tablet's are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from litestar import Request
from pydantic import StringConstraints

from server.auth.accounts import SignedIn
from server.problems import FaultyQuery
from server.tablets.entries import EntryState, Made, TabletTime, note
from server.tablets.staff import Standing, standing
from traceability.bodies import Body, parse_body
from traceability.documents.deposit import Sha256
from traceability.errors import Conflict, Fault, Invalid
from traceability.scope import Scope

PREFIX = "Mealtrace-"


class Told(Body):
    """The headers, by their names without the prefix. With any of them all but the person are required."""

    sequence: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,8}$")]
    chain: Sha256
    person: UUID | None = None
    made_at: TabletTime
    sent_at: TabletTime


MEANINGS = {
    "sequence": "The entry's place in the tablet's own sequence: 1, 2, 3 …",
    "chain": "SHA-256 of the chain before it (32 zero bytes at first), the record's id and the body's SHA-256, in hex",
    "person": "Who made it, by PIN",
    "made_at": "When it was made, by the tablet's clock",
    "sent_at": "When it is sent, by the tablet's clock",
}
HEADERS = {name: PREFIX + name.title().replace("_", "-") for name in Told.model_fields}


def told_by(request: Request[Any, Any, Any]) -> Told | None:
    """What the headers say; None where there is none of them. FaultyQuery names each that cannot be understood."""
    sent = {name: request.headers[header] for name, header in HEADERS.items() if header in request.headers}
    if not sent:
        return None
    try:
        return parse_body(Told, sent)
    except Invalid as error:
        named = [Fault("header:" + HEADERS[f.pointer.removeprefix("/")], f.code, f.context) for f in error.faults]
        raise FaultyQuery(*named) from error


@asynccontextmanager
async def noted(signed_in: SignedIn, request: Request[Any, Any, Any], record: UUID, kind: str) -> AsyncIterator[Scope]:
    """The scope to write a record with. What a tablet told of it is noted after the block, also after a conflict.

    The author is the person the tablet names, if they are or were on the staff of its site; otherwise the tablet.
    """
    device = signed_in.device
    told = told_by(request) if device is not None else None
    if device is None or told is None:
        yield signed_in.scope
        return
    author = await standing(device.site, told.person)
    scope = signed_in.scope
    if told.person is not None and author is not Standing.UNKNOWN:
        scope = replace(scope, author=told.person)
    digest = hashlib.sha256(await request.body()).digest()
    made = Made(
        *(int(told.sequence), record, kind, digest, bytes.fromhex(told.chain)),
        *(told.person, told.made_at, told.sent_at),
    )
    try:
        yield scope
    except Conflict:
        await note(device, made, EntryState.CONFLICT, author)
        raise
    await note(device, made, EntryState.RECORDED, author)
