"""A public menu as the page says it: sentences and short lists, no decisions left to the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from server.parents.words import Words
from traceability.kitchen.public_dishes import PublicDish, PublicIngredient, PublicMeal
from traceability.kitchen.public_menu import PublicMenu
from traceability.kitchen.public_sources import Arrival, Named, PassedTest
from traceability.partners.public_code import PublicSite
from traceability.vocabulary import TestMethod, label

MOST_BATCHES, MOST_TESTS = 2, 2


@dataclass(frozen=True, slots=True)
class Source:
    """An ingredient with where it came from: (who, when and what tests) for each batch, and how many more."""

    name: Markup
    batches: list[tuple[Markup, Markup]]
    more: int


@dataclass(frozen=True, slots=True)
class Dish:
    name: Markup
    allergens: list[str]
    ingredients: Markup
    count: int
    sources: list[Source]
    others: Markup
    unknown: bool
    checking: bool
    open: bool


@dataclass(frozen=True, slots=True)
class WeekDay:
    day: date
    label: Markup
    dated: Markup
    dishes: Markup
    current: bool


def heading(menu: PublicMenu, words: Words) -> Markup:
    """今日午餐, or 今日菜单 where there are several meals or none; not today's, without saying today."""
    which = "today" if menu.day == menu.today else "day"
    if len(menu.meals) != 1:
        return words(f"{which}_menu")
    meal = words.meal(menu.meals[0].meal)
    return words(f"{which}_meal", meal=meal.lower() if which == "today" else meal)


def school(site: PublicSite, words: Words) -> str:
    """The school and its canteen; the site alone where its name begins with the school's."""
    canteen = words.plain(Named(site.name, site.name_en))
    if site.school is None or site.name.startswith(site.school):
        return canteen
    return f"{words.plain(Named(site.school, site.school_en))} {canteen}"


def summary(menu: PublicMenu, words: Words) -> tuple[Markup, Markup, bool]:
    """What may be said of the whole day in a line and a half; whether every ingredient's source is on record."""
    dishes = [dish for meal in menu.meals for dish in meal.dishes if not dish.withdrawn]
    if not any(dish.cooked for dish in dishes):
        return words("planned", count=len(dishes)), words("planned_note"), False
    lines: dict[object, list[PublicIngredient]] = {}
    for line in (line for dish in dishes for line in dish.ingredients):
        lines.setdefault(line.ingredient, []).append(line)
    sourced = sum(any(line.sourced for line in each) for each in lines.values())
    checking = any(dish.checking for dish in dishes)
    whole = all(d.cooked and d.ingredients and all(i.sourced for i in d.ingredients) for d in dishes)
    said = "all_sourced" if whole else "some_sourced" if sourced and not checking else "none_sourced"
    notes = [words("checking_note")] if checking else []
    tested = sum(any(line.tested for line in each) for each in lines.values())
    if tested:
        notes.append(words("tested", count=tested))
    if all(dish.sampled for dish in dishes):
        notes.append(words("sampled", count=len(dishes)))
    return words(said, count=len(lines), sourced=sourced), words.joined(notes, "mid"), whole


def changes(menu: PublicMenu, words: Words) -> list[tuple[Markup, list[Markup], bool]]:
    """Each substitution since publication: what changed, what it does to allergens, whether to look twice."""
    found = []
    for dish in (dish for meal in menu.meals for dish in meal.dishes):
        if dish.withdrawn:
            found.append((words("withdrawn", out=words.name(dish.instead_of or dish.named)), list[Markup](), False))
        elif dish.instead_of:
            said = words("changed_dish", out=words.name(dish.instead_of), into=words.name(dish.named))
            found.append((said, *_allergen_change(dish, words)))
    return found


def _allergen_change(dish: PublicDish, words: Words) -> tuple[list[Markup], bool]:
    change = dish.change
    if change is None:
        return [words("allergen_unclear")], True
    if not change.added and not change.gone:
        return [words("allergen_same")], False
    said = [("allergen_added", change.added), ("allergen_gone", change.gone)]
    return [words(key, names=words.allergens(names)) for key, names in said if names], bool(change.added)


