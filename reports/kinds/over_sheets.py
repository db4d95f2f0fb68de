"""Reports over several campus-months as tables: a row each of them, then suppliers, poor lines, rules and findings."""

from __future__ import annotations

from collections.abc import Sequence

from reports.files import Sheet
from reports.kinds.campus_sheets import RECORD, judged_sheets
from reports.reduced_shapes import CampusMonthFigures, CampusTermly, DistrictMonthly

PLAIN = (
    "school_days", "served_days", "meals", "portions", "deliveries", "lines", "rejected", "refused_whole", "warm",
    "spend", "unpriced", "daily_checks", "accompanied", "tests_passed", "tests_other", "violated", "grave",
)  # fmt: skip
ASKED = ("source", "temperature", "licence", "papers", "signatures", "complete", "core", "sampled")


def district_sheets(snapshot: DistrictMonthly) -> tuple[Sheet, ...]:
    """The campuses first."""
    return (_months("campuses", snapshot["campuses"]), *_more(snapshot["campuses"]), judged_sheets(snapshot)[0])  # type: ignore[arg-type]  # it reads the judgement alone


def term_sheets(snapshot: CampusTermly) -> tuple[Sheet, ...]:
    """The months first; then also dishes, surveys and accounts."""
    return (
        _months("months", snapshot["months"]),
        *_more(snapshot["months"]),
        judged_sheets(snapshot)[0],  # type: ignore[arg-type]  # it reads the judgement alone
        Sheet(
            "dishes",
            ["month", "dish", "cooked", "met", "broken", "unknown"],
            [
                [each["period"], dish["name"], dish["cooked"], *dish["complete"].values()]
                for each in snapshot["months"]
                for dish in each["dishes"]
            ],
        ),
        Sheet(
            "surveys",
            [*RECORD, "term", "closed_on", "sent", "answered", "satisfied", "dissatisfied"],
            [list(each.values()) for each in snapshot["surveys"]],
        ),
        Sheet(
            "accounts",
            [*RECORD, "month", "income", "expenditure", "ingredients", "receipts", "closed_on", "published_on"],
            [
                [each[key] for key in (*RECORD, "month", "income", "expenditure", "ingredients", "receipts",  # type: ignore[literal-required]
                                       "closed_on", "published_on")]
                for each in snapshot["accounts"]
            ],
        ),
    )  # fmt: skip


def _months(name: str, parts: Sequence[CampusMonthFigures]) -> Sheet:
    asked = [f"{key}_{state}" for key in ASKED for state in ("met", "broken", "unknown")]
    return Sheet(
        name,
        ["month", "campus_id", "campus", "rule_set", *PLAIN, *asked, "not_evidenced"],
        [
            [
                each["period"], each["site"]["id"], each["site"]["name"], each["rule_set"],
                *(each[key] for key in PLAIN),  # type: ignore[literal-required]
                *(each[key][state] for key in ASKED for state in ("met", "broken", "unknown")),  # type: ignore[literal-required]
                sum(gap["count"] for gap in each["gaps"]),
            ]
            for each in parts
        ],
    )  # fmt: skip


def _more(parts: Sequence[CampusMonthFigures]) -> tuple[Sheet, Sheet, Sheet, Sheet]:
    """Findings, gaps, suppliers and poor lines, each with its campus and month."""
    whose = [(each["period"], each["site"]["id"], each["site"]["name"], each) for each in parts]
    columns = ["month", "campus_id", "campus"]
    return (
        Sheet(
            "findings",
            [*columns, "id", "rule", "severity", "day", "record_kind", "record", "place", "why", "due", "status"],
            [
                [*about, f["id"], f["rule"], f["severity"], f["subject"]["day"], f["subject"]["kind"],
                 f["subject"]["id"], f["subject"]["place"], f["why"], f["due"], f["status"]]
                for *about, part in whose
                for f in part["findings"]
            ],
        ),
        Sheet(
            "gaps",
            [*columns, "rule", "why", "count"],
            [[*about, gap["first"]["rule"], gap["first"]["why"], gap["count"]]
             for *about, part in whose for gap in part["gaps"]],
        ),
        Sheet(
            "suppliers",
            [*columns, "supplier_id", "supplier", "deliveries", "lines", "rejected", "warm", "unlicensed", "spend",
             "unpriced"],
            [
                [*about, s["id"], s["name"], s["deliveries"], s["lines"], s["rejected"], s["warm"], s["unlicensed"],
                 s["spend"], s["unpriced"]]
                for *about, part in whose
                for s in part["suppliers"]
            ],
        ),
        Sheet(
            "poor_lines",
            [*columns, "delivery_id", "rev", "log", "seq", "leaf", "day", "note_number", "line", "ingredient",
             "lot_code", "supplier", "temperature", "limit_temperature", "rejected", "rejected_unit", "reason"],
            [
                [*about, *(p[key] for key in RECORD), p["day"], p["note_number"], p["line"], p["ingredient"]["name"],  # type: ignore[literal-required]
                 p["lot_code"], p["supplier"]["name"] if p["supplier"] else None, p["temperature"],
                 p["limit_temperature"], *((p["rejected"]["amount"], p["rejected"]["unit"]) if p["rejected"]
                                           else (None, None)), p["reason"]]
                for *about, part in whose
                for p in part["poor_lines"]
            ],
        ),
    )  # fmt: skip
