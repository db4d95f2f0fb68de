"""What the writing of one kitchen's days remembers: ids of what later records name, and what is left in its store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from server.demo import ids
from server.demo.dice import dice
from server.demo.happenings import Cooking, Delivery, KitchenDay, Line
from server.demo.plan import Plan
from server.demo.schools import Campus
from server.demo.sheaf import Sheaf
from server.demo.supply import Lot
from traceability.identifiers import campus_batch_id, made_batch_id


@dataclass(frozen=True)
class Slip:
    """A record that was entered wrong, and how it is corrected: its whole content, None where it did not occur."""

    record: UUID
    at: datetime
    reason: str
    content: Mapping[str, Any] | None


@dataclass
class Book:
    """One kitchen, its campuses, and where its records stand."""

    plan: Plan
    sheaf: Sheaf
    kitchen: Campus
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    openings: dict[tuple[str, int], UUID] = field(default_factory=dict)
    cookings: dict[str, Cooking] = field(default_factory=dict)
    arrived: dict[tuple[int, str], UUID] = field(default_factory=dict)
    """(campus, cooking code) to the dish batch that a dispatch brought there."""
    left: dict[tuple[str, int], int] = field(default_factory=dict)
    """(delivery code, line) to what the store still holds, in base units."""
    delivered: dict[Lot, int] = field(default_factory=dict)
    """What came of each lot, in base units."""
    spent: dict[str, int] = field(default_factory=dict)
    """Month ("2026-11") to what its goods cost as received, in fen."""
    diners: dict[str, int] = field(default_factory=dict)
    """Month to how many lunches were eaten, at every campus the kitchen cooks for."""
    planted: list[tuple[Delivery, Line]] = field(default_factory=list)
    """Lines with a planted fault."""
    slips: list[Slip] = field(default_factory=list)

    @property
    def site(self) -> str:
        return str(ids.campus(self.kitchen.code))

    def signer(self, place: int, campus: Campus | None = None) -> str:
        """The person of a campus (this kitchen's if None): 0 storekeeper, 1 officer, 2 manager, 3 and 4 cooks, 5, 6.

        5 is the principal, 6 the food-safety director.
        """
        return str(ids.person((campus or self.kitchen).people[place].key))

    def cook(self, dish: str, day: date) -> str:
        """Who cooks a dish; the second cook on days on which they are fit."""
        return self.signer(3 if unfit(self.kitchen, day) else 3 + len(dish) % 2)

    def goods(self, delivery: str, line: int) -> UUID:
        """The batch that a delivery line put into the store."""
        return campus_batch_id(delivery_id(self.deliveries[delivery]), line)

    def line(self, delivery: str, line: int) -> Line:
        return next(row for row in self.deliveries[delivery].lines if row.line == line)

    def dish(self, cooking: str, campus: int) -> UUID:
        """The batch of a dish where it is eaten: in its kitchen, or at the campus it was sent to."""
        if campus == self.kitchen.index:
            return made_batch_id(cooking_id(self.cookings[cooking]))
        return self.arrived[campus, cooking]

    def take(self, delivery: str, line: int, amount: int) -> None:
        self.left[delivery, line] -= amount

    def ends_week(self, today: KitchenDay) -> bool:
        """Whether it is the last school day of its week."""
        following: date | None = next((day for day in self.plan.days if day > today.day), self.plan.next_day)
        return following is None or following.isocalendar().week != today.day.isocalendar().week


def delivery_id(delivery: Delivery) -> UUID:
    return ids.happened(delivery.at, "delivery", delivery.code)


def cooking_id(cooking: Cooking) -> UUID:
    return ids.happened(cooking.finished_at, "cooking", cooking.code)


def unfit(campus: Campus, day: date) -> bool:
    """Whether the second cook was not fit at the morning check, now and then, and left food work."""
    return dice("unfit", campus.code, day).random() < 0.02
