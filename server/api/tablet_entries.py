"""What tablets made: the fate of each entry, those that never became a record, and the evening tally."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict
from uuid import UUID

from litestar import Request, Response, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from server.api.answers import answer, from_key, json_of, list_limit, listed, moment, to_key
from server.api.shapes import Page
from server.auth.accounts import SignedIn
from server.auth.gate import TABLETS
from server.problems import FaultyQuery
from server.tablets.bearer import Device
from server.tablets.entries import FIRST_CHAIN, SEQUENCE_MOST, EntryState, Made, TabletTime, entries_of, note
from server.tablets.staff import standing
from server.tablets.tally import tally
from traceability import db
from traceability.bodies import Body, Code, Note, parse_body
from traceability.canonical import parse_json
from traceability.documents.deposit import Sha256
from traceability.errors import Fault, NotOnRecord
from traceability.scope import CANTEEN

NOTHING_MADE = FIRST_CHAIN.hex()


class WithdrawnBody(Body):
    """An entry that never became a record: a person withdrew it, or the server refused it. reason: why."""

    record: UUID
    kind: Code
    digest: Sha256
    chain: Sha256
    person: UUID | None = None
    made_at: TabletTime
    reason: Note | None = None


class TabletEntryAnswer(TypedDict):
    """made_at, sent_at: the tablet's clock; skew_ms: how far it lags behind the server's (with the journey)."""

    id: UUID
    tablet: UUID
    seq: int
    record: UUID
    kind: str
    digest: str
    chain: str
    person: UUID | None
    made_at: str
    sent_at: str | None
    received_at: str
    skew_ms: int | None
    state: Literal["recorded", "conflict", "withdrawn"]
    author_state: Literal["known", "disabled", "unknown"]
    reason: str | None


class TallyAnswer(TypedDict):
    """missing: gaps, first and last sequence of each; broken: sequences that do not follow from the one before."""

    made: int
    received: int
    missing: list[list[int]]
    broken: list[int]
    agrees: bool


@put(
    "/api/tablet-entries/{seq:int}",
    operation_id="put_tablet_entry",
    tags=["tablets"],
    opt={**TABLETS, "body": WithdrawnBody},
    status_code=200,
)
async def withdraw(
    seq: FromPath[int], request: Request[Any, Any, Any], device: NamedDependency[Device]
) -> Response[TabletEntryAnswer]:
    """Account for an entry that never became a record. Sending it again is fine; one that is on record stays so."""
    if not 1 <= seq <= SEQUENCE_MOST:
        raise NotOnRecord(sequence=seq)
    body = parse_body(WithdrawnBody, parse_json(await json_of(request)))
    made = Made(
        sequence=seq,
        record=body.record,
        kind=body.kind,
        digest=bytes.fromhex(body.digest),
        chain=bytes.fromhex(body.chain),
        person=body.person,
        made_at=body.made_at,
        reason=body.reason,
    )
    author = await standing(device.site, body.person)
    return answer(_shown(await note(device, made, EntryState.WITHDRAWN, author)))


@get("/api/tablet-entries", operation_id="list_tablet_entry", tags=["tablets"], opt={"roles": CANTEEN})
async def entries(
    signed_in: NamedDependency[SignedIn],
    fate: Annotated[str | None, QueryParameter(name="state")] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[TabletEntryAnswer]]:
    """Entries, newest first: a tablet's own, or those of all tablets in scope."""
    if fate is not None and fate not in list(EntryState):
        raise FaultyQuery(Fault("?state", "wrong_parameter", {}))
    count = list_limit(limit)
    (before,) = from_key(after, UUID) or (None,)
    tablet = signed_in.device.tablet if signed_in.device else None
    rows = await entries_of(signed_in.scope, tablet, fate, before, count + 1)
    items = [_shown(row) for row in rows[:count]]
    return listed(items, to_key(items[-1]["id"]) if len(rows) > count else None)


def _shown(row: db.Row) -> TabletEntryAnswer:
    return {
        "id": row["id"],
        "tablet": row["tablet"],
        "seq": row["sequence"],
        "record": row["record"],
        "kind": row["kind"],
        "digest": bytes(row["digest"]).hex(),
        "chain": bytes(row["chain"]).hex(),
        "person": row["person"],
        "made_at": row["made_at"].isoformat(),
        "sent_at": moment(row["sent_at"]),
        "received_at": row["received_at"].isoformat(),
        "skew_ms": row["skew_ms"],
        "state": row["state"],
        "author_state": row["author_state"],
        "reason": row["reason"],
    }


@get("/api/tally", operation_id="tally", tags=["tablets"], opt=TABLETS)
async def tallied(
    device: NamedDependency[Device], made: FromQuery[int], chain: FromQuery[str] = NOTHING_MADE
) -> Response[TallyAnswer]:
    """Compare what the tablet made, and the chain it came to, with what arrived: each gap and each break."""
    if not 0 <= made <= SEQUENCE_MOST:
        raise FaultyQuery(Fault("?made", "out_of_range", {}))
    if len(chain) != len(NOTHING_MADE) or set(chain) - set("0123456789abcdef"):
        raise FaultyQuery(Fault("?chain", "wrong_form", {}))
    found = await tally(device, made, bytes.fromhex(chain))
    told: TallyAnswer = {
        "made": found.made,
        "received": found.received,
        "missing": [list(gap) for gap in found.missing],
        "broken": found.broken,
        "agrees": found.agrees,
    }
    return answer(told)


HANDLERS = [withdraw, entries, tallied]
