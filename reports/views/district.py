"""The pages of a district's month: its cover, its findings, its schools side by side, its suppliers, its holds."""

from __future__ import annotations

from typing import Any

from reports.charts import ink
from reports.charts.compared import compared
from reports.charts.ring import ring
from reports.files import Attached
from reports.reduced_shapes import CampusMonthFigures, DistrictMonthly
from reports.texts import Words
from reports.views.front import checked, files_of, made, measured, sentence
from reports.views.over import Sums, acts, by_rule, gap_rows, lacks, poor_row, positions_told, unjudged, worst
from reports.views.ruled import Ruled, ruled
from reports.views.ruled import sentence as said
from reports.views.shared_suppliers import shared_suppliers
from reports.views.wording import short_day
from traceability.rules.law import rule_set

COMPARED_MOST = 24
"""Schools that the comparison draws; the annex has a row for each."""
POOR_MOST = 120


def district_page(
    snapshot: DistrictMonthly, words: Words, second: Words, files: tuple[Attached, ...], lacking: list[str]
) -> dict[str, object]:
    """What the templates say."""
    parts = snapshot["campuses"]
    sums, rules = Sums(parts), ruled(snapshot["judgement"], snapshot["region"], words)
    law = rule_set(snapshot["judgement"]["rule_set"])

    def school(part: CampusMonthFigures) -> str:
        return words.name(part["site"])

    found = by_rule(snapshot["judgement"]["executions"], parts, law, snapshot["region"], words, school)
    return {
        "period": words.period(snapshot["period"]),
        "place": words.name(snapshot["site"]),
        "title_key": "district.title",
        "rules": rules,
        "cover": _cover(snapshot, sums, rules, words, files),
        "found": found,
        "take": _take(sums, words),
        "schools": _schools(parts, words),
        "gap_rows": gap_rows(parts, law, words, school),
        "suppliers": shared_suppliers(parts, words),
        "holds": _holds(parts, words),
        "poor": _poor(parts, words),
        "annex": {
            "schools": [_school(each, words) for each in parts],
            "methods": [words(f"district.methods.{number}") for number in range(1, 6)],
            "files": files_of(files, words),
            "positions": positions_told(snapshot, words),
            "glyphs": "、".join(f"U+{ord(each):04X}" for each in lacking),
        },
    }


def _cover(
    snapshot: DistrictMonthly, sums: Sums, rules: Ruled, words: Words, files: tuple[Attached, ...]
) -> dict[str, object]:
    states = (words("satisfied"), words("violated"), words("not_evidenced"))
    parts = snapshot["campuses"]
    return {
        "title": "district.title",
        "signers": ("sign.prepared", "sign.checked", "sign.head"),
        "seal_note": "seal_note_authority",
        "district": words("district.by"),
        "school": words.name(snapshot["site"]),
        "facts": [
            (words("cover.period"), f"{snapshot['first']} — {snapshot['last'][5:]}"),
            (words("district.scope"), words("district.scope_value", count=len(parts))),
            (words("cover.rules"), words("cover.rules_value", version=rules.version)),
            (words("cover.made"), made(snapshot)),
        ],
        "ring": ring(rules.rules, words("ring.rules"), states),
        "lead": rules.lead,
        "body": _body(snapshot, sums, rules, words),
        "kpis": _kpis(sums, words),
        "columns": _columns(sums, words),
        **checked(snapshot, words, files),
    }


def _body(snapshot: DistrictMonthly, sums: Sums, rules: Ruled, words: Words) -> str:
    parts = snapshot["campuses"]
    if not any(part["lines"] or part["portions"] for part in parts):
        return words("district.body_empty", count=len(parts))
    found, gravest = [], worst(parts)
    if gravest is None:
        found.append(words("rules.worst_gap", count=sums.unknown) if sums.unknown else words("rules.worst_none"))
    else:
        part, one = gravest
        found.append(words(
            "district.worst", severity=words(f"severity.{one['severity']}"), day=words.day(one["subject"]["day"]),
            school=words.name(part["site"]), text=said(one, words),
        ))  # fmt: skip
    source, complete = sums.tally("source"), sums.tally("complete")
    found.append(words("district.served", portions=sums.count("portions"), meals=sums.count("meals")))
    found.append(words("lead", total=source.total, met=source.met, broken=source.broken, unknown=source.unknown))
    found.append(words("body.dishes", total=complete.total, met=complete.met))
    return (" " if words.language == "en" else "").join(found)


def _kpis(sums: Sums, words: Words) -> list[dict[str, str]]:
    suppliers = {each["id"] for part in sums.parts for each in part["suppliers"]}
    silent = sum(not part["lines"] and not part["portions"] for part in sums.parts)
    complete, sampled = sums.tally("complete"), sums.tally("sampled")
    return [
        measured(words, "reporting", len(sums.parts) - silent, len(sums.parts), "down" if silent else "", count=silent),
        measured(words, "arrived", sums.count("lines"), None, deliveries=sums.count("deliveries"),
                 suppliers=len(suppliers)),
        measured(words, "poor", sums.count("poor"), None, schools=sums.having("poor")),
        measured(words, "complete", complete.met, complete.total, unknown=complete.unknown),
        measured(words, "sampled", sampled.met, sampled.total, unknown=sampled.unknown),
    ]  # fmt: skip


