"""What a finished report holds: its figures and findings, the records behind each, and its files.

All of it is read from the archived file itself, so that figure and records are those that were sealed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, TypeVar
from uuid import UUID

from anyio import to_thread
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from reports.archive import find_ready
from reports.behind.figures import figures_in
from reports.behind.findings import findings_in, rules_of
from reports.behind.item import Figure
from reports.files import PROOFS, RECORDS, TABLE
from reports.opened import files_of, snapshot_of
from reports.texts import Words
from reports.views.ruled import ruled
from server.api.answers import answer, cut, listed, one_of, sought
from server.api.report_files import archive_of
from server.api.reports import READERS
from server.api.sealed_shapes import (
    ContentsAnswer,
    SealedFinding,
    SealedRecord,
    execution_answer,
    figure_answer,
    sealed_finding,
    sealed_record,
    state_of,
    three_states,
)
from server.api.shapes import Page
from server.auth.accounts import SignedIn
from server.mailings.downloads import note_downloads
from server.problems import language_of
from traceability import db
from traceability.errors import NotOnRecord
from traceability.scope import Scope

T = TypeVar("T")
MEDIA = {RECORDS: "application/json", PROOFS: "application/json", TABLE: "text/csv; charset=utf-8"}


@get(
    "/api/reports/{report:uuid}/contents", operation_id="get_report_contents", tags=["reports"], opt={"roles": READERS}
)
async def contents(
    report: FromPath[UUID], request: Request[Any, Any, Any], within: NamedDependency[Scope]
) -> Response[ContentsAnswer]:
    """What a finished report says: its figures, its rules, and what the file holds. 410: its file is damaged."""
    _, snapshot = await opened(request, within, report)
    return answer(await reckoned(partial(_contents, snapshot, words_of(request))))


@get("/api/reports/{report:uuid}/records", operation_id="list_report_record", tags=["reports"], opt={"roles": READERS})
async def records(
    report: FromPath[UUID],
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    figure: FromQuery[str],
    in_state: Annotated[str | None, QueryParameter(name="state")] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[SealedRecord]]:
    """The records behind a figure, those of one state (met, broken, unknown) or all."""
    wanted = None if in_state is None else one_of(in_state, ("met", "broken", "unknown"), "state")
    _, snapshot = await opened(request, within, report)
    found = await reckoned(partial(_figure, snapshot, words_of(request), sought(figure, "figure")))
    items, following = cut([one for one in found.items if wanted is None or state_of(one) == wanted], after, limit)
    return listed([sealed_record(one) for one in items], following)


@get(
    "/api/reports/{report:uuid}/findings", operation_id="list_report_finding", tags=["reports"], opt={"roles": READERS}
)
async def findings(
    report: FromPath[UUID],
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    rule: FromQuery[str | None] = None,
    verdict: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[SealedFinding]]:
    """The findings of a report, violations first, the gravest first."""
    wanted = None if verdict is None else one_of(verdict, ("violated", "not_evidenced"), "verdict")
    _, snapshot = await opened(request, within, report)
    told = await reckoned(partial(findings_in, snapshot, words_of(request)))
    of_rule = [one for one in told if rule is None or one.finding["rule"] == rule]
    items, following = cut([one for one in of_rule if wanted is None or one.finding["state"] == wanted], after, limit)
    law, region = rules_of(snapshot), str(snapshot.get("region", ""))
    return listed([sealed_finding(one, law, region) for one in items], following)


@get(
    "/api/reports/{report:uuid}/files/{name:str}",
    operation_id="download_report_file",
    tags=["reports"],
    opt={"roles": READERS, "binary": True},
)
async def file(
    report: FromPath[UUID],
    name: FromPath[str],
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    signed_in: NamedDependency[SignedIn],
) -> Response[bytes]:
    """A file that travels inside the PDF: records.json, records.csv or proofs.json; it is noted as taken."""
    row = await find_ready(within, report)
    found = await to_thread.run_sync(files_of, archive_of(request), row["sha256"])
    if name not in found or name not in MEDIA:
        raise NotOnRecord(report=str(report), file=name)
    await note_downloads(signed_in.account, [row], False, db.utc_now())
    called = f"mealtrace-{row['period']}-{str(row['site'])[:8]}-{name}"
    headers = {"Content-Disposition": f'attachment; filename="{called}"', "Cache-Control": "private, no-store"}
    return Response(found[name], media_type=MEDIA[name], headers=headers)


async def opened(request: Request[Any, Any, Any], within: Scope, report: UUID) -> tuple[db.Row, dict[str, Any]]:
    """A finished report in scope, and the snapshot in its file. NotOnRecord, ArchiveDamaged."""
    row = await find_ready(within, report)
    return row, await to_thread.run_sync(snapshot_of, archive_of(request), row["sha256"])


async def reckoned(work: Callable[[], T]) -> T:
    """What is reckoned from a snapshot, beside the requests of others."""
    return await to_thread.run_sync(work)


def words_of(request: Request[Any, Any, Any]) -> Words:
    """The words of a report in the reader's language."""
    return Words("en" if language_of(request) == "en" else "zh")


def _contents(snapshot: dict[str, Any], words: Words) -> ContentsAnswer:
    judgement, region = snapshot.get("judgement"), str(snapshot.get("region", ""))
    law = rules_of(snapshot)
    told = ruled(judgement, region, words) if judgement and law else None
    return {
        "made_at": snapshot.get("made_at"),
        "lead": told.lead if told else None,
        "worst": told.worst if told else None,
        "rules": three_states(told.rules) if told else None,
        "idle": told.idle if told else None,
        "figures": [figure_answer(one) for one in figures_in(snapshot, words)],
        "executions": [execution_answer(one, law, region) for one in (judgement or {}).get("executions", ())],
        "files": [name for name in MEDIA if name != PROOFS],
    }


def _figure(snapshot: dict[str, Any], words: Words, code: str) -> Figure:
    found = {one.code: one for one in figures_in(snapshot, words)}
    return found[one_of(code, tuple(found), "figure")]


HANDLERS = [contents, records, findings, file]
