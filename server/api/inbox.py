"""The inbox: finished reports of the region, unread until they are opened."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import answer, from_key, json_of, list_limit, listed, to_key
from server.api.reports import aware, shown
from server.api.shapes import Page, ReportAnswer
from server.auth.accounts import SignedIn
from server.mailings.inbox import list_inbox, mark, mark_all, unread_count
from traceability import db
from traceability.bodies import Body, Field, parse_body
from traceability.canonical import parse_json
from traceability.scope import OVERSEERS, Scope

MARKED_MOST = 1000


class ReadMarks(Body):
    """Which reports were read, or are unread again. reports: null for all of the inbox, which can only be read."""

    reports: Annotated[list[UUID], Field(max_length=MARKED_MOST)] | None = None
    read: Annotated[bool, Field(strict=True)] = True


class InboxAnswer(TypedDict):
    """A report and when it arrived; read_at: null while it is unread."""

    report: ReportAnswer
    arrived_at: str
    read_at: str | None


class UnreadAnswer(TypedDict):
    """How many are unread."""

    unread: int


@get("/api/inbox", operation_id="list_inbox", tags=["reports"], opt={"roles": OVERSEERS})
async def list_all(
    within: NamedDependency[Scope],
    signed_in: NamedDependency[SignedIn],
    unread: FromQuery[bool] = False,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[InboxAnswer]]:
    """What arrived in the inbox of who asks, the latest first."""
    count = list_limit(limit)
    key = from_key(after, aware, UUID)
    rows = await list_inbox(within, signed_in.account, unread, None if key is None else (key[0], key[1]), count + 1)
    reports = {report["id"]: report for report in await shown(rows[:count], signed_in.account)}
    last = rows[count - 1] if len(rows) > count else None
    items: list[InboxAnswer] = [
        {
            "report": reports[row["id"]],
            "arrived_at": row["arrived_at"].isoformat(),
            "read_at": None if row["read_at"] is None else row["read_at"].isoformat(),
        }
        for row in rows[:count]
        if row["id"] in reports
    ]
    return listed(items, to_key(last["arrived_at"].isoformat(), last["id"]) if last else None)


@get("/api/inbox/unread", operation_id="count_unread", tags=["reports"], opt={"roles": OVERSEERS})
async def count_unread(signed_in: NamedDependency[SignedIn]) -> Response[UnreadAnswer]:
    """How many are unread."""
    return answer({"unread": await unread_count(signed_in.account)})


@post(
    "/api/inbox/read",
    operation_id="mark_inbox",
    tags=["reports"],
    opt={"roles": OVERSEERS, "body": ReadMarks},
    status_code=200,
)
async def marks(request: Request[Any, Any, Any], signed_in: NamedDependency[SignedIn]) -> Response[UnreadAnswer]:
    """Mark reports as read or unread; those that are not in the inbox are passed over."""
    body = parse_body(ReadMarks, parse_json(await json_of(request)))
    if body.reports is not None:
        await mark(signed_in.account, body.reports, db.utc_now() if body.read else None)
    elif body.read:
        await mark_all(signed_in.account, db.utc_now())
    return answer({"unread": await unread_count(signed_in.account)})


HANDLERS = [list_all, count_unread, marks]
