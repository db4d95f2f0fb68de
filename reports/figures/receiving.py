"""What arrived: lines by day, food group and supplier, and what was rejected or warm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from reports.figures.tally import State, Tally, tally
from traceability.quantities import QuantityError, cost_in_fen, dimension_of, parse_quantity
from traceability.snapshot.parts import Licence, SourceState
from traceability.snapshot.shapes import Delivery, DeliveryLine, Snapshot, Supplier

COLD = frozenset({"chilled", "frozen"})
SIGNERS = frozenset({"food_safety_officer", "canteen_manager"})


@dataclass(frozen=True)
class Line:
    """A delivery line with its delivery."""

    delivery: Delivery
    line: DeliveryLine

    @property
    def rejected(self) -> bool:
        """Whether any of it was refused at the door."""
        refused = self.line["rejected"]
        return refused is not None and Decimal(refused["amount"]) > 0

    @property
    def refused_whole(self) -> bool:
        return self.rejected and Decimal(self.line["accepted"]["amount"]) == 0

    @property
    def temperature(self) -> State | None:
        """Against its limit on arrival; None for goods that need no cold."""
        line = self.line
        return arrival_temperature(line["ingredient"]["storage"], line["temperature"], line["limit_temperature"])

    @property
    def warm(self) -> bool:
        return self.temperature is State.BROKEN

    @property
    def source(self) -> State:
        """Traced to a supplier's lot; a name nobody knows yet is broken; no lot or supplier is no evidence."""
        return source_state(self.line["source_state"])

    @property
    def licence(self) -> State:
        """The supplier's licence on the day of arrival."""
        supplier = self.delivery["supplier"]
        return licence_on(supplier["licence"] if supplier else None, self.delivery["day"])

    @property
    def papers(self) -> State:
        """Whether any document stands with the line or its delivery."""
        return State.MET if self.line["documents"] + self.delivery["documents"] > 0 else State.UNKNOWN


def arrival_temperature(storage: str, seen: str | None, limit: str | None) -> State | None:
    """What was measured against its limit, in degrees; None for goods that need no cold."""
    if storage not in COLD:
        return None
    if seen is None or limit is None:
        return State.UNKNOWN
    return State.MET if Decimal(seen) <= Decimal(limit) else State.BROKEN


def source_state(known: SourceState) -> State:
    """Traced is met; a source that nobody has on record is broken; no lot or no supplier is no evidence."""
    return State.MET if known == "traced" else State.BROKEN if known == "unresolved" else State.UNKNOWN


def licence_on(licence: Licence | None, day: str) -> State:
    """A licence's state on a day "YYYY-MM-DD"; without one, or without an end date, nothing is evidenced."""
    if licence is None or licence["valid_to"] is None:
        return State.UNKNOWN
    begun = licence["valid_from"] is None or licence["valid_from"] <= day
    return State.MET if begun and day <= licence["valid_to"] else State.BROKEN


def lines_of(snapshot: Snapshot) -> list[Line]:
    """Every delivery line, oldest first; ties by delivery id and line number."""
    ordered = sorted(snapshot["deliveries"], key=lambda each: (each["day"], each["occurred_at"], each["id"]))
    return [Line(each, line) for each in ordered for line in sorted(each["lines"], key=lambda one: one["line"])]


def by_day(lines: list[Line]) -> dict[str, tuple[int, int]]:
    """Per day: how many lines arrived, and how many of them were rejected in part or whole, or warm."""
    all_lines = Counter(line.delivery["day"] for line in lines)
    poor = Counter(line.delivery["day"] for line in lines if line.rejected or line.warm)
    return {day: (all_lines[day], poor[day]) for day in sorted(all_lines)}


def by_group(lines: list[Line]) -> list[tuple[str, int, int]]:
    """Per food group, largest first: lines, and lines rejected in part or whole."""
    all_lines = Counter(line.line["ingredient"]["food_group"] for line in lines)
    refused = Counter(line.line["ingredient"]["food_group"] for line in lines if line.rejected)
    return sorted(((each, n, refused[each]) for each, n in all_lines.items()), key=lambda row: (-row[1], row[0]))


def states(lines: list[Line], ask: Callable[[Line], State | None]) -> Tally:
    """The tally of one question over the lines it applies to."""
    return tally(state for line in lines if (state := ask(line)) is not None)


def signatures(deliveries: list[Delivery]) -> Tally:
    """Deliveries signed by at least two receivers, a food-safety officer and a canteen manager among them."""
    return tally(signed(each) for each in deliveries)


def signed(delivery: Delivery) -> State:
    """Met with both roles and two people; no receiver at all is no evidence."""
    people = {receiver["person"] for receiver in delivery["receivers"]}
    roles = {receiver["role"] for receiver in delivery["receivers"]}
    if not people:
        return State.UNKNOWN
    return State.MET if len(people) >= 2 and roles >= SIGNERS else State.BROKEN


@dataclass(frozen=True)
class SupplierFigures:
    """A supplier's month. spend: fen, each line rounded half up; unpriced: accepted lines left out."""

    supplier: Supplier | None
    deliveries: int
    lines: int
    rejected: int
    warm: int
    licence: Tally
    spend: int
    unpriced: int


def by_supplier(lines: list[Line]) -> list[SupplierFigures]:
    """Suppliers by their number of lines; lines without a supplier form one row."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        supplier = line.delivery["supplier"]
        groups.setdefault(supplier["id"] if supplier else "", []).append(line)
    rows = [_supplier(group) for group in groups.values()]
    return sorted(rows, key=lambda row: (-row.lines, row.supplier["id"] if row.supplier else ""))


def _supplier(lines: list[Line]) -> SupplierFigures:
    costs = [cost(line.line) for line in lines if not line.refused_whole]
    return SupplierFigures(
        supplier=lines[0].delivery["supplier"],
        deliveries=len({line.delivery["id"] for line in lines}),
        lines=len(lines),
        rejected=sum(line.rejected for line in lines),
        warm=sum(line.warm for line in lines),
        licence=states(lines, lambda line: line.licence),
        spend=sum(each for each in costs if each is not None),
        unpriced=costs.count(None),
    )


def cost(line: DeliveryLine) -> int | None:
    """Fen for what was accepted, rounded half up; None without a price, or where it is of another kind of unit."""
    price, unit = line["unit_price"], line["price_unit"]
    if price is None or unit is None:
        return None
    try:
        accepted = parse_quantity(line["accepted"]["amount"], line["accepted"]["unit"])
        return cost_in_fen(price, accepted.amount, unit) if dimension_of(unit) == accepted.dimension else None
    except QuantityError:
        return None
