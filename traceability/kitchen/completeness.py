"""How complete the trace of a dish is, against its recipe: an ingredient that nobody logged counts as missing.

An ingredient is traced when a link leads to the dish from a batch of it (directly, from an issue, from a shared
opening, or through another dish) which itself came from a source batch with a lot code and a supplier on record.
Batches that a SameBatch record joins are one batch. There is no percentage: required, traced, and the rest by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from traceability import db
from traceability.scope import Scope
from traceability.trace.nodes import BatchKind, LinkKind
from traceability.vocabulary import Evidence

COOKINGS = (
    "SELECT record, log, batch, dish, recipe, day FROM cooking WHERE record IN @uuids($1) AND until_seq IS NULL"
    " ORDER BY occurred_at, record"
)
REQUIRED = (
    "SELECT DISTINCT l.record AS recipe, l.ingredient, i.name, i.name_en FROM recipe_line l"
    " LEFT JOIN ingredient i ON i.record = l.ingredient AND i.until_seq IS NULL"
    " WHERE l.record IN @uuids($1) AND l.optional = 0 AND l.until_seq IS NULL"
)
BATCHES = (
    "SELECT b.batch, b.kind, b.ingredient, b.lot, p.record AS supplier FROM batch b"
    " LEFT JOIN party p ON p.record = b.party AND p.until_seq IS NULL"
    " WHERE b.batch IN @uuids($1) AND b.until_seq IS NULL"
)
PARENTS = "SELECT child, parent, kind, evidence FROM link WHERE child IN @uuids($1) AND until_seq IS NULL"


class SourceState(StrEnum):
    """How far an ingredient of a dish can be followed, best first."""

    TRACED = "traced"
    NO_SUPPLIER = "no_supplier"
    NO_LOT = "no_lot"
    UNRESOLVED = "unresolved"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredIngredient:
    """An ingredient of the recipe. evidence: the best grade by which its batch is linked to the dish, if any is.

    state: traced; no_supplier: its source's supplier is not on record; no_lot: its source has no lot code;
    unresolved: its batch has no source on record yet; missing: no batch of it leads to the dish.
    """

    ingredient: UUID
    name: str | None
    name_en: str | None
    state: SourceState
    evidence: Evidence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """One cooking against its recipe. required None: no recipe on record, so nothing is evidenced either way."""

    cooking: UUID
    site: UUID
    batch: UUID
    dish: str
    day: date
    recipe: UUID | None
    ingredients: tuple[RequiredIngredient, ...]

    @property
    def required(self) -> int | None:
        return len(self.ingredients) or None

    @property
    def traced(self) -> int:
        return sum(i.state is SourceState.TRACED for i in self.ingredients)

    @property
    def missing(self) -> tuple[RequiredIngredient, ...]:
        """Every required ingredient that is not traced, for whatever reason."""
        return tuple(i for i in self.ingredients if i.state is not SourceState.TRACED)


@dataclass(slots=True)
class _Origins:
    """Links by child, and the rows of every batch in them (several rows where a lot was named and announced)."""

    parents: dict[UUID, list[db.Row]]
    batches: dict[UUID, list[db.Row]]

    def same(self, batch: UUID) -> set[UUID]:
        """The batch and all that SameBatch records join to it."""
        found, frontier = {batch}, [batch]
        while frontier:
            for row in self.parents.get(frontier.pop(), ()):
                if row["kind"] == LinkKind.SAME.value and row["parent"] not in found:
                    found.add(row["parent"])
                    frontier.append(row["parent"])
        return found

    def rows(self, batches: Iterable[UUID]) -> Iterator[db.Row]:
        for batch in batches:
            yield from self.batches.get(batch, ())

    def inputs(self, dish: UUID) -> dict[UUID, Evidence]:
        """Batches that went into a dish, also through other dishes; each with its chain's weakest, best chain first."""
        found: dict[UUID, Evidence] = {}
        frontier = [(dish, Evidence.SCANNED)]
        while frontier:
            child, grade = frontier.pop()
            for row in self.parents.get(child, ()):
                if row["kind"] == LinkKind.SAME.value:
                    continue
                parent, weaker = row["parent"], max(grade, Evidence(row["evidence"]), key=lambda g: g.rank)
                if parent in found and found[parent].rank <= weaker.rank:
                    continue
                found[parent] = weaker
                if any(r["kind"] == BatchKind.DISH.value for r in self.rows([parent])):
                    frontier.append((parent, weaker))
        return found

    def state(self, batch: UUID) -> SourceState:
        """How far one batch (with those joined to it) can be followed to a source."""
        joined = self.same(batch)
        sources = {
            row["parent"] for b in joined for row in self.parents.get(b, ()) if row["kind"] != LinkKind.SAME.value
        }
        sources |= joined
        rows = [r for r in self.rows(b for s in sources for b in self.same(s)) if r["kind"] == BatchKind.SOURCE.value]
        states = [_source_state(row) for row in rows]
        return min(states, key=list(SourceState).index, default=SourceState.UNRESOLVED)


