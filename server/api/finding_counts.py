"""How many findings need somebody, by severity, campus and rule, and the one to look at first."""

from __future__ import annotations

from collections import Counter
from typing import TypedDict
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import answer, sought
from server.api.findings import READERS, FindingAnswer, RuleName, shown, title_of, today
from server.api.shapes import PartyName
from traceability import db
from traceability.rules.read import Shown, Wanted, counted, most_urgent
from traceability.scope import Scope


class SiteCount(TypedDict):
    """What needs somebody at one site; overdue and block (grave): how many of these."""

    site: PartyName
    pending: int
    overdue: int
    block: int


class RuleCount(TypedDict):
    rule: RuleName
    pending: int


class FindingCounts(TypedDict):
    """pending: findings that hold and are not closed; the others: how many of these. sites: of any site, rules: of any
    rule, so that another can be chosen; most_urgent: the first of the list by urgency."""

    pending: int
    overdue: int
    block: int
    major: int
    minor: int
    not_evidenced: int
    sites: list[SiteCount]
    rules: list[RuleCount]
    most_urgent: FindingAnswer | None


@get("/api/findings/counts", operation_id="count_findings", tags=["findings"], opt={"roles": READERS})
async def counts(
    within: NamedDependency[Scope], site: FromQuery[UUID | None] = None, rule: FromQuery[str | None] = None
) -> Response[FindingCounts]:
    """How many findings in scope need somebody, at a site or by a rule where one is named."""
    asked = None if rule is None else sought(rule, "rule")
    rows = await counted(within, Wanted(today=today(), shown=Shown.PENDING))
    here = [row for row in rows if site in (None, row["site"]) and asked in (None, row["rule"])]
    first = await most_urgent(within, Wanted(today=today(), shown=Shown.PENDING, site=site, rule=asked), None, 1)
    severities = Counter[str]()
    for row in here:
        severities[row["severity"]] += row["n"]
    return answer(
        {
            "pending": _sum(here),
            "overdue": _sum([row for row in here if row["overdue"]]),
            "block": severities["block"],
            "major": severities["major"],
            "minor": severities["minor"],
            "not_evidenced": _sum([row for row in here if row["verdict"] == "not_evidenced"]),
            "sites": _sites([row for row in rows if asked in (None, row["rule"])]),
            "rules": _rules([row for row in rows if site in (None, row["site"])]),
            "most_urgent": shown(first[0]) if first else None,
        }
    )


def _sum(rows: list[db.Row]) -> int:
    return sum(int(row["n"]) for row in rows)


def _sites(rows: list[db.Row]) -> list[SiteCount]:
    found: dict[UUID, SiteCount] = {}
    for row in rows:
        name: PartyName = {"id": row["site"], "name": row["name"], "name_en": row["name_en"]}
        one = found.setdefault(row["site"], {"site": name, "pending": 0, "overdue": 0, "block": 0})
        one["pending"] += row["n"]
        one["overdue"] += row["n"] if row["overdue"] else 0
        one["block"] += row["n"] if row["severity"] == "block" else 0
    return sorted(found.values(), key=lambda one: (-one["pending"], str(one["site"]["id"])))


def _rules(rows: list[db.Row]) -> list[RuleCount]:
    found = Counter[str]()
    for row in rows:
        found[row["rule"]] += row["n"]
    return [{"rule": title_of(rule), "pending": n} for rule, n in sorted(found.items(), key=lambda one: (-one[1], one))]


HANDLERS = [counts]
