"""How a canteen watched over itself in a term: its survey, meetings, accounts, and what it found out of suppliers."""

from __future__ import annotations

from decimal import Decimal

from reports.charts.bars import grouped
from reports.reduced_shapes import CampusTermly, Evaluation
from reports.texts import Words
from reports.views.over import yuan
from reports.views.shared_suppliers import served_by, supplier_row


def duties(snapshot: CampusTermly, words: Words) -> dict[str, object]:
    """Survey, meetings and accounts as tables."""
    return {
        "survey": _survey(snapshot, words),
        "meetings": _meetings(snapshot, words),
        "accounts": [
            {
                "month": words.period(each["month"]),
                "income": yuan(each["income"]),
                "expenditure": yuan(each["expenditure"]),
                "balance": yuan(str(Decimal(each["income"]) - Decimal(each["expenditure"]))),
                "ingredients": yuan(each["ingredients"]) if each["ingredients"] is not None else "—",
                "receipts": yuan(each["receipts"]),
                "published": each["published_on"] or words("unknown"),
            }
            for each in snapshot["accounts"]
        ],
        "weeks": snapshot["weekly_checks"],
    }


def _survey(snapshot: CampusTermly, words: Words) -> dict[str, object] | None:
    """The latest survey: three counts of answers beside how many were sent."""
    if not snapshot["surveys"]:
        return None
    last = snapshot["surveys"][-1]
    neither = max(last["answered"] - last["satisfied"] - last["dissatisfied"], 0)
    silent = max(last["sent"] - last["answered"], 0)
    rows = [
        (words("survey.satisfied"), last["satisfied"], 0, f"{last['satisfied']:,}"),
        (words("survey.neither"), neither, 0, f"{neither:,}"),
        (words("survey.dissatisfied"), last["dissatisfied"], last["dissatisfied"], f"{last['dissatisfied']:,}"),
        (words("survey.silent"), silent, 0, f"{silent:,}"),
    ]  # fmt: skip
    return {
        "chart": grouped(rows, words("survey.title")),
        "sub": words("survey.sub", sent=last["sent"], answered=last["answered"], day=last["closed_on"]),
    }


def _meetings(snapshot: CampusTermly, words: Words) -> list[dict[str, str]]:
    """A row each month of the term, whether or not its meeting is on record."""
    held = {each["month"]: each for each in snapshot["meetings"]}
    rows = []
    for part in snapshot["months"]:
        one = held.get(part["period"])
        rows.append({
            "month": words.period(part["period"]),
            "day": one["day"] if one else "—",
            "signed": words("meeting.none") if one is None else words("meeting.signed" if one["signed"] else
                                                                      "meeting.unsigned"),
            "place": words("meeting.in_canteen") if one and one["in_canteen"] else "",
            "tone": "" if one and one["signed"] else "down",
        })  # fmt: skip
    return rows


def evaluated(snapshot: CampusTermly, words: Words) -> list[dict[str, object]]:
    """Every supplier of the term, most lines first, with the last that was found out of it this term."""
    last: dict[str, Evaluation] = {each["supplier"]: each for each in snapshot["evaluations"]}
    every = sorted(served_by(snapshot["months"]), key=lambda each: (-each.lines, each.named["id"]))
    return [
        {**supplier_row(each, words), "evaluation": _evaluation(last.get(each.named["id"]), words)} for each in every
    ]


def _evaluation(one: Evaluation | None, words: Words) -> str:
    if one is None:
        return words("vetting.none")
    occasion = words.coded("occasion", one["occasion"]) if one["occasion"] else words("vetting.unsaid")
    score = (
        words("vetting.score", score=one["score"], most=one["score_most"] or 100) if one["score"] is not None else ""
    )
    return " · ".join(
        part for part in (one["vetted_on"], occasion, words.coded("outcome", one["outcome"]), score) if part
    )
