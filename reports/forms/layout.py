"""What each form asks, in the order of the regulation, and how wide its columns are.

Source: 餐饮服务食品安全操作规范 (2018), annexes B to E. A last column for notes is ours where it has none. The week's
report and the month's minutes are named by the regulation on canteens (2025); their columns follow earlier practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

EDITION = 1
"""Counted up when a form's columns change: an empty form that lies in a drawer says which it is."""


@dataclass(frozen=True, slots=True)
class Layout:
    """letter: the annex, or our own; source: the text that says by which rule; columns: key and width in mm, 277 mm
    together; boxes: columns to tick on an empty form; signers: who signs by hand; screen: where the kitchen's tablet
    enters the same; empty_rows: lines of an empty page.
    """

    letter: str
    columns: tuple[tuple[str, int], ...]
    signers: tuple[str, ...]
    screen: str
    empty_rows: int = 12
    boxes: frozenset[str] = frozenset()
    source: str = "form.source"

    @property
    def edition(self) -> str:
        """Which form and edition, as it is printed and scanned, e.g. B1."""
        return f"{self.letter}{EDITION}"


PAPERS = ("licence", "business", "voucher", "report", "certificate")

FORMS: Mapping[str, Layout] = MappingProxyType(
    {
        "receiving": Layout(
            "B",
            (
                *(("date", 15), ("product", 24), ("specification", 16), ("quantity", 17), ("lot", 24)),
                *(("producer", 27), ("supplier", 29), *((paper, 10) for paper in PAPERS)),
                *(("appearance", 13), ("temperature", 13), ("test", 15), ("recorder", 14), ("note", 20)),
            ),
            ("sign.officer_receives", "sign.manager_receives"),
            "receive",
            boxes=frozenset(PAPERS),
        ),
        "samples": Layout(
            "C",
            (
                *(("dish", 46), ("taken", 28), ("grams", 20), ("storage", 36), ("keep_until", 28)),
                *(("ordered_by", 38), ("delivered", 28), ("person", 24), ("note", 29)),
            ),
            ("sign.keeper", "sign.officer_checks"),
            "samples",
        ),
        "additives": Layout(
            "D",
            (
                *(("date", 20), ("additive", 36), ("producer", 42), ("produced", 24), ("grams", 20)),
                *(("purpose", 30), ("food", 38), ("food_quantity", 22), ("user", 20), ("note", 25)),
            ),
            ("sign.keeper_of_additives", "sign.officer_checks"),
            "duty",
        ),
        "waste": Layout(
            "E",
            (
                *(("date", 24), ("kind", 70), ("kilograms", 26), ("time", 22)),
                *(("handler", 50), ("recorder", 30), ("note", 55)),
            ),
            ("sign.collector", "sign.officer_checks"),
            "store",
        ),
        "weekly": Layout(
            "W",
            (
                *(("week", 24), ("checked", 28), ("point", 46), ("finding", 70), ("action", 55)),
                *(("due", 24), ("note", 30)),
            ),
            ("sign.director", "sign.principal"),
            "duty",
            source="form.source_governance",
        ),
        "minutes": Layout(
            "M",
            (
                *(("month", 20), ("met", 28), ("people", 50), ("topics", 55), ("decision", 55)),
                *(("responsible", 22), ("due", 22), ("note", 25)),
            ),
            ("sign.principal", "sign.director"),
            "office",
            empty_rows=8,
            source="form.source_governance",
        ),
    }
)
