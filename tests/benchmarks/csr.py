"""The graph in memory, as fast as arrays allow: what a database is measured against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
COLUMNS = (
    "child", "parent", "record", "kind", "amount", "least", "greatest", "dimension", "evidence", "occurred_at",
    "log", "seq", "until_log", "until_seq",
)  # fmt: skip


class Csr:
    """Compressed sparse rows: the links of batch number n stand at heads[n] to heads[n + 1], with all their columns."""

    def __init__(self, ids: list[UUID], near: Ints, far: Ints, columns: Mapping[str, Sequence[Any]]) -> None:
        order = np.argsort(near, kind="stable")
        self.far = far[order]
        self.heads = np.concatenate([[0], np.cumsum(np.bincount(near, minlength=len(ids)))])
        self.numbers = {identity: n for n, identity in enumerate(ids)}
        self.ids = ids
        self.seen = np.zeros(len(ids), bool)
        self.columns = [_objects(columns[name])[order] for name in COLUMNS]

    def reach(self, root: UUID) -> tuple[dict[UUID, int], list[tuple[Any, ...]]]:
        """What `traceability.trace.walk.reach` answers: each batch reached with its depth, and the links' columns."""
        frontier: Ints = np.array([self.numbers[root]])
        self.seen[frontier] = True
        depths, links, all_found, depth = {root: 0}, [], [frontier], 0
        while frontier.size:
            begin = self.heads[frontier]
            counts = self.heads[frontier + 1] - begin
            places = np.repeat(begin - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
            links.append(places)
            others = self.far[places]
            frontier = np.unique(others[~self.seen[others]])
            self.seen[frontier] = True
            all_found.append(frontier)
            depth += 1
            depths.update((self.ids[n], depth) for n in frontier.tolist())
        self.seen[np.concatenate(all_found)] = False
        everywhere = np.concatenate(links)
        return depths, list(zip(*(column[everywhere].tolist() for column in self.columns), strict=True))


def _objects(values: Sequence[Any]) -> NDArray[np.object_]:
    array = np.empty(len(values), object)
    array[:] = values
    return array
