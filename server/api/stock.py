"""What is in a site's store, first expired first."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import amount, cut, day, listed, party, unit_or_none
from server.api.kitchen_shapes import StockItem
from server.api.shapes import Measured, Page
from server.auth.gate import EVERYONE
from traceability import db
from traceability.kitchen.store import InStore, in_store
from traceability.partners.place import place_of
from traceability.scope import Scope


@get("/api/stock", operation_id="list_stock", tags=["kitchen"], opt={"roles": EVERYONE})
async def stock(
    within: NamedDependency[Scope],
    site: FromQuery[UUID],
    after: FromQuery[str | None] = None,
    limit: FromQuery[int | None] = None,
) -> Response[Page[StockItem]]:
    """What is in a site's store now, first expired first; at most the 500 batches that expire last."""
    place = await place_of(within, site)
    page, onward = cut(await in_store(within, place, place.day_of(db.utc_now())), after, limit)
    return listed([stored(entry) for entry in page], onward)


def stored(entry: InStore) -> StockItem:
    """A batch in the store, as answers tell it."""
    ingredient = entry.ingredient
    return {
        "batch": entry.batch,
        "ingredient": None
        if ingredient is None
        else {"id": ingredient, "name": entry.name, "name_en": entry.name_en, "storage": entry.storage},
        "lot": entry.lot,
        "supplier": party(entry.supplier, entry.supplier_name, entry.supplier_name_en),
        "arrived": day(entry.arrived),
        "expiry_date": day(entry.expiry_date),
        "remaining": _measured(entry.greatest, entry.dimension),
        "least": _measured(entry.least, entry.dimension),
        "state": entry.state.value,
    }


def _measured(value: int | None, dimension: str | None) -> Measured:
    return {"amount": amount(value, dimension), "unit": unit_or_none(dimension)}


HANDLERS = [stock]
