"""What the rules say of a snapshot: three counts of rules, the worst finding, findings as rows, rules as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reports.charts.bars import states
from reports.figures.tally import Tally
from reports.judged import gravity
from reports.shapes import Judged, ToldExecution, ToldFinding
from reports.texts import Words
from reports.views.wording import short_day
from traceability.rules.law import RuleSet, RuleText, citations_in, rule_set
from traceability.rules.rule import Severity, State
from traceability.rules.texts import text_of

MOST_FINDINGS = 120
"""Findings printed one by one; the rest stand in records.json and in the workbook."""
THEMES = (
    ("papers", ("D", "V")),
    ("receiving", ("R",)),
    ("store", ("S", "X")),
    ("cooking", ("P",)),
    ("samples", ("L",)),
    ("people", ("A", "H")),
    ("daily", ("C",)),
    ("trace", ("T", "K")),
    ("money", ("M",)),
    ("abroad", ("N", "E")),
)
"""Rules by the first letter of their id."""


@dataclass(frozen=True)
class Broken:
    """A rule that was broken, with its basis, and each finding of it as a row. count: in words."""

    rule: str
    title: str
    basis: str
    count: str
    rows: list[dict[str, str]]


@dataclass(frozen=True)
class Ruled:
    """rules: how many rules are kept, broken, without evidence; idle: in force, with nothing to judge.

    lead: the three counts in a sentence; worst: the gravest finding in a sentence, or that there is none; broken,
    grave: how many findings are violations, and grave ones; findings: what is broken, a group a rule; gaps: rows of
    what is not evidenced, by rule; rest: findings that are not printed.
    """

    version: int
    rules: Tally
    idle: int
    lead: str
    worst: str
    broken: int
    grave: int
    findings: list[Broken]
    rest: int
    gaps: list[dict[str, str]]
    themes: list[dict[str, object]]
    table: list[dict[str, object]]


def ruled(judgement: Judged, region: str, words: Words) -> Ruled:
    """Everything a page says of the rules; region: whose citations are printed."""
    law = rule_set(judgement["rule_set"])
    broken = sorted((one for one in judgement["findings"] if one["state"] == State.VIOLATED), key=gravity)
    open_gaps = [one for one in judgement["findings"] if one["state"] == State.NOT_EVIDENCED]
    fared = Counter(_state(one) for one in judgement["executions"])
    tally = Tally(fared[State.SATISFIED], fared[State.VIOLATED], fared[State.NOT_EVIDENCED])
    return Ruled(
        version=law.version,
        rules=tally,
        idle=fared[None],
        lead=_lead(tally, fared[None], words),
        worst=_worst(broken, open_gaps, words),
        broken=len(broken),
        grave=sum(one["severity"] == Severity.BLOCK for one in broken),
        findings=_by_rule(broken[:MOST_FINDINGS], law, region, words),
        rest=max(len(broken) - MOST_FINDINGS, 0),
        gaps=_gaps(open_gaps, law, words),
        themes=_themes(judgement["executions"], words),
        table=[_rule_row(one, law, region, words) for one in judgement["executions"]],
    )


def _state(one: ToldExecution) -> State | None:
    """A rule is broken where it was once, else without evidence where that lacked once; None: nothing to judge."""
    if one["violated"]:
        return State.VIOLATED
    if one["not_evidenced"] or one["fault"]:
        return State.NOT_EVIDENCED
    return State.SATISFIED if one["satisfied"] else None


def _lead(tally: Tally, idle: int, words: Words) -> str:
    if not tally.total:
        return words("rules.lead_none", idle=idle)
    return words("rules.lead", total=tally.total, met=tally.met, broken=tally.broken, unknown=tally.unknown)


def _worst(broken: Sequence[ToldFinding], gaps: Sequence[ToldFinding], words: Words) -> str:
    if broken:
        worst = broken[0]
        return words(
            "rules.worst",
            severity=words(f"severity.{worst['severity']}"),
            day=words.day(worst["subject"]["day"]),
            text=sentence(worst, words),
        )
    return words("rules.worst_gap", count=len(gaps)) if gaps else words("rules.worst_none")


def sentence(one: ToldFinding, words: Words) -> str:
    """What a finding says."""
    return text_of(one["rule"], one["why"], one["values"], words.language)


def title(text: RuleText, words: Words) -> str:
    return text.title_en if words.language == "en" else text.title


def basis(text: RuleText, region: str, words: Words) -> str:
    """The citations that hold in a region; what is not certain says so."""
    cited = [
        (one.text_en if words.language == "en" else one.text)
        + (f" {words('citation.unsure')}" if one.provenance.startswith("K") else "")
        for one in citations_in(text, region)
    ]
    return words("semicolon").join(cited)


def where(one: ToldFinding, words: Words) -> str:
    """The day and the record that a finding is about: "11/05 送货 · 第 3 行"."""
    subject = one["subject"]
    part = subject["place"].split("/")[0].removeprefix("line:") if subject["place"].startswith("line:") else ""
    named = f"{short_day(subject['day'])} {words.coded('record', subject['kind'])}"
    return f"{named} {words('rules.line', line=part)}" if part else named


def _by_rule(broken: Sequence[ToldFinding], law: RuleSet, region: str, words: Words) -> list[Broken]:
    """Findings under their rules, so that a basis stands once: first the rule with the gravest finding."""
    found: dict[str, list[ToldFinding]] = {}
    for one in broken:
        found.setdefault(one["rule"], []).append(one)
    return [
        Broken(
            rule,
            title(law.rules[rule], words),
            basis(law.rules[rule], region, words),
            words("findings.count", count=len(own)),
            [_row(one, words) for one in own],
        )
        for rule, own in found.items()
    ]


def _row(one: ToldFinding, words: Words) -> dict[str, str]:
    return {
        "severity": words(f"severity.{one['severity']}"),
        "tone": {"block": "s1", "major": "s2", "minor": "s3"}[one["severity"]],
        "text": sentence(one, words),
        "where": where(one, words),
        "due": short_day(one["due"]),
        "status": words(f"status.{one['status']}"),
        "settled": "up" if one["status"] in ("verified", "closed") else "",
    }


def _gaps(gaps: Sequence[ToldFinding], law: RuleSet, words: Words) -> list[dict[str, str]]:
    by_why: dict[tuple[str, str], list[ToldFinding]] = {}
    for one in gaps:
        by_why.setdefault((one["rule"], one["why"]), []).append(one)
    return [
        {
            "rule": rule,
            "title": title(law.rules[rule], words),
            "count": f"{len(found):,}",
            "example": sentence(found[0], words),
        }
        for (rule, _), found in sorted(by_why.items(), key=lambda row: list(law.rules).index(row[0][0]))
    ]


def _themes(executions: Sequence[ToldExecution], words: Words) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for theme, letters in THEMES:
        own = [one for one in executions if one["rule"].startswith(letters)]
        tally = Tally(
            sum(one["satisfied"] for one in own),
            sum(one["violated"] for one in own),
            sum(one["not_evidenced"] for one in own),
        )
        if own:
            name = words(f"theme.{theme}")
            found.append({"name": name, "rules": len(own), "bar": _bar(tally, name, words), "tally": tally})
    return found


def _bar(tally: Tally, name: str, words: Words) -> Markup:
    said = words("rules.counts", met=tally.met, broken=tally.broken, unknown=tally.unknown)
    return states(tally, f"{name}：{said}" if words.language == "zh" else f"{name}: {said}")


def _rule_row(one: ToldExecution, law: RuleSet, region: str, words: Words) -> dict[str, object]:
    text = law.rules[one["rule"]]
    return {
        "rule": one["rule"],
        "title": title(text, words),
        "severity": words(f"severity.{one['severity']}"),
        "basis": basis(text, region, words),
        "evaluated": f"{one['evaluated']:,}",
        "violated": f"{one['violated']:,}",
        "satisfied": f"{one['satisfied']:,}",
        "not_evidenced": f"{one['not_evidenced']:,}",
        "fault": one["fault"] or "",
        "missing": (text.missing_en if words.language == "en" else text.missing) if not one["satisfied"] else "",
    }
