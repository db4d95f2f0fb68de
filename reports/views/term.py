"""The pages of a campus's term: its months side by side, what was found and closed, whom it bought from, how it met."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reports.charts.months import pairs
from reports.charts.ring import ring
from reports.files import Attached
from reports.judged import gravity
from reports.reduced_shapes import CampusMonthFigures, CampusTermly, NamedFinding
from reports.shapes import ToldFinding
from reports.texts import Words
from reports.views.front import checked, files_of, made, measured, sentence
from reports.views.over import Sums, acts, by_rule, gap_rows, lacks, poor_row, positions_told, worst
from reports.views.ruled import Ruled, ruled
from reports.views.ruled import sentence as said
from reports.views.term_duties import duties, evaluated
from reports.views.term_months import charts, month_name, table
from reports.views.wording import short_day
from traceability.rules.engine import lives_of
from traceability.rules.law import rule_set
from traceability.rules.life import Life

DISHES_MOST = 15
POOR_MOST = 60


def term_page(
    snapshot: CampusTermly, words: Words, second: Words, files: tuple[Attached, ...], lacking: list[str]
) -> dict[str, object]:
    """What the templates say."""
    parts = snapshot["months"]
    sums, rules = Sums(parts), ruled(snapshot["judgement"], snapshot["region"], words)
    law = rule_set(snapshot["judgement"]["rule_set"])

    def month(part: CampusMonthFigures) -> str:
        return month_name(part, words)

    found = by_rule(snapshot["judgement"]["executions"], parts, law, snapshot["region"], words, month)
    opened = settled(snapshot)
    for row in found:
        own = [status for one, status in opened if one["rule"] == row["rule"]]
        row["open"] = f"{sum(status != 'closed' for status in own):,}"
    lines = [line for part in parts for line in part["poor_lines"]]
    return {
        "period": words.period(snapshot["period"]),
        "place": words.name(snapshot["site"]),
        "title_key": "term.title",
        "rules": rules,
        "cover": _cover(snapshot, sums, rules, words, files),
        "months": [month(part) for part in parts],
        "table": table(parts, sums, words),
        "charts": charts(parts, words),
        "found": found,
        "take": words("term.findings_take", count=len(opened), grave=sums.count("grave"),
                      closed=sum(status == "closed" for _, status in opened)),
        "life": _life(snapshot, opened, words),
        "gap_rows": gap_rows(parts, law, words, month),
        "suppliers": evaluated(snapshot, words),
        "dishes": _dishes(parts, words),
        "duties": duties(snapshot, words),
        "poor": {
            "rows": [poor_row(line, words, words.period(line["day"][:7])) for line in lines[:POOR_MOST]],
            "rest": sums.count("poor") - len(lines[:POOR_MOST]),
        },
        "annex": {
            "methods": [words(f"term.methods.{number}") for number in range(1, 6)],
            "files": files_of(files, words),
            "positions": positions_told(snapshot, words),
            "glyphs": "、".join(f"U+{ord(each):04X}" for each in lacking),
        },
    }  # fmt: skip


def settled(snapshot: CampusTermly) -> list[tuple[NamedFinding, str]]:
    """Each violation of the term once, with how far it has come by its last day."""
    lives = lives_of(snapshot["steps"])
    found: dict[str, NamedFinding] = {}
    for one in (one for part in snapshot["months"] for one in part["findings"]):
        found.setdefault(one["id"], one)
    return [(one, lives.get(key, Life.OPEN).value) for key, one in found.items()]


def _cover(
    snapshot: CampusTermly, sums: Sums, rules: Ruled, words: Words, files: tuple[Attached, ...]
) -> dict[str, object]:
    states = (words("satisfied"), words("violated"), words("not_evidenced"))
    site = snapshot["site"]
    mode, roll = words.coded("mode", site["operating_mode"]), site["enrolment"]
    return {
        "title": "term.title",
        "district": words.name(snapshot["district"]),
        "school": words.name(site),
        "facts": [
            (words("cover.period"), f"{snapshot['first']} — {snapshot['last']}"),
            (words("term.term"), words.period(snapshot["period"])),
            (words("cover.mode"), mode if roll is None else words("cover.enrolment", mode=mode, count=roll)),
            (words("cover.rules"), words("cover.rules_value", version=rules.version)),
            (words("cover.made"), made(snapshot)),
        ],
        "ring": ring(rules.rules, words("ring.rules"), states),
        "lead": rules.lead,
        "body": _body(snapshot, sums, words),
        "kpis": _kpis(snapshot, sums, words),
        "columns": _columns(snapshot, sums, words),
        **checked(snapshot, words, files),
    }


def _body(snapshot: CampusTermly, sums: Sums, words: Words) -> str:
    parts = snapshot["months"]
    if not parts:
        return words("term.body_empty")
    gravest = worst(parts)
    if gravest is None:
        found = [words("rules.worst_gap", count=sums.unknown) if sums.unknown else words("rules.worst_none")]
    else:
        one: ToldFinding = gravest[1]
        found = [words("rules.worst", severity=words(f"severity.{one['severity']}"),
                       day=words.day(one["subject"]["day"]), text=said(one, words))]  # fmt: skip
    source, complete = sums.tally("source"), sums.tally("complete")
    found.append(
        words("term.served", months=len(parts), days=sums.count("school_days"), portions=sums.count("portions"))
    )
    found.append(words("lead", total=source.total, met=source.met, broken=source.broken, unknown=source.unknown))
    found.append(words("body.dishes", total=complete.total, met=complete.met))
    return (" " if words.language == "en" else "").join(found)


def _kpis(snapshot: CampusTermly, sums: Sums, words: Words) -> list[dict[str, str]]:
    suppliers = {each["id"] for part in sums.parts for each in part["suppliers"]}
    complete, sampled, opened = sums.tally("complete"), sums.tally("sampled"), settled(snapshot)
    still = sum(status != "closed" for _, status in opened)
    return [
        measured(words, "arrived", sums.count("lines"), None, deliveries=sums.count("deliveries"),
                 suppliers=len(suppliers)),
        measured(words, "turned", sums.count("poor"), None, rejected=sums.count("rejected"), warm=sums.count("warm")),
        measured(words, "complete", complete.met, complete.total, unknown=complete.unknown),
        measured(words, "sampled", sampled.met, sampled.total, unknown=sampled.unknown),
        measured(words, "still", still, len(opened), "down" if still else ""),
    ]  # fmt: skip


def _columns(snapshot: CampusTermly, sums: Sums, words: Words) -> list[tuple[str, str]]:
    signed, papers = sums.tally("signatures"), sums.tally("papers")
    shows = words(
        "term.shows", days=sums.count("school_days"), portions=sums.count("portions"), signed=signed.met,
        deliveries=signed.total, papers=papers.met, lines=papers.total, meetings=len(snapshot["meetings"]),
    )  # fmt: skip
    act = acts(sums, words)
    if sums.count("violated"):
        act.insert(0, words("act.rules", count=len(settled(snapshot)), grave=sums.count("grave")))
    lacking = lacks(sums, words)
    if not snapshot["surveys"]:
        lacking.append(words("term.no_survey"))
    return [
        (words("shows"), shows),
        (words("act"), sentence(act, words, words("act.none"))),
        (words("lacks"), sentence(lacking, words, words("lacks.none"))),
    ]


def _life(snapshot: CampusTermly, opened: list[tuple[NamedFinding, str]], words: Words) -> dict[str, object]:
    """Findings opened and closed by month, and those that are still open, gravest first."""
    closing = {
        one["finding"]: one["occurred_at"][:7]
        for one in sorted(snapshot["steps"], key=lambda one: datetime.fromisoformat(one["occurred_at"]))
        if one["kind"] == "verified"
    }
    values = [
        (
            month_name(part, words),
            sum(one["subject"]["day"][:7] == part["period"] for one, _ in opened),
            sum(status == "closed" and closing.get(one["id"]) == part["period"] for one, status in opened),
        )
        for part in snapshot["months"]
    ]
    still = sorted((one for one, status in opened if status != "closed"), key=gravity)
    status = dict((one["id"], state) for one, state in opened)
    return {
        "chart": pairs(values, (words("life.opened"), words("life.closed")), words("life.title")) if values else None,
        "open": [
            {
                "rule": one["rule"],
                "day": short_day(one["subject"]["day"]),
                "text": said(one, words),
                "due": short_day(one["due"]),
                "late": one["due"] < snapshot["last"],
                "status": words(f"status.{status[one['id']]}"),
            }
            for one in still[:8]
        ],
        "rest": max(len(still) - 8, 0),
    }


def _dishes(parts: list[CampusMonthFigures], words: Words) -> dict[str, object]:
    """The dishes cooked most often, with how often all of their ingredients were traced."""
    found: dict[str, list[Any]] = {}
    for part in parts:
        for dish in part["dishes"]:
            found.setdefault(words.name(dish), []).append(dish)
    rows = [
        (name, sum(each["cooked"] for each in each_of), sum(each["complete"]["met"] for each in each_of))
        for name, each_of in found.items()
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    poor = sorted((row for row in rows if row[2] < row[1]), key=lambda row: (row[2] - row[1], row[0]))
    return {
        "kinds": len(rows),
        "most": [{"name": name, "cooked": f"{cooked:,}", "met": f"{met:,}"}
                 for name, cooked, met in rows[:DISHES_MOST]],
        "poor": [{"name": name, "cooked": f"{cooked:,}", "short": f"{cooked - met:,}"}
                 for name, cooked, met in poor[:DISHES_MOST]],
    }  # fmt: skip
