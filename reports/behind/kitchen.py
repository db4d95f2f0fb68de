"""Cookings, samples and servings, behind the figures of the kitchen."""

from __future__ import annotations

from typing import Any

from reports.behind.item import Figure, Item, counted, in_states, told
from reports.figures import kitchen
from reports.figures.month import Month
from reports.figures.tally import State
from reports.places import PLACE
from reports.texts import Words
from traceability.snapshot.shapes import Cooking, Disposal, RecipeIngredient, Serving


def kitchen_figures(month: Month, words: Words) -> tuple[Figure, ...]:
    """Dishes against their recipes, core temperatures, samples, portions, and what was thrown away or corrected."""
    snapshot = month.snapshot
    least = kitchen.limit(snapshot, "cook_core_min")
    limit = None if least is None else f"{least} °C"
    cores = [(one, kitchen.core_state(one, least)) for one in kitchen.cookings_of(snapshot)]
    return (
        in_states("dishes", [_dish(one, words) for one in month.dishes]),
        in_states(
            "core", [cooking_item(one, words, state, ("limit", limit)) for one, state in cores if state is not None]
        ),
        in_states("samples", [_sample(one, words) for one in month.samples]),
        counted("portions", [_serving(one, words) for one in snapshot["servings"]], month.portions),
        counted("disposals", [_disposal(one, words) for one in snapshot["disposals"]]),
        counted(
            "corrections",
            [
                Item(
                    kind=one["kind"],
                    place={key: one[key] for key in PLACE},  # type: ignore[literal-required]  # the keys of Recorded
                    what=words.coded("record", one["kind"]),
                    at=one["recorded_at"],
                    facts=told(("reason", one["reason"])),
                )
                for one in snapshot["corrections"]
            ],
        ),
    )


def cooking_item(cooking: Cooking, words: Words, state: State | None, *facts: tuple[str, object]) -> Item:
    """A cooking by its dish."""
    core = cooking["core_temperature"]
    return _item(
        "cooking",
        cooking,
        words.name(cooking["dish"]),
        state,
        cooking["batch"],
        ("meal", words.coded("meal", cooking["meal"]) if cooking["meal"] else None),
        ("planned", cooking["portions"]),
        ("core", None if core is None else f"{core} °C"),
        *facts,
    )


def _dish(of: kitchen.Completeness, words: Words) -> Item:
    def names(ingredients: tuple[RecipeIngredient, ...]) -> str:
        return words.listed([words.name(one) for one in ingredients])

    return cooking_item(
        of.cooking,
        words,
        of.state,
        ("traced", f"{of.traced} / {of.total}" if of.total else None),
        ("missing", names(of.missing)),
        ("unresolved", names(of.unresolved)),
        ("unproved", names(of.unproved)),
    )


def _sample(of: kitchen.Retained, words: Words) -> Item:
    """A cooking with the sample that was kept of it; the record is the sample's where there is one."""
    sample = of.sample
    if sample is None:
        return cooking_item(of.cooking, words, of.state)
    cooking = of.cooking
    return _item(
        "retained_sample",
        {**sample, "occurred_at": sample["taken_at"]},
        words.name(cooking["dish"]),
        of.state,
        cooking["batch"],
        ("meal", words.coded("meal", cooking["meal"]) if cooking["meal"] else None),
        ("grams", sample["grams"] and f"{sample['grams']} g"),
        ("kept_until", sample["disposed_at"] or sample["kept_until"]),
        ("temperature", None if sample["temperature"] is None else f"{sample['temperature']} °C"),
    )


def _serving(one: Serving, words: Words) -> Item:
    batch = one["dishes"][0] if one["dishes"] else None
    meal = ("meal", words.coded("meal", one["meal"]))
    return _item("serving", one, one["group"], None, batch, meal, ("portions", one["portions"]))


def _disposal(one: Disposal, words: Words) -> Item:
    reason = words.coded("disposal", one["reason"]) if one["reason"] else None
    amount = words.amount(one["amount"]) if one["amount"] else None
    return _item("disposal", one, one["name"], None, one["batch"], ("amount", amount), ("reason", reason))


def _item(
    kind: str, record: Any, what: str, state: State | None, batch: str | None, *facts: tuple[str, object]
) -> Item:
    return Item(
        kind=kind,
        place={key: record[key] for key in PLACE},
        what=what,
        day=record["day"],
        at=record["occurred_at"],
        state=state,
        batch=batch,
        facts=told(*facts),
    )
