"""Links that follow from several records: goods drawn from an issue, and shared goods that stood open.

They are a function of the records alone, whatever order these arrived in. A cooking that draws on an issue gets the
issued batches whose ingredient its recipe names (all of them where no recipe is known), shared among the cookings that
draw on the same issue by recipe weight; at least nothing and at most everything, unless it alone drew. A cooking while
a shared batch stood open gets that batch, of unknown amount.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from traceability import db
from traceability.identifiers import derive
from traceability.ledger.kinds import Entry
from traceability.trace.nodes import LinkKind
from traceability.trace.tables import Link
from traceability.vocabulary import Evidence

DERIVED = (LinkKind.DRAWN.value, LinkKind.OPENING.value)
COOKING = "record, rev, home, log, batch, recipe, portions, occurred_at"
"""What of a cooking its derived links depend on."""


async def relink_drawing_on(issues: Mapping[UUID, Entry[Any]]) -> None:
    """Derive anew the links of every cooking that draws on one of these issues, each as of its issue's entry."""
    drawing = await db.fetch(
        "SELECT DISTINCT record, issue FROM cooking_draw WHERE issue IN @uuids($1) AND until_seq IS NULL", list(issues)
    )
    await _relink({row["record"]: issues[row["issue"]] for row in drawing})


async def relink_cookings(entries: Sequence[Entry[Any]]) -> None:
    """Derive anew the links of these cookings, and of every cooking that draws on an issue of theirs."""
    issues = {issue: entry for entry in entries for issue in entry.body.issues}
    drawing = []
    if issues:
        drawing = await db.fetch(
            "SELECT DISTINCT record, issue FROM cooking_draw WHERE issue IN @uuids($1) AND until_seq IS NULL",
            list(issues),
        )
    siblings = {row["record"]: issues[row["issue"]] for row in drawing}
    await _relink({**siblings, **{entry.record: entry for entry in entries}})


async def relink_drawing_from(batches: Mapping[UUID, Entry[Any]]) -> None:
    """Derive anew the links of cookings that draw on an issue of these batches, whose ingredient is now known."""
    rows = await db.fetch(
        "SELECT DISTINCT d.record, i.batch FROM issue_line i"
        " JOIN cooking_draw d ON d.issue = i.record AND d.until_seq IS NULL"
        " WHERE i.batch IN @uuids($1) AND i.until_seq IS NULL",
        list(batches),
    )
    await _relink({row["record"]: batches[row["batch"]] for row in rows})


async def relink_from(entry: Entry[Any], start: datetime) -> None:
    """Derive anew the links of the site's cookings from `start` on."""
    rows = await db.fetch(
        "SELECT record FROM cooking WHERE log = $1 AND occurred_at >= $2 AND until_seq IS NULL", entry.log, start
    )
    await relink(entry, [row["record"] for row in rows])


async def relink(entry: Entry[Any], records: Iterable[UUID]) -> None:
    """Make the derived links of these cookings what the records now say, as of this entry's place in its log."""
    await _relink({record: entry for record in records})


async def _relink(entries: Mapping[UUID, Entry[Any]]) -> None:
    """The same for several cookings, each with the entry as of whose place its links change."""
    wanted_records = sorted(entries)
    cookings = wanted_records and await db.fetch(
        f"SELECT {COOKING} FROM cooking WHERE record IN @uuids($1) AND until_seq IS NULL",  # noqa: S608 - names of columns
        wanted_records,
    )
    if not cookings:  # one that was taken back lost its links then
        return
    wanted = await derived_links(cookings)
    held = {
        (row["child"], row["parent"], row["kind"]): row
        for row in await db.fetch(
            "SELECT id, record, child, parent, kind, amount, least, greatest FROM link"
            " WHERE record IN @uuids($1) AND kind IN @texts($2) AND until_seq IS NULL",
            wanted_records,
            list(DERIVED),
        )
    }
    ended: dict[tuple[UUID, int], list[UUID]] = {}
    for key, row in held.items():
        if _figures(wanted.get(key)) != _figures(row):
            entry = entries[row["record"]]
            ended.setdefault((entry.log, entry.seq), []).append(row["id"])
    for (log, seq), links in ended.items():
        await db.fetch("UPDATE link SET until_seq = $2, until_log = $3 WHERE id IN @uuids($1)", links, seq, log)
    new = [link for key, link in wanted.items() if key not in held or _figures(held[key]) != _figures(link)]
    await db.insert({Link: [_placed(link, entries[link["record"]]) for link in new]})


def _placed(link: db.Row, entry: Entry[Any]) -> db.Row:
    placed = {**link, "log": entry.log, "seq": entry.seq}
    return {**placed, "id": derived_link_id(placed)}


def derived_link_id(link: Any) -> UUID:
    """The id of a derived link, from what it joins and from the place in a log as of which it was derived."""
    return derive(link["record"], *(str(link[name]) for name in ("child", "parent", "kind", "log", "seq")))


def _figures(link: Any) -> object:
    return None if link is None else (link["amount"], link["least"], link["greatest"])


def _link(
    cooking: db.Row, parent: UUID, kind: LinkKind, bounds: tuple[int | None, ...], dimension: str | None
) -> db.Row:
    amount, least, greatest = bounds
    return {
        "home": cooking["home"],
        "record": cooking["record"],
        "rev": cooking["rev"],
        "until_seq": None,
        "child": cooking["batch"],
        "parent": parent,
        "kind": kind.value,
        "amount": amount,
        "least": least,
        "greatest": greatest,
        "dimension": dimension,
        "evidence": Evidence.INFERRED.value,
        "occurred_at": cooking["occurred_at"],
    }


