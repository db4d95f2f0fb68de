"""Walk the links: every batch that a batch came from, or went into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal
from uuid import UUID

from traceability import db

Direction = Literal["upstream", "downstream"]
Positions = Mapping[UUID, int]

SQL = {
    (direction, when): files(__package__).joinpath(f"{direction}_{when}.sql").read_text("utf-8")
    for direction in ("upstream", "downstream")
    for when in ("now", "ever")
}


@dataclass(frozen=True, slots=True)
class Graph:
    """Batches reached from a root, each with its distance in links, and the links among them."""

    root: UUID
    depths: dict[UUID, int]
    links: list[db.Row]


async def reach(root: UUID, direction: Direction, known_at: Positions | None = None) -> Graph:
    """Every batch upstream or downstream of `root`, on links as they stand now, or as they stood at log positions.

    Ends on any graph: the query collects ids, each once; a link that closes a cycle is part of the answer.
    """
    if known_at is None:
        links = await db.fetch(SQL[direction, "now"], root)
        return Graph(root, _depths(root, links, direction), links)
    links = [row for row in await db.fetch(SQL[direction, "ever"], root) if held_at(row, known_at)]
    depths = _depths(root, links, direction)  # what hung on a link that did not hold then is out of reach
    return Graph(root, depths, [row for row in links if row["child"] in depths and row["parent"] in depths])


def held_at(row: db.Row, known_at: Positions) -> bool:
    """Whether a link was on record at these log positions, and not yet superseded."""
    if row["seq"] > known_at.get(row["log"], 0):
        return False
    return row["until_seq"] is None or row["until_seq"] > known_at.get(row["until_log"], 0)


def _depths(root: UUID, links: Sequence[db.Row], direction: Direction) -> dict[UUID, int]:
    """Distance of each batch from the root, breadth first."""
    here, there = ("child", "parent") if direction == "upstream" else ("parent", "child")
    onward: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for row in links:
        onward[row[here]].append(row[there])
    depths, frontier = {root: 0}, [root]
    while frontier:
        found = []
        for batch in frontier:
            for other in onward[batch]:
                if other not in depths:
                    depths[other] = depths[batch] + 1
                    found.append(other)
        frontier = found
    return depths
