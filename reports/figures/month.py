"""The month in figures: everything the pages print, computed once."""

from __future__ import annotations

from dataclasses import dataclass

from reports.figures import kitchen, receiving
from reports.figures.tally import Tally, tally
from traceability.snapshot.shapes import Snapshot


@dataclass(frozen=True)
class Month:
    """Figures of one campus and one month."""

    snapshot: Snapshot
    lines: list[receiving.Line]
    by_day: dict[str, tuple[int, int]]
    by_group: list[tuple[str, int, int]]
    suppliers: list[receiving.SupplierFigures]
    dishes: list[kitchen.Completeness]
    samples: list[kitchen.Retained]
    source: Tally
    temperature: Tally
    licence: Tally
    papers: Tally
    signatures: Tally
    complete: Tally
    core: Tally
    sampled: Tally

    @property
    def rejected(self) -> list[receiving.Line]:
        return [line for line in self.lines if line.rejected]

    @property
    def warm(self) -> list[receiving.Line]:
        return [line for line in self.lines if line.warm]

    @property
    def exceptions(self) -> list[receiving.Line]:
        """Lines rejected or warm, each once."""
        return [line for line in self.lines if line.rejected or line.warm]

    @property
    def meals(self) -> int:
        """Meals served: distinct pairs of day and meal."""
        return len({(each["day"], each["meal"]) for each in self.snapshot["servings"]})

    @property
    def portions(self) -> int:
        return sum(each["portions"] for each in self.snapshot["servings"])


def figures_of(snapshot: Snapshot) -> Month:
    """Compute `snapshot`'s figures."""
    lines = receiving.lines_of(snapshot)
    cookings = kitchen.cookings_of(snapshot)
    dishes = [kitchen.completeness(each) for each in cookings]
    samples = kitchen.retained(snapshot)
    least = kitchen.limit(snapshot, "cook_core_min")
    return Month(
        snapshot=snapshot,
        lines=lines,
        by_day=receiving.by_day(lines),
        by_group=receiving.by_group(lines),
        suppliers=receiving.by_supplier(lines),
        dishes=dishes,
        samples=samples,
        source=receiving.states(lines, lambda line: line.source),
        temperature=receiving.states(lines, lambda line: line.temperature),
        licence=receiving.states(lines, lambda line: line.licence),
        papers=receiving.states(lines, lambda line: line.papers),
        signatures=receiving.signatures(snapshot["deliveries"]),
        complete=tally(each.state for each in dishes),
        core=tally(state for each in cookings if (state := kitchen.core_state(each, least)) is not None),
        sampled=tally(each.state for each in samples),
    )
