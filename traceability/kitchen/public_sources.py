"""Where what is in a dish came from, as anyone may know it: who grew and sold it, when it came, what tests it passed.

What a failed, open or missing test, or a hold, would say of somebody is not for this page: see `checking`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from uuid import UUID

from traceability import db, known
from traceability.trace.held import standing_holds
from traceability.trace.nodes import BatchKind, LinkKind
from traceability.vocabulary import LicenceKind, TestMethod, TestResult, Trade

UPSTREAM = files(__package__).joinpath("public_upstream.sql").read_text("utf-8")
BATCHES = (
    "SELECT batch, kind, party, ingredient FROM batch b WHERE batch IN @uuids($1) AND kind IN ('source', 'campus')"
    " AND @known(b)"
)
ARRIVALS = (
    "SELECT record, batch, ingredient, supplier, producer, origin, occurred_at FROM delivery_line d"
    " WHERE batch IN @uuids($1) AND @known(d) ORDER BY occurred_at DESC, batch"
)
PARTIES = (
    "SELECT p.record, p.name, p.name_en, p.trade, EXISTS (SELECT 1 FROM licence l WHERE l.log = p.record"
    " AND l.kind = $2 AND @known(l)) AS individual FROM party p"
    " WHERE p.record IN @uuids($1) AND @known(p)"
)
TESTS = (
    "SELECT e.batch, t.method, t.item, t.result, t.day FROM examined_batch e"
    " JOIN batch_test t ON t.record = e.record AND @known(t)"
    " WHERE e.batch IN @uuids($1) AND @known(e) ORDER BY t.day DESC, t.item"
)
HELD = "SELECT batch FROM held_batch h WHERE batch IN @uuids($1) AND record IN @uuids($2) AND @known(h)"
WEIGHED = frozenset(kind.value for kind in LinkKind) - {LinkKind.OPENING.value}
"""Links that say that a batch went into another, not only that it may have."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as registered, and in English where there is one."""

    name: str
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class PassedTest:
    """A test on record whose result is passed. item: what was sought, as typed."""

    method: TestMethod
    item: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A batch as it came to the kitchen. growers: farms on record, else who made it; individual: one is a person.

    Who holds an identity card in place of a business licence is a person, whose name stays off the page. held: it or
    what it came from is on hold or recalled. origin: as written on the delivery's line; record: the delivery.
    """

    ingredient: UUID
    record: UUID
    origin: str | None
    arrived_at: datetime
    growers: tuple[Named, ...]
    supplier: Named | None
    individual: bool
    tests: tuple[PassedTest, ...]
    held: bool

    @property
    def sourced(self) -> bool:
        return bool(self.growers or self.supplier or self.individual)


@dataclass(frozen=True, slots=True, kw_only=True)
class DishSources:
    """What a dish was made of. checking: a batch that went into it is on hold or recalled.

    shared: what stood open in the kitchen meanwhile (oil, salt), which is in the dish if its recipe asks for it.
    """

    checking: bool
    arrivals: tuple[Arrival, ...]
    shared: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True)
class _Graph:
    parents: Mapping[UUID, Sequence[db.Row]]

    def above(self, roots: Iterable[UUID], kinds: Collection[str] | None = None, steps: int | None = None) -> set[UUID]:
        """The roots and all batches upstream of them, along links of these kinds, at most so many links away."""
        found = set(roots)
        frontier = list(found)
        while frontier and steps != 0:
            steps = None if steps is None else steps - 1
            parents = {
                row["parent"]
                for batch in frontier
                for row in self.parents.get(batch, ())
                if kinds is None or row["kind"] in kinds
            }
            frontier = list(parents - found)
            found |= parents
        return found

    def lot(self, batch: UUID) -> set[UUID]:
        """The batch, the supplier's batch it came from, and what records say is the same: one lot of goods."""
        same = self.above([batch], {LinkKind.SAME.value})
        return self.above(self.above(same, {LinkKind.DELIVERY.value}, 1), {LinkKind.SAME.value})


