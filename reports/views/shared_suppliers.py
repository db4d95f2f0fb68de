"""Suppliers of several campus-months: those that serve many schools first, and what was rejected of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reports.charts.bars import grouped
from reports.reduced_shapes import CampusMonthFigures, SupplierMonth
from reports.texts import Words

PRINTED_MOST, DRAWN_MOST = 40, 10


@dataclass
class Served:
    """A supplier over all parts. schools: ids of the campuses it brought something."""

    named: SupplierMonth
    schools: set[str] = field(default_factory=set)
    lines: int = 0
    rejected: int = 0
    warm: int = 0
    unlicensed: int = 0
    unpriced: int = 0
    spend: Decimal = Decimal(0)

    def add(self, campus: str, one: SupplierMonth) -> None:
        self.named = one
        self.schools.add(campus)
        self.lines += one["lines"]
        self.rejected += one["rejected"]
        self.warm += one["warm"]
        self.unlicensed += one["unlicensed"]
        self.unpriced += one["unpriced"]
        self.spend += Decimal(one["spend"])


def served_by(parts: Sequence[CampusMonthFigures]) -> list[Served]:
    """Every supplier, those of most schools first, then of most lines."""
    found: dict[str, Served] = {}
    for part in parts:
        for one in part["suppliers"]:
            found.setdefault(one["id"], Served(one)).add(part["site"]["id"], one)
    return sorted(found.values(), key=lambda each: (-len(each.schools), -each.lines, each.named["id"]))


def shared_suppliers(parts: Sequence[CampusMonthFigures], words: Words) -> dict[str, object]:
    """Of a district: a chart of those that brought most, a row for each that serves several schools, and the rest."""
    every = served_by(parts)
    several = [each for each in every if len(each.schools) > 1]
    alone = [each for each in every if len(each.schools) == 1]
    drawn = sorted(every, key=lambda each: (-each.lines, each.named["id"]))[:DRAWN_MOST]
    poor = sorted((each for each in every if each.rejected), key=lambda each: (-each.rejected, each.named["id"]))
    take = words("shared.take_none", count=len(every))
    if poor:
        take = words("shared.take", name=words.name(poor[0].named), count=poor[0].rejected, lines=poor[0].lines,
                     schools=len(poor[0].schools))  # fmt: skip
    return {
        "take": take,
        "chart": grouped([_bar(each, words) for each in drawn], words("shared.title")) if drawn else None,
        "rows": [supplier_row(each, words) for each in several[:PRINTED_MOST]],
        "rest": len(several) - len(several[:PRINTED_MOST]),
        "alone": len(alone),
        "alone_rejected": sum(each.rejected for each in alone),
        "count": len(every),
    }


def _bar(of: Served, words: Words) -> tuple[str, int, int, str]:
    label = words("groups.label", count=of.lines, poor=of.rejected) if of.rejected else f"{of.lines:,}"
    return words.name(of.named), of.lines, of.rejected, label


def supplier_row(of: Served, words: Words) -> dict[str, str]:
    """A supplier as a table has it."""
    licence = of.named["licence"]
    until = licence["valid_to"] if licence else None
    return {
        "name": words.name(of.named),
        "number": licence["number"] if licence else words("licence.none"),
        "until": words("licence.until", day=until) if until else "",
        "expired": words("licence.expired", count=of.unlicensed) if of.unlicensed else "",
        "schools": f"{len(of.schools):,}",
        "lines": f"{of.lines:,}",
        "rejected": f"{of.rejected:,}",
        "warm": f"{of.warm:,}",
        "spend": f"{of.spend:,.2f}",
        "unpriced": words("unpriced", count=of.unpriced) if of.unpriced else "",
    }
