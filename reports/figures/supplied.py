"""A supplier's year in figures: lines by campus and month, what was refused or warm, prices. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.figures.receiving import arrival_temperature, source_state
from reports.figures.tally import State, Tally, tally
from traceability.snapshot.periods import months_of
from traceability.snapshot.supplier_shapes import Arrival, ArrivedLine, SupplierRecord
from traceability.snapshot.supply_shapes import Price


@dataclass(frozen=True)
class Line:
    """A line with its delivery."""

    arrival: Arrival
    line: ArrivedLine

    @property
    def rejected(self) -> bool:
        return self.line["rejected"] is not None and Decimal(self.line["rejected"]["amount"]) > 0

    @property
    def refused_whole(self) -> bool:
        accepted = self.line["accepted"]
        return self.rejected and (accepted is None or Decimal(accepted["amount"]) == 0)

    @property
    def temperature(self) -> State | None:
        """Against its limit on arrival; None for goods that need no cold."""
        return arrival_temperature(self.line["storage"], self.line["temperature"], self.line["limit_temperature"])

    @property
    def warm(self) -> bool:
        return self.temperature is State.BROKEN

    @property
    def papers(self) -> int:
        return self.line["papers"] + self.arrival["papers"]


@dataclass(frozen=True)
class Served:
    """Figures of some lines: of a campus, a month or all. spend: fen; unpriced: accepted lines left out of it."""

    deliveries: int
    lines: int
    rejected: int
    warm: int
    spend: int
    unpriced: int


@dataclass(frozen=True)
class Prices:
    """What one ingredient cost per unit. paid: lowest, latest and highest; contract, reference: by unit, if any."""

    ingredient: str
    unit: str
    lines: int
    lowest: Decimal
    latest: Decimal
    highest: Decimal
    contract: Decimal | None
    reference: Decimal | None


def lines_of(record: SupplierRecord) -> list[Line]:
    """Every line, oldest first."""
    ordered = sorted(record["arrivals"], key=lambda each: (each["day"], each["id"]))
    return [Line(each, line) for each in ordered for line in sorted(each["lines"], key=lambda one: one["line"])]


def served(lines: Iterable[Line]) -> Served:
    found = list(lines)
    priced = [line for line in found if not line.refused_whole]
    costs = [Decimal(line.line["cost"]) for line in priced if line.line["cost"] is not None]
    return Served(
        deliveries=len({line.arrival["id"] for line in found}),
        lines=len(found),
        rejected=sum(line.rejected for line in found),
        warm=sum(line.warm for line in found),
        spend=int(sum(costs, Decimal()) * 100),
        unpriced=len(priced) - len(costs),
    )


def by_campus(lines: list[Line]) -> list[tuple[str, Served]]:
    """Campuses by their id, those with most lines first."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.arrival["campus"], []).append(line)
    return sorted(((one, served(of)) for one, of in groups.items()), key=lambda row: (-row[1].lines, row[0]))


def by_month(record: SupplierRecord, lines: list[Line]) -> list[tuple[date, int, int]]:
    """Each month of the file: its first day, all lines, and those rejected or warm."""
    months = months_of(date.fromisoformat(record["first"]), date.fromisoformat(record["last"]))
    every = Counter(line.arrival["day"][:7] for line in lines)
    poor = Counter(line.arrival["day"][:7] for line in lines if line.rejected or line.warm)
    return [(date.fromisoformat(f"{month}-01"), every[month], poor[month]) for month in months]


def traced(lines: Iterable[Line]) -> Tally:
    """Whether each line's source is on record: traced, naming one that is not, without lot or supplier."""
    return tally(source_state(line.line["source_state"]) for line in lines)


def prices_of(record: SupplierRecord, lines: list[Line]) -> list[Prices]:
    """Each ingredient and unit that was priced, those with most lines first."""
    paid: dict[tuple[str, str], list[Decimal]] = {}
    for line in lines:
        price, unit = line.line["unit_price"], line.line["price_unit"]
        if price is not None and unit is not None:
            paid.setdefault((line.line["ingredient"], unit), []).append(Decimal(price))
    agreed = {
        (price["ingredient"], price["unit"]): Decimal(price["unit_price"])
        for contract in record["contracts"]
        for price in contract["prices"]
    }
    nearest: dict[tuple[str, str], Price] = {}
    for one in record["prices"]:  # the nearest region first, the latest of it last
        key = (one["ingredient"], one["unit"])
        if key not in nearest or nearest[key]["region"] == one["region"]:
            nearest[key] = one
    published = {key: Decimal(one["unit_price"]) for key, one in nearest.items()}
    return sorted(
        (
            Prices(*key, len(found), min(found), found[-1], max(found), agreed.get(key), published.get(key))
            for key, found in paid.items()
        ),
        key=lambda row: (-row.lines, row.ingredient),
    )
