"""The shapes of what a manager plans by: the menus of days to come, and what to order for them."""

from __future__ import annotations

from typing import Literal, TypedDict
from uuid import UUID

from server.api.kitchen_shapes import Named
from server.api.shapes import Measured, PartyName

MealName = Literal["breakfast", "lunch", "dinner", "snack"]


class PlannedDishAnswer(TypedDict):
    """dish null: it was taken off; instead_of: what the menu said first; reason: of the last substitution."""

    line: int | None
    recipe: UUID | None
    dish: str | None
    dish_en: str | None
    portions: int | None
    instead_of: str | None
    reason: str | None


class PlannedMenuAnswer(TypedDict):
    """published_at null: a draft."""

    id: UUID
    revision: int
    day: str
    meal: MealName
    published_at: str | None
    dishes: list[PlannedDishAnswer]


class GroupAnswer(Named):
    age_group: str | None
    enrolment: int


class CountedAnswer(TypedDict):
    """The headcount on record of a group for a meal."""

    id: UUID
    revision: int
    day: str
    meal: MealName
    group: UUID
    count: int


class CalendarDayAnswer(TypedDict):
    """kind: school, holiday or make_up."""

    day: str
    kind: str
    note: str | None


class PlanAnswer(TypedDict):
    """organisation: who runs the canteen, and whose recipes its manager writes."""

    site: UUID
    organisation: UUID | None
    menus: list[PlannedMenuAnswer]
    groups: list[GroupAnswer]
    headcounts: list[CountedAnswer]
    calendar: list[CalendarDayAnswer]


class UseAnswer(TypedDict):
    """heads x portion = amount. counted false: heads is the group's enrolment; group null: the menu's portions."""

    day: str
    meal: MealName
    dish: str
    dish_en: str | None
    group: Named | None
    heads: int
    counted: bool
    portion: Measured
    amount: str


class InStockAnswer(TypedDict):
    """left: certainly there; unsure: what more there may be. used: of it for these days; earlier: for those before.

    state: ok, held, or expired before the first of these days.
    """

    batch: UUID
    lot: str | None
    expiry_date: str | None
    left: str
    unsure: str
    used: str
    earlier: str
    state: Literal["ok", "held", "expired"]


class OnOrderAnswer(TypedDict):
    order: UUID
    number: str | None
    due: str
    amount: str
    used: str


class SuggestedIngredient(Named):
    food_group: str | None


class SuggestedLineAnswer(TypedDict):
    """Amounts are decimal strings in `unit`. short = needed - used of stock - used of orders; suggested: rounded up.

    unit_price: yuan per price_unit by the contract in force on the first day, null without one.
    """

    ingredient: SuggestedIngredient
    unit: str
    needed: str
    in_stock: str
    on_order: str
    short: str
    suggested: str
    unit_price: str | None
    price_unit: str | None
    uses: list[UseAnswer]
    stock: list[InStockAnswer]
    orders: list[OnOrderAnswer]


class ContractAnswer(TypedDict):
    id: UUID
    number: str | None


class SupplierOrderAnswer(TypedDict):
    """What to order from a supplier by a contract in force; both null for what no contract names."""

    supplier: PartyName | None
    contract: ContractAnswer | None
    lines: list[SuggestedLineAnswer]


class UnreckonedAnswer(TypedDict):
    """A dish that is not in the sums: it has no recipe on record, or nobody is known to eat it."""

    day: str
    meal: MealName
    dish: str
    dish_en: str | None


SuggestedOrderAnswer = TypedDict(
    "SuggestedOrderAnswer",
    {
        "site": UUID,
        "from": str,
        "to": str,
        "suppliers": list[SupplierOrderAnswer],
        "unreckoned": list[UnreckonedAnswer],
    },
)
"""What to order for the days from..to. unreckoned: dishes that are in no sum, named so that nobody misses them."""
