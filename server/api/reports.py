"""Reports: ask for one, follow it, download it."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

import anyio
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from pydantic import StringConstraints

from reports.archive import find_report, list_reports, path_of, request_report
from server.api.answers import answer, from_key, json_of, list_limit, listed, moment, to_key
from server.api.shapes import Page, ReportAnswer
from server.auth.accounts import SignedIn
from server.auth.gate import EVERYONE
from server.problems import FaultyQuery
from traceability import db
from traceability.bodies import Body, parse_body
from traceability.canonical import parse_json
from traceability.errors import Fault, NotOnRecord
from traceability.identifiers import uuid7
from traceability.scope import Role, Scope

READERS = EVERYONE - {Role.SUPPLIER}
PERIOD = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
ORDERERS = frozenset({Role.MANAGER, Role.INSPECTOR, Role.AUDITOR, Role.OPERATOR})


class ReportWish(Body):
    """A report to be made: which kind, of which site, for which month."""

    kind: Literal["campus_monthly"] = "campus_monthly"
    site: UUID
    period: Annotated[str, StringConstraints(pattern=PERIOD)]
    language: Literal["zh-CN", "en"] = "zh-CN"


@post(
    "/api/reports",
    operation_id="order_report",
    tags=["reports"],
    opt={"roles": ORDERERS, "body": ReportWish},
    status_code=202,
)
async def order(request: Request[Any, Any, Any], within: NamedDependency[Scope]) -> Response[ReportAnswer]:
    """Ask for a report; it is made in the background."""
    wish = parse_body(ReportWish, parse_json(await json_of(request)))
    row = await request_report(within, uuid7(), wish.site, wish.period, wish.language, db.utc_now())
    request.app.state.work_waiting.set()
    return answer((await _shown([row]))[0], 202)


@get("/api/reports", operation_id="list_report", tags=["reports"], opt={"roles": READERS})
async def list_all(
    within: NamedDependency[Scope],
    site: FromQuery[UUID | None] = None,
    period: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[ReportAnswer]]:
    """Reports in scope, newest first."""
    if period is not None and not re.fullmatch(PERIOD, period):
        raise FaultyQuery(Fault("?period", "wrong_parameter", {}))
    count = list_limit(limit)
    rows = await list_reports(within, site, period, _before(after), count + 1)
    items = await _shown(rows[:count])
    last = rows[count - 1] if len(rows) > count else None
    return listed(items, to_key(last["requested_at"].isoformat(), last["id"]) if last else None)


def _before(after: str | None) -> tuple[datetime, UUID] | None:
    key = from_key(after, _aware, UUID)
    return None if key is None else (key[0], key[1])


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


@get("/api/reports/{report:uuid}", operation_id="get_report", tags=["reports"], opt={"roles": READERS})
async def show(report: FromPath[UUID], within: NamedDependency[Scope]) -> Response[ReportAnswer]:
    """One report and how far it is."""
    return answer((await _shown([await find_report(within, report)]))[0])


@get("/api/reports/{report:uuid}/pdf", operation_id="download_report", tags=["reports"], opt={"roles": READERS})
async def download(
    report: FromPath[UUID],
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    signed_in: NamedDependency[SignedIn],
) -> Response[bytes]:
    """The PDF, byte for byte as archived."""
    row = await find_report(within, report)
    if row["state"] != "ready":
        raise NotOnRecord(report=str(report), state=row["state"])
    archive: Path = request.app.state.settings.archive
    pdf = await anyio.Path(path_of(archive, row["sha256"])).read_bytes()
    headers = {
        "Content-Disposition": f'attachment; filename="mealtrace-{row["period"]}-{str(row["site"])[:8]}.pdf"',
        "Cache-Control": "private, no-store",
        "ETag": f'"{row["sha256"]}"',
    }
    return Response(pdf, media_type="application/pdf", headers=headers)


async def _shown(rows: list[db.Row]) -> list[ReportAnswer]:
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
            "kind": row["kind"],
            "site": {"id": row["site"], "name": names[row["site"]]["name"], "name_en": names[row["site"]]["name_en"]},
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
        }
        for row in rows
        if row["site"] in names
    ]


HANDLERS = [order, list_all, show, download]
