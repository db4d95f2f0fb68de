"""S2: cold storage stays cold, and somebody looked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from traceability.rules.law import Law
from traceability.rules.reading import days, days_between, minutes_between, tenths
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.duty_shapes import Reading, StorageUnit
from traceability.snapshot.shapes import Facts

COLD = ("chilled", "frozen")


@dataclass(frozen=True, slots=True)
class Excursion:
    """Readings outside the limits in a row, and those inside before and after, where there are any."""

    before: Reading | None
    outside: list[Reading]
    after: Reading | None

    @property
    def least(self) -> int:
        """Minutes it lasted at least: from the first to the last reading outside."""
        return minutes_between(self.outside[0]["occurred_at"], self.outside[-1]["occurred_at"])

    @property
    def most(self) -> int | None:
        """Minutes it lasted at most; None: nobody read the unit before or after."""
        if self.before is None or self.after is None:
            return None
        return minutes_between(self.before["occurred_at"], self.after["occurred_at"])


@rule("S2", at_once=("temperature_reading",))
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A refrigerator or freezer that was outside its limits for longer than allowed; judged by unit and day.

    A unit's own limits go before the law's where they are stricter; at a limit it is inside. Readings outside in a row
    are one excursion: it lasted at least from the first to the last of them, at most from the last reading inside
    before to the first inside after. Violated: at least too long, on each day it touches. Not evidenced: at most too
    long; a unit that was never read; or, on a day with meals, one that nobody read, or whose readings are apart for
    more whole hours than allowed (from the evening before, if there were meals then, else from midnight). A gap says
    nothing of the temperature, and no national figure says how often to read: it accuses nobody, but it is no pass.
    Whether food was tested after a failure is not judged: no record says what lay in the unit.
    """
    served = {*facts["served_days"], *(one["day"] for one in facts["servings"])}
    for unit in facts["storage_units"]:
        if unit["storage"] not in COLD:
            continue
        readings = sorted(unit["readings"], key=lambda one: one["occurred_at"])
        if not readings and unit["since"] is None:
            yield not_evidenced(Subject("storage_unit", unit["id"], facts["first"]), "never_read", **_unit(unit))
            continue
        excursions = _excursions(unit, readings, law)
        for day in days(max(facts["first"], unit["since"] or facts["first"]), facts["last"]):
            subject = Subject("storage_unit", unit["id"], day, day)
            if day in served or any(_day(one) == day for one in readings):
                touching = [one for one in excursions if any(_day(each) == day for each in one.outside)]
                gap = _gap(readings, day, served) if day in served else 0
                yield _judged(subject, unit, touching, gap, law)


def _judged(subject: Subject, unit: StorageUnit, excursions: list[Excursion], gap: int | None, law: Law) -> Verdict:
    allowed = int(law.threshold("store_excursion_max", subject.day).value)
    for one in sorted(excursions, key=lambda each: -each.least):
        worst = [each["temperature"] for each in one.outside]
        told = {
            "low": min(worst, key=lambda each: tenths(each) or 0),
            "high": max(worst, key=lambda each: tenths(each) or 0),
        }
        if one.least > allowed:
            minutes = {"minutes": str(one.least), "limit": str(allowed)}
            return violated(subject, f"{unit['storage']}_outside", **_unit(unit), **told, **minutes)
        if one.most is None or one.most > allowed:
            return not_evidenced(subject, "outside_for_how_long", **_unit(unit), **told, limit=str(allowed))
    if gap is None:
        return not_evidenced(subject, "not_read", **_unit(unit), on=subject.day)
    if gap > int(law.threshold("store_reading_gap_max", subject.day).value):
        return not_evidenced(subject, "gap", **_unit(unit), on=subject.day, hours=str(gap))
    return satisfied(subject)


def _excursions(unit: StorageUnit, readings: list[Reading], law: Law) -> list[Excursion]:
    found: list[Excursion] = []
    before: Reading | None = None
    outside: list[Reading] = []
    for one in readings:
        if not _inside(unit, one, law):
            outside.append(one)
            continue
        if outside:
            found.append(Excursion(before, outside, one))
        before, outside = one, []
    return [*found, Excursion(before, outside, None)] if outside else found


def _inside(unit: StorageUnit, reading: Reading, law: Law) -> bool:
    day, measured = _day(reading), tenths(reading["temperature"]) or 0
    warmest = law.threshold("store_chilled_max" if unit["storage"] == "chilled" else "store_frozen_max", day).tenths
    coldest = law.threshold("store_chilled_min", day).tenths if unit["storage"] == "chilled" else measured
    own = tenths(unit["coldest"]), tenths(unit["warmest"])
    coldest = coldest if own[0] is None else max(coldest, own[0])
    warmest = warmest if own[1] is None else min(warmest, own[1])
    return coldest <= measured <= warmest


def _gap(readings: list[Reading], day: str, served: set[str]) -> int | None:
    """The longest time without a reading that ends on the day, in whole hours; None: nobody read the unit that day."""
    own = [one["occurred_at"] for one in readings if _day(one) == day]
    if not own:
        return None
    start = f"{day}T00:00:00{own[0][19:]}"
    last = max((one["occurred_at"] for one in readings if _day(one) < day), default="")
    if last[:10] in served and days_between(last[:10], day) == 1:
        start = last
    moments = [start, *own]
    return max(minutes_between(earlier, later) for earlier, later in zip(moments, own, strict=False)) // 60


def _day(reading: Reading) -> str:
    return reading["occurred_at"][:10]


def _unit(unit: StorageUnit) -> dict[str, str | None]:
    return {"unit": unit["name"], "unit_en": unit["name_en"]}