def _columns(sums: Sums, words: Words) -> list[tuple[str, str]]:
    signed, papers = sums.tally("signatures"), sums.tally("papers")
    shows = words(
        "district.shows", schools=len(sums.parts), meals=sums.count("meals"), portions=sums.count("portions"),
        signed=signed.met, deliveries=signed.total, papers=papers.met, lines=papers.total,
    )  # fmt: skip
    act = acts(sums, words)
    if sums.count("violated"):
        act.insert(0, words("district.act", count=sums.count("violated"), schools=sums.having("violated"),
                            grave=sums.count("grave")))  # fmt: skip
    return [
        (words("shows"), shows),
        (words("act"), sentence(act, words, words("act.none"))),
        (words("lacks"), sentence(lacks(sums, words), words, words("lacks.none"))),
    ]


def _take(sums: Sums, words: Words) -> str:
    return words("district.findings_take", count=sums.count("violated"), schools=sums.having("violated"),
                 all=len(sums.parts), grave=sums.count("grave"))  # fmt: skip


def _schools(parts: list[CampusMonthFigures], words: Words) -> dict[str, object]:
    """The schools side by side, most violations first."""
    order = sorted(parts, key=lambda each: (-each["violated"], -unjudged(each), each["site"]["name"]))
    columns = [
        (words(f"compare.{key}"), words(f"compare.{key}_of"), colour)
        for key, colour in (("violated", ink.RED), ("unknown", ink.GREY), ("poor", ink.AMBER), ("dishes", ink.SOFT),
                            ("samples", ink.SOFT))
    ]  # fmt: skip
    rows = [(words.name(each["site"]), _compared(each)) for each in order[:COMPARED_MOST]]
    having = sum(each["violated"] > 0 for each in parts)
    most = order[:1]
    take = words("compare.take_none", count=len(parts))
    if having:
        take = words("compare.take", school=words.name(most[0]["site"]), count=most[0]["violated"], having=having)
    return {
        "chart": compared(columns, rows, words("compare.title", count=len(rows))) if rows else None,
        "take": take,
        "rest": max(len(parts) - COMPARED_MOST, 0),
    }


def _compared(part: CampusMonthFigures) -> list[tuple[int, str]]:
    def lacking(key: str) -> tuple[int, str]:
        of: Any = part[key]  # type: ignore[literal-required]
        total = of["met"] + of["broken"] + of["unknown"]
        return total - of["met"], f"{total - of['met']:,} / {total:,}"

    return [
        (part["violated"], f"{part['violated']:,}"),
        (unjudged(part), f"{unjudged(part):,}"),
        (part["poor"], f"{part['poor']:,} / {part['lines']:,}"),
        lacking("complete"),
        lacking("sampled"),
    ]


def _school(part: CampusMonthFigures, words: Words) -> dict[str, str]:
    def of(key: str) -> str:
        counts: Any = part[key]  # type: ignore[literal-required]
        total = sum(counts.values())
        return f"{counts['met']:,} / {total:,}" if total else "—"

    return {
        "name": words.name(part["site"]),
        "portions": f"{part['portions']:,}",
        "lines": f"{part['lines']:,}",
        "rejected": f"{part['rejected']:,}",
        "warm": f"{part['warm']:,}",
        "source": of("source"),
        "signatures": of("signatures"),
        "complete": of("complete"),
        "sampled": of("sampled"),
        "violated": f"{part['violated']:,}",
        "unknown": f"{unjudged(part):,}",
        "tone": "down" if part["violated"] else "",
    }


def _holds(parts: list[CampusMonthFigures], words: Words) -> list[dict[str, str]]:
    """Each hold or recall once, with the schools it reached."""
    reached: dict[str, list[tuple[CampusMonthFigures, Any]]] = {}
    for part in parts:
        for hold in part["holds"]:
            reached.setdefault(hold["id"], []).append((part, hold))
    rows = sorted(reached.values(), key=lambda each: str(each[0][1]["occurred_at"]))
    return [
        {
            "day": short_day(each[0][1]["occurred_at"][:10]),
            "level": words(f"hold.{each[0][1]['level']}"),
            "by": words(f"hold.by.{each[0][1]['ordered_by']}"),
            "names": words.listed(list(dict.fromkeys(name for _, hold in each for name in hold["names"])), 4),
            "schools": words.listed([words.name(part["site"]) for part, _ in each], 6),
            "batches": f"{sum(hold['batches'] for _, hold in each):,}",
            "served": f"{sum(hold['served_before'] for _, hold in each):,}",
            "uses": f"{sum(hold['uses'] for _, hold in each):,}",
            "until": short_day(each[0][1]["released_at"][:10]) if each[0][1]["released_at"] else words("hold.stands"),
        }
        for each in rows
    ]


def _poor(parts: list[CampusMonthFigures], words: Words) -> dict[str, object]:
    """Rejected and warm lines, by day; rest: those not printed."""
    rows = sorted(
        ((part, line) for part in parts for line in part["poor_lines"]),
        key=lambda pair: (pair[1]["day"], pair[0]["site"]["name"], pair[1]["id"], pair[1]["line"]),
    )
    return {
        "rows": [poor_row(line, words, words.name(part["site"])) for part, line in rows[:POOR_MOST]],
        "rest": sum(part["poor"] for part in parts) - len(rows[:POOR_MOST]),
    }
