"""Sums over campus-months, and what reports over several of them say alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.figures.tally import Tally
from reports.judged import gravity
from reports.reduced_shapes import CampusMonthFigures, Gap, NamedFinding
from reports.shapes import ToldExecution
from reports.texts import Words
from reports.views.ruled import basis, sentence, title, where
from reports.views.wording import short_day
from traceability.rules.law import RuleSet
from traceability.rules.rule import Severity

Parts = Sequence[CampusMonthFigures]
Name = Callable[[CampusMonthFigures], str]
"""What a table calls a campus-month: its school, or its month."""
TONES = {"block": "s1", "major": "s2", "minor": "s3"}


@dataclass(frozen=True)
class Sums:
    """Figures of several campus-months, added up."""

    parts: Parts

    def count(self, key: str) -> int:
        return sum(each[key] for each in self.parts)  # type: ignore[literal-required]

    def tally(self, key: str) -> Tally:
        found: list[Any] = [each[key] for each in self.parts]  # type: ignore[literal-required]
        return Tally(*(sum(one[state] for one in found) for state in ("met", "broken", "unknown")))

    def having(self, key: str) -> int:
        """How many of them have at least one."""
        return sum(each[key] > 0 for each in self.parts)  # type: ignore[literal-required]

    @property
    def unknown(self) -> int:
        """How many things could not be judged."""
        return sum(unjudged(each) for each in self.parts)


def unjudged(part: CampusMonthFigures) -> int:
    """How many things rules could not judge for want of evidence."""
    return sum(each["not_evidenced"] for each in part["executions"])


def yuan(text: str) -> str:
    """An amount of money with its thousands separated."""
    return f"{Decimal(text):,.2f}"


def acts(sums: Sums, words: Words) -> list[str]:
    """What the records say must be acted on, beside findings."""
    found = [words("over.poor", rejected=sums.count("rejected"), warm=sums.count("warm"))] if sums.count("poor") else []
    asked = [("licence", "licence"), ("core", "core"), ("sample", "sampled"), ("source", "source")]
    return found + [words(f"act.{key}", count=broken) for key, of in asked if (broken := sums.tally(of).broken)]


def lacks(sums: Sums, words: Words) -> list[str]:
    """What the records leave open."""
    asked = [("lot", "source"), ("temperature", "temperature"), ("dish", "complete"), ("sample", "sampled"),
             ("core", "core"), ("papers", "papers")]  # fmt: skip
    return [words(f"lacks.{key}", count=unknown) for key, of in asked if (unknown := sums.tally(of).unknown)]


def worst(parts: Parts) -> tuple[CampusMonthFigures, NamedFinding] | None:
    """The gravest finding of all, and whose it is."""
    found = [(part, one) for part in parts for one in part["findings"]]
    return min(found, key=lambda pair: gravity(pair[1]), default=None)


def by_rule(
    executions: Sequence[ToldExecution], parts: Parts, law: RuleSet, region: str, words: Words, name: Name
) -> list[dict[str, object]]:
    """A row for each rule that was violated: gravest first, then the most often."""
    rows = [each for each in executions if each["violated"]]
    rows.sort(key=lambda each: (list(Severity).index(Severity(each["severity"])), -each["violated"]))
    return [_rule(each, parts, law, region, words, name) for each in rows]


def _rule(of: ToldExecution, parts: Parts, law: RuleSet, region: str, words: Words, name: Name) -> dict[str, object]:
    counts = [(part, violated_in(part, of["rule"])) for part in parts]
    having = sorted(((part, count) for part, count in counts if count), key=lambda pair: -pair[1])
    cases = [(part, one) for part, _ in having for one in part["findings"] if one["rule"] == of["rule"]]
    part, first = min(cases, key=lambda pair: gravity(pair[1]))
    text = law.rules[of["rule"]]
    return {
        "rule": of["rule"],
        "severity": words(f"severity.{first['severity']}"),
        "tone": TONES[first["severity"]],
        "title": title(text, words),
        "basis": basis(text, region, words),
        "count": f"{of['violated']:,}",
        "who": words.listed([_times(name(one), count, words) for one, count in having], 8),
        "parts": len(having),
        "first": sentence(first, words),
        "where": f"{words.name(part['site'])} · {where(first, words)}",
        "first_of": part,
    }


def _times(who: str, count: int, words: Words) -> str:
    return words("over.how_often", who=who, count=f"{count:,}")


def violated_in(part: CampusMonthFigures, rule: str) -> int:
    return next((each["violated"] for each in part["executions"] if each["rule"] == rule), 0)


def gap_rows(parts: Parts, law: RuleSet, words: Words, name: Name) -> list[dict[str, str]]:
    """Reasons why rules could not judge, in the order of the rules: how often, of whom, and an example."""
    found: dict[tuple[str, str], list[tuple[CampusMonthFigures, Gap]]] = {}
    for part in parts:
        for gap in part["gaps"]:
            found.setdefault((gap["first"]["rule"], gap["first"]["why"]), []).append((part, gap))
    order = list(law.rules)
    return [
        {
            "rule": rule,
            "title": title(law.rules[rule], words),
            "count": f"{sum(gap['count'] for _, gap in gaps):,}",
            "who": words.listed([_times(name(part), gap["count"], words) for part, gap in _most(gaps)], 6),
            "example": sentence(gaps[0][1]["first"], words),
        }
        for (rule, _), gaps in sorted(found.items(), key=lambda row: order.index(row[0][0]))
    ]


def _most(gaps: Sequence[tuple[CampusMonthFigures, Gap]]) -> list[tuple[CampusMonthFigures, Gap]]:
    return sorted(gaps, key=lambda pair: -pair[1]["count"])


def positions_told(snapshot: Mapping[str, Any], words: Words) -> str:
    """Up to where records were known, in a sentence."""
    logs = snapshot["as_known_at"]["positions"]
    entries, checkpoint = sum(each["size"] for each in logs), snapshot["checkpoint"]
    if checkpoint is None:
        return words("over.positions_now", logs=len(logs), entries=entries)
    return words("over.positions", logs=len(logs), entries=entries, number=str(checkpoint["number"]))


def poor_row(line: Any, words: Words, whose: str) -> dict[str, object]:
    """A rejected or warm line as a table has it."""
    outcome = words("accepted_warm")
    if line["whole"]:
        outcome = words("rejected_whole")
    elif line["rejected"]:
        outcome = words("rejected_part", amount=words.amount(line["rejected"]))
    limit = line["limit_temperature"]
    return {
        "day": short_day(line["day"]),
        "whose": whose,
        "goods": words.name(line["ingredient"]),
        "lot": words("lot", lot=line["lot_code"]) if line["lot_code"] else words("no_lot"),
        "supplier": words.name(line["supplier"]) if line["supplier"] else words("no_supplier"),
        "note": line["note_number"] or words("no_number"),
        "temperature": f"{line['temperature']} ℃" if line["temperature"] is not None else "—",
        "limit": words("limit", limit=limit) if limit is not None else "",
        "warm": line["warm"],
        "refused": line["rejected"] is not None,
        "outcome": outcome,
        "reason": line["reason"] or "",
    }
