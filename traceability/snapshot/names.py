"""By which other names people know the foods of these days."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from traceability.snapshot.duty_shapes import AdditiveUse
from traceability.snapshot.parts import Named
from traceability.snapshot.shapes import Cooking, Delivery, OtherName
from traceability.snapshot.supply_shapes import Balance
from traceability.snapshot.window import Window

OF_BATCHES = (
    "SELECT b.batch, b.ingredient, i.name, i.name_en FROM batch b LEFT JOIN ingredient i ON i.record = b.ingredient"
    " AND @known(i) WHERE b.batch IN @uuids($1) AND b.ingredient IS NOT NULL AND @known(b)"
)


async def ingredients_of(window: Window, batches: Iterable[UUID]) -> dict[UUID, tuple[str, Named | None]]:
    """The ingredient of each batch: its id, and its names where it is on record."""
    rows = await window.fetch(OF_BATCHES, sorted(set(batches)))
    return {
        row["batch"]: (
            str(row["ingredient"]),
            {"name": row["name"], "name_en": row["name_en"]} if row["name"] else None,
        )
        for row in rows
    }


async def other_names(
    window: Window, received: list[Delivery], cooked: list[Cooking], uses: list[AdditiveUse], stock: list[Balance]
) -> list[OtherName]:
    """Other names of every ingredient that these facts name, in the order of its id."""
    wanted = {line["ingredient"]["id"] for one in received for line in one["lines"]}
    wanted |= {one["ingredient_id"] for cooking in cooked for one in cooking["inputs"]}
    wanted |= {one["id"] for cooking in cooked for one in cooking["recipe_ingredients"] or []}
    wanted |= {one["ingredient_id"] or "" for one in uses} | {one["ingredient"] or "" for one in stock}
    rows = await window.fetch(
        "SELECT record, alias FROM ingredient_alias a WHERE record IN @uuids($1) AND @known(a)"
        " ORDER BY record, alias, id",
        sorted(UUID(one) for one in wanted if one),
    )
    return [{"ingredient": str(row["record"]), "name": row["alias"]} for row in rows]
