"""A lunch from the stove to the plate: cookings, samples, dispatch to a second campus, servings, readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from server.demo.calendar import moment
from server.demo.dice import dice
from server.demo.facts import Facts, Fault, Recipe
from server.demo.happenings import Cooking, Dispatch, Emptying, Opening, Reading, Sample, Serving, Use
from server.demo.menus import needs, portion_weight, portions, present
from server.demo.schools import Campus
from server.demo.store import Store

SAMPLE_HOURS = 48
"""Least hours a retained sample is kept (Order 45 Art 40)."""


@dataclass(frozen=True)
class Table:
    """Who eats at one campus on a day: diners by group code."""

    campus: Campus
    diners: Mapping[str, int]

    def by_age(self) -> dict[str, int]:
        """Diners by age group."""
        count: dict[str, int] = {}
        for group in self.campus.groups:
            count[group.age] = count.get(group.age, 0) + self.diners[group.code]
        return count

    def portions(self) -> dict[str, int]:
        """Portions to cook by age group, spare ones included."""
        return portions(self.by_age())


@dataclass(frozen=True)
class Cooked:
    """The cookings of a lunch and what they opened and emptied."""

    cookings: tuple[Cooking, ...]
    openings: tuple[Opening, ...]
    emptyings: tuple[Emptying, ...]


def lay_tables(campuses: Sequence[Campus], day: date, seed: int) -> tuple[Table, ...]:
    """Who came, at each campus."""
    return tuple(Table(c, {group.code: present(group, c, day, seed) for group in c.groups}) for c in campuses)


def all_portions(tables: Sequence[Table]) -> dict[str, int]:
    """Portions over all campuses by age group: the sum of what each is sent."""
    total: dict[str, int] = {}
    for table in tables:
        for age, count in table.portions().items():
            total[age] = total.get(age, 0) + count
    return total


def cook(
    facts: Facts,
    kitchen: Campus,
    day: date,
    menu: Sequence[str],
    tables: Sequence[Table],
    store: Store,
    seed: int,
    faults: Sequence[Fault],
) -> Cooked:
    """Cooks the menu out of the store."""
    cookings, openings, emptyings = [], [], []
    count = all_portions(tables)
    last_use = {ingredient: code for code in menu for ingredient, _ in facts.recipes[code].amounts}
    for n, code in enumerate(menu, start=1):
        recipe = facts.recipes[code]
        fault = next((fault for fault in faults if fault.dish == code), None)
        throw = dice(seed, "cook", kitchen.index, day, code)
        started = moment(day, 9, 40 + 5 * n + throw.randint(0, 6))
        finished = started + timedelta(minutes=throw.randint(25, 50) if recipe.cook_through else 12)
        uses: list[Use] = []
        shared: list[Use] = []
        for ingredient, amount in needs(facts, recipe, count).items():
            if fault and fault.rule == "T1" and fault.ingredient == ingredient:
                uses.append(Use(ingredient, amount, None, None))
                continue
            common = facts.ingredients[ingredient].keep == "shared"
            opened = common and facts.ingredients[ingredient].group != "additive"  # which is weighed out for each dish
            for taken in store.take(ingredient, amount, day, last=not common and last_use[ingredient] == code):
                use = taken.use
                (shared if opened else uses).append(use)
                if opened and use.delivery and use.line:
                    if taken.opened:
                        openings.append(Opening(use.delivery, use.line, ingredient, started))
                    if taken.emptied:
                        emptyings.append(Emptying(use.delivery, use.line, ingredient, finished))
        cookings.append(
            Cooking(
                code=f"{kitchen.code}-{day:%Y%m%d}-{code}",
                campus=kitchen.index,
                dish=code,
                started_at=started,
                finished_at=finished,
                core=throw.randint(760, 940) if recipe.cook_through else None,
                portions=count,
                made=plated(facts, recipe, count),
                uses=tuple(uses),
                shared=tuple(shared),
                fault=fault.id if fault else None,
            )
        )
    return Cooked(tuple(cookings), tuple(openings), tuple(emptyings))


def plated(facts: Facts, recipe: Recipe, count: Mapping[str, int]) -> int:
    """The weight of so many portions by age group, in mg."""
    return sum(portion_weight(facts, recipe, age) * portions_ for age, portions_ in count.items())


def retain(cookings: Sequence[Cooking], campus: Campus, day: date, seed: int, left_out: frozenset[str]) -> list[Sample]:
    """A sample of 130 to 170 g of each dish, but for the dishes `left_out`."""
    samples = []
    for cooking in cookings:
        throw = dice(seed, "sample", campus.index, day, cooking.dish)
        at = moment(day, 11, throw.randint(20, 28))
        amount, temperature = throw.randint(130, 170) * 1000, throw.randint(20, 60)
        disposed = at + timedelta(hours=SAMPLE_HOURS, minutes=throw.randint(30, 240))
        if cooking.dish not in left_out:
            samples.append(Sample(cooking.code, campus.index, amount, at, temperature, disposed))
    return samples


def dispatch(facts: Facts, cookings: Sequence[Cooking], table: Table, day: date, seed: int) -> Dispatch:
    """Sends a campus that does not cook its portions of every dish."""
    throw = dice(seed, "dispatch", table.campus.index, day)
    sent = moment(day, 11, throw.randint(20, 26))
    made = max(cooking.finished_at for cooking in cookings)
    hot = throw.randint(700, 800)
    return Dispatch(
        code=f"{table.campus.code}-{day:%Y%m%d}-sent",
        campus=table.campus.kitchen,
        to=table.campus.index,
        amounts=tuple((c.code, plated(facts, facts.recipes[c.dish], table.portions())) for c in cookings),
        made_at=made,
        sent_at=sent,
        received_at=sent + timedelta(minutes=throw.randint(9, 18)),
        eat_by=made + timedelta(hours=4),
        sent_temperature=hot,
        received_temperature=hot - throw.randint(20, 70),
        seal=f"F{day:%m%d}{throw.randint(100, 999)}",
        plate=f"京Z{throw.randint(10000, 99999)}",
    )


def serve(facts: Facts, cookings: Sequence[Cooking], table: Table, day: date, seed: int) -> list[Serving]:
    """Feeds the groups of a campus one after the other, each its portions of every dish."""
    servings = []
    for n, group in enumerate(table.campus.groups):
        throw = dice(seed, "serve", table.campus.index, day, group.code)
        diners = table.diners[group.code]
        servings.append(
            Serving(
                code=f"{table.campus.code}-{day:%Y%m%d}-{group.code}",
                campus=table.campus.index,
                group=group.code,
                diners=diners,
                at=moment(day, 11, 46 + 8 * n + throw.randint(0, 4)),
                amounts=tuple((c.code, plated(facts, facts.recipes[c.dish], {group.age: diners})) for c in cookings),
            )
        )
    return servings


def read_storage(campus: Campus, day: date, seed: int) -> list[Reading]:
    """The readings of the three storage units, morning and afternoon."""
    ranges = {"chilled": (10, 60), "frozen": (-220, -160), "sample": (20, 60)}
    readings = []
    for unit, (least, most) in ranges.items():
        throw = dice(seed, "reading", campus.index, day, unit)
        times: tuple[datetime, ...] = (moment(day, 7, throw.randint(0, 20)), moment(day, 15, throw.randint(0, 20)))
        readings += [Reading(campus.index, unit, at, throw.randint(least, most)) for at in times]
    return readings
