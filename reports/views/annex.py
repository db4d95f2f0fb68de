"""The annex: every line, the gaps, what was corrected, how it was counted, and what is embedded."""

from __future__ import annotations

from reports.figures.month import Month
from reports.figures.receiving import Line
from reports.files import Attached
from reports.texts import Words
from reports.views.cooked import ASKED
from reports.views.front import files_of
from reports.views.gaps import gaps
from reports.views.wording import clock, party, short_day

MOST_LINES = 1500
"""Lines printed; beyond them a page takes longer to set than anyone reads it."""

USED = frozenset(code for _, _, codes in ASKED for code in codes)
"""Limits that this report judges by; the snapshot may hold more."""


def annex(month: Month, words: Words, files: tuple[Attached, ...], lacking: list[str]) -> dict[str, object]:
    """Tables of the annex; lacking: characters printed as 〓."""
    snapshot = month.snapshot
    return {
        "lines": [_line(each, words) for each in month.lines[:MOST_LINES]],
        "rest": max(len(month.lines) - MOST_LINES, 0),
        "gaps": gaps(month, words, lacking),
        "changes": _changes(month, words),
        "methods": [words(f"methods.{number}") for number in range(1, 7)],
        "thresholds": [
            {"name": words.coded("threshold", each["code"]),
             "value": f"{each['value']} {words.coded('measure', each['unit'])}",
             "source": words.source(each) + (f" · {words('mark_K')}" if each["provenance"].startswith("K") else "")}
            for each in snapshot["thresholds"]
            if each["code"] in USED
        ],
        "files": files_of(files, words),
        "positions": [{"log": each["log"], "size": f"{each['size']:,}", "root": each.get("root") or ""}
                      for each in snapshot["as_known_at"]["positions"]],
        "people": [{"role": words.coded("role", each["role"]), "person": each["person"]}
                   for each in snapshot["responsible"]],
    }  # fmt: skip


def _line(of: Line, words: Words) -> dict[str, str]:
    line = of.line
    rejected = line["rejected"]
    return {
        "day": short_day(of.delivery["day"]),
        "goods": words.name(line["ingredient"]),
        "supplier": party(of, words),
        "lot": line["lot_code"] or "—",
        "accepted": words.amount(line["accepted"]),
        "rejected": words.amount(rejected) if of.rejected else "",
        "temperature": "" if line["temperature"] is None else line["temperature"] + ("▲" if of.warm else ""),
        "source": words(f"source.{line['source_state']}"),
        "tone": "down" if of.rejected or of.warm else "",
    }


def _changes(month: Month, words: Words) -> list[dict[str, str]]:
    rows = [
        (each["recorded_at"], words("correction", kind=words.coded("record", each["kind"]), rev=each["rev"]), each)
        for each in month.snapshot["corrections"]
    ] + [
        (each["occurred_at"], words("disposal", name=each["name"], amount=words.amount(each["amount"])), each)
        for each in month.snapshot["disposals"]
    ]
    return [
        {
            "at": clock(month, at),
            "what": what,
            "reason": words.coded("disposal", each["reason"]) if each["reason"] else words("unknown"),
            "id": each["id"],
        }
        for at, what, each in sorted(rows, key=lambda row: (row[0], row[2]["id"]))
    ]
