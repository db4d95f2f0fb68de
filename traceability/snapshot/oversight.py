"""How the canteen watches over itself: certificates of health, meetings, additives, incidents, prices, accounts."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from traceability.quantities import format_money, to_decimal
from traceability.snapshot.district import division
from traceability.snapshot.duties import of_days
from traceability.snapshot.duty_shapes import (
    AdditiveUse,
    HealthCertificate,
    Incident,
    MonthlyMeeting,
    Reheating,
    WeeklyCheck,
)
from traceability.snapshot.names import ingredients_of
from traceability.snapshot.supply_shapes import Account, Price
from traceability.snapshot.window import Window, day, degrees, line_cost, recorded, text


async def health_certificates(window: Window) -> list[HealthCertificate]:
    """Every certificate of the site that began by the last day."""
    rows = await window.fetch(
        "SELECT x.*, v.leaf FROM health_certificate x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
        " WHERE x.log = $1 AND x.valid_from <= $2 AND @known(x) ORDER BY x.person, x.valid_to, x.record",
        window.site,
        window.last,
    )
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "person": str(row["person"]),
            "valid_from": row["valid_from"].isoformat(),
            "valid_to": row["valid_to"].isoformat(),
            "seen_on": day(row["seen_on"]),
        }
        for row in rows
    ]


async def weekly_checks(window: Window) -> list[WeeklyCheck]:
    """Reports on every week that has a day in the window, whenever they were written."""
    rows = await window.fetch(
        "SELECT x.*, v.leaf FROM weekly_check x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
        " WHERE x.log = $1 AND x.first_day >= $2 AND x.first_day <= $3 AND @known(x) ORDER BY x.first_day, x.record",
        window.site,
        window.first - timedelta(days=window.first.weekday()),
        window.last,
    )
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "week": row["week"],
            "first_day": row["first_day"].isoformat(),
            "day": row["day"].isoformat(),
            "director": text(row["director"]),
            "findings": row["findings"],
        }
        for row in rows
    ]


async def monthly_meetings(window: Window) -> list[MonthlyMeeting]:
    """Minutes on every month that has a day in the window, whenever the meeting was."""
    rows = await window.fetch(
        "SELECT x.*, v.leaf FROM monthly_meeting x JOIN revision v ON v.record = x.record AND v.rev = x.rev"
        " WHERE x.log = $1 AND x.first_day >= $2 AND x.first_day <= $3 AND @known(x) ORDER BY x.first_day, x.record",
        window.site,
        window.first.replace(day=1),
        window.last,
    )
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "month": row["month"],
            "first_day": row["first_day"].isoformat(),
            "day": row["day"].isoformat(),
            "principal": text(row["principal"]),
            "in_canteen": None if row["in_canteen"] is None else bool(row["in_canteen"]),
        }
        for row in rows
    ]


async def additive_uses(window: Window) -> list[AdditiveUse]:
    rows = await window.rows(of_days("additive_use"))
    foods = await ingredients_of(window, [row["batch"] for row in rows])
    nothing = (None, None)
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "day": row["day"].isoformat(),
            "batch": str(row["batch"]),
            "ingredient": foods.get(row["batch"], nothing)[1],
            "ingredient_id": foods.get(row["batch"], nothing)[0],
            "dish": text(row["dish"]),
            "food": row["food"],
            "purpose": row["purpose"],
            "grams": to_decimal(row["amount"], "g") if row["dimension"] == "mass" else None,
            "food_kg": to_decimal(row["food_amount"], "kg")
            if row["food_dimension"] == "mass" and row["food_amount"] is not None
            else None,
            "person": text(row["person"]),
        }
        for row in rows
    ]


async def reheatings(window: Window) -> list[Reheating]:
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "day": row["day"].isoformat(),
            "occurred_at": window.moment(row["occurred_at"]),
            "batch": str(row["batch"]),
            "core_temperature": degrees(row["core_temperature"]),
        }
        for row in await window.rows(of_days("reheating"))
    ]


async def incidents(window: Window) -> list[Incident]:
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "day": row["day"].isoformat(),
            "occurred_at": window.moment(row["occurred_at"]),
            "kind": row["kind"],
            "affected": row["affected"],
            "reported_at": window.moment_or_none(row["reported_at"]),
        }
        for row in await window.rows(of_days("incident"))
    ]


async def prices(window: Window, ingredients: set[UUID]) -> list[Price]:
    """Published prices of these ingredients in force on one of the days, those of the nearest region first."""
    rows = await window.fetch(
        "SELECT x.* FROM reference_price x WHERE x.valid_from <= $3 AND (x.valid_to IS NULL OR x.valid_to >= $2)"
        " AND x.ingredient IN @uuids($1) AND @known(x) ORDER BY x.ingredient, x.valid_from, x.record",
        sorted(ingredients),
        window.first,
        window.last,
    )
    near = [row for row in rows if window.region.startswith(division(row["region"]))]
    return [
        {
            "ingredient": str(row["ingredient"]),
            "region": row["region"],
            "unit_price": row["unit_price"],
            "unit": row["unit"],
            "valid_from": row["valid_from"].isoformat(),
            "valid_to": day(row["valid_to"]),
            "source": row["source"],
        }
        for row in sorted(near, key=lambda row: (str(row["ingredient"]), -len(division(row["region"]))))
    ]


async def accounts(window: Window) -> list[Account]:
    """Accounts of every month that has a day in the window, beside what that month's deliveries cost."""
    rows = await window.fetch(
        "SELECT x.*, v.leaf, (SELECT l.amount FROM canteen_account_line l WHERE l.record = x.record AND l.rev = x.rev"
        " AND l.side = 'expenditure' AND l.heading = 'ingredients') AS ingredients FROM canteen_account x"
        " JOIN revision v ON v.record = x.record AND v.rev = x.rev WHERE x.log = $1 AND x.first_day >= $2"
        " AND x.first_day <= $3 AND @known(x) ORDER BY x.first_day, x.record",
        window.site,
        window.first.replace(day=1),
        window.last,
    )
    found: list[Account] = []
    for row in rows:
        cost, unpriced = await _receipts(window, row["first_day"])
        found.append(
            {
                **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
                "month": row["month"],
                "first_day": row["first_day"].isoformat(),
                "income": format_money(row["income"]),
                "expenditure": format_money(row["expenditure"]),
                "ingredients": None if row["ingredients"] is None else format_money(row["ingredients"]),
                "receipts": format_money(cost),
                "unpriced": unpriced,
                "closed_on": day(row["closed_on"]),
                "published_on": day(row["published_on"]),
            }
        )
    return found


async def _receipts(window: Window, first: date) -> tuple[int, int]:
    """What a month's accepted goods cost by the prices on their lines, in fen, and how many lines have no price."""
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    rows = await window.fetch(
        "SELECT x.unit_price, x.accepted, x.entered_unit FROM delivery_line x"
        " WHERE x.log = $1 AND x.day >= $2 AND x.day <= $3 AND @known(x)",
        window.site,
        first,
        last,
    )
    costs = [line_cost(row["unit_price"], row["accepted"], row["entered_unit"]) for row in rows]
    return sum(cost for cost in costs if cost is not None), sum(cost is None for cost in costs)
