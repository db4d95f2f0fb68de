"""The rules on the demonstration district: the planted faults are found, nothing else is broken, SQL counts alike."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from server.demo import ids
from server.demo.plan import make_plan
from tests.support.demo import SEED
from tests.support.facts import shuffled
from traceability import db
from traceability.rules.engine import Finding, Judgement, judge
from traceability.rules.law import Law, law_for
from traceability.rules.rule import State
from traceability.rules.texts import LANGUAGES, text_of
from traceability.snapshot.facts import facts_of
from traceability.snapshot.shapes import Facts

PLAN = make_plan("small", SEED)
FIRST, LAST = date(2026, 11, 1), PLAN.days[-1]
CAMPUSES = [ids.campus(campus.code) for campus in PLAN.campuses]
WITHOUT_EVIDENCE = {
    ("T1", "not_arrived"): "planted: coriander of no delivery",
    ("S1", "batch_unknown"): "the same coriander has no expiry date",
    ("P1", "unnamed"): "and no name",
    ("P2", "unknown"): "and no name",
    ("X1", "eaten_before"): "planted: the recalled lot was eaten before its recall, and nobody records who was told",
    ("S3", "unweighed"): "rice, oil and salt are opened for every dish and not weighed",
    ("K1", "not_on_file"): "the district's papers have numbers and no content",
}
"""Why the district's records leave something open, by rule and why."""


@dataclass(frozen=True)
class Judged:
    """Every campus's month, as facts and as judged."""

    facts: dict[UUID, Facts]
    judgements: dict[UUID, Judgement]

    @property
    def findings(self) -> list[Finding]:
        return [one for judgement in self.judgements.values() for one in judgement.findings]

    def counted(self, rule: str) -> tuple[int, int]:
        """Evaluated and violated, over all campuses."""
        runs = [one for judgement in self.judgements.values() for one in judgement.executions if one.rule == rule]
        return sum(one.evaluated for one in runs), sum(one.violated for one in runs)


@pytest.fixture(scope="module")
def judged(demo_url: str) -> Judged:
    async def read() -> dict[UUID, Facts]:
        db.connect(demo_url)
        try:
            return {site: await facts_of(site, FIRST, LAST) for site in CAMPUSES}
        finally:
            await db.engine().close()

    facts = asyncio.run(read())
    return Judged(facts, {site: judge(one, law(one)) for site, one in facts.items()})


@pytest.fixture
async def connected(demo_url: str) -> AsyncIterator[None]:
    db.connect(demo_url)
    try:
        yield
    finally:
        await db.engine().close()


def law(facts: Facts) -> Law:
    return law_for(facts["region"], LAST)


def test_planted_faults_are_found_and_nothing_else_is_violated(judged: Judged) -> None:
    site = {fault.id: {CAMPUSES[n] for n in fault.campuses} for fault in PLAN.facts.faults}
    day = {fault.id: PLAN.days[fault.day].isoformat() for fault in PLAN.facts.faults}
    planted = {fault.id: fault.rule for fault in PLAN.facts.faults}
    broken = {
        (one.rule, one.site, one.subject.day)
        for one in judged.findings
        if one.state is State.VIOLATED and one.rule != "C2"
    }
    recalled = {one.site for one in judged.findings if (one.rule, one.why) == ("X1", "eaten_before")}
    unsourced = {(one.site, one.subject.day) for one in judged.findings if (one.rule, one.why) == ("T1", "not_arrived")}

    open_faults = {"recalled_lot", "no_source"}  # nobody broke a rule on record: what is missing is evidence
    assert broken == {
        (rule, one, day[fault]) for fault, rule in planted.items() if fault not in open_faults for one in site[fault]
    }
    fed = {CAMPUSES[campus.index] for campus in PLAN.campuses if CAMPUSES[campus.kitchen] in site["recalled_lot"]}
    assert recalled == site["recalled_lot"] | fed
    assert unsourced == {(one, day["no_source"]) for one in site["no_source"]}


def test_planted_faults_that_nobody_settled_are_overdue(judged: Judged) -> None:
    due = {(one.rule, one.site) for one in judged.findings if one.state is State.VIOLATED and one.due < LAST}
    overdue = {(one.values["rule"], one.site) for one in judged.findings if one.rule == "C2"}
    assert overdue == {(rule, site) for rule, site in due if rule not in ("R3", "C2")}  # the warm chicken was settled


