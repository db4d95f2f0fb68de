"""What a kitchen buys for its menus: orders by supplier and day, and the deliveries they become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from server.demo.calendar import moment
from server.demo.dice import dice
from server.demo.facts import Facts, Fault, Ingredient
from server.demo.happenings import Delivery, Line
from server.demo.schools import Campus
from server.demo.supply import Lot, lot_at, seller

WEEKLY_FROM_DAYS = 16
"""What keeps at least so many days is bought once a week."""
_MARGIN_PERMILLE = 1040
_FROM_TENTHS = 50
"""Loose goods of 5 kg and more may weigh a little more or less than ordered, or be sent back in part."""
_HALF_KILOGRAM = {"kg": 500_000, "l": 500}


@dataclass(frozen=True)
class Planted:
    """The faults that touch one kitchen's deliveries of one day, and what came before."""

    faults: tuple[Fault, ...] = ()
    lapsed: frozenset[str] = frozenset()
    """Suppliers whose licence has ended; bought from only where a fault says so."""

    def on(self, ingredient: str) -> Fault | None:
        """The fault planted on an ingredient's line."""
        return next((fault for fault in self.faults if fault.ingredient == ingredient), None)


def bought_weekly(ingredient: Ingredient) -> bool:
    """Whether a kitchen buys it for the week and not for the day."""
    return ingredient.keep == "shared" or ingredient.days >= WEEKLY_FROM_DAYS


def ordered_amount(ingredient: Ingredient, need: int) -> int:
    """The amount to order for a need: with a margin of 4 %, in whole packages or else half kilograms or litres."""
    step = ingredient.package.content if ingredient.package else _HALF_KILOGRAM[ingredient.unit]
    wanted = need if ingredient.package else -(-need * _MARGIN_PERMILLE // 1000)
    return -(-wanted // step) * step


def deliveries(
    facts: Facts, kitchen: Campus, day: date, orders: Mapping[str, int], seed: int, planted: Planted
) -> tuple[Delivery, ...]:
    """The deliveries of a morning, one per supplier, from ingredient codes and ordered amounts."""
    by_supplier: dict[str, list[str]] = {}
    for code in sorted(orders, key=list(facts.ingredients).index):
        fault = planted.on(code)
        forced = fault.supplier if fault else None
        by_supplier.setdefault(forced or seller(code, kitchen.index, planted.lapsed).code, []).append(code)
    return tuple(
        _delivery(facts, kitchen, day, supplier, n, {code: orders[code] for code in codes}, seed, planted)
        for n, (supplier, codes) in enumerate(sorted(by_supplier.items()), start=1)
    )


def _delivery(
    facts: Facts,
    kitchen: Campus,
    day: date,
    supplier: str,
    n: int,
    orders: Mapping[str, int],
    seed: int,
    planted: Planted,
) -> Delivery:
    throw = dice(seed, "delivery", kitchen.index, day, supplier)
    cold = any(facts.ingredients[code].storage != "ambient" for code in orders)
    return Delivery(
        code=f"{kitchen.code}-{day:%Y%m%d}-{n}",
        campus=kitchen.index,
        supplier=supplier,
        order_number=f"PO-{day:%Y%m%d}-{kitchen.index:03}{n:02}",
        ordered_on=day - timedelta(days=1 + throw.randrange(2)),
        note_number=f"SH{day:%Y%m%d}{kitchen.index:03}{n:02}",
        at=moment(day, 6, throw.randint(0, 110)),
        plate=f"京Z{throw.randint(10000, 99999)}",
        vehicle_temperature=throw.randint(15, 45) if cold else None,
        lines=tuple(
            _line(facts, day, supplier, number, facts.ingredients[code], orders[code], seed, kitchen, planted)
            for number, code in enumerate(orders, start=1)
        ),
    )


def _line(
    facts: Facts,
    day: date,
    supplier: str,
    number: int,
    ingredient: Ingredient,
    ordered: int,
    seed: int,
    kitchen: Campus,
    planted: Planted,
) -> Line:
    throw = dice(seed, "line", kitchen.index, day, ingredient.code)
    lot = lot_at(facts.suppliers[supplier], ingredient, day)
    delivered, rejected = ordered, 0
    tenth = _HALF_KILOGRAM[ingredient.unit] // 5
    if ingredient.package is None and ordered >= _FROM_TENTHS * tenth:
        delivered += throw.choice((0, 0, 0, 1, 2, -1)) * tenth
        if throw.random() < 0.012:
            rejected = delivered // (20 * tenth) * tenth
    line = Line(
        line=number,
        ingredient=ingredient.code,
        ordered=ordered,
        delivered=delivered,
        accepted=delivered - rejected,
        rejected=rejected,
        reason="外观不良，部分退回" if rejected else None,
        lot=lot,
        typed_lot=lot.code,
        packages=ordered // ingredient.package.content if ingredient.package else None,
        temperature=temperature(ingredient, day, seed, kitchen.index),
        label=ingredient.label,
        price=ingredient.price * throw.randint(950, 1050) // 1000 // 10 * 10,
        fault=None,
    )
    fault = planted.on(ingredient.code)
    return plant(line, ingredient, fault, kitchen.index, day) if fault else line


def temperature(ingredient: Ingredient, day: date, seed: int, campus: int) -> int | None:
    """A plausible reading at the door: chilled 2 °C under to 2 °C over the label, frozen -18 to -11; else None."""
    throw = dice(seed, "temperature", campus, day, ingredient.code)
    if ingredient.label is None:
        return None
    if ingredient.storage == "frozen":
        return throw.randint(-180, -110)
    return throw.randint(max(ingredient.label - 20, 5), ingredient.label + 20)


def plant(line: Line, ingredient: Ingredient, fault: Fault, campus: int, day: date) -> Line:
    """The line as the fault has it: its temperature, price, or lot as typed by this campus."""
    line = replace(line, fault=fault.id)
    if fault.temperature is not None:
        line = replace(line, temperature=fault.temperature)
    if fault.price_permille is not None:
        line = replace(line, price=ingredient.price * fault.price_permille // 1000)
    if fault.lot is not None:
        made = day - timedelta(days=1)
        digits = f"{made:%Y%m%d}"
        words = {
            "date": digits,
            "date_full_width": "".join(chr(ord(digit) + 0xFEE0) for digit in digits),
            "date_with_letter_o": digits.replace("0", "O", 1),
        }
        lot = Lot(line.lot.supplier, line.ingredient, fault.lot.format(**words), made)
        spelling = fault.spellings[fault.campuses.index(campus)]
        line = replace(line, lot=lot, typed_lot=spelling.format(**words))
    return line
