"""The shapes of what a kitchen sees of its store and its day. Amounts and temperatures are decimal strings."""

from __future__ import annotations

from typing import Literal, TypedDict
from uuid import UUID

from server.api.shapes import Measured, PartyName


class Named(TypedDict):
    id: UUID
    name: str | None
    name_en: str | None


class StoredIngredient(Named):
    """storage: ambient, chilled or frozen."""

    storage: str | None


class StockItem(TypedDict):
    """A batch with something left: `remaining` at most, `least` at least. state: the worst that holds."""

    batch: UUID
    ingredient: StoredIngredient | None
    lot: str | None
    supplier: PartyName | None
    arrived: str | None
    expiry_date: str | None
    remaining: Measured
    least: Measured
    state: Literal["ok", "expires_soon", "expired", "held"]


class UnsignedDelivery(TypedDict):
    """A delivery that lacks its second signature. lines: how many; first: the person who signed it, where one did."""

    delivery: UUID
    supplier: PartyName | None
    occurred_at: str
    lines: int
    first: UUID | None


class DishBatchAnswer(TypedDict):
    """A dish as it stands in the kitchen. how: cooked here, or received from another campus."""

    batch: UUID
    how: Literal["cooked", "received"]
    at: str
    portions: int | None
    amount: str | None
    unit: str | None
    temperature: str | None


class Tallied(TypedDict):
    """How many records, how many portions, and what of it was weighed."""

    count: int
    portions: int
    amount: str | None
    unit: str | None


class DayDishAnswer(TypedDict):
    """line null: made without being planned; instead_of: what the menu said first; portions: as planned."""

    line: int | None
    recipe: UUID | None
    dish: str | None
    dish_en: str | None
    instead_of: str | None
    portions: int | None
    batches: list[DishBatchAnswer]
    sampled: Tallied
    served: Tallied


class HeadsAnswer(TypedDict):
    """count null: nobody counted this group for this meal."""

    group: Named
    enrolment: int
    count: int | None


class DayMealAnswer(TypedDict):
    """meal null: dishes of which nobody said for which meal."""

    meal: Literal["breakfast", "lunch", "dinner", "snack"] | None
    menus: list[UUID]
    published: bool
    dishes: list[DayDishAnswer]
    headcounts: list[HeadsAnswer]


class DueLine(TypedDict):
    line: int
    ingredient: Named
    ordered: Measured


class DueOrder(TypedDict):
    """An order due that day or overdue, of which nothing came."""

    order: UUID
    number: str | None
    due: str
    supplier: PartyName | None
    lines: list[DueLine]


class UnitLimits(TypedDict):
    """source: where the limits come from; null for the unit's own."""

    min: str | None
    max: str | None
    source: str | None
    source_en: str | None


class Reading(TypedDict):
    temperature: str
    at: str


class UnitAnswer(TypedDict):
    """A storage unit. last null: nobody ever read it."""

    id: UUID
    name: str
    name_en: str | None
    storage: str
    limits: UnitLimits
    last: Reading | None


class SampleAnswer(TypedDict):
    """A retained sample that is not thrown away. may_discard: its time is over now."""

    id: UUID
    batch: UUID
    dish: str | None
    meal: str | None
    amount: str | None
    unit: str | None
    taken_at: str
    keep_until: str
    may_discard: bool


class OpeningAnswer(TypedDict):
    """Shared goods opened and not emptied."""

    id: UUID
    batch: UUID
    ingredient: Named | None
    lot: str | None
    opened_at: str


class DispatchedItem(TypedDict):
    line: int
    batch: UUID
    dish: str | None
    dish_en: str | None
    amount: str | None
    unit: str | None
    portions: int | None


class OnTheWay(TypedDict):
    """Cooked food on its way to this site; sender: the campus it comes from."""

    id: UUID
    sender: PartyName | None
    sent_at: str
    made_at: str | None
    eat_by: str | None
    temperature: str | None
    seal: str | None
    vehicle_plate: str | None
    items: list[DispatchedItem]


class CheckedPerson(TypedDict):
    """Who was looked at in the morning, by id. sent_away null: not said, or fit."""

    person: UUID
    fit: bool
    sent_away: bool | None
    at: str


class DisinfectedAnswer(TypedDict):
    id: UUID
    tableware: str
    method: str
    at: str


class DailyCheckAnswer(TypedDict):
    """findings 0: a day in order, which is recorded too."""

    id: UUID
    points: int
    findings: int
    at: str


class AccompaniedAnswer(TypedDict):
    id: UUID
    meal: Literal["breakfast", "lunch", "dinner", "snack"]
    person: UUID
    problem: bool
    at: str


class TestedAnswer(TypedDict):
    id: UUID
    item: str
    result: Literal["passed", "failed", "inconclusive"]
    at: str


class WeeklyCheckAnswer(TypedDict):
    id: UUID
    week: str
    points: int
    findings: int
    at: str


class CamerasAnswer(TypedDict):
    """disturbed: how many of the cameras were off for a while; alerts: of all of them."""

    id: UUID
    cameras: int
    disturbed: int
    alerts: int
    at: str


class AdditiveAnswer(TypedDict):
    """name: the additive's, where its batch is known."""

    id: UUID
    name: str | None
    name_en: str | None
    food: str
    at: str


class DutiesAnswer(TypedDict):
    """What of the day's duties is recorded, the earliest first; the weekly checks are those of the day's week.

    camera_names: the cameras that the site's latest record names.
    """

    checked: list[CheckedPerson]
    disinfections: list[DisinfectedAnswer]
    daily_checks: list[DailyCheckAnswer]
    accompanied: list[AccompaniedAnswer]
    tests: list[TestedAnswer]
    weekly_checks: list[WeeklyCheckAnswer]
    cameras: list[CamerasAnswer]
    camera_names: list[str]
    additives: list[AdditiveAnswer]


class KitchenDayAnswer(TypedDict):
    site: UUID
    day: str
    meals: list[DayMealAnswer]
    expected: list[DueOrder]
    expiring: list[StockItem]
    units: list[UnitAnswer]
    samples: list[SampleAnswer]
    openings: list[OpeningAnswer]
    on_the_way: list[OnTheWay]
    duties: DutiesAnswer