def test_what_is_without_evidence_is_explained(judged: Judged) -> None:
    assert {(one.rule, one.why) for one in judged.findings if one.state is State.NOT_EVIDENCED} == set(WITHOUT_EVIDENCE)
    assert all(one.fault is None for judgement in judged.judgements.values() for one in judgement.executions)


def test_every_finding_is_said_in_both_languages(judged: Judged) -> None:
    said = [text_of(one.rule, one.why, one.values, language) for one in judged.findings for language in LANGUAGES]
    assert all(said)
    assert not any("{" in sentence for sentence in said)


def test_judging_again_or_in_another_order_says_the_same(judged: Judged) -> None:
    facts = judged.facts[CAMPUSES[6]]
    first, again = judge(facts, law(facts)), judge(shuffled(facts, Random(7)), law(facts))
    assert first == judged.judgements[CAMPUSES[6]]
    assert again.executions == first.executions
    assert sorted(map(repr, again.findings)) == sorted(map(repr, first.findings))


LINES = """FROM delivery_line d
JOIN ingredient i ON i.record = d.ingredient AND i.until_seq IS NULL
WHERE d.log IN @uuids($1) AND d.day >= $2 AND d.day <= $3 AND d.until_seq IS NULL"""
DAYS = "WHERE x.log IN @uuids($1) AND x.day >= $2 AND x.day <= $3 AND x.until_seq IS NULL"
COUNTS = tomllib.loads((Path(__file__).parent / "rule_counts.toml").read_text("utf-8"))


async def rows(sql: str) -> list[db.Row]:
    """Rows of a statement over all campuses and the month; @lines and @days as rule_counts.toml has them."""
    return await db.fetch(sql.replace("@lines", LINES).replace("@days", DAYS), CAMPUSES, FIRST, LAST)


async def count(sql: str) -> int:
    return int((await rows(sql))[0]["n"])


@pytest.mark.usefixtures("connected")
async def test_counts_agree_with_sql_that_knows_nothing_of_rules(judged: Judged) -> None:
    counted = {rule: (await count(sql["evaluated"]), await count(sql["violated"])) for rule, sql in COUNTS.items()}
    assert len(counted) >= 10
    assert counted == {rule: judged.counted(rule) for rule in COUNTS}


@pytest.mark.usefixtures("connected")
async def test_prices_over_the_reference_are_those_that_plain_reckoning_finds(judged: Judged) -> None:
    priced = await rows(
        "SELECT d.record, d.line, d.unit_price, d.entered_unit, (SELECT r.unit_price FROM reference_price r"
        " WHERE r.ingredient = d.ingredient AND r.valid_from <= d.day AND r.valid_to >= d.day"
        " AND r.until_seq IS NULL) AS reference @lines"
    )
    per = {"斤": 2}
    over = {
        (str(row["record"]), f"line:{row['line']}")
        for row in priced
        if Decimal(row["unit_price"]) * per.get(row["entered_unit"], 1) > Decimal(row["reference"]) * Decimal("1.1")
    }
    assert judged.counted("M2") == (len(priced), len(over))
    assert {(one.subject.id, one.subject.place) for one in judged.findings if one.rule == "M2"} == over


@pytest.mark.usefixtures("connected")
async def test_published_weeks_and_what_was_thrown_away_agree_with_sql(judged: Judged) -> None:
    served = await rows("SELECT DISTINCT x.log, x.day FROM serving x @days")
    weeks = {(row["log"], row["day"] - timedelta(days=row["day"].weekday())) for row in served}
    unpublished = await rows("SELECT DISTINCT x.log, x.day FROM menu x @days AND x.published_at IS NULL")
    refused = await count("SELECT COUNT(*) AS n @lines AND d.rejected > 0")
    disposed = await db.fetch(
        "SELECT COUNT(*) AS n FROM delivery_line d WHERE d.log IN @uuids($1) AND d.expiry_date >= $2"
        " AND d.expiry_date < $3 AND d.until_seq IS NULL AND d.batch IN (SELECT o.batch FROM disposal o"
        " WHERE o.until_seq IS NULL UNION SELECT g.batch FROM goods_return g WHERE g.until_seq IS NULL)",
        CAMPUSES,
        max(day for day in PLAN.days if day < FIRST),  # what expired then or later was due when there were meals again
        LAST,
    )

    assert judged.counted("M3") == (len(weeks), len(unpublished))
    assert judged.counted("X3") == (refused + disposed[0]["n"], 0)
