"""Find batches by whatever a person has in hand.

Names (ingredients, aliases, suppliers, dishes, documents) live in small tables that are scanned, so that one Chinese
character finds as well as a whole word; lot codes and delivery notes are looked up by their beginning in an index.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from traceability import db
from traceability.identifiers import normalise_lot
from traceability.scope import Scope

MOST = 1000
COLUMNS = "b.batch, b.kind, b.party, COALESCE(b.occurred_at, b.production_date) AS at, b.lot"


@dataclass(frozen=True, slots=True)
class Found:
    """A batch, and what of it met the words: lot_code, ingredient, alias, dish, supplier, delivery_note, document…"""

    batch: UUID
    matched: str


async def find_batches(scope: Scope, words: str) -> list[Found]:
    """Batches in scope that the words name, newest first, exact lot codes before all; at most 1,000."""
    words = words.strip()
    found: dict[UUID, tuple[Any, ...]] = {}
    for matched, rows in await _candidates(words):
        for row in rows:
            if _visible(scope, row) and row["batch"] not in found:
                found[row["batch"]] = (matched, row)
    exact = normalise_lot(words)

    def order(item: tuple[UUID, tuple[Any, ...]]) -> tuple[bool, bool, str, str]:
        batch, (_, row) = item
        return (
            bool(exact) and row["lot"] == exact,
            row["kind"] == "source" and row["lot"] == exact,
            str(row["at"] or ""),
            str(batch),
        )

    ordered = sorted(found.items(), key=order, reverse=True)
    return [Found(batch, matched) for batch, (matched, _) in ordered[:MOST]]


def _visible(scope: Scope, row: db.Row) -> bool:
    return scope.sees(row["party"]) or (row["kind"] == "source" and scope.sources)


async def _candidates(words: str) -> list[tuple[str, list[db.Row]]]:
    if not words:
        return [("newest", await _rows("b.occurred_at IS NOT NULL", ()))]
    lot = normalise_lot(words)
    identity = _as_uuid(words)
    names = f"%{_escaped(words.lower())}%"  # both engines compare the same, once all is in lower case
    pinyin = f"%{_escaped(words.lower().replace(' ', ''))}%"
    ingredients = await db.fetch(
        "SELECT record FROM ingredient WHERE until_seq IS NULL AND (LOWER(name) LIKE $1 ESCAPE '!'"
        " OR LOWER(name_en) LIKE $1 ESCAPE '!' OR pinyin LIKE $2 ESCAPE '!')",
        names,
        pinyin,
    )
    aliases = await db.fetch(
        "SELECT DISTINCT record FROM ingredient_alias WHERE until_seq IS NULL"
        " AND (LOWER(alias) LIKE $1 ESCAPE '!' OR pinyin LIKE $2 ESCAPE '!')",
        names,
        pinyin,
    )
    dishes = await db.fetch(
        "SELECT record FROM recipe WHERE until_seq IS NULL AND (LOWER(dish) LIKE $1 ESCAPE '!'"
        " OR LOWER(dish_en) LIKE $1 ESCAPE '!' OR pinyin LIKE $2 ESCAPE '!')",
        names,
        pinyin,
    )
    parties = await db.fetch(
        "SELECT record, kind FROM party WHERE until_seq IS NULL AND (LOWER(name) LIKE $1 ESCAPE '!'"
        " OR LOWER(name_en) LIKE $1 ESCAPE '!' OR pinyin LIKE $2 ESCAPE '!')",
        names,
        pinyin,
    )
    suppliers = [row["record"] for row in parties]
    return [
        ("id", await _rows("b.batch = $1", (identity,)) if identity else []),
        ("lot_code", await _by_lot(lot) if lot else []),
        ("delivery_note", await _by_note(words)),
        ("document", await _by_document(words)),
        ("ingredient", await _in("b.ingredient", ingredients)),
        ("alias", await _in("b.ingredient", aliases)),
        ("dish", await _in("b.recipe", dishes)),
        ("dish", await _rows("b.recipe IS NULL AND b.kind = 'dish' AND LOWER(b.name) LIKE $1 ESCAPE '!'", (names,))),
        ("supplier", await _by_supplier(suppliers)),
    ]


async def _rows(condition: str, arguments: tuple[Any, ...]) -> list[db.Row]:
    return await db.fetch(
        f"SELECT {COLUMNS} FROM batch b WHERE b.until_seq IS NULL AND ({condition})"  # noqa: S608 - our own conditions
        f" ORDER BY COALESCE(b.occurred_at, b.production_date) DESC LIMIT {MOST}",
        *arguments,
    )


async def _in(column: str, rows: Iterable[db.Row]) -> list[db.Row]:
    wanted = [row["record"] for row in rows]
    return await _rows(f"{column} IN @uuids($1)", (wanted,)) if wanted else []


async def _by_lot(lot: str) -> list[db.Row]:
    """By the beginning of the normalised code: letters, digits and Chinese characters only, so nothing to escape."""
    if db.is_postgres():
        return await _rows("b.lot LIKE $1", (lot + "%",))
    return await _rows("b.lot GLOB $1", (lot + "*",))


async def _by_note(words: str) -> list[db.Row]:
    return await _rows(
        "b.record IN (SELECT record FROM delivery WHERE note_number = $1 AND until_seq IS NULL)", (words,)
    )


async def _by_document(words: str) -> list[db.Row]:
    """By the number of a document, of a certificate that an announcement names, or of a test report."""
    number = normalise_lot(words)
    if not number:
        return []
    documents = await db.fetch("SELECT record FROM document WHERE number_key = $1 AND until_seq IS NULL", number)
    certified = await db.fetch(
        "SELECT batch FROM announcement WHERE (quarantine_key = $1 OR meat_inspection_key = $1) AND until_seq IS NULL",
        number,
    )
    tested = await db.fetch(
        "SELECT e.batch FROM batch_test t JOIN examined_batch e ON e.record = t.record AND e.until_seq IS NULL"
        " WHERE t.report_number = $1 AND t.until_seq IS NULL",
        words,
    )
    named = [row["batch"] for row in (*certified, *tested)]
    found = await _rows("b.batch IN @uuids($1)", (named,)) if named else []
    if not documents:
        return found
    wanted = [row["record"] for row in documents]
    return found + await _rows(
        "b.batch IN (SELECT batch FROM document_link WHERE document IN @uuids($1) AND until_seq IS NULL)"
        " OR (b.kind = 'campus' AND b.record IN"
        " (SELECT record FROM document_link WHERE document IN @uuids($1) AND batch IS NULL AND until_seq IS NULL))",
        (wanted,),
    )


async def _by_supplier(parties: list[UUID]) -> list[db.Row]:
    if not parties:
        return []
    return await _rows(
        "b.party IN @uuids($1) OR b.batch IN (SELECT batch FROM delivery_line"
        " WHERE supplier IN @uuids($1) AND until_seq IS NULL)",
        (parties,),
    )


def _escaped(words: str) -> str:
    return words.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _as_uuid(words: str) -> UUID | None:
    try:
        return UUID(words)
    except ValueError:
        return None