def _source_state(row: db.Row) -> SourceState:
    if not row["lot"]:
        return SourceState.NO_LOT
    return SourceState.TRACED if row["supplier"] is not None else SourceState.NO_SUPPLIER


async def completeness_between(scope: Scope, site: UUID, first: date, last: date) -> list[Completeness]:
    """Every cooking of a site on its business days from first to last, both included."""
    rows = await db.fetch(
        "SELECT record FROM cooking WHERE log = $1 AND day >= $2 AND day <= $3 AND until_seq IS NULL", site, first, last
    )
    return await completeness(scope, [row["record"] for row in rows])


async def completeness(scope: Scope, cookings: Sequence[UUID]) -> list[Completeness]:
    """These cookings, as far as the scope sees their sites, against their recipes, by time."""
    cooked = [row for row in await db.fetch(COOKINGS, list(cookings)) if scope.sees(row["log"])]
    required: dict[UUID, list[db.Row]] = {}
    for row in await db.fetch(REQUIRED, list({row["recipe"] for row in cooked if row["recipe"]})):
        required.setdefault(row["recipe"], []).append(row)
    origins = await _origins([row["batch"] for row in cooked])
    return [_measure(row, required.get(row["recipe"], []), origins) for row in cooked]


def _measure(cooking: db.Row, required: Sequence[db.Row], origins: _Origins) -> Completeness:
    by_ingredient: dict[UUID, list[tuple[SourceState, Evidence]]] = {}
    for batch, evidence in origins.inputs(cooking["batch"]).items() if required else ():
        found = (origins.state(batch), evidence)
        for ingredient in {row["ingredient"] for row in origins.rows(origins.same(batch)) if row["ingredient"]}:
            by_ingredient.setdefault(ingredient, []).append(found)
    ingredients = []
    for row in sorted(required, key=lambda r: str(r["ingredient"])):
        ways = by_ingredient.get(row["ingredient"], [])
        best = min(ways, key=lambda way: (list(SourceState).index(way[0]), way[1].rank), default=None)
        ingredients.append(
            RequiredIngredient(
                ingredient=row["ingredient"],
                name=row["name"],
                name_en=row["name_en"],
                state=best[0] if best else SourceState.MISSING,
                evidence=best[1] if best else None,
            )
        )
    return Completeness(
        cooking=cooking["record"],
        site=cooking["log"],
        batch=cooking["batch"],
        dish=cooking["dish"],
        day=cooking["day"],
        recipe=cooking["recipe"],
        ingredients=tuple(ingredients),
    )


async def _origins(dishes: Sequence[UUID]) -> _Origins:
    """Everything upstream of these dishes as far as their nearest sources, level by level."""
    origins = _Origins({}, {})
    frontier = list(dict.fromkeys(dishes))
    asked: set[UUID] = set()
    while frontier:
        asked.update(frontier)
        for row in await db.fetch(BATCHES, frontier):
            origins.batches.setdefault(row["batch"], []).append(row)
        reached = set()
        for row in await db.fetch(PARENTS, frontier):
            origins.parents.setdefault(row["child"], []).append(row)
            source = any(r["kind"] == BatchKind.SOURCE.value for r in origins.rows([row["child"]]))
            if row["kind"] == LinkKind.SAME.value or not source:  # what a supplier announced upstream is not needed
                reached.add(row["parent"])
        frontier = [batch for batch in reached if batch not in asked]
    return origins
