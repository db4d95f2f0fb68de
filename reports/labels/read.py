"""What is printed on the labels of a delivery, or of one batch of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reports.errors import TooMuchToPrint
from traceability import db
from traceability.errors import NotOnRecord
from traceability.partners.public_code import code_of
from traceability.scope import Scope

LABELS_MOST = 240
"""Labels of one request: ten sheets, which take a processor ten seconds."""

GOODS = (
    "SELECT l.log, l.batch, l.lot_entered, l.name_seen, l.day, l.expiry_date, i.name, i.name_en, s.name AS seller,"
    " s.name_en AS seller_en FROM delivery_line l"
    " LEFT JOIN ingredient i ON i.record = l.ingredient AND i.until_seq IS NULL"
    " LEFT JOIN party s ON s.record = l.supplier AND s.until_seq IS NULL"
    " WHERE l.until_seq IS NULL"
)


@dataclass(frozen=True, slots=True)
class Label:
    """link: what its code holds, the canteen's public page with the batch behind the #, which the tablet reads."""

    name: str
    name_en: str | None
    lot: str | None
    arrived: date
    use_by: date | None
    supplier: str | None
    supplier_en: str | None
    link: str


async def labels_of_delivery(scope: Scope, delivery: UUID, copies: int, public_url: str) -> list[Label]:
    """`copies` labels for each line of which something was accepted, in the order of the lines; none may be left.

    NotOnRecord: no such delivery in scope. TooMuchToPrint: more than LABELS_MOST.
    """
    known = await db.fetch_one("SELECT log FROM delivery WHERE record = $1 AND until_seq IS NULL", delivery)
    if known is None or not scope.sees(known["log"]):
        raise NotOnRecord(record=str(delivery))
    rows = await db.fetch(f"{GOODS} AND l.record = $1 AND l.accepted > 0 ORDER BY l.line", delivery)
    return _labels(rows, copies, public_url)


async def labels_of_batch(scope: Scope, batch: UUID, copies: int, public_url: str) -> list[Label]:
    """`copies` labels for a batch that a delivery put into a store in scope. Raises as labels_of_delivery."""
    rows = await db.fetch(f"{GOODS} AND l.batch = $1 ORDER BY l.record LIMIT 1", batch)
    if not rows or not scope.sees(rows[0]["log"]):
        raise NotOnRecord(batch=str(batch))
    return _labels(rows, copies, public_url)


def _labels(rows: Sequence[db.Row], copies: int, public_url: str) -> list[Label]:
    if len(rows) * copies > LABELS_MOST:
        raise TooMuchToPrint(LABELS_MOST)
    return [
        Label(
            row["name"] or row["name_seen"] or "—",
            row["name_en"],
            row["lot_entered"],
            row["day"],
            row["expiry_date"],
            row["seller"],
            row["seller_en"],
            f"{public_url}/m/{code_of(row['log'])}#{row['batch']}",
        )
        for row in rows
        for _ in range(copies)
    ]
