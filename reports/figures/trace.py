"""A trace in figures: boxes to draw, schools and diner groups, what stands open. Pure, from the snapshot alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from traceability.snapshot.batch_shapes import BatchTrace, TracedLink, TracedNode

INFERRED = "inferred"
ROWS_MOST = 8
"""Boxes of a column before they are folded by school, and then by size."""


@dataclass(frozen=True)
class Fold:
    """Nodes drawn as one box. by: what they have in common: node (one of them), party, or rest (of a column)."""

    id: str
    by: str
    nodes: tuple[TracedNode, ...]

    @property
    def portions(self) -> int:
        return sum(node["portions"] or 0 for node in self.nodes)

    @property
    def size(self) -> tuple[int, Decimal]:
        return self.portions, sum((Decimal(node["amount"] or 0) for node in self.nodes), Decimal())


@dataclass
class Flow:
    """amount: kilograms where all is weighed; inferred: how many of the links are."""

    links: int = 0
    inferred: int = 0
    amount: Decimal = Decimal()
    least: Decimal = Decimal()
    greatest: Decimal = Decimal()
    unit: str | None = None


@dataclass(frozen=True)
class Meal:
    """Portions of one meal to one group of a school."""

    school: str | None
    day: str
    meal: str
    group: str | None
    portions: int
    enrolled: int | None


@dataclass
class School:
    """A school's part: what it received (by unit), dishes, and the portions of each group by meal."""

    party: TracedNode
    received: dict[str, Decimal] = field(default_factory=dict)
    batches: int = 0
    dishes: int = 0
    meals: list[Meal] = field(default_factory=list)

    @property
    def portions(self) -> int:
        return sum(one.portions for one in self.meals)

    @property
    def diners(self) -> tuple[int, int]:
        """The least (each group's largest meal, added up) and the most (their enrolment)."""
        largest: dict[str | None, int] = {}
        enrolled: dict[str | None, int] = {}
        for one in self.meals:
            largest[one.group] = max(largest.get(one.group, 0), one.portions)
            enrolled[one.group] = max(enrolled.get(one.group, 0), one.enrolled or 0)
        return sum(largest.values()), sum(max(largest[each], enrolled[each]) for each in largest)


def root_of(trace: BatchTrace) -> TracedNode:
    return next(node for node in trace["nodes"] if node["id"] == trace["root"])


def columns_of(trace: BatchTrace) -> list[tuple[int, list[Fold]]]:
    """Boxes by depth from left to right, each column folded to at most ROWS_MOST; neighbours stand near each other."""
    by_depth: defaultdict[int, list[TracedNode]] = defaultdict(list)
    for node in trace["nodes"]:
        by_depth[node["depth"]].append(node)
    folded = {depth: _folded(depth, nodes) for depth, nodes in by_depth.items()}
    home = {node["id"]: fold.id for folds in folded.values() for fold in folds for node in fold.nodes}
    near: defaultdict[str, set[str]] = defaultdict(set)
    for link in trace["links"]:
        if link["parent"] in home and link["child"] in home:
            near[home[link["parent"]]].add(home[link["child"]])
            near[home[link["child"]]].add(home[link["parent"]])
    place: dict[str, float] = {}

    def middle(fold: Fold) -> tuple[bool, float, str]:
        known = [place[one] for one in near[fold.id] if one in place]
        return fold.by == "rest", sum(known) / len(known) if known else 0.0, fold.id

    for depth in sorted(folded, key=abs):
        folds = sorted(folded[depth], key=middle)
        folded[depth] = folds
        for row, fold in enumerate(folds):
            place[fold.id] = row - len(folds) / 2
    return [(depth, folded[depth]) for depth in sorted(folded)]


