"""Rows of a supplier's file: an evaluation, a school, a poor line, a price, a test, a hold, an announcement."""

from __future__ import annotations

from typing import Any

from reports.figures.supplied import Line, Prices, Served
from reports.texts import Words
from reports.views.proof import when
from traceability.snapshot.supplier_shapes import Announced, SupplierRecord
from traceability.snapshot.supply_shapes import SupplierVetting
from traceability.vocabulary import TestResult

TEST_TONES = {TestResult.PASSED: "up", TestResult.FAILED: "down st"}


def money(fen: int) -> str:
    """Fen as yuan."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def vetting_row(one: SupplierVetting, record: SupplierRecord, words: Words) -> dict[str, str]:
    """What a buyer found out, on a day."""
    more = next((each for each in record["vetted"] if each["record"] == one["id"]), None)
    points = f"{one['score']} / {one['score_most']}" if one["score"] is not None and one["score_most"] else ""
    grade = more["grade"] if more else None
    listed = {True: "supplied.listed", False: "supplied.unlisted", None: "supplied.list_unseen"}[one["on_blacklist"]]
    free = words("supplied.free", day=one["incident_free_since"]) if one["incident_free_since"] else ""
    bad = one["outcome"] in ("refused", "exited") or bool(one["on_blacklist"])
    return {
        "day": one["vetted_on"],
        "until": words("received.until", day=one["valid_to"]) if one["valid_to"] else "",
        "occasion": words.coded("occasion", one["occasion"]),
        "buyer": words.name(more["buyer"]) if more and more["buyer"] else words("unknown"),
        "outcome": words.coded("outcome", one["outcome"]),
        "tone": "down" if bad else "up" if one["outcome"] == "approved" else "lost",
        "score": " · ".join(x for x in (points, grade or "") if x) or "—",
        "said": " · ".join(x for x in (words(listed), free) if x),
        "reason": (more["reason"] if more else None) or one["evaluation"] or "",
    }


def campus_row(name: str, of: Served, words: Words) -> dict[str, str]:
    """What a school got."""
    return {
        "name": name,
        "deliveries": f"{of.deliveries:,}",
        "lines": f"{of.lines:,}",
        "rejected": f"{of.rejected:,}",
        "warm": f"{of.warm:,}",
        "spend": money(of.spend),
        "unpriced": words("unpriced", count=of.unpriced) if of.unpriced else "",
    }


def _goods(ingredient: str, record: SupplierRecord, words: Words) -> str:
    named = record["ingredients"].get(ingredient)
    return words.name(named) if named else "—"


def poor_row(of: Line, record: SupplierRecord, names: dict[str, str], words: Words) -> dict[str, Any]:
    """A line that was refused or warm."""
    line = of.line
    outcome = words("accepted_warm")
    if of.refused_whole:
        outcome = words("rejected_whole")
    elif of.rejected:
        outcome = words("rejected_part", amount=words.amount(line["rejected"]))
    return {
        "day": of.arrival["day"],
        "campus": names.get(of.arrival["campus"], "—"),
        "note": of.arrival["note_number"] or words("no_number"),
        "goods": _goods(line["ingredient"], record, words),
        "lot": words("lot", lot=line["lot_code"]) if line["lot_code"] else words("no_lot"),
        "accepted": words.amount(line["accepted"]),
        "temperature": f"{line['temperature']} ℃" if line["temperature"] is not None else "—",
        "limit": words("limit", limit=line["limit_temperature"]) if line["limit_temperature"] is not None else "",
        "warm": of.warm,
        "refused": of.rejected,
        "outcome": outcome,
        "reason": line["reason"] or "",
    }


def price_row(one: Prices, record: SupplierRecord, words: Words) -> dict[str, str]:
    """What a food cost, beside its contract and the published price."""
    spread = f"{one.lowest} – {one.highest}" if one.lowest != one.highest else f"{one.latest}"
    return {
        "name": _goods(one.ingredient, record, words),
        "unit": words("supplied.per", unit=one.unit),
        "lines": f"{one.lines:,}",
        "paid": spread,
        "latest": f"{one.latest}",
        "contract": "—" if one.contract is None else f"{one.contract}",
        "reference": "—" if one.reference is None else f"{one.reference}",
    }


def test_row(one: Any, words: Words) -> dict[str, str]:
    """A test of its goods."""
    return {
        "day": one["day"],
        "method": words.coded("method", one["method"]),
        "item": one["item"],
        "result": words.coded("result", one["result"]),
        "tone": TEST_TONES.get(one["result"], "lost"),
        "number": one["report_number"] or "—",
        "batches": f"{len(set(one['batches'])):,}",
    }


def hold_row(one: Any, record: SupplierRecord, words: Words) -> dict[str, str]:
    """A hold or recall of its goods."""
    return {
        "level": words.coded("level", one["level"]),
        "at": when(record, one["occurred_at"], year=True),
        "who": words.name(one["ordered_by"]) if one["ordered_by"] else words("unknown"),
        "reason": one["reason"],
        "batches": words("trace.batches", count=len(one["batches"])),
        "state": words("trace.released", at=when(record, one["released_at"], year=True))
        if one["released_at"]
        else words("trace.stands"),
        "tone": "" if one["released_at"] else "down",
    }


def announced_row(one: Announced, record: SupplierRecord, words: Words) -> dict[str, str]:
    """A batch it announced."""
    return {
        "day": one["day"],
        "step": words.coded("step", one["step"]),
        "goods": _goods(one["ingredient"], record, words),
        "lot": one["lot_code"] or "—",
        "made": one["production_date"] or "—",
        "amount": words.amount(one["amount"]),
        "origin": " · ".join(x for x in (one["origin"], one["quarantine_number"]) if x),
    }
