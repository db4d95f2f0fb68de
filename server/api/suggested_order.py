"""What to order for planned meals, by supplier, with the sum that leads to each amount."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import answer, day, party, unit
from server.api.plan import FromDay, ToDay, span
from server.api.plan_shapes import SuggestedLineAnswer, SuggestedOrderAnswer, SupplierOrderAnswer, UseAnswer
from server.auth.gate import EVERYONE
from traceability import db
from traceability.kitchen.demand import Use
from traceability.procurement.suggest import SuggestedLine, suggest
from traceability.quantities import to_decimal
from traceability.scope import Scope


@get("/api/suggested-order", operation_id="suggested_order", tags=["kitchen"], opt={"roles": EVERYONE})
async def suggested_order(
    within: NamedDependency[Scope], site: FromQuery[UUID], first: FromDay, last: ToDay
) -> Response[SuggestedOrderAnswer]:
    """Menus x headcounts x recipes of a site's days, less stock that can be used in time and less what is ordered."""
    span(first, last)
    found = await suggest(within, site, first, last, db.utc_now())
    suppliers: dict[UUID | None, SupplierOrderAnswer] = {}
    for line in found.lines:
        offer = line.offer
        by = suppliers.setdefault(
            offer["contract"] if offer else None,
            {
                "supplier": party(offer["supplier"], offer["name"], offer["name_en"]) if offer else None,
                "contract": {"id": offer["contract"], "number": offer["number"]} if offer else None,
                "lines": [],
            },
        )
        by["lines"].append(_line(line))
    body: SuggestedOrderAnswer = {
        "site": site,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "suppliers": sorted(suppliers.values(), key=lambda by: (by["supplier"] is None, -len(by["lines"]))),
        "unreckoned": [
            {
                "day": each.day.isoformat(),
                "meal": each.meal.value,
                "dish": each.dish,
                "dish_en": each.dish_en,
            }
            for each in found.unreckoned
        ],
    }
    return answer(body)


def _line(line: SuggestedLine) -> SuggestedLineAnswer:
    in_unit, row, offer = line.dimension.value, line.row, line.offer
    return {
        "ingredient": {
            "id": line.ingredient,
            "name": row["name"] if row else None,
            "name_en": row["name_en"] if row else None,
            "food_group": row["food_group"] if row else None,
        },
        "unit": unit(in_unit),
        "needed": to_decimal(line.needed, in_unit),
        "in_stock": to_decimal(sum(each.used for each in line.stock), in_unit),
        "on_order": to_decimal(sum(each.used for each in line.orders), in_unit),
        "short": to_decimal(line.short, in_unit),
        "suggested": to_decimal(line.suggested, in_unit),
        "unit_price": offer["unit_price"] if offer else None,
        "price_unit": offer["unit"] if offer else None,
        "uses": [_use(use, in_unit) for use in line.uses],
        "stock": [
            {
                "batch": each.batch,
                "lot": each.lot,
                "expiry_date": day(each.expiry_date),
                "left": to_decimal(each.left, in_unit),
                "unsure": to_decimal(each.unsure, in_unit),
                "used": to_decimal(each.used, in_unit),
                "earlier": to_decimal(each.earlier, in_unit),
                "state": each.state,  # type: ignore[typeddict-item]  # one of the three
            }
            for each in line.stock
        ],
        "orders": [
            {
                "order": each.order,
                "number": each.number,
                "due": each.due.isoformat(),
                "amount": to_decimal(each.amount, in_unit),
                "used": to_decimal(each.used, in_unit),
            }
            for each in line.orders
        ],
    }


def _use(use: Use, in_unit: str) -> UseAnswer:
    group = use.group
    return {
        "day": use.day.isoformat(),
        "meal": use.meal.value,
        "dish": use.dish,
        "dish_en": use.dish_en,
        "group": {"id": group.record, "name": group.name, "name_en": group.name_en} if group else None,
        "heads": use.heads,
        "counted": use.counted,
        "portion": {"amount": use.portion.amount, "unit": use.portion.unit},
        "amount": to_decimal(use.amount, in_unit),
    }


HANDLERS = [suggested_order]
