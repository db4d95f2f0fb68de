"""What substitutions make of the dishes of a menu: one rule for every page that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from traceability import db, known

SUBSTITUTIONS = (
    "SELECT s.menu, s.recipe_out, s.dish_out, s.recipe_in, s.dish_in, s.reason, i.dish_en AS dish_in_en,"
    " o.dish_en AS dish_out_en FROM substitution s"
    " LEFT JOIN recipe i ON i.record = s.recipe_in AND @known(i)"
    " LEFT JOIN recipe o ON o.record = s.recipe_out AND @known(o)"
    " WHERE s.log = $1 AND s.menu IN @uuids($2) AND @known(s) ORDER BY s.occurred_at, s.seq"
)


def is_same_dish(recipe: UUID | None, dish: str, row: Mapping[str, object]) -> bool:
    """Whether it is the dish of a row (recipe, dish): by recipe where both name one, else by name."""
    other = row.get("recipe")
    return bool(recipe == other if recipe and other else dish == row["dish"])


@dataclass(frozen=True, slots=True)
class FirstDish:
    """What a menu named before it was replaced."""

    recipe: UUID | None
    dish: str
    dish_en: str | None


@dataclass(slots=True, kw_only=True)
class MenuDish:
    """A dish as a menu and its substitutions say; dish None: nothing came in its place.

    line: its line of the menu, None for what came instead of a dish that the menu does not name; first: what the menu
    named before it was replaced; reason: of the last substitution.
    """

    line: int | None
    recipe: UUID | None
    dish: str | None
    dish_en: str | None = None
    first: FirstDish | None = None
    reason: str | None = None

    @property
    def instead_of(self) -> str | None:
        return self.first.dish if self.first else None

    def is_made_as(self, row: Mapping[str, object]) -> bool:
        """Whether it is the dish of a row, as of `is_same_dish`; never once it was taken off."""
        return self.dish is not None and is_same_dish(self.recipe, self.dish, row)

    def give_way(self, change: db.Row) -> None:
        """Become what came instead; the first dish itself where that came back."""
        if self.first is None and self.dish is not None:
            self.first = FirstDish(self.recipe, self.dish, self.dish_en)
        self.recipe, self.dish, self.dish_en = change["recipe_in"], change["dish_in"], change["dish_in_en"]
        self.reason = change["reason"]
        if self.first and self.is_made_as({"recipe": self.first.recipe, "dish": self.first.dish}):
            self.first = self.reason = None


D = TypeVar("D", bound=MenuDish)


async def substitute(site: UUID, menus: Mapping[UUID, list[D]], new: type[D], checkpoint: UUID | None = None) -> None:
    """Apply the substitutions of a site's menus to their dishes, in the order in which they happened,
    as known at a checkpoint or (None) now.

    A dish that the menu does not name still gave way: what came instead is added (`new`), unless it is there already.
    """
    for change in await known.fetch(checkpoint, SUBSTITUTIONS, site, list(menus)):
        dishes = menus[change["menu"]]
        out = {"recipe": change["recipe_out"], "dish": change["dish_out"]}
        there = next((dish for dish in dishes if dish.is_made_as(out)), None)
        if there is None:
            into = {"recipe": change["recipe_in"], "dish": change["dish_in"]}
            if change["dish_in"] is None or any(dish.is_made_as(into) for dish in dishes):
                continue
            there = new(line=None, **out, dish_en=change["dish_out_en"])
            dishes.append(there)
        there.give_way(change)
