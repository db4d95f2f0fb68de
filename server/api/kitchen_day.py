"""A site's day in the kitchen: what is planned, due and open, and how far it is."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from server.api.answers import amount, answer, degrees, in_calendar, moment, party, unit_or_none
from server.api.kitchen_duties import duties_told
from server.api.kitchen_shapes import (
    DayDishAnswer,
    DayMealAnswer,
    DispatchedItem,
    DueLine,
    DueOrder,
    KitchenDayAnswer,
    Named,
    OnTheWay,
    OpeningAnswer,
    SampleAnswer,
    Tallied,
    UnitAnswer,
)
from server.api.stock import stored
from server.auth.gate import EVERYONE
from traceability import db
from traceability.kitchen.day import kitchen_day
from traceability.kitchen.day_meals import DayDish, DayMeal, Tally
from traceability.kitchen.day_open import Unit, WithLines
from traceability.scope import Scope


@get("/api/kitchen-day", operation_id="kitchen_day", tags=["kitchen"], opt={"roles": EVERYONE})
async def today(
    within: NamedDependency[Scope], site: FromQuery[UUID], day: FromQuery[date | None] = None
) -> Response[KitchenDayAnswer]:
    """A site's day (today by default): meals and how far they are, deliveries due, what expires and what is open."""
    now = db.utc_now()
    found = await kitchen_day(within, site, day and in_calendar(day, "day"), now)
    body: KitchenDayAnswer = {
        "site": site,
        "day": found.day.isoformat(),
        "meals": [_meal(meal) for meal in found.meals],
        "expected": [_due(order) for order in found.expected],
        "expiring": [stored(entry) for entry in found.expiring],
        "units": [_unit(unit) for unit in found.units],
        "samples": [_sample(row, now) for row in found.samples],
        "openings": [_opening(row) for row in found.openings],
        "on_the_way": [_on_the_way(dispatch) for dispatch in found.on_the_way],
        "duties": duties_told(found.duties),
    }
    return answer(body)


def _named(identity: UUID, row: db.Row) -> Named:
    return {"id": identity, "name": row["name"], "name_en": row["name_en"]}


def _meal(meal: DayMeal) -> DayMealAnswer:
    return {
        "meal": meal.meal,  # type: ignore[typeddict-item]  # one of the meals
        "menus": meal.menus,
        "published": meal.published,
        "dishes": [_dish(dish) for dish in meal.dishes],
        "headcounts": [
            {
                "group": {"id": heads.group, "name": heads.name, "name_en": heads.name_en},
                "enrolment": heads.enrolment,
                "count": heads.present,
            }
            for heads in meal.heads
        ],
    }


def _dish(dish: DayDish) -> DayDishAnswer:
    return {
        "line": dish.line,
        "recipe": dish.recipe,
        "dish": dish.dish,
        "dish_en": dish.dish_en,
        "instead_of": dish.instead_of,
        "portions": dish.portions,
        "batches": [
            {
                "batch": made.batch,
                "how": "cooked" if made.cooked else "received",
                "at": made.at.isoformat(),
                "portions": made.portions,
                "amount": amount(made.amount, made.dimension),
                "unit": unit_or_none(made.dimension),
                "temperature": degrees(made.temperature),
            }
            for made in dish.batches
        ],
        "sampled": _tallied(dish.sampled),
        "served": _tallied(dish.served),
    }


def _tallied(tally: Tally) -> Tallied:
    return {
        "count": tally.count,
        "portions": tally.portions,
        "amount": amount(tally.amount, tally.dimension),
        "unit": unit_or_none(tally.dimension),
    }


def _due(order: WithLines) -> DueOrder:
    row = order.row
    lines: list[DueLine] = [
        {
            "line": line["line"],
            "ingredient": _named(line["ingredient"], line),
            "ordered": {"amount": line["entered"], "unit": line["entered_unit"]},
        }
        for line in order.lines
    ]
    return {
        "order": row["record"],
        "number": row["number"],
        "due": row["due"].isoformat(),
        "supplier": party(row["supplier"], row["name"], row["name_en"]),
        "lines": lines,
    }


def _unit(unit: Unit) -> UnitAnswer:
    row, source = unit.row, unit.source
    return {
        **_named(row["record"], row),  # type: ignore[typeddict-item]  # a unit has a name
        "storage": row["storage"],
        "limits": {
            "min": degrees(unit.coldest),
            "max": degrees(unit.warmest),
            "source": source.source if source else None,
            "source_en": source.source_en if source else None,
        },
        "last": None
        if row["occurred_at"] is None
        else {"temperature": degrees(row["temperature"]) or "", "at": row["occurred_at"].isoformat()},
    }


def _sample(row: db.Row, now: datetime) -> SampleAnswer:
    return {
        "id": row["record"],
        "batch": row["batch"],
        "dish": row["dish"],
        "meal": row["meal"],
        "amount": amount(row["amount"], row["dimension"]),
        "unit": unit_or_none(row["dimension"]),
        "taken_at": row["taken_at"].isoformat(),
        "keep_until": row["keep_until"].isoformat(),
        "may_discard": row["keep_until"] <= now,
    }


def _opening(row: db.Row) -> OpeningAnswer:
    return {
        "id": row["record"],
        "batch": row["batch"],
        "ingredient": _named(row["ingredient"], row) if row["ingredient"] else None,
        "lot": row["lot_entered"],
        "opened_at": row["opened_at"].isoformat(),
    }


def _on_the_way(dispatch: WithLines) -> OnTheWay:
    row = dispatch.row
    items: list[DispatchedItem] = [
        {
            "line": item["line"],
            "batch": item["batch"],
            "dish": item["dish"],
            "dish_en": item["dish_en"],
            "amount": amount(item["amount"], item["dimension"]),
            "unit": unit_or_none(item["dimension"]),
            "portions": item["portions"],
        }
        for item in dispatch.lines
    ]
    return {
        "id": row["record"],
        "sender": party(row["log"], row["name"], row["name_en"]),
        "sent_at": row["occurred_at"].isoformat(),
        "made_at": moment(row["label_made_at"]),
        "eat_by": moment(row["label_eat_by"]),
        "temperature": degrees(row["temperature"]),
        "seal": row["seal"],
        "vehicle_plate": row["vehicle_plate"],
        "items": items,
    }


HANDLERS = [today]
