"""Judge a site's days and keep what was found: the same records and rule set, the same findings.

A finding that no longer holds says so and stays; one that holds again is the same one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from traceability import db
from traceability.canonical import canonicalise
from traceability.identifiers import derive
from traceability.rules.engine import Execution, Finding, Judgement, judge
from traceability.rules.law import law_for
from traceability.rules.life import Life
from traceability.rules.step import lives_of
from traceability.rules.tables import Finding as FindingRow
from traceability.rules.tables import RuleExecution
from traceability.snapshot.facts import facts_of


async def judge_site(
    site: UUID,
    first: date,
    last: date,
    now: datetime,
    only: Collection[str] | None = None,
    packs: Collection[str] = (),
) -> Judgement:
    """Judge the site's days first..last by the rule set of the last day, and keep the findings.

    only: these rules, as after a delivery; their findings alone are then told to hold or not. packs: rules besides
    those of the site's region. now: shown beside a finding, never used to decide. NotOnRecord: no such site.
    """
    facts = await facts_of(site, first, last)
    law = law_for(facts["region"], last, chosen=packs)
    judgement = await asyncio.to_thread(judge, facts, law, only)
    await _keep(site, first, last, now, judgement, whole=only is None)
    return judgement


async def _keep(site: UUID, first: date, last: date, now: datetime, judgement: Judgement, *, whole: bool) -> None:
    judged = sorted(one.rule for one in judgement.executions if one.fault is None)
    found = {one.id: one for one in judgement.findings}
    async with db.transaction():
        log = await db.fetch_one("SELECT home FROM log WHERE id = $1", site)
        if log is None:
            return
        home: UUID = log["home"]
        there = {
            row["id"]: row
            for row in await db.fetch(
                "SELECT * FROM finding WHERE home = $1 AND site = $2 AND (id IN @uuids($3) OR (day >= $4 AND day <= $5"
                " AND rule IN @texts($6)))",
                home,
                site,
                list(found),
                first,
                last,
                judged,
            )
        }
        lives = await lives_of(found)
        fresh = [
            _row(home, one, judgement.rule_set, now, lives.get(one.id, Life.OPEN))
            for one in judgement.findings
            if one.id not in there
        ]
        await db.insert({FindingRow: fresh}, ignore=frozenset({FindingRow}))
        for identity, row in there.items():
            if identity in found:
                life = lives.get(identity, Life.OPEN)  # a step may have come while the finding was first written
                await _update(home, _row(home, found[identity], judgement.rule_set, now, life), row)
        await _set_ended(home, [i for i, row in there.items() if i not in found and row["holds"]], now)
        await db.fetch(
            "UPDATE finding SET last_seen = $3 WHERE home = $1 AND id IN @uuids($2)", home, sorted(found), now
        )
        if whole:
            await _keep_executions(home, site, first, last, now, judgement)


async def _update(home: UUID, said: db.Row, row: db.Row) -> None:
    """What is said of a finding today, where that differs from what was said before."""
    columns = ("rule_set", "severity", "verdict", "day", "why", "told", "due", "life", "holds")
    if all(row[column] == said[column] for column in columns):
        return
    await db.fetch(
        "UPDATE finding SET rule_set = $3, severity = $4, verdict = $5, day = $6, why = $7, told = $8, due = $9,"
        " life = $10, holds = TRUE, ended_at = NULL WHERE home = $1 AND id = $2",
        home,
        said["id"],
        *(said[column] for column in columns[:-1]),
    )


async def _set_ended(home: UUID, findings: Iterable[UUID], now: datetime) -> None:
    await db.fetch(
        "UPDATE finding SET holds = FALSE, ended_at = $3 WHERE home = $1 AND id IN @uuids($2)",
        home,
        sorted(findings),
        now,
    )


def _row(home: UUID, finding: Finding, rule_set: int, now: datetime, life: Life) -> db.Row:
    return {
        "id": finding.id,
        "home": home,
        "site": finding.site,
        "rule": finding.rule,
        "rule_set": rule_set,
        "severity": finding.severity.value,
        "verdict": finding.state.value,
        "subject_kind": finding.subject.kind,
        "subject": finding.subject.id,
        "place": finding.subject.place,
        "day": date.fromisoformat(finding.subject.day),
        "why": finding.why,
        "told": canonicalise(dict(finding.values)).decode(),
        "due": finding.due,
        "first_seen": now,
        "last_seen": now,
        "holds": True,
        "ended_at": None,
        "life": life.value,
    }


async def _keep_executions(
    home: UUID, site: UUID, first: date, last: date, now: datetime, judgement: Judgement
) -> None:
    """How each rule fared, instead of how it fared before."""
    await db.fetch("DELETE FROM rule_execution WHERE home = $1 AND site = $2", home, site)
    rows = [_execution(home, site, first, last, now, judgement.rule_set, one) for one in judgement.executions]
    await db.insert({RuleExecution: rows}, ignore=frozenset({RuleExecution}))


def _execution(
    home: UUID, site: UUID, first: date, last: date, now: datetime, rule_set: int, execution: Execution
) -> db.Row:
    return {
        "id": derive(site, "execution", execution.rule),
        "home": home,
        "site": site,
        "rule": execution.rule,
        "rule_set": rule_set,
        "first_day": first,
        "last_day": last,
        "evaluated": execution.evaluated,
        "violated": execution.violated,
        "satisfied": execution.satisfied,
        "not_evidenced": execution.not_evidenced,
        "fault": execution.fault,
        "judged_at": now,
    }