def _folded(depth: int, nodes: list[TracedNode]) -> list[Fold]:
    if len(nodes) <= ROWS_MOST:
        return [Fold(node["id"], "node", (node,)) for node in nodes]
    by_party: defaultdict[str, list[TracedNode]] = defaultdict(list)
    for node in nodes:
        by_party[f"{node['kind']} {node['party']['id'] if node['party'] else ''}"].append(node)
    if len(by_party) > 1:
        folds = [Fold(f"{depth} {key}", "party", tuple(of)) for key, of in by_party.items()]
    else:  # one school's own: the largest of them, one by one
        folds = [Fold(node["id"], "node", (node,)) for node in nodes]
    folds.sort(key=lambda fold: (-fold.size[0], -fold.size[1], fold.id))
    if len(folds) <= ROWS_MOST:
        return folds
    kept, rest = folds[: ROWS_MOST - 1], folds[ROWS_MOST - 1 :]
    return [*kept, Fold(f"{depth} rest", "rest", tuple(node for fold in rest for node in fold.nodes))]


def flows_of(trace: BatchTrace, columns: list[tuple[int, list[Fold]]]) -> dict[tuple[str, str], Flow]:
    """What goes between boxes, all links between the same two added up."""
    home = {node["id"]: fold.id for _, folds in columns for fold in folds for node in fold.nodes}
    found: dict[tuple[str, str], Flow] = {}
    for link in trace["links"]:
        ends = (home[link["parent"]], home[link["child"]])
        if ends[0] != ends[1]:
            _add(found.setdefault(ends, Flow()), link)
    return found


def _add(flow: Flow, link: TracedLink) -> None:
    flow.links += 1
    flow.inferred += link["evidence"] == INFERRED
    if link["amount"] is None or (flow.unit not in (None, link["unit"])):
        return
    flow.unit = link["unit"]
    flow.amount += Decimal(link["amount"])
    flow.least += Decimal(link["least"] or link["amount"])
    flow.greatest += Decimal(link["greatest"] or link["amount"])


def schools_of(trace: BatchTrace) -> list[School]:
    """Every school the reader may see that the batch came to, those with most portions first."""
    found: dict[str, School] = {}
    for node in trace["nodes"]:
        party = node["party"]
        if party is None or node["depth"] < 0 or node["kind"] == "source":
            continue
        school = found.setdefault(party["id"], School(node))
        if node["kind"] == "campus":
            school.batches += 1
            if node["amount"] is not None and node["unit"] is not None:
                unit = node["unit"]
                school.received[unit] = school.received.get(unit, Decimal()) + Decimal(node["amount"])
        school.dishes += node["kind"] == "dish"
        if node["kind"] == "served":
            school.meals.append(
                Meal(party["id"], node["day"] or "", node["meal"] or "", node["group"], node["portions"] or 0,
                     node["enrolled"])
            )  # fmt: skip
    return sorted(
        found.values(), key=lambda one: (-one.portions, one.party["party"]["name"] if one.party["party"] else "")
    )


@dataclass(frozen=True)
class Gaps:
    """What is not evidenced: batches named and not on record, lots nobody announced, links inferred, ends of the chain
    that are no farm, goods without a lot."""

    unresolved: list[TracedNode]
    unannounced: list[TracedNode]
    without_lot: list[TracedNode]
    ends: list[TracedNode]
    inferred: list[TracedLink]


def gaps_of(trace: BatchTrace) -> Gaps:
    nodes = trace["nodes"]
    children = {link["child"] for link in trace["links"]}
    sources = [node for node in nodes if node["kind"] == "source"]
    goods = [node for node in nodes if node["kind"] in ("source", "campus")]
    return Gaps(
        unresolved=[node for node in nodes if node["kind"] == "unresolved"],
        unannounced=[node for node in sources if not node["announced"]],
        without_lot=[node for node in goods if not node["lot"]],
        ends=[node for node in sources if node["id"] not in children and node["stage"] != "farm"],
        inferred=[link for link in trace["links"] if link["evidence"] == INFERRED],
    )