def dishes(menu: PublicMenu, words: Words) -> list[tuple[str, list[Dish]]]:
    """The dishes of each meal. The first with several sources stands open, so that a reader sees what a tap shows."""
    every = [dish for meal in menu.meals for dish in meal.dishes]
    many = [dish for dish in every if sum(line.sourced for line in dish.ingredients) > 1]
    first = many[0] if many else None
    return [
        (words.meal(meal.meal), [_dish(menu, dish, words, dish is first) for dish in meal.dishes if not dish.withdrawn])
        for meal in menu.meals
    ]


def _dish(menu: PublicMenu, dish: PublicDish, words: Words, is_open: bool) -> Dish:
    sourced = [line for line in dish.ingredients if line.sourced]
    return Dish(
        name=words.name(dish.named),
        allergens=[label(each, words.language) for each in dish.allergens or ()],
        ingredients=words.names((line.named for line in dish.ingredients), "mid"),
        count=len(dish.ingredients),
        sources=[_source(menu, line, words) for line in sourced],
        others=words.names(line.named for line in dish.ingredients if not line.sourced) if sourced else Markup(),
        unknown=dish.allergens is None,
        checking=dish.checking,
        open=is_open,
    )


def _source(menu: PublicMenu, line: PublicIngredient, words: Words) -> Source:
    """Batches of the same people are told together, by the day they came."""
    told: dict[tuple[object, ...], list[Arrival]] = {}
    for arrival in (arrival for arrival in line.arrivals if arrival.sourced):
        told.setdefault((arrival.growers, arrival.supplier, arrival.individual, arrival.tests), []).append(arrival)
    batches = [(_who(each[0], words), _when(menu, each, words)) for each in list(told.values())[:MOST_BATCHES]]
    return Source(words.name(line.named), batches, max(len(told) - MOST_BATCHES, 0))


def _who(arrival: Arrival, words: Words) -> Markup:
    who = [words.name(each) for each in arrival.growers]
    if not who and arrival.supplier:
        who = [words.name(arrival.supplier)]
    return words.joined([*who, words("farmers")] if arrival.individual else who)


def _when(menu: PublicMenu, arrivals: Sequence[Arrival], words: Words) -> Markup:
    one = arrivals[0]
    said = []
    if one.growers and one.supplier:
        said.append(words("through", supplier=words.name(one.supplier)))
    came = dict.fromkeys(_came(menu, each, words) for each in reversed(arrivals[:MOST_BATCHES]))
    said.append(words("arrived", when=words.joined(came)))
    said += [_test(menu, test, words) for test in one.tests[:MOST_TESTS]]
    return words.joined(said, "pause")


def _came(menu: PublicMenu, arrival: Arrival, words: Words) -> Markup:
    local = arrival.arrived_at.astimezone(ZoneInfo(menu.site.zone))
    if local.date() == menu.day:
        return words("today" if menu.day == menu.today else "then", time=f"{local:%H:%M}")
    if local.date() == menu.today - timedelta(days=1):
        return words("yesterday")
    return words.day(local.date())


def _test(menu: PublicMenu, test: PassedTest, words: Words) -> Markup:
    said = words("rapid" if test.method is TestMethod.RAPID else "laboratory", item=words.typed(test.item))
    return said if test.day == menu.day else said + words("on", date=words.day(test.day))


def week(menu: PublicMenu, words: Words) -> list[WeekDay]:
    """The published days of the week in view, each in a line."""

    def day_of(meal: PublicMeal) -> date:
        return meal.day

    return [
        WeekDay(
            day,
            words.day(day, "week_day"),
            words.day(day),
            words.names((d.named for meal in meals for d in meal.dishes if not d.withdrawn), "mid"),
            day == menu.day,
        )
        for day, meals in groupby(menu.week, day_of)
    ]


def licences(menu: PublicMenu, words: Words) -> list[tuple[Markup, str, Markup | None]]:
    """What each licence is, its number, and until when it is valid."""
    return [
        (
            words("licence_of", kitchen=words.name(each.of)) if each.of else words("licence"),
            each.number,
            words("valid", date=words.day(each.valid_to, "full_date")) if each.valid_to else None,
        )
        for each in menu.licences
    ]
