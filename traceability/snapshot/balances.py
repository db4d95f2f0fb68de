"""What became of each batch in the store, up to the end of the last day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from traceability import known
from traceability.kitchen.stock_balance import Stock, stock_of
from traceability.snapshot.supply_shapes import Balance
from traceability.snapshot.window import Window, day, text, text_amount, unit_of

BEFORE = timedelta(days=31)
"""How long before the first day a batch may have come and still be looked at, where it has no expiry date."""
USES = ("issued", "used")
ENDS = ("disposed", "sent_back")


async def balances(window: Window) -> list[Balance]:
    """Batches that came lately or are not past their date: in, out, left, and what a count said."""
    then = None if window.checkpoint is None else await known.positions(window.checkpoint)
    first = datetime.combine(window.first, time(), window.zone)
    end = datetime.combine(window.last + timedelta(days=1), time(), window.zone)
    found = await stock_of(window.site, then, first - BEFORE, end)
    names = {
        row["record"]: row
        for row in await window.fetch(
            "SELECT record, name, food_group, storage FROM ingredient i WHERE record IN @uuids($1) AND @known(i)",
            sorted({one.ingredient for one in found if one.ingredient}),
        )
    }
    return [_balance(window, one, names) for one in found]


def _balance(window: Window, stock: Stock, names: dict[UUID, dict[str, str]]) -> Balance:
    def said(value: int | None) -> str | None:
        return text_amount(value, stock.dimension)

    def days(columns: tuple[str, ...]) -> list[str]:
        return sorted({at.astimezone(window.zone).date().isoformat() for what, at in stock.moves if what in columns})

    named = names.get(stock.ingredient) if stock.ingredient else None
    return {
        "batch": str(stock.batch),
        "ingredient": text(stock.ingredient),
        "name": named["name"] if named else "—",
        "food_group": named["food_group"] if named else "other",
        "storage": named["storage"] if named else "ambient",
        "day": day(stock.occurred_at.astimezone(window.zone).date()) if stock.occurred_at else None,
        "expiry_date": day(stock.expiry_date),
        "unit": unit_of(stock.dimension),
        "received": said(stock.received) or "0",
        "used": said(stock.issued - stock.returned + stock.used) or "0",
        "wasted": said(stock.disposed) or "0",
        "sent_back": said(stock.sent_back) or "0",
        "dispatched": said(stock.dispatched) or "0",
        "counted": said(stock.counted),
        "counted_at": window.moment_or_none(stock.counted_at),
        "difference": said(stock.difference),
        "least": said(stock.least) or "0",
        "greatest": said(stock.greatest) or "0",
        "uses": days(USES),
        "disposed_on": days(ENDS),
    }
