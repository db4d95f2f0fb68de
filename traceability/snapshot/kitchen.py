"""The month's kitchen: menus, cookings with what went in, servings, retained samples, disposals."""

from __future__ import annotations

from uuid import UUID

from traceability import db
from traceability.quantities import to_decimal
from traceability.snapshot.receiving import source_state
from traceability.snapshot.shapes import (
    Cooking,
    CookingInput,
    Disposal,
    Meal,
    RecipeIngredient,
    Sample,
    ServedDish,
    Serving,
)
from traceability.snapshot.window import Window, amount, as_moment, degrees, recorded, text, text_amount, unit_of


async def meals(window: Window) -> list[Meal]:
    """Planned meals: the menus, with the headcounts of their groups."""
    counts: dict[tuple[str, str], list[db.Row]] = {}
    for row in await window.read("headcounts"):
        counts.setdefault((row["day"].isoformat(), row["meal"]), []).append(row)
    rows = await window.read("menus")
    planned = {(_day(row["day"]), row["meal"]): row for row in rows}
    dishes: dict[tuple[str, str], list[str]] = {}
    for row in await window.read("menu_dishes"):
        dishes.setdefault((_day(row["day"]), row["meal"]), []).append(row["dish"])
    return [
        {
            "date": on,
            "meal": meal,
            "groups": [{"group": c["name"] or "", "headcount": c["present"]} for c in counts.get((on, meal), [])],
            "portions": planned[on, meal]["portions"] if (on, meal) in planned else None,
            "dishes": dishes.get((on, meal), []),
            "published_at": _moment(window, planned[on, meal]["published_at"]) if (on, meal) in planned else None,
        }
        for on, meal in sorted({*planned, *counts})
    ]


def _day(value: object) -> str:
    return str(value)


async def cookings(window: Window) -> list[Cooking]:
    """Every dish cooked, with every batch that links lead from, and what its recipe asks for."""
    inputs: dict[UUID, list[CookingInput]] = {}
    for row in await window.read("cooking_inputs"):
        inputs.setdefault(row["cooking"], []).append(_input(row))
    recipes = await _recipes(window)
    rows = await window.read("cookings")
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "dish": {
                "id": None if row["recipe"] is None else str(row["recipe"]),
                "name": row["dish"],
                "name_en": row["dish_en"],
            },
            "occurred_at": window.moment(row["occurred_at"]),
            "day": row["day"].isoformat(),
            "meal": row["meal"],
            "portions": row["portions"],
            "batch": str(row["batch"]),
            "core_temperature": degrees(row["core_temperature"]),
            "cook_through": bool(row["cook_through"]),
            "inputs": inputs.get(row["record"], []),
            "recipe_ingredients": recipes.get(row["recipe"]),
            "allergens": None if row["allergens"] is None else row["allergens"].split(),
            "cook": text(row["cook"]),
            "ended_at": window.moment_or_none(row["ended_at"]),
        }
        for row in rows
    ]


def _input(row: db.Row) -> CookingInput:
    dimension = row["dimension"]
    return {
        "batch": str(row["parent"]),
        "ingredient": {"name": row["name"] or "—", "name_en": row["name_en"]},
        "ingredient_id": str(row["ingredient"]) if row["ingredient"] else "",
        "amount": text_amount(row["amount"], dimension),
        "least": text_amount(row["least"], dimension),
        "greatest": text_amount(row["greatest"], dimension),
        "unit": None if dimension is None else unit_of(dimension),
        "evidence": row["evidence"],
        "source_state": "unresolved" if row["delivered"] is None else source_state(row),
        "kind": row["link_kind"],
        "food_group": row["food_group"],
        "allergens": (row["allergens"] or "").split(),
        "expiry_date": text(row["expiry_date"]),
    }


async def _recipes(window: Window) -> dict[UUID, list[RecipeIngredient]]:
    rows = await window.read("recipe_ingredients")
    found: dict[UUID, list[RecipeIngredient]] = {}
    for row in rows:
        found.setdefault(row["record"], []).append(
            {
                "id": str(row["ingredient"]),
                "name": row["name"] or "—",
                "name_en": row["name_en"],
                "optional": bool(row["optional"]),
                "allergens": (row["allergens"] or "").split(),
            }
        )
    return found


async def servings(window: Window) -> list[Serving]:
    plates: dict[UUID, list[ServedDish]] = {}
    for row in await window.read("served_dishes"):
        plates.setdefault(row["record"], []).append(
            {
                "batch": str(row["batch"]),
                "name": row["name"] or row["cooked"] or "—",
                "kind": row["kind"],
                "cooked_at": _moment(window, row["cooked_at"]),
                "temperature": degrees(row["temperature"]),
            }
        )
    rows = await window.read("servings")
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "occurred_at": window.moment(row["occurred_at"]),
            "day": row["day"].isoformat(),
            "meal": row["meal"],
            "group": row["group_name"] or str(row["diner_group"]),
            "portions": row["portions"],
            "dishes": [plate["batch"] for plate in plates.get(row["record"], [])],
            "plates": plates.get(row["record"], []),
        }
        for row in rows
    ]


async def samples(window: Window) -> list[Sample]:
    """Retained samples; temperature: the warmest reading of their refrigerator while they were kept."""
    rows = await window.read("samples")
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "of": str(row["parent"]),
            "dish": {"name": row["dish"] or row["of_cooking"] or row["cooked"] or "—", "name_en": None},
            "day": row["day"].isoformat(),
            "meal": row["meal"] or row["cooked_for"],
            "grams": _grams(row),
            "taken_at": window.moment(row["taken_at"]),
            "kept_until": window.moment_or_none(row["keep_until"]),
            "temperature": degrees(row["warmest"]),
            "coldest": degrees(row["coldest"]),
            "unit": text(row["unit"]),
            "person": text(row["person"]),
            "disposed_at": _moment(window, row["gone"]),
        }
        for row in rows
    ]


def _grams(row: db.Row) -> str | None:
    return to_decimal(row["amount"], "g") if row["dimension"] == "mass" and row["amount"] is not None else None


def _moment(window: Window, value: object) -> str | None:
    return None if value is None else window.moment(as_moment(value))  # type: ignore[arg-type]  # a time, or its text


async def disposals(window: Window) -> list[Disposal]:
    rows = await window.read("disposals")
    return [
        {
            **recorded(row),  # type: ignore[typeddict-item]  # the keys of Recorded
            "occurred_at": window.moment(row["occurred_at"]),
            "day": row["day"].isoformat(),
            "batch": str(row["batch"]),
            "name": row["named"] or "—",
            "amount": amount(row["amount"], row["dimension"]),
            "reason": row["reason"],
        }
        for row in rows
    ]
