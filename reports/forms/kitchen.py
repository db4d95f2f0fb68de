"""The lines of forms C, D and E: samples, additives, waste."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reports.forms.origin import Origin
from reports.forms.sheet import Cell, Page
from reports.texts import Words
from traceability import db
from traceability.snapshot.window import amount, day


@dataclass(frozen=True, slots=True)
class Ends:
    """gone: when each sample was thrown away; sent: where else the dish of a sample went first, and when."""

    gone: dict[UUID, datetime]
    sent: dict[UUID, tuple[str, datetime]]


async def ends_of(samples: Sequence[db.Row]) -> Ends:
    """What became of these samples and their dishes."""
    gone = await db.fetch(
        "SELECT sample, disposed_at FROM sample_disposal WHERE sample IN @uuids($1) AND until_seq IS NULL"
        " ORDER BY disposed_at DESC",
        [row["record"] for row in samples],
    )
    sent = await db.fetch(
        "SELECT t.parent, n.occurred_at, p.name FROM dispatch_item t JOIN dispatch n ON n.record = t.record"
        " AND n.until_seq IS NULL LEFT JOIN party p ON p.record = n.destination AND p.until_seq IS NULL"
        " WHERE t.parent IN @uuids($1) AND t.until_seq IS NULL ORDER BY n.occurred_at DESC",
        [row["parent"] for row in samples],
    )
    return Ends(
        {row["sample"]: row["disposed_at"] for row in gone},
        {row["parent"]: (row["name"] or "—", row["occurred_at"]) for row in sent},
    )


def sample(row: db.Row, origin: Origin, page: Page, ends: Ends) -> dict[str, Cell]:
    """Form C. Ordering unit and delivery time are another campus that the dish went to, and when."""
    words = page.words
    thrown = ends.gone.get(row["record"])
    to, sent_at = ends.sent.get(row["parent"], ("", None))
    kept_in = words.name({"name": row["unit_name"], "name_en": row["unit_name_en"]}) if row["unit_name"] else ""
    gone = words("form.gone", at=page.time(thrown)) if thrown else ""
    return {
        "dish": (row["dish"] or row["cooked"] or "—", words.coded("meal", row["meal"]) if row["meal"] else ""),
        "taken": (page.time(row["taken_at"]),),
        "grams": (_grams(row, words),),
        "storage": (kept_in, words.coded("storage", row["storage"]) if row["storage"] else ""),
        "keep_until": (page.time(row["keep_until"]),),
        "ordered_by": (to,),
        "delivered": (page.time(sent_at),),
        "person": (page.who(row["person"] or origin.author),),
        "note": (gone, *origin.note(page)),
    }


def additive(row: db.Row, origin: Origin, page: Page) -> dict[str, Cell]:
    """Form D, from the additives ledger; what a cooking alone tells has no purpose, which is left to be written."""
    words = page.words
    maker = words.name({"name": row["maker"], "name_en": row["maker_en"]}) if row["maker"] else row["producer_name"]
    portions = words("form.portions", count=row["portions"]) if row["portions"] is not None else ""
    return {
        "date": (page.time(row["occurred_at"]),),
        "additive": (words.name({"name": row["name"], "name_en": row["name_en"]}) if row["name"] else "—",),
        "producer": (maker or "",),
        "produced": (day(row["production_date"]) or "",),
        "grams": (_grams(row, words),),
        "purpose": (words.coded("purpose", row["purpose"]) if row["purpose"] else "",),
        "food": (row["food"],),
        "food_quantity": (_said(row["made"], row["made_in"], words) or portions,),
        "user": (page.who(row["person"] or origin.author),),
        "note": origin.note(page),
    }


def waste(row: db.Row, origin: Origin, page: Page) -> dict[str, Cell]:
    """Form E. Who takes the waste away signs by hand; here stands who threw it away."""
    words = page.words
    named = (row["named_en"] if words.language == "en" else None) or row["named"] or "—"
    lot = words("lot", lot=row["lot_entered"]) if row["lot_entered"] else ""
    at = row["occurred_at"].astimezone(page.zone)
    return {
        "date": (at.strftime("%m-%d"),),
        "kind": (words.coded("disposal", row["reason"]), " · ".join(each for each in (named, lot) if each)),
        "kilograms": (_said(row["amount"], row["dimension"], words) or words("form.unweighed"),),
        "time": (at.strftime("%H:%M"),),
        "handler": (page.who(row["handler"]) if row["handler"] else "",),
        "recorder": (page.who(origin.author),),
        "note": (row["note"] or "", *origin.note(page)),
    }


def _grams(row: db.Row, words: Words) -> str:
    """A mass as whole and decimal grams; another unit as it is, since the column is for grams."""
    if row["dimension"] != "mass" or row["amount"] is None:
        return _said(row["amount"], row["dimension"], words)
    whole, rest = divmod(row["amount"], 1000)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".")


def _said(value: int | None, dimension: str | None, words: Words) -> str:
    found = amount(value, dimension)
    return words.amount(found) if found else ""