Links = dict[tuple[UUID, UUID, str], db.Row]


async def derived_links(cookings: Sequence[db.Row]) -> Links:
    """What the records now say of these cookings (`COOKING`), by child, parent and kind; not yet placed in a log."""
    return {**await _drawn(cookings), **await _open(cookings)}


async def _open(cookings: Sequence[db.Row]) -> Links:
    """Shared batches that stood open at each cooking's site when it was cooked."""
    links: Links = {}
    for cooking in cookings:
        rows = await db.fetch(
            "SELECT DISTINCT o.batch FROM opening o WHERE o.log = $1 AND o.opened_at <= $2 AND o.until_seq IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM emptying e WHERE e.opening = o.record AND e.until_seq IS NULL"
            " AND e.emptied_at < $2)",
            cooking["log"],
            cooking["occurred_at"],
        )
        for row in rows:
            key = (cooking["batch"], row["batch"], LinkKind.OPENING.value)
            links[key] = _link(cooking, row["batch"], LinkKind.OPENING, (None, None, None), None)
    return links


async def _drawn(cookings: Sequence[db.Row]) -> Links:
    """Issued batches, shared among all cookings that draw on the same issue."""
    mine = {c["record"]: c for c in cookings}
    draws = await db.fetch(
        "SELECT d.issue, c.record, c.recipe, c.portions FROM cooking_draw d"
        " JOIN cooking c ON c.record = d.record AND c.until_seq IS NULL"
        " WHERE d.until_seq IS NULL AND d.issue IN"
        " (SELECT issue FROM cooking_draw WHERE record IN @uuids($1) AND until_seq IS NULL)",
        list(mine),
    )
    if not draws:
        return {}
    goods = await _issued(sorted({d["issue"] for d in draws}))
    weights = await _weights(sorted({d["recipe"] for d in draws if d["recipe"]}))
    links: Links = {}
    for issue, lines in goods.items():
        takers = sorted((d for d in draws if d["issue"] == issue), key=lambda d: str(d["record"]))
        for line in lines:
            for record, bounds in _shares(line, takers, weights).items():
                if record in mine:
                    key = (mine[record]["batch"], line["batch"], LinkKind.DRAWN.value)
                    link = _link(mine[record], line["batch"], LinkKind.DRAWN, bounds, line["dimension"])
                    links[key] = _added(links[key], link) if key in links else link
    return links


def _added(a: db.Row, b: db.Row) -> db.Row:
    return {**a, **{name: a[name] + b[name] for name in ("amount", "least", "greatest")}}


async def _issued(issues: Sequence[UUID]) -> dict[UUID, list[db.Row]]:
    """What each issue took of each batch, less what went back to the store."""
    rows = await db.fetch(
        "SELECT i.record AS issue, i.batch, i.dimension, SUM(i.amount) AS amount,"
        " (SELECT b.ingredient FROM batch b WHERE b.batch = i.batch AND b.until_seq IS NULL LIMIT 1) AS ingredient,"
        " (SELECT COALESCE(SUM(r.amount), 0) FROM return_line r WHERE r.issue = i.record AND r.batch = i.batch"
        " AND r.until_seq IS NULL) AS returned"
        " FROM issue_line i WHERE i.record IN @uuids($1) AND i.until_seq IS NULL"
        " GROUP BY i.record, i.batch, i.dimension ORDER BY i.record, i.batch",
        list(issues),
    )
    goods: dict[UUID, list[db.Row]] = {}
    for row in rows:
        left = max(int(row["amount"]) - int(row["returned"]), 0)
        goods.setdefault(_uuid(row["issue"]), []).append(
            {"batch": _uuid(row["batch"]), "dimension": row["dimension"], "left": left, "ingredient": row["ingredient"]}
        )
    return goods


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


async def _weights(recipes: Sequence[UUID]) -> dict[UUID, dict[UUID, int]]:
    """mg of each ingredient per portion, by recipe: the greatest of its age groups."""
    rows = await db.fetch(
        "SELECT record, ingredient, amount FROM recipe_line WHERE record IN @uuids($1) AND until_seq IS NULL",
        list(recipes),
    )
    weights: dict[UUID, dict[UUID, int]] = {}
    for row in rows:
        line = weights.setdefault(row["record"], {})
        line[row["ingredient"]] = max(line.get(row["ingredient"], 0), row["amount"])
    return weights


def _shares(
    line: db.Row, takers: Sequence[db.Row], weights: dict[UUID, dict[UUID, int]]
) -> dict[UUID, tuple[int | None, ...]]:
    """Each taking cooking's (amount, least, greatest) of one issued batch; the amounts add up to it exactly."""
    ingredient = None if line["ingredient"] is None else _uuid(line["ingredient"])
    needs: dict[UUID, int] = {}
    for taker in takers:
        recipe = weights.get(taker["recipe"])
        grams = 1 if recipe is None or ingredient is None else recipe.get(ingredient, 0)
        needs[taker["record"]] = grams * (taker["portions"] or 1)
    if not any(needs.values()):
        needs = {taker["record"]: taker["portions"] or 1 for taker in takers}
    needs = {record: need for record, need in needs.items() if need}
    total, reached, left = sum(needs.values()), 0, line["left"]
    shares: dict[UUID, tuple[int | None, ...]] = {}
    for record, need in needs.items():
        amount = left * (reached + need) // total - left * reached // total
        reached += need
        shares[record] = (amount, left if len(needs) == 1 else 0, left)
    return shares
