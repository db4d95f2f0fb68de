"""Mailings: what was sent of finished reports, what did not arrive and why, and another try."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from reports.schedules.edit import WEBHOOK
from server.api.answers import answer, from_key, list_limit, listed, moment, to_key
from server.api.report_files import parties
from server.api.reports import aware
from server.api.shapes import Page, PartyName
from server.mailings.endpoints import urls_of
from server.mailings.queue import find_mailing, list_mailings, send_again
from server.messages import text
from server.problems import language_of
from traceability import db
from traceability.scope import OVERSEERS, Scope

MailingState = Literal["waiting", "sent", "failed", "dead"]


class MailingAnswer(TypedDict):
    """recipient: an address, or a webhook's URL; next_at: when it is tried next, null where it is tried no more.

    error, error_detail: why the last attempt failed, in the reader's language, and what the other side said.
    """

    id: UUID
    report: UUID
    schedule: UUID
    kind: str
    period: str
    site: PartyName
    channel: Literal["email", "webhook"]
    recipient: str
    state: MailingState
    attempts: int
    created_at: str
    sent_at: str | None
    next_at: str | None
    error: str | None
    error_detail: str | None


@get("/api/mailings", operation_id="list_mailing", tags=["schedules"], opt={"roles": OVERSEERS})
async def list_all(
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    in_state: Annotated[MailingState | None, QueryParameter(name="state")] = None,
    schedule: FromQuery[UUID | None] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[MailingAnswer]]:
    """Mailings of reports in scope, the newest first; state=dead: those that a person has to look at."""
    count = list_limit(limit)
    key = from_key(after, aware, UUID)
    rows = await list_mailings(within, in_state, schedule, None if key is None else (key[0], key[1]), count + 1)
    last = rows[count - 1] if len(rows) > count else None
    items = await _shown(rows[:count], language_of(request))
    return listed(items, to_key(last["created_at"].isoformat(), last["id"]) if last else None)


@post(
    "/api/mailings/{mailing:uuid}/again",
    operation_id="send_mailing_again",
    tags=["schedules"],
    opt={"roles": OVERSEERS},
    status_code=202,
)
async def again(
    mailing: FromPath[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[MailingAnswer]:
    """Send what did not arrive once more, with all its attempts; what arrived or waits stays as it is."""
    await find_mailing(within, mailing)
    row = await send_again(within, mailing, db.utc_now())
    return answer((await _shown([row], language_of(request)))[0], 202)


async def _shown(rows: list[db.Row], language: str) -> list[MailingAnswer]:
    sites = await parties([row["site"] for row in rows])
    urls = await urls_of([UUID(row["recipient"]) for row in rows if row["channel"] == WEBHOOK])
    return [
        {
            "id": row["id"],
            "report": row["report"],
            "schedule": row["schedule"],
            "kind": row["kind"],
            "period": row["period"],
            "site": sites[row["site"]],
            "channel": row["channel"],
            "recipient": urls.get(UUID(row["recipient"]), "—") if row["channel"] == WEBHOOK else row["recipient"],
            "state": row["state"],
            "attempts": row["attempts"],
            "created_at": row["created_at"].isoformat(),
            "sent_at": moment(row["sent_at"]),
            "next_at": moment(row["next_at"]) if row["state"] in ("waiting", "failed") else None,
            "error": None if row["error"] is None else text(language, row["error"], {}),
            "error_detail": row["error_detail"],
        }
        for row in rows
    ]


HANDLERS = [list_all, again]