async def sources_of(
    dishes: Mapping[int, Sequence[UUID]], sites: Collection[UUID], checkpoint: UUID | None = None
) -> dict[int, DishSources]:
    """The sources of each dish, by its key, from the batches it was cooked as or arrived as.

    sites: where it was cooked and where it is eaten, whose holds count as every authority's do; as known at
    a checkpoint, or (None) now.
    """
    roots = [batch for batches in dishes.values() for batch in batches]
    parents: dict[UUID, list[db.Row]] = {}
    for row in await known.fetch(checkpoint, UPSTREAM, roots):
        parents.setdefault(row["child"], []).append(row)
    graph = _Graph(parents)
    reached = list(graph.above(roots))
    standing = await standing_holds(sites, checkpoint)
    held = {row["batch"] for row in await known.fetch(checkpoint, HELD, reached, standing)}
    arrivals = await _arrivals(graph, reached, held, checkpoint)
    found = {}
    for key, batches in dishes.items():
        above, own = graph.above(batches), graph.above(batches, WEIGHED)
        found[key] = DishSources(
            checking=bool(own & held),
            arrivals=tuple(arrival for batch, arrival in arrivals if batch in own),
            shared=tuple(arrival for batch, arrival in arrivals if batch in above - own),
        )
    return found


async def _arrivals(
    graph: _Graph, reached: Sequence[UUID], held: set[UUID], checkpoint: UUID | None
) -> list[tuple[UUID, Arrival]]:
    """Each batch that came in a delivery, the latest first."""
    growers: dict[UUID, set[UUID]] = {}
    for row in await known.fetch(checkpoint, BATCHES, reached):
        if row["kind"] == BatchKind.SOURCE.value:
            growers.setdefault(row["batch"], set()).add(row["party"])
    tests: dict[UUID, list[db.Row]] = {}
    for row in await known.fetch(checkpoint, TESTS, reached):
        tests.setdefault(row["batch"], []).append(row)
    lines = await known.fetch(checkpoint, ARRIVALS, reached)
    wanted = {party for parties in growers.values() for party in parties}
    wanted |= {row[column] for row in lines for column in ("supplier", "producer") if row[column]}
    individual = LicenceKind.FARMER_IDENTITY.value
    parties = {row["record"]: row for row in await known.fetch(checkpoint, PARTIES, list(wanted), individual)}
    found = []
    for line in lines:
        above = graph.above([line["batch"]])
        upstream = {party for batch in above for party in growers.get(batch, ()) if party in parties}
        farms = {party for party in upstream if parties[party]["trade"] == Trade.FARM.value}
        makers = farms or {line["producer"]} & parties.keys()
        seller = {line["supplier"]} & parties.keys() - makers
        examined = [row for batch in above for row in tests.get(batch, ())]
        of_lot = [row for batch in graph.lot(line["batch"]) for row in tests.get(batch, ())]
        passed = all(row["result"] == TestResult.PASSED.value for row in examined)
        arrival = Arrival(
            ingredient=line["ingredient"],
            record=line["record"],
            origin=line["origin"],
            arrived_at=line["occurred_at"],
            growers=_named(parties, makers),
            supplier=next(iter(_named(parties, seller)), None),
            individual=any(parties[party]["individual"] for party in makers | seller),
            tests=_passed(of_lot) if passed else (),
            held=not above.isdisjoint(held),
        )
        found.append((line["batch"], arrival))
    return found


def _named(parties: Mapping[UUID, db.Row], wanted: Iterable[UUID]) -> tuple[Named, ...]:
    """The registered names, but for those of people."""
    rows = [parties[party] for party in wanted if not parties[party]["individual"]]
    return tuple(sorted((Named(row["name"], row["name_en"]) for row in rows), key=lambda named: named.name))


def _passed(rows: Iterable[db.Row]) -> tuple[PassedTest, ...]:
    """Each test once, the latest first."""
    once = {PassedTest(TestMethod(row["method"]), row["item"], row["day"]) for row in rows}
    return tuple(sorted(once, key=lambda test: (-test.day.toordinal(), test.item)))
