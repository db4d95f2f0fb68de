"""How rules read the plain values of a snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from traceability.rules.rule import Subject
from traceability.snapshot.shapes import Delivery, DeliveryLine, Facts

T = TypeVar("T")


def tenths(degrees: str | None) -> int | None:
    """A temperature in tenths of a degree, None where none was read."""
    return None if degrees is None else int(Decimal(degrees) * 10)


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def days(first: str, last: str) -> Iterable[str]:
    """Every day from first to last, both included."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day.isoformat()
        day += timedelta(days=1)


def month_ends(first: str, last: str) -> Iterable[str]:
    """Every last day of a month from first to last."""
    return (day for day in days(first, last) if (date.fromisoformat(day) + timedelta(days=1)).day == 1)


def minutes_between(earlier: str, later: str) -> int:
    """Whole minutes from one moment to another; negative where the second came first."""
    return int((datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() // 60)


def days_between(earlier: str, later: str) -> int:
    """Calendar days from one day to another."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def next_served(facts: Facts, day: str) -> str | None:
    """The first day with meals after a day, as far as the facts tell; None: there was none by their last day."""
    served = {*facts["served_days"], *(one["day"] for one in facts["servings"])}
    return min((each for each in served if each > day), default=None)


def months_after(day: str, months: int) -> str:
    """The day so many months later; the last of the month where that month is shorter."""
    start = date.fromisoformat(day)
    years, month = divmod(start.month - 1 + months, 12)
    first = date(start.year + years, month + 1, 1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(start.day, last.day)).isoformat()


def lines(deliveries: Iterable[Delivery]) -> Iterable[tuple[Delivery, DeliveryLine]]:
    """Every line with its delivery, in the order of arrival."""
    for delivery in deliveries:
        for line in delivery["lines"]:
            yield delivery, line


def of_line(delivery: Delivery, line: DeliveryLine, part: str = "") -> Subject:
    """The subject that a delivery's line is; part: what of it, where a rule judges several things of a line."""
    place = f"line:{line['line']}" + (f"/{part}" if part else "")
    return Subject("delivery", delivery["id"], delivery["day"], place)
