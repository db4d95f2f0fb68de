"""Figures: three states, denominators, and limits met exactly."""

from __future__ import annotations

from typing import Any

import pytest

from reports.figures.kitchen import completeness, core_state, retained
from reports.figures.month import figures_of
from reports.figures.receiving import Line, cost, licence_on, signed
from reports.figures.tally import State, Tally
from tests.unit.reports.month import month


def a_line(**changes: Any) -> Line:
    """A chilled line within its limit, with `changes` of the line."""
    delivery: Any = next(each for each in month()["deliveries"] if each["lines"][0]["limit_temperature"] == "7")
    line: Any = delivery["lines"][0] | {"temperature": "4", "rejected": None} | changes
    return Line(delivery, line)


@pytest.mark.parametrize(
    ("temperature", "limit", "state"),
    [
        ("7", "7", State.MET),
        ("7.0", "7", State.MET),
        ("7.1", "7", State.BROKEN),
        (None, "7", State.UNKNOWN),
        ("4", None, State.UNKNOWN),
        ("-8.9", "-9", State.BROKEN),
    ],
)
def test_judges_a_cold_line_at_its_limit(temperature: str | None, limit: str | None, state: State) -> None:
    assert a_line(temperature=temperature, limit_temperature=limit).temperature is state


def test_asks_no_temperature_of_ambient_goods() -> None:
    ambient = {"id": "1", "name": "大米", "name_en": None, "food_group": "grain", "storage": "ambient"}
    assert a_line(ingredient=ambient, temperature=None).temperature is None


@pytest.mark.parametrize(
    ("known", "state"),
    [("traced", State.MET), ("unresolved", State.BROKEN), ("no_lot", State.UNKNOWN), ("no_supplier", State.UNKNOWN)],
)
def test_counts_a_line_without_lot_as_not_evidenced(known: str, state: State) -> None:
    assert a_line(source_state=known).source is state


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-01-01", State.MET),
        ("2026-10-19", State.MET),
        ("2026-10-20", State.BROKEN),
        ("2025-12-31", State.BROKEN),
    ],
)
def test_judges_a_licence_on_the_day_of_arrival(day: str, state: State) -> None:
    assert licence_on({"number": "JY1", "valid_from": "2026-01-01", "valid_to": "2026-10-19"}, day) is state


def test_takes_a_licence_without_end_as_no_evidence() -> None:
    assert licence_on({"number": "JY1", "valid_from": None, "valid_to": None}, "2026-10-01") is State.UNKNOWN
    assert licence_on(None, "2026-10-01") is State.UNKNOWN


@pytest.mark.parametrize(
    ("receivers", "state"),
    [
        ([("1", "canteen_manager"), ("2", "food_safety_officer")], State.MET),
        ([("1", "canteen_manager"), ("1", "food_safety_officer")], State.BROKEN),
        ([("1", "canteen_manager"), ("2", "cook")], State.BROKEN),
        ([], State.UNKNOWN),
    ],
)
def test_wants_two_people_with_both_roles_to_sign(receivers: list[tuple[str, str]], state: State) -> None:
    delivery: Any = {"receivers": [{"person": person, "role": role} for person, role in receivers]}
    assert signed(delivery) is state


def test_adds_up_cost_exactly_and_converts_the_price_unit() -> None:
    per_kilogram = a_line(accepted={"amount": "0.5", "unit": "kg"}, unit_price="0.01", price_unit="kg").line
    per_jin = a_line(accepted={"amount": "1.5", "unit": "kg"}, unit_price="3.335", price_unit="斤").line
    assert cost(per_kilogram) == 1
    assert cost(per_jin) == 1001


@pytest.mark.parametrize(("price", "unit"), [(None, "kg"), ("3", None), ("3", "l"), ("3", "箱")])
def test_leaves_a_line_without_comparable_price_uncounted(price: str | None, unit: str | None) -> None:
    line = a_line(accepted={"amount": "1", "unit": "kg"}, unit_price=price, price_unit=unit).line
    assert cost(line) is None


