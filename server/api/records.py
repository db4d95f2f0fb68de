"""Records: each kind is PUT under an id made where the record was made, and read back with its revisions."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, put
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery

from server.api.answers import answer, from_key, json_of, list_limit, listed, to_key
from server.api.shapes import Page, ReceiptAnswer, RecordAnswer, RevisionAnswer
from server.api.transport import noted
from server.auth.accounts import SignedIn
from server.auth.gate import EVERYONE
from traceability import db
from traceability.errors import NotOnRecord
from traceability.kinds import BY_NAME, KINDS
from traceability.ledger.correct import correct
from traceability.ledger.kinds import Kind
from traceability.ledger.record import Receipt, Submission, record
from traceability.partners.people import veiled
from traceability.scope import Scope

BODY_MOST = 1_000_000


def receipt(done: Receipt) -> Response[ReceiptAnswer]:
    """The answer to a write: 201, or 200 where the same content was here before."""
    body: ReceiptAnswer = {
        "id": done.id,
        "kind": done.kind,
        "revision": done.revision,
        "log": done.log,
        "sequence": done.sequence,
        "leaf": "sha256:" + done.leaf.hex(),
        "recorded_at": done.recorded_at.isoformat(timespec="milliseconds"),
    }
    return answer(body, 200 if done.repeated else 201)


async def submitted(record_id: UUID, request: Request[Any, Any, Any]) -> Submission:
    return Submission.of_bytes(record_id, await json_of(request))


def _put(kind: Kind[Any]) -> HTTPRouteHandler:
    @put(
        f"/api/{kind.path}/{{record_id:uuid}}",
        operation_id=f"put_{kind.name}",
        summary=(kind.body.__doc__ or kind.name).strip().split("\n")[0],
        tags=["records"],
        opt={"roles": kind.writers, "body": kind},
        request_max_body_size=BODY_MOST,
        name=f"put_{kind.name}",
        status_code=201,
    )
    async def put_record(
        record_id: FromPath[UUID], request: Request[Any, Any, Any], signed_in: NamedDependency[SignedIn]
    ) -> Response[ReceiptAnswer]:
        submission = await submitted(record_id, request)
        async with noted(signed_in, request, record_id, kind.name) as scope:
            (done,) = await record(scope, kind, [submission])
        return receipt(done)

    return put_record


@put(
    "/api/corrections/{correction_id:uuid}",
    operation_id="put_correction",
    summary="Correct a record: its next revision, with the reason",
    tags=["records"],
    opt={"roles": EVERYONE, "body": "correction"},
    request_max_body_size=BODY_MOST,
    status_code=201,
)
async def put_correction(
    correction_id: FromPath[UUID], request: Request[Any, Any, Any], signed_in: NamedDependency[SignedIn]
) -> Response[ReceiptAnswer]:
    submission = await submitted(correction_id, request)
    async with noted(signed_in, request, correction_id, "correction") as scope:
        correction = await veiled(scope, submission)  # keeps names out of the ledger
        done = await correct(scope, BY_NAME, correction)
    return receipt(done)


def _get(kind: Kind[Any]) -> HTTPRouteHandler:
    @get(
        f"/api/{kind.path}/{{record_id:uuid}}",
        operation_id=f"get_{kind.name}",
        summary=f"Read a {kind.name.replace('_', ' ')} with all its revisions",
        tags=["records"],
        opt={"roles": EVERYONE},
        name=f"get_{kind.name}",
    )
    async def get_record(record_id: FromPath[UUID], within: NamedDependency[Scope]) -> Response[RecordAnswer]:
        rows = await db.fetch(
            "SELECT record, rev, kind, log, seq, entry, leaf, voided, recorded_at FROM revision"
            " WHERE record = $1 AND kind = $2 ORDER BY rev",
            record_id,
            kind.name,
        )
        if not rows or not within.sees(rows[0]["log"]):
            raise NotOnRecord(record=str(record_id))
        latest = _shown(rows[-1])
        latest["revisions"] = [_revision(row) for row in rows]
        return answer(latest)

    return get_record


def _list(kind: Kind[Any]) -> HTTPRouteHandler:
    @get(
        f"/api/{kind.path}",
        operation_id=f"list_{kind.name}",
        summary=f"The latest {kind.name.replace('_', ' ')} records, newest first",
        tags=["records"],
        opt={"roles": EVERYONE},
        name=f"list_{kind.name}",
    )
    async def list_records(
        within: NamedDependency[Scope],
        site: FromQuery[UUID | None] = None,
        after: FromQuery[str | None] = None,
        limit: FromQuery[int | None] = None,
    ) -> Response[Page[RecordAnswer]]:
        count = list_limit(limit)
        before = from_key(after, UUID)
        rows = await db.fetch(
            "SELECT r.record, r.rev, r.kind, r.log, r.seq, r.entry, r.leaf, r.voided, r.recorded_at FROM revision r"
            " WHERE r.kind = $1 AND ($2 OR r.log IN @uuids($3)) AND ($4 OR r.log = $5) AND ($6 OR r.record < $7)"
            " AND NOT EXISTS (SELECT 1 FROM revision n WHERE n.record = r.record AND n.rev > r.rev)"
            " ORDER BY r.record DESC LIMIT $8",
            kind.name,
            within.everything,
            list(within.parties),
            site is None,
            site,
            before is None,
            before[0] if before else None,
            count + 1,
        )
        items = [_shown(row) for row in rows[:count]]
        return listed(items, to_key(items[-1]["id"]) if len(rows) > count else None)

    return list_records


def _shown(row: db.Row) -> RecordAnswer:
    revision = _revision(row)
    return {
        "id": row["record"],
        "kind": row["kind"],
        "log": row["log"],
        "voided": bool(row["voided"]),
        "revision": revision["revision"],
        "sequence": revision["sequence"],
        "leaf": revision["leaf"],
        "recorded_at": revision["recorded_at"],
        "author": revision["author"],
        "correction": revision["correction"],
        "body": revision["body"],
    }


def _revision(row: db.Row) -> RevisionAnswer:
    entry = json.loads(row["entry"])
    return {
        "revision": row["rev"],
        "sequence": row["seq"],
        "leaf": "sha256:" + bytes(row["leaf"]).hex(),
        "recorded_at": row["recorded_at"].isoformat(timespec="milliseconds"),
        "author": entry["author"],
        "correction": entry.get("correction"),
        "body": entry["body"],
    }


IN_DIRECTORY = frozenset({"organisation", "site", "ingredient", "person"})  # listed there, in a form for choosing

HANDLERS: list[HTTPRouteHandler] = [
    *(_put(kind) for kind in KINDS if kind.name != "person"),  # whose name must not reach the ledger
    *(_get(kind) for kind in KINDS),
    *(_list(kind) for kind in KINDS if kind.name not in IN_DIRECTORY),
    put_correction,
]
