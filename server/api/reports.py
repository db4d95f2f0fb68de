"""Reports: ask for one, follow it, try it again."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, datetime
from typing import Annotated, Any, Literal, TypedDict
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from reports.archive import Sought, find_report, list_reports, make_again, request_report
from reports.kinds import KINDS
from reports.kinds.kind import About, Span
from reports.ordering import ordered
from server.api.answers import answer, from_key, json_of, list_limit, listed, moment, one_of, to_key
from server.api.report_subjects import subjects_of
from server.api.report_wish import PERIOD, ReportWish
from server.api.shapes import Page, ReportAnswer
from server.auth.accounts import SignedIn
from server.auth.gate import EVERYONE
from server.mailings.inbox import unread_of
from server.problems import FaultyQuery
from traceability import db
from traceability.bodies import parse_body
from traceability.canonical import parse_json
from traceability.errors import Fault
from traceability.identifiers import uuid7
from traceability.scope import Role, Scope

READERS = EVERYONE - {Role.SUPPLIER}
ReportState = Literal["due", "running", "ready", "failed"]
ORDERERS = frozenset({Role.MANAGER, Role.INSPECTOR, Role.AUDITOR, Role.OPERATOR})


@post(
    "/api/reports",
    operation_id="order_report",
    tags=["reports"],
    opt={"roles": ORDERERS, "body": ReportWish},
    status_code=202,
)
async def order(
    request: Request[Any, Any, Any], within: NamedDependency[Scope], signed_in: NamedDependency[SignedIn]
) -> Response[ReportAnswer]:
    """Ask for a report of any kind; it is made in the background."""
    wish = parse_body(ReportWish, parse_json(await json_of(request)))
    now = db.utc_now()
    of = await ordered(within, KINDS[wish.kind], wish.site, wish.period, wish.subject, now)
    row = await request_report(within, uuid7(), wish.kind, of.site, of.period, wish.language, now, of.subject)
    request.app.state.work_waiting.set()
    return answer((await shown([row], signed_in.account))[0], 202)


class ReportKindAnswer(TypedDict):
    """A kind of report that can be ordered. about: what it is about; span: which sort of period it covers, if any."""

    name: str
    about: About
    span: Span


@get("/api/report-kinds", operation_id="list_report_kinds", tags=["reports"], opt={"roles": READERS})
async def list_kinds() -> Response[Page[ReportKindAnswer]]:
    """The kinds of reports, and what an order of each must say."""
    return listed([{"name": one.name, "about": one.about, "span": one.span} for one in KINDS.values()])


@get("/api/reports", operation_id="list_report", tags=["reports"], opt={"roles": READERS})
async def list_all(
    within: NamedDependency[Scope],
    signed_in: NamedDependency[SignedIn],
    site: FromQuery[UUID | None] = None,
    period: FromQuery[str | None] = None,
    kind: FromQuery[str | None] = None,
    in_state: Annotated[ReportState | None, QueryParameter(name="state")] = None,
    run: FromQuery[UUID | None] = None,
    subject: FromQuery[UUID | None] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[ReportAnswer]]:
    """Reports in scope, newest first; run: those of one run of a schedule; subject: about one delivery, batch or
    supplier."""
    if period is not None and not PERIOD.fullmatch(period):
        raise FaultyQuery(Fault("?period", "wrong_parameter", {}))
    if kind is not None:
        one_of(kind, KINDS, "kind")
    count = list_limit(limit)
    rows = await list_reports(within, Sought(site, period, kind, in_state, run, subject), _before(after), count + 1)
    items = await shown(rows[:count], signed_in.account)
    last = rows[count - 1] if len(rows) > count else None
    return listed(items, to_key(last["requested_at"].isoformat(), last["id"]) if last else None)


def _before(after: str | None) -> tuple[datetime, UUID] | None:
    key = from_key(after, aware, UUID)
    return None if key is None else (key[0], key[1])


def aware(text: str) -> datetime:
    """A time with its zone, of a page key. ValueError: it is none, or none that a database keeps."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not MINYEAR < moment.year < MAXYEAR:
        raise ValueError(text)
    return moment


@get("/api/reports/{report:uuid}", operation_id="get_report", tags=["reports"], opt={"roles": READERS})
async def show(
    report: FromPath[UUID], within: NamedDependency[Scope], signed_in: NamedDependency[SignedIn]
) -> Response[ReportAnswer]:
    """One report and how far it is."""
    return answer((await shown([await find_report(within, report)], signed_in.account))[0])


@post(
    "/api/reports/{report:uuid}/again",
    operation_id="make_report_again",
    tags=["reports"],
    opt={"roles": ORDERERS},
    status_code=202,
)
async def again(
    report: FromPath[UUID],
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    signed_in: NamedDependency[SignedIn],
) -> Response[ReportAnswer]:
    """Try a report that failed once more; another stays as it is."""
    row = await make_again(within, report)
    request.app.state.work_waiting.set()
    return answer((await shown([row], signed_in.account))[0], 202)


async def shown(rows: list[db.Row], account: UUID) -> list[ReportAnswer]:
    """Reports with the names of their sites and of what they are about, as an account sees them."""
    subjects = await subjects_of(rows)
    unread = await unread_of(account, [row["id"] for row in rows])
    names = {
        row["record"]: row
        for row in await db.fetch(
            "SELECT record, name, name_en FROM party WHERE record IN @uuids($1) AND until_seq IS NULL",
            [row["site"] for row in rows],
        )
    }
    return [
        {
            "id": row["id"],
            "run": row["run"],
            "kind": row["kind"],
            "site": {"id": row["site"], "name": names[row["site"]]["name"], "name_en": names[row["site"]]["name_en"]},
            "subject": subjects.get(row["id"]),
            "period": row["period"],
            "language": row["language"],
            "state": row["state"],
            "origin": row["origin"],
            "requested_at": row["requested_at"].isoformat(),
            "made_at": moment(row["made_at"]),
            "pages": row["pages"],
            "bytes": row["bytes"],
            "sha256": row["sha256"],
            "failure": row["failure"],
            "unsigned_sha256": row["unsigned_sha256"],
            "signer": row["signer"],
            "seal_level": row["seal_level"],
            "checkpoint": row["checkpoint"],
            "checkpoint_number": row["checkpoint_number"],
            "rule_set": row["rule_set"],
            "release": row["release"],
            "templates": row["templates"],
            "fonts": row["fonts"],
            "unread": row["id"] in unread,
        }
        for row in rows
        if row["site"] in names
    ]


HANDLERS = [order, list_kinds, list_all, show, again]