def a_cooking(states: dict[str, str], wanted: list[tuple[str, bool]] | None) -> Any:
    inputs = [{"ingredient_id": name.rstrip("'"), "source_state": state} for name, state in states.items()]
    recipe = (
        None if wanted is None else [{"id": name, "name": name, "name_en": None, "optional": o} for name, o in wanted]
    )
    return {"inputs": inputs, "recipe_ingredients": recipe}


@pytest.mark.parametrize(
    ("inputs", "recipe", "traced", "total", "state"),
    [
        ({"egg": "traced", "oil": "traced"}, [("egg", False), ("oil", False)], 2, 2, State.MET),
        ({"egg": "traced"}, [("egg", False), ("oil", False)], 1, 2, State.UNKNOWN),
        ({"egg": "traced"}, [("egg", False), ("oil", True)], 1, 1, State.MET),
        ({"egg": "no_lot", "oil": "traced"}, [("egg", False), ("oil", False)], 1, 2, State.UNKNOWN),
        ({"egg": "unresolved"}, [("egg", False), ("oil", False)], 0, 2, State.BROKEN),
        ({"egg": "traced", "egg'": "unresolved"}, [("egg", False)], 0, 1, State.BROKEN),
        ({"egg": "traced"}, None, 0, 0, State.UNKNOWN),
        ({"egg": "traced"}, [], 0, 0, State.UNKNOWN),
    ],
)
def test_divides_a_dish_by_its_recipe(
    inputs: dict[str, str], recipe: list[tuple[str, bool]] | None, traced: int, total: int, state: State
) -> None:
    found = completeness(a_cooking(inputs, recipe))
    assert (found.traced, found.total, found.state) == (traced, total, state)


def test_asks_the_core_temperature_only_of_dishes_cooked_through() -> None:
    from decimal import Decimal

    cooked: Any = {"cook_through": True, "core_temperature": "70.0"}
    assert core_state(cooked, Decimal(70)) is State.MET
    assert core_state(cooked | {"core_temperature": "69.9"}, Decimal(70)) is State.BROKEN
    assert core_state(cooked | {"core_temperature": None}, Decimal(70)) is State.UNKNOWN
    assert core_state(cooked | {"cook_through": False}, Decimal(70)) is None
    assert core_state(cooked, None) is State.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"grams": "125"}, State.MET),
        ({"grams": "124.9"}, State.BROKEN),
        ({"grams": None}, State.UNKNOWN),
        ({"disposed_at": None}, State.MET),
        ({"disposed_at": None, "kept_until": None}, State.UNKNOWN),
        ({"disposed_at": "2026-10-11T01:19:00+00:00"}, State.BROKEN),
        ({"disposed_at": "2026-10-11T03:20:00+00:00"}, State.MET),
    ],
)
def test_judges_a_sample_by_weight_and_hours(changes: dict[str, Any], state: State) -> None:
    snapshot: Any = month()
    first = snapshot["cookings"][0]
    sample = next(each for each in snapshot["samples"] if each["of"] == first["batch"])
    taken, kept = "2026-10-09T03:20:00+00:00", "2026-10-11T03:20:00+00:00"
    sample |= {"taken_at": taken, "kept_until": kept, "disposed_at": kept, "grams": "130"} | changes
    assert next(each.state for each in retained(snapshot) if each.cooking["id"] == first["id"]) is state


def test_counts_a_dish_without_sample_as_not_evidenced() -> None:
    snapshot: Any = month()
    snapshot["samples"] = []
    assert figures_of(snapshot).sampled == Tally(0, 0, len(snapshot["cookings"]))


def test_gives_every_question_its_own_denominator() -> None:
    found = figures_of(month(800))
    assert found.source.total == len(found.lines) == 800
    assert found.signatures.total == len(found.snapshot["deliveries"])
    assert found.complete.total == found.sampled.total == len(found.snapshot["cookings"])
    assert sum(total for total, _ in found.by_day.values()) == 800
    assert sum(count for _, count, _ in found.by_group) == 800
    assert sum(row.lines for row in found.suppliers) == 800


def test_finds_nothing_in_a_month_without_records() -> None:
    found = figures_of(month(0))
    assert (found.source, found.complete, found.sampled) == (Tally(), Tally(), Tally())
    assert (found.lines, found.by_day, found.suppliers) == ([], {}, [])
