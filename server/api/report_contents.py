"""What a finished report holds: its figures and findings, the records behind each, and its files.

All of it is read from the archived file itself, so that figure and records are those that were sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any, Literal, TypedDict, TypeVar, cast
from uuid import UUID

from anyio import to_thread
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from reports.archive import find_ready
from reports.behind.figures import figures_in
from reports.behind.findings import Told, findings_in, rules_of
from reports.behind.item import Figure, Item
from reports.figures.tally import Tally
from reports.files import PROOFS, RECORDS, TABLE
from reports.opened import files_of, snapshot_of
from reports.shapes import ToldExecution
from reports.texts import Words
from reports.views.ruled import ruled
from server.api.answers import answer, cut, listed, sought
from server.api.findings import CitationAnswer, RuleName
from server.api.report_files import archive_of
from server.api.reports import READERS
from server.api.shapes import Page
from server.auth.accounts import SignedIn
from server.mailings.downloads import note_downloads
from server.problems import FaultyQuery, language_of
from traceability import db
from traceability.errors import Fault, NotOnRecord
from traceability.rules.law import RuleText, citations_in
from traceability.rules.texts import source_of
from traceability.scope import Scope

T = TypeVar("T")
Severities = Literal["block", "major", "minor"]
MEDIA = {RECORDS: "application/json", PROOFS: "application/json", TABLE: "text/csv; charset=utf-8"}


class ThreeStates(TypedDict):
    """How many are as they should be, are not, or have no evidence; never added up."""

    met: int
    broken: int
    unknown: int


class FigureAnswer(TypedDict):
    """A figure. number: what the report prints; states: null where it only counts; records: how many are behind it."""

    code: str
    number: int
    states: ThreeStates | None
    records: int


class ExecutionAnswer(RuleName):
    """How a rule fared in a report, by its own rule set. missing: what no record says yet."""

    severity: Severities
    evaluated: int
    violated: int
    satisfied: int
    not_evidenced: int
    fault: str | None
    missing: str | None
    missing_en: str | None
    citations: list[CitationAnswer]


class ContentsAnswer(TypedDict):
    """A report's cover, in the reader's language. rules: how many are kept, broken, without evidence; idle: had nothing
    to judge; lead and worst: the cover's sentences. All of these are null where nothing was judged."""

    made_at: str | None
    lead: str | None
    worst: str | None
    rules: ThreeStates | None
    idle: int | None
    figures: list[FigureAnswer]
    executions: list[ExecutionAnswer]
    files: list[str]


class FactAnswer(TypedDict):
    """code: what it is (a stable code, or a column of the report's tables); text: in the reader's language."""

    code: str
    text: str


class SealedRecord(TypedDict):
    """A record behind a figure as the report has it, in the reader's language. part: the number of its line; batch: the
    one to trace; state: what the figure says of it. Where the report does not show a record's place, these are null."""

    kind: str
    id: str | None
    revision: int | None
    log: str | None
    sequence: int | None
    leaf: str | None
    part: int | None
    day: str | None
    at: str | None
    what: str
    batch: str | None
    state: Literal["met", "broken", "unknown"] | None
    facts: list[FactAnswer]


class SealedFinding(TypedDict):
    """A finding as the report tells it, in the reader's language. status: how far people had come by then."""

    id: str
    rule: RuleName
    severity: Severities
    verdict: Literal["violated", "not_evidenced"]
    day: str
    due: str
    status: str
    text: str
    kind: str
    record: str
    place: str
    batch: str | None
    citations: list[CitationAnswer]


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
    wanted = _one_of("state", in_state, ("met", "broken", "unknown"))
    _, snapshot = await opened(request, within, report)
    found = await reckoned(partial(_figure, snapshot, words_of(request), sought(figure, "figure")))
    items, following = cut([one for one in found.items if wanted is None or _state(one) == wanted], after, limit)
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
    wanted = _one_of("verdict", verdict, ("violated", "not_evidenced"))
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


def figure_answer(figure: Figure) -> FigureAnswer:
    """A figure without its records."""
    states = three_states(figure.tally) if figure.tally else None
    return {"code": figure.code, "number": figure.number, "states": states, "records": len(figure.items)}


def three_states(tally: Tally) -> ThreeStates:
    return {"met": tally.met, "broken": tally.broken, "unknown": tally.unknown}


def rule_name(identity: str, law: Mapping[str, RuleText]) -> RuleName:
    """A rule's titles; its id where this release knows it no more."""
    text = law.get(identity)
    return {"id": identity, "title": text.title if text else identity, "title_en": text.title_en if text else identity}


def sealed_record(item: Item) -> SealedRecord:
    """A record behind a figure."""
    place = item.place
    return {
        "kind": item.kind,
        "id": place.get("id"),
        "revision": place.get("rev"),
        "log": place.get("log"),
        "sequence": place.get("seq"),
        "leaf": place.get("leaf"),
        "part": item.part,
        "day": item.day,
        "at": item.at,
        "what": item.what,
        "batch": item.batch,
        "state": _state(item),
        "facts": [{"code": code, "text": text} for code, text in item.facts],
    }


def sealed_finding(told: Told, law: Mapping[str, RuleText], region: str) -> SealedFinding:
    """A finding with the sources of its rule."""
    one = told.finding
    return {
        "id": one["id"],
        "rule": rule_name(one["rule"], law),
        "severity": cast(Severities, one["severity"]),
        "verdict": cast(Literal["violated", "not_evidenced"], one["state"]),
        "day": one["subject"]["day"],
        "due": one["due"],
        "status": one["status"],
        "text": told.text,
        "kind": one["subject"]["kind"],
        "record": one["subject"]["id"],
        "place": one["subject"]["place"],
        "batch": told.batch,
        "citations": _citations(law.get(one["rule"]), region),
    }


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
        "executions": [_execution(one, law, region) for one in (judgement or {}).get("executions", ())],
        "files": [name for name in MEDIA if name != PROOFS],
    }


def _execution(one: ToldExecution, law: Mapping[str, RuleText], region: str) -> ExecutionAnswer:
    text = law.get(one["rule"])
    return {
        **rule_name(one["rule"], law),
        "severity": cast(Severities, one["severity"]),
        "evaluated": one["evaluated"],
        "violated": one["violated"],
        "satisfied": one["satisfied"],
        "not_evidenced": one["not_evidenced"],
        "fault": one["fault"],
        "missing": (text.missing or None) if text else None,
        "missing_en": (text.missing_en or None) if text else None,
        "citations": _citations(text, region),
    }


def _citations(text: RuleText | None, region: str) -> list[CitationAnswer]:
    return [
        {
            "text": source_of(one.text, one.provenance, "zh"),
            "text_en": source_of(one.text_en, one.provenance, "en"),
            "provenance": one.provenance,
        }
        for one in (citations_in(text, region) if text and region else ())
    ]


def _figure(snapshot: dict[str, Any], words: Words, code: str) -> Figure:
    found = {one.code: one for one in figures_in(snapshot, words)}
    if code not in found:
        raise FaultyQuery(Fault("?figure", "not_one_of", {"expected": "、".join(found)}))
    return found[code]


def _state(item: Item) -> Literal["met", "broken", "unknown"] | None:
    return item.state.value if item.state else None


def _one_of(name: str, value: str | None, allowed: tuple[str, ...]) -> str | None:
    if value is not None and value not in allowed:
        raise FaultyQuery(Fault(f"?{name}", "not_one_of", {"expected": "、".join(allowed)}))
    return value


HANDLERS = [contents, records, findings, file]
