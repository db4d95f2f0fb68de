"""Recall: everywhere a batch went, how many ate of it, and what can still be stopped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from traceability.kitchen.stock_balance import left_of
from traceability.scope import Scope
from traceability.trace.describe import Node, describe_all, masked
from traceability.trace.walk import Graph, Positions, reach

HELD_AT_CAMPUS = ("campus", "dish", "served", "dispatched", "sample")


@dataclass(frozen=True, slots=True, kw_only=True)
class CampusReach:
    """One campus that holds or held any of it. stoppable: mg, ml or pieces still in its store."""

    campus: UUID | None
    name: str | None
    name_en: str | None
    meals: int
    portions: int
    stoppable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """What a recall of one batch would reach; totals include what is outside the reader's scope.

    diners_least: each group's largest count over the affected meals, added up (groups are disjoint); diners_most: the
    enrolment of those groups, or the count where that is larger. stoppable: stock not yet cooked, of `received`.
    """

    graph: Graph
    nodes: dict[UUID, Node]
    campuses: list[CampusReach]
    meals: int
    dishes: int
    groups: int
    portions: int
    diners_least: int
    diners_most: int
    stoppable: int
    received: int
    dimension: str | None
    left: dict[UUID, int]


async def recall(
    scope: Scope, batch: UUID, known_at: Positions | None = None, checkpoint: UUID | None = None
) -> Recall:
    """Follow a batch downstream to every campus, meal, portion and diner.

    known_at: on links as they stood at log positions, which are those of `checkpoint` where batches are to be
    described as of then, too.
    """
    graph = await reach(batch, "downstream", known_at)
    nodes = await describe_all(graph.depths, graph.depths, checkpoint)
    stock = [n for n in nodes.values() if n.kind == "campus"]
    left = await left_of([n.id for n in stock], known_at)
    served = [n for n in nodes.values() if n.kind == "served"]
    least, most = _diners(served)
    root = nodes[batch]
    dimension = root.dimension or next((n.dimension for n in stock if n.dimension), None)
    comparable = [n for n in stock if n.dimension == dimension]
    return Recall(
        graph=graph,
        nodes={b: masked(scope, n) for b, n in nodes.items()},
        campuses=await _campuses(scope, nodes.values(), left),
        meals=len({(n.party, n.day, n.meal) for n in served}),
        dishes=sum(n.kind == "dish" for n in nodes.values()),
        groups=len({n.group for n in served}),
        portions=sum(n.portions or 0 for n in served),
        diners_least=least,
        diners_most=most,
        stoppable=sum(left.get(n.id, 0) for n in comparable),
        received=sum(n.amount or 0 for n in comparable),
        dimension=dimension,
        left=left,
    )


def _diners(served: Iterable[Node]) -> tuple[int, int]:
    counts: dict[UUID | None, int] = {}
    enrolled: dict[UUID | None, int] = {}
    for node in served:
        counts[node.group] = max(counts.get(node.group, 0), node.portions or 0)
        enrolled[node.group] = max(enrolled.get(node.group, 0), node.group_enrolment or 0)
    return sum(counts.values()), sum(max(counts[g], enrolled[g]) for g in counts)


async def _campuses(scope: Scope, nodes: Iterable[Node], left: dict[UUID, int]) -> list[CampusReach]:
    by_party: dict[UUID, list[Node]] = {}
    for node in nodes:
        if node.party is not None and node.kind in HELD_AT_CAMPUS:
            by_party.setdefault(node.party, []).append(node)
    campuses = []
    for party, held in by_party.items():
        served = [n for n in held if n.kind == "served"]
        seen = scope.sees(party)
        campuses.append(
            CampusReach(
                campus=party if seen else None,
                name=held[0].party_name if seen else None,
                name_en=held[0].party_name_en if seen else None,
                meals=len({(n.day, n.meal) for n in served}),
                portions=sum(n.portions or 0 for n in served),
                stoppable=sum(left.get(n.id, 0) for n in held),
            )
        )
    return sorted(campuses, key=lambda c: (-c.portions, c.name or ""))
