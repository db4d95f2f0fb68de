"""The rule set as data, as tablets, screens and auditors read it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, TypedDict
from uuid import UUID

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import answer, in_calendar, sought
from server.api.findings import CitationAnswer, RuleName, sources, today
from server.api.shapes import Threshold
from server.auth.gate import EVERYONE
from traceability.errors import NotOnRecord
from traceability.partners.place import place_of
from traceability.rules.engine import rules
from traceability.rules.law import Law, RuleText, law_for
from traceability.rules.read import executions
from traceability.scope import Scope
from traceability.thresholds import Threshold as Limit


class Fared(TypedDict):
    """How a rule fared when the site was last judged over whole days first_day..last_day."""

    first_day: str
    last_day: str
    evaluated: int
    violated: int
    satisfied: int
    not_evidenced: int
    fault: str | None


class RuleAnswer(RuleName):
    """A rule. applies: it is in force there that day; judged: the engine has it; fared: with `site`, at that site.

    severity_of: other severities by the code of what was found; decided_by: kinds of record that decide it; missing:
    what no record says yet.
    """

    severity: Literal["block", "major", "minor"]
    severity_of: dict[str, str]
    pack: str
    applies: bool
    judged: bool
    effective_from: str
    effective_to: str | None
    due_days: int
    thresholds: list[Threshold]
    citations: list[CitationAnswer]
    decided_by: list[str]
    missing: str | None
    missing_en: str | None
    fared: Fared | None


class RuleSetAnswer(TypedDict):
    """The rule set in force on a day where a region lies."""

    version: int
    effective_from: str
    on: str
    region: str
    rules: list[RuleAnswer]


@get("/api/rules", operation_id="list_rule", tags=["rules"], opt={"roles": EVERYONE})
async def rule_set(
    request: Request[Any, Any, Any],
    within: NamedDependency[Scope],
    site: FromQuery[UUID | None] = None,
    on: FromQuery[date | None] = None,
    region: FromQuery[str] = "CN",
) -> Response[RuleSetAnswer]:
    """The rules with sources, limits and days, where a site lies or in a region, on a day (today by default).

    404: no rule set was in force then.
    """
    day, place, fared = in_calendar(on or today(), "on"), sought(region, "region"), {}
    if site is not None:
        place = (await place_of(within, site)).region
        fared = {row["rule"]: row for row in await executions([site])}
    law = law_for(place, day, chosen=request.app.state.settings.rule_packs)
    return answer(
        {
            "version": law.rule_set.version,
            "effective_from": law.rule_set.effective_from.isoformat(),
            "on": day.isoformat(),
            "region": place,
            "rules": [_rule(text, law, day, fared.get(text.id)) for text in law.rule_set.rules.values()],
        }
    )


def _rule(text: RuleText, law: Law, on: date, fared: Any) -> RuleAnswer:
    held = law.rule(text.id)
    return {
        "id": text.id,
        "title": text.title,
        "title_en": text.title_en,
        "severity": law.severity(text, "", on).value,
        "severity_of": {why: severity.value for why, severity in text.severity_of.items()},
        "pack": text.pack,
        "applies": held is not None and held.holds(on),
        "judged": text.id in rules(),
        "effective_from": text.effective_from.isoformat(),
        "effective_to": text.effective_to.isoformat() if text.effective_to else None,
        "due_days": text.due_days,
        "thresholds": [_limit(limit) for limit in _limits(text, law, on)],
        "citations": sources(law.citations(text)),
        "decided_by": list(text.decided_by),
        "missing": text.missing or None,
        "missing_en": text.missing_en or None,
        "fared": None
        if fared is None
        else {
            "first_day": fared["first_day"].isoformat(),
            "last_day": fared["last_day"].isoformat(),
            "evaluated": fared["evaluated"],
            "violated": fared["violated"],
            "satisfied": fared["satisfied"],
            "not_evidenced": fared["not_evidenced"],
            "fault": fared["fault"],
        },
    }


def _limits(text: RuleText, law: Law, on: date) -> list[Limit]:
    """The limits a rule reads here; none of those that no region around here has."""
    found = []
    for code in text.thresholds:
        try:
            found.append(law.threshold(code, on.isoformat()))
        except NotOnRecord:
            continue
    return found


def _limit(limit: Limit) -> Threshold:
    return {
        "code": limit.code,
        "value": limit.value,
        "unit": limit.unit,
        "source": limit.source,
        "source_en": limit.source_en,
        "provenance": limit.provenance,
        "meaning": limit.meaning,
        "meaning_en": limit.meaning_en,
    }


HANDLERS = [rule_set]
