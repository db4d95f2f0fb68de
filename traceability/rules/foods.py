"""Names of foods, as rules compare them with the list of what school canteens may not buy, cook or sell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from traceability.forbidden import Forbidden
from traceability.rules.rule import Value
from traceability.snapshot.parts import Named
from traceability.snapshot.shapes import Cooking, Facts

OtherNames: TypeAlias = Mapping[str, list[str]]
UNNAMED = "—"
"""What a snapshot says where an ingredient has no name on record."""


def plain(text: str) -> str:
    """A name without spaces and widths, as the tablet compares it (server/web/src/lib/forbidden.ts)."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def other_names(facts: Facts) -> OtherNames:
    """The other names of each ingredient, by its id."""
    found: dict[str, list[str]] = {}
    for one in facts["other_names"]:
        found.setdefault(one["ingredient"], []).append(one["name"])
    return found


def foods_told(foods: Iterable[Named]) -> dict[str, Value]:
    """The names of foods as a verdict tells them, each once, in Chinese and in English."""
    named = sorted({(food["name"], food["name_en"] or food["name"]) for food in foods})
    return {"foods": [name for name, _ in named], "foods_en": [name for _, name in named]}


def ingredients_of(cooking: Cooking) -> Iterator[tuple[Named, str]]:
    """What went into a dish, and what its recipe asks for: name and id."""
    for one in cooking["inputs"]:
        yield one["ingredient"], one["ingredient_id"]
    for asked in cooking["recipe_ingredients"] or []:
        yield asked, asked["id"]


def forbidden_food(food: Named, also: Iterable[str], listed: Iterable[Forbidden]) -> Forbidden | None:
    """Why an ingredient is forbidden: one of its names is on the list, as a whole."""
    names = {plain(name) for name in (food["name"], food["name_en"] or "", *also)}
    return next((one for one in listed if names & {plain(name) for name in one.foods}), None)


def forbidden_dish(dish: str, listed: Iterable[Forbidden]) -> Forbidden | None:
    """Why a dish is forbidden: a part of its name is on the list."""
    return next((one for one in listed if any(plain(part) in plain(dish) for part in one.dishes)), None)
