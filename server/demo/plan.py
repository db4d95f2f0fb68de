"""The plan of a demonstration district: pure and repeatable, the same for the same size, seed and newest day.

`make_plan` settles who and when; `kitchen_days` tells what happens around one kitchen, day by day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from server.demo.calendar import moment, next_school_day, period
from server.demo.facts import Facts, Fault, Supplier, facts
from server.demo.happenings import Disposal, KitchenDay
from server.demo.meals import cook, dispatch, lay_tables, read_storage, retain, serve
from server.demo.menus import needs, portions, week_of, weekly_menu
from server.demo.purchases import Planted, bought_weekly, deliveries, ordered_amount
from server.demo.schools import Campus, campuses
from server.demo.store import Store

EXPECTED_PERMILLE = 980
"""Diners a kitchen buys for, per mille of enrolment."""
SHARED_WEEKS = 2
"""Weeks for which oil, rice or salt is bought when it runs low."""


@dataclass(frozen=True)
class Plan:
    """A district: its campuses and suppliers, its school days with records, and the next one, with orders only."""

    facts: Facts
    size: str
    seed: int
    days: tuple[date, ...]
    next_day: date | None
    campuses: tuple[Campus, ...]
    suppliers: dict[str, Supplier]
    """By code; the planted lapsed licence has its end date here."""

    def faults_at(self, campus: int, day: date) -> tuple[Fault, ...]:
        """The faults planted at a campus on a day."""
        return tuple(f for f in self.facts.faults if campus in f.campuses and self.days[f.day] == day)

    def lapsed(self, day: date) -> frozenset[str]:
        """Suppliers whose licence has ended by `day`."""
        ended = (s.code for s in self.suppliers.values() if s.licence and s.licence.valid_to < day)
        return frozenset(ended)

    def fed_by(self, kitchen: Campus) -> tuple[Campus, ...]:
        """The campuses a kitchen cooks for, its own first."""
        return (kitchen, *(c for c in self.campuses if c.kitchen == kitchen.index and c != kitchen))

    def kitchens(self) -> tuple[Campus, ...]:
        """The campuses that cook."""
        return tuple(campus for campus in self.campuses if campus.cooks)


def make_plan(size: str, seed: int, newest: date | None = None) -> Plan:
    """The plan of a `small` or `city` district up to `newest` (the calendar's newest day if None).

    Raises KeyError for another size, ValueError when the term holds too few days by then.
    """
    table = facts()
    days = period(table.calendar, size, newest)
    suppliers = dict(table.suppliers)
    for fault in table.faults:
        if fault.supplier and fault.licence_ended_days_before is not None:
            supplier = suppliers[fault.supplier]
            ended = days[fault.day] - timedelta(days=fault.licence_ended_days_before)
            if supplier.licence:
                suppliers[supplier.code] = replace(supplier, licence=replace(supplier.licence, valid_to=ended))
    next_day = next_school_day(table.calendar, days[-1])
    return Plan(table, size, seed, days, next_day, campuses(table, size, seed), suppliers)


def menus(plan: Plan, kitchen: Campus) -> dict[date, tuple[str, ...]]:
    """A kitchen's lunches by day, the next school day's included."""
    weeks: dict[tuple[int, int], list[date]] = {}
    for day in (*plan.days, *((plan.next_day,) if plan.next_day else ())):
        weeks.setdefault(week_of(day), []).append(day)
    menu: dict[date, tuple[str, ...]] = {}
    for days in weeks.values():
        fixed = {day: fault.dish for day in days for fault in plan.faults_at(kitchen.index, day)}
        menu |= weekly_menu(plan.facts, kitchen, days, plan.seed, fixed)
    return menu


def day_needs(plan: Plan, kitchen: Campus, menu: tuple[str, ...]) -> dict[str, int]:
    """What a lunch takes of each ingredient for the expected diners, in base units."""
    expected: dict[str, int] = {}
    for campus in plan.fed_by(kitchen):
        for group in campus.groups:
            count = -(-group.enrolment * EXPECTED_PERMILLE // 1000)
            expected[group.age] = expected.get(group.age, 0) + count
    total: dict[str, int] = {}
    for code in menu:
        for ingredient, amount in needs(plan.facts, plan.facts.recipes[code], portions(expected)).items():
            total[ingredient] = total.get(ingredient, 0) + amount
    return total


def orders(
    plan: Plan, kitchen: Campus, day: date, menu: Mapping[date, tuple[str, ...]], store: Store
) -> dict[str, int]:
    """What is ordered for a day: the day's fresh goods, and on the week's first day what keeps, less the stock."""
    week = [d for d in menu if week_of(d) == week_of(day)]
    wanted: dict[str, int] = {}
    faults = plan.faults_at(kitchen.index, day)
    for code, amount in day_needs(plan, kitchen, menu[day]).items():
        fault = next((fault for fault in faults if fault.ingredient == code), None)
        if fault and fault.rule == "T1":
            continue
        if not bought_weekly(plan.facts.ingredients[code]):
            wanted[code] = amount if fault else amount - store.usable(code, day)
    if day == week[0]:
        total: dict[str, int] = {}
        for other in week:
            for code, amount in day_needs(plan, kitchen, menu[other]).items():
                if bought_weekly(plan.facts.ingredients[code]):
                    total[code] = total.get(code, 0) + amount
        for code, amount in total.items():
            short = amount - store.usable(code, week[-1])
            common = plan.facts.ingredients[code].keep == "shared"
            wanted[code] = amount * SHARED_WEEKS if common and short > 0 else short
    return {code: ordered_amount(plan.facts.ingredients[code], short) for code, short in wanted.items() if short > 0}


def kitchen_days(plan: Plan, kitchen: Campus) -> Iterator[KitchenDay]:
    """What happens around a kitchen, day by day; last the next school day, whose deliveries are only orders."""
    table, store, menu = plan.facts, Store(), menus(plan, kitchen)
    for day, lunch in menu.items():
        faults = plan.faults_at(kitchen.index, day)
        planted = Planted(faults, plan.lapsed(day))
        wanted = orders(plan, kitchen, day, menu, store)
        arrived = deliveries(table, kitchen, day, wanted, plan.seed, planted)
        if day == plan.next_day:
            yield KitchenDay(kitchen.index, day, received=False, menu=lunch, deliveries=arrived)
            return
        for delivery in arrived:
            store.put(table, delivery)
        tables = lay_tables(plan.fed_by(kitchen), day, plan.seed)
        cooked = cook(table, kitchen, day, lunch, tables, store, plan.seed, faults)
        unsampled = frozenset(fault.dish for fault in faults if fault.rule == "L1")
        yield KitchenDay(
            campus=kitchen.index,
            day=day,
            received=True,
            menu=lunch,
            deliveries=arrived,
            openings=cooked.openings,
            cookings=cooked.cookings,
            emptyings=cooked.emptyings,
            samples=tuple(s for t in tables for s in retain(cooked.cookings, t.campus, day, plan.seed, unsampled)),
            dispatches=tuple(dispatch(table, cooked.cookings, t, day, plan.seed) for t in tables[1:]),
            servings=tuple(s for t in tables for s in serve(table, cooked.cookings, t, day, plan.seed)),
            disposals=tuple(
                Disposal(s.delivery, s.line, s.ingredient, s.left, moment(day, 16, 30)) for s in store.clear(day)
            ),
            readings=tuple(r for t in tables for r in read_storage(t.campus, day, plan.seed)),
        )
