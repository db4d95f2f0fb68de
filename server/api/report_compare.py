"""Two reports side by side: figures, rules and, of the same days, every record and finding that differs."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal, TypedDict
from uuid import UUID

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from reports.behind.findings import rules_of
from reports.compare import CHANGES, Comparison, FigureBeside, RecordChange, RuleBeside, compare
from reports.errors import UnlikeReports
from reports.shapes import ToldExecution
from reports.texts import Words
from server.api.answers import answer
from server.api.findings import RuleName
from server.api.report_contents import opened, reckoned, words_of
from server.api.reports import READERS, shown
from server.api.sealed_shapes import FigureAnswer, SealedFinding, figure_answer, rule_name, sealed_finding
from server.api.shapes import ReportAnswer
from server.auth.accounts import SignedIn
from traceability import db
from traceability.scope import Scope

MOST = 200
"""Records, and findings of each side, told one by one; the counts are of all."""


class ComparedFigure(TypedDict):
    """before, after: null where that report has no such figure; worse: more is broken or without evidence after."""

    code: str
    before: FigureAnswer | None
    after: FigureAnswer | None
    worse: bool


class RuleCounts(TypedDict):
    evaluated: int
    violated: int
    satisfied: int
    not_evidenced: int


class ComparedRule(RuleName):
    """before, after: null where the rule was not asked; worse: more violations or less evidence after."""

    before: RuleCounts | None
    after: RuleCounts | None
    worse: bool


class ChangedField(TypedDict):
    """A field by its path in the record ("lines/3/accepted/amount"); null: it is not there."""

    path: str
    before: str | None
    after: str | None


class ChangedRecord(TypedDict):
    """A record that differs, in the reader's language. table: the part of the snapshot it stands in; revisions null:
    that report does not have it; reasons: of its corrections meanwhile."""

    change: Literal["voided", "amended", "added", "touched"]
    table: str
    id: str
    day: str | None
    what: str
    batch: str | None
    before: int | None
    after: int | None
    reasons: list[str]
    fields: list[ChangedField]


class ChangeCounts(TypedDict):
    voided: int
    amended: int
    added: int
    touched: int
    came: int
    went: int


class ComparisonAnswer(TypedDict):
    """Two reports of one kind. relation: the same party and days at two times, one party on other days, two parties on
    the same days, or neither. changed, records, came and went are told of the same party and days alone; of records
    and findings at most 200 each, counts are of all."""

    before: ReportAnswer
    after: ReportAnswer
    relation: Literal["again", "periods", "sites", "neither"]
    differs: bool
    figures: list[ComparedFigure]
    rules: list[ComparedRule]
    changed: ChangeCounts | None
    records: list[ChangedRecord]
    came: list[SealedFinding]
    went: list[SealedFinding]


@get(
    "/api/reports/{report:uuid}/compare/{other:uuid}",
    operation_id="compare_report",
    tags=["reports"],
    opt={"roles": READERS},
)
async def compared(
    report: FromPath[UUID],
    other: FromPath[UUID],
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    signed_in: NamedDependency[SignedIn],
) -> Response[ComparisonAnswer]:
    """A finished report beside another of its kind, the worst difference first. 422: they are of different kinds."""
    before, old = await opened(request, within, report)
    after, new = await opened(request, within, other)
    if before["kind"] != after["kind"]:
        raise UnlikeReports
    words = words_of(request)
    told = await reckoned(partial(compare, old, new, words))
    both = [(await shown([row], signed_in.account))[0] for row in (before, after)]
    return answer(_answer(told, both[0], both[1], _relation(before, after, told.same_days), (old, new), words))


def _relation(before: db.Row, after: db.Row, same: bool) -> Literal["again", "periods", "sites", "neither"]:
    if same:
        return "again"
    if before["site"] == after["site"]:
        return "periods"
    return "sites" if before["period"] == after["period"] else "neither"


def _answer(
    told: Comparison,
    before: ReportAnswer,
    after: ReportAnswer,
    relation: Literal["again", "periods", "sites", "neither"],
    snapshots: tuple[dict[str, Any], dict[str, Any]],
    words: Words,
) -> ComparisonAnswer:
    old, new = ((rules_of(each), str(each.get("region", ""))) for each in snapshots)
    counts = {change: sum(each.change == change for each in told.records) for change in CHANGES}
    changed: ChangeCounts | None = None
    if told.same_days:
        changed = {
            "voided": counts["voided"],
            "amended": counts["amended"],
            "added": counts["added"],
            "touched": counts["touched"],
            "came": len(told.came),
            "went": len(told.went),
        }
    return {
        "before": before,
        "after": after,
        "relation": relation,
        "differs": told.differs,
        "figures": [_figure(each) for each in told.figures],
        "rules": [_rule(each, {**old[0], **new[0]}) for each in told.rules if each.before != each.after],
        "changed": changed,
        "records": [_record(each, words) for each in told.records[:MOST]],
        "came": [sealed_finding(each, *new) for each in told.came[:MOST]],
        "went": [sealed_finding(each, *old) for each in told.went[:MOST]],
    }


def _figure(of: FigureBeside) -> ComparedFigure:
    broken, unknown, _ = of.worse
    return {
        "code": of.code,
        "before": figure_answer(of.before) if of.before else None,
        "after": figure_answer(of.after) if of.after else None,
        "worse": broken > 0 or (broken == 0 and unknown > 0),
    }


def _rule(of: RuleBeside, law: Any) -> ComparedRule:
    violated, unknown = of.worse
    worse = violated > 0 or (violated == 0 and unknown > 0)
    return {**rule_name(of.rule, law), "before": _fared(of.before), "after": _fared(of.after), "worse": worse}


def _fared(of: ToldExecution | None) -> RuleCounts | None:
    if of is None:
        return None
    return {
        "evaluated": of["evaluated"],
        "violated": of["violated"],
        "satisfied": of["satisfied"],
        "not_evidenced": of["not_evidenced"],
    }


def _record(of: RecordChange, words: Words) -> ChangedRecord:
    record = of.record
    day = record.get("day") or str(record.get("occurred_at") or "")[:10]
    return {
        "change": of.change,
        "table": of.table,
        "id": record["id"],
        "day": day or None,
        "what": _what(record, words),
        "batch": _batch(record),
        "before": of.before["rev"] if of.before else None,
        "after": of.after["rev"] if of.after else None,
        "reasons": list(of.reasons),
        "fields": [{"path": each.path, "before": each.before, "after": each.after} for each in of.fields],
    }


def _what(record: Any, words: Words) -> str:
    """What a record is about: its dish, its goods, or its own name."""
    if isinstance(record.get("dish"), dict):
        return words.name(record["dish"])
    named = [line["ingredient"] for line in record.get("lines") or () if isinstance(line.get("ingredient"), dict)]
    if named:
        return words.listed([words.name(each) for each in named], 3)
    return str(record.get("name") or record.get("group") or "")


def _batch(record: Any) -> str | None:
    batch = record.get("batch") or next((line.get("batch") for line in record.get("lines") or ()), None)
    return batch if isinstance(batch, str) else None


HANDLERS = [compared]
