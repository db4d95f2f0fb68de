"""Findings: what rules say about records, how far each has come, and the steps people took."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from server.api.answers import answer, from_key, list_limit, listed, moment, one_of, place, sought, to_key
from server.api.shapes import Page, PartyName
from server.auth.authors import author_names
from server.auth.gate import EVERYONE
from traceability import db
from traceability.ledger.record import DEFAULT_ZONE
from traceability.partners.people import names_of
from traceability.rules.law import Citation, RuleText, citations_in, rule_sets
from traceability.rules.life import Life
from traceability.rules.read import Shown, Wanted, finding, findings, most_urgent, records_of, steps
from traceability.rules.rule import Severity
from traceability.rules.texts import source_of, text_of
from traceability.scope import Role, Scope

READERS = EVERYONE - {Role.SUPPLIER}
Stage = Literal["open", "explained", "corrected", "closed"]


class RuleName(TypedDict):
    id: str
    title: str
    title_en: str


class SubjectAnswer(TypedDict):
    """What a finding is about: kind and id of a record, or of the site; place: which part of it (line:3, a meal …)."""

    kind: str
    id: str
    place: str


class FindingAnswer(TypedDict):
    """A finding. verdict: violated or not_evidenced; due: the last day on time; holds: still found when last judged.

    text: what was found, in Chinese and English; why: its code; state: how far people have come with it.
    """

    id: UUID
    site: PartyName
    rule: RuleName
    rule_set: int
    severity: Literal["block", "major", "minor"]
    verdict: Literal["violated", "not_evidenced"]
    day: str
    due: str
    overdue: bool
    state: Stage
    holds: bool
    subject: SubjectAnswer
    why: str
    text: str
    text_en: str
    first_seen: str
    last_seen: str
    ended_at: str | None


class StepAnswer(TypedDict):
    """A step on a finding. author: by id; author_name: what the person, account or tablet is called, if known.

    mine: who asks took it, and so may not verify what it explains or corrects.
    """

    id: UUID
    step: Literal["explained", "corrected", "verified", "reopened"]
    note: str | None
    author: UUID
    author_name: str | None
    mine: bool
    occurred_at: str
    documents: list[UUID]


class FindingRecord(TypedDict):
    """A record the finding is about; its content stands under its own address."""

    kind: str
    id: UUID
    revision: int


class CitationAnswer(TypedDict):
    """provenance: F read in a source, K from knowledge, K? number unsure; of all but F the text says so itself."""

    text: str
    text_en: str
    provenance: str


class FindingDetail(FindingAnswer):
    citations: list[CitationAnswer]
    steps: list[StepAnswer]
    records: list[FindingRecord]


@get("/api/findings", operation_id="list_finding", tags=["findings"], opt={"roles": READERS})
async def list_all(
    within: NamedDependency[Scope],
    site: FromQuery[UUID | None] = None,
    stage: Annotated[str | None, QueryParameter(name="state")] = None,
    rule: FromQuery[str | None] = None,
    severity: FromQuery[str | None] = None,
    verdict: FromQuery[str | None] = None,
    order: FromQuery[str] = "day",
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[FindingAnswer]]:
    """Findings in scope that still hold.

    state: pending (all but closed), open, explained, corrected, closed, overdue, or ended (those that no longer hold);
    severity: block, major, minor; verdict: violated, not_evidenced; order: day (the latest first) or urgency (overdue
    first, then the gravest, then the day they are due).
    """
    wanted = Wanted(
        today=today(),
        site=site,
        shown=None if stage is None else Shown(one_of(stage, [one.value for one in Shown], "state")),
        rule=None if rule is None else sought(rule, "rule"),
        severity=None if severity is None else one_of(severity, [one.value for one in Severity], "severity"),
        verdict=None if verdict is None else one_of(verdict, ["violated", "not_evidenced"], "verdict"),
    )
    count = list_limit(limit)
    if one_of(order, ["day", "urgency"], "order") == "urgency":
        ranked = from_key(after, place, date.fromisoformat, UUID)
        rows = await most_urgent(
            within, wanted, None if ranked is None else (ranked[0], ranked[1], ranked[2]), count + 1
        )
        onward = [to_key(row["urgency"], row["due"].isoformat(), row["id"]) for row in rows[count - 1 : count]]
    else:
        key = from_key(after, date.fromisoformat, UUID)
        rows = await findings(within, wanted, None if key is None else (key[0], key[1]), count + 1)
        onward = [to_key(row["day"].isoformat(), row["id"]) for row in rows[count - 1 : count]]
    return listed([shown(row) for row in rows[:count]], onward[0] if len(rows) > count else None)


@get("/api/findings/{identity:uuid}", operation_id="get_finding", tags=["findings"], opt={"roles": READERS})
async def show(identity: FromPath[UUID], within: NamedDependency[Scope]) -> Response[FindingDetail]:
    """A finding with its sources in law, the records it is about and the steps taken on it."""
    row = await finding(within, identity)
    taken = await steps(identity)
    authors = [one["author"] for one in taken]
    names = {**await author_names(authors), **await names_of(authors)}
    text = _text_of(row)
    return answer(
        {
            **shown(row),
            "citations": sources(citations_in(text, row["region"] or "CN") if text else ()),
            "steps": [
                {
                    "id": one["record"],
                    "step": one["step"],
                    "note": one["note"],
                    "author": one["author"],
                    "author_name": names.get(one["author"]),
                    "mine": one["author"] == within.author,
                    "occurred_at": one["occurred_at"].isoformat(),
                    "documents": one["documents"],
                }
                for one in taken
            ],
            "records": [
                {"kind": one["kind"], "id": one["record"], "revision": one["rev"]} for one in await records_of(row)
            ],
        }
    )


def today() -> date:
    """The day by which findings are overdue, on the clock of most sites."""
    return db.utc_now().astimezone(ZoneInfo(DEFAULT_ZONE)).date()


def sources(citations: Iterable[Citation]) -> list[CitationAnswer]:
    """The sources of a rule, each saying itself where it is not certain."""
    return [
        {
            "text": source_of(one.text, one.provenance, "zh"),
            "text_en": source_of(one.text_en, one.provenance, "en"),
            "provenance": one.provenance,
        }
        for one in citations
    ]


def _text_of(row: db.Row) -> RuleText | None:
    """What the rule set it was found by says of the rule."""
    return next((one.rules.get(row["rule"]) for one in rule_sets() if one.version == row["rule_set"]), None)


def title_of(rule: str, text: RuleText | None = None) -> RuleName:
    """A rule as a rule set calls it, or the latest that knows it; its id where none does any more."""
    said = text or next((one.rules[rule] for one in reversed(rule_sets()) if rule in one.rules), None)
    return {"id": rule, "title": said.title if said else rule, "title_en": said.title_en if said else rule}


def _sentence(row: db.Row, language: str) -> str:
    """What was found, in words; its code where the catalogues have no words for it any more."""
    try:
        return text_of(row["rule"], row["why"], json.loads(row["told"]), language)
    except KeyError:
        return f"{row['rule']} {row['why']}"


def shown(row: db.Row) -> FindingAnswer:
    """A row of `finding` with its site's names, as answers tell it."""
    return {
        "id": row["id"],
        "site": {"id": row["site"], "name": row["name"], "name_en": row["name_en"]},
        "rule": title_of(row["rule"], _text_of(row)),
        "rule_set": row["rule_set"],
        "severity": row["severity"],
        "verdict": row["verdict"],
        "day": row["day"].isoformat(),
        "due": row["due"].isoformat(),
        "overdue": bool(row["holds"]) and row["life"] != Life.CLOSED.value and row["due"] < today(),
        "state": row["life"],
        "holds": bool(row["holds"]),
        "subject": {"kind": row["subject_kind"], "id": row["subject"], "place": row["place"]},
        "why": row["why"],
        "text": _sentence(row, "zh"),
        "text_en": _sentence(row, "en"),
        "first_seen": row["first_seen"].isoformat(),
        "last_seen": row["last_seen"].isoformat(),
        "ended_at": moment(row["ended_at"]),
    }


HANDLERS = [list_all, show]
