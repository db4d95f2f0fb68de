"""The plan of the demonstration district: exact, in season, repeatable, and with its faults in place."""

from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache

import pytest

from server.demo.calendar import is_school_day, period
from server.demo.facts import facts
from server.demo.happenings import KitchenDay, Line
from server.demo.menus import COURSES, dish_allergens, forbidden_dishes, in_season, needs, portion_weight, week_of
from server.demo.plan import Plan, kitchen_days, make_plan
from server.demo.schools import campuses
from server.demo.supply import Lot, announcements, expiry, licensed, parents, sellers
from traceability.identifiers import credit_code_valid, normalise_lot
from traceability.quantities import parse_quantity, to_decimal

TABLE = facts()


@cache
def small() -> Plan:
    return make_plan("small", 7)


@cache
def days() -> tuple[KitchenDay, ...]:
    return tuple(day for kitchen in small().kitchens() for day in kitchen_days(small(), kitchen))


def received() -> list[KitchenDay]:
    return [day for day in days() if day.received]


def lines_of(fault: str) -> list[tuple[KitchenDay, str, Line]]:
    return [(d, x.supplier, line) for d in received() for x in d.deliveries for line in x.lines if line.fault == fault]


def test_calendar_keeps_the_national_holiday_and_teaches_its_make_up_days() -> None:
    calendar = TABLE.calendar
    assert not is_school_day(calendar, date(2026, 10, 5))
    assert is_school_day(calendar, date(2026, 10, 10))
    assert is_school_day(calendar, date(2026, 9, 20))
    assert not is_school_day(calendar, date(2026, 8, 31))


def test_period_of_a_small_district_is_five_weeks_to_the_newest_day() -> None:
    found = period(TABLE.calendar, "small")
    assert (found[0], found[-1], len(found)) == (date(2026, 10, 19), date(2026, 11, 20), 25)
    assert period(TABLE.calendar, "city")[0] == date(2026, 9, 1)


def test_period_too_early_in_the_term_is_refused() -> None:
    with pytest.raises(ValueError, match="school days"):
        period(TABLE.calendar, "city", date(2026, 9, 4))


@pytest.mark.parametrize(("size", "count"), [("small", 12), ("city", 200)])
def test_campuses_have_names_of_their_own_and_a_kitchen(size: str, count: int) -> None:
    made = campuses(TABLE, size, 7)
    assert len({campus.name for campus in made}) == len({campus.name_en for campus in made}) == count
    assert all(made[campus.kitchen].cooks for campus in made)
    assert made[1].kitchen == 0
    assert made[1].school == made[0].school
    assert all(credit_code_valid(campus.credit_code) for campus in made)
    assert {"own", "contracted"} <= {campus.mode for campus in made}


def test_plan_of_the_same_seed_is_the_same() -> None:
    again = make_plan("small", 7)
    kitchen = again.kitchens()[3]
    assert tuple(kitchen_days(again, kitchen)) == tuple(day for day in days() if day.campus == kitchen.index)


def test_plan_of_another_seed_differs() -> None:
    other = make_plan("small", 8)
    assert [c.enrolment for c in other.campuses] != [c.enrolment for c in small().campuses]


def test_menu_serves_every_course_in_season_and_nothing_twice_a_week() -> None:
    planted = {fault.dish for fault in TABLE.faults}
    weeks: dict[tuple[int, int, int], list[str]] = {}
    for day in days():
        courses = [TABLE.recipes[code].kind for code in day.menu]
        assert courses == [course for course in COURSES if course in courses]
        assert set(COURSES) - set(courses) <= {"side"}
        assert all(in_season(TABLE, TABLE.recipes[code], day.day.month) for code in day.menu if code not in planted)
        weeks.setdefault((day.campus, *week_of(day.day)), []).extend(day.menu)
    assert all(max(Counter(dishes).values()) == 1 for dishes in weeks.values())


def test_menu_holds_the_forbidden_bean_only_where_it_is_planted() -> None:
    barred = forbidden_dishes(TABLE)
    assert "bean_braise" in barred
    assert [(d.campus, d.day) for d in days() if barred & set(d.menu)] == [(7, small().days[-7])]


def test_sellers_exist_for_every_ingredient_of_every_dish_and_lead_to_a_source() -> None:
    for recipe in TABLE.recipes.values():
        for code, _ in recipe.amounts:
            assert sellers(code), code
    for day in received():
        for delivery in day.deliveries:
            for line in delivery.lines:
                stage = TABLE.suppliers[line.lot.supplier].stage
                assert stage != "wholesale" or parents(line.lot), line.ingredient


def test_needs_are_exact_and_trimmed_goods_weigh_more() -> None:
    recipe = TABLE.recipes["shredded_potato"]
    amounts = needs(TABLE, recipe, {"primary_lower": 100})
    assert recipe.amounts[0] == ("potato", 100_000)
    assert amounts["potato"] == 10_230_000  # 100 * 90 g, of which 880 per mille remain, to the next 10 g
    assert amounts["soybean_oil"] == 500  # 5 ml * 0.9 rounds to 5


def test_deliveries_add_up_in_decimal_strings() -> None:
    for day in days():
        for delivery in day.deliveries:
            for line in delivery.lines:
                unit = TABLE.ingredients[line.ingredient].unit
                assert line.accepted + line.rejected == line.delivered > 0
                entered = to_decimal(line.accepted, unit)
                assert parse_quantity(entered, unit).amount == line.accepted
                assert len(entered.partition(".")[2]) <= 1, entered


def test_deliveries_cover_what_is_cooked_and_nothing_is_used_twice() -> None:
    for kitchen in small().kitchens():
        left: dict[tuple[str, int], int] = {}
        for day in (d for d in received() if d.campus == kitchen.index):
            for delivery in day.deliveries:
                left |= {(delivery.code, line.line): line.accepted for line in delivery.lines}
            for cooking in day.cookings:
                used: Counter[str] = Counter()
                for use in (*cooking.uses, *cooking.shared):
                    used[use.ingredient] += use.amount
                    if use.delivery and use.line:
                        left[use.delivery, use.line] -= use.amount
                wanted = needs(TABLE, TABLE.recipes[cooking.dish], cooking.portions)
                assert [code for code, amount in wanted.items() if used[code] * 100 < amount * 90] == [], cooking.code
            for disposal in day.disposals:
                left[disposal.delivery, disposal.line] -= disposal.amount
        assert min(left.values()) >= 0


def test_goods_are_used_within_their_shelf_life_and_after_they_came() -> None:
    for kitchen in small().kitchens():
        came: dict[tuple[str, int], tuple[datetime, Lot]] = {}
        for day in (d for d in received() if d.campus == kitchen.index):
            for delivery in day.deliveries:
                came |= {(delivery.code, line.line): (delivery.at, line.lot) for line in delivery.lines}
            for cooking in day.cookings:
                for use in cooking.uses:
                    if use.delivery and use.line:
                        at, lot = came[use.delivery, use.line]
                        assert at < cooking.started_at
                        assert expiry(TABLE.ingredients[use.ingredient], lot) >= day.day


def test_shared_goods_are_opened_before_use_and_emptied_once() -> None:
    for kitchen in small().kitchens():
        opened: set[tuple[str | None, int | None]] = set()
        emptied: set[tuple[str | None, int | None]] = set()
        for day in (d for d in received() if d.campus == kitchen.index):
            opened |= {(opening.delivery, opening.line) for opening in day.openings}
            for use in (use for cooking in day.cookings for use in cooking.shared):
                assert (use.delivery, use.line) in opened - emptied
            for emptying in day.emptyings:
                assert (emptying.delivery, emptying.line) not in emptied
                emptied.add((emptying.delivery, emptying.line))
        assert opened - emptied


def test_temperatures_are_within_the_limits_but_for_the_warm_chicken() -> None:
    for day in received():
        assert all(c.core is None or 700 <= c.core <= 1000 for c in day.cookings)
        assert all(0 <= s.temperature <= 80 for s in day.samples)
        for line in (line for delivery in day.deliveries for line in delivery.lines):
            storage = TABLE.ingredients[line.ingredient].storage
            assert (line.temperature is None) == (storage == "ambient")
            if line.temperature is None or line.label is None or line.fault == "warm_chicken":
                continue
            assert line.temperature <= (line.label + 30 if storage == "chilled" else -90)


def test_lunch_is_served_within_two_hours_and_samples_are_kept_two_days() -> None:
    for day in received():
        cooked = {cooking.code: cooking for cooking in day.cookings}
        for serving in day.servings:
            for code, _ in serving.amounts:
                assert timedelta(0) < serving.at - cooked[code].finished_at <= timedelta(hours=2)
        assert all(s.amount >= 125_000 and s.disposed_at - s.at >= timedelta(hours=48) for s in day.samples)


def test_dishes_weigh_what_is_served_sampled_and_sent() -> None:
    for day in received():
        sent = {d.to: dict(d.amounts) for d in day.dispatches}
        for cooking in day.cookings:
            at_home = [s for s in day.servings if s.campus == day.campus]
            out = sum(dict(s.amounts)[cooking.code] for s in at_home) + sum(a[cooking.code] for a in sent.values())
            out += sum(s.amount for s in day.samples if s.cooking == cooking.code and s.campus == day.campus)
            assert out <= cooking.made, cooking.code
            for to, amounts in sent.items():
                there = [s for s in day.servings if s.campus == to]
                eaten = sum(dict(s.amounts)[cooking.code] for s in there)
                kept = sum(s.amount for s in day.samples if s.cooking == cooking.code and s.campus == to)
                assert eaten + kept <= amounts[cooking.code], cooking.code


def test_second_campus_is_fed_by_the_first_with_samples_of_its_own() -> None:
    first = [day for day in received() if day.campus == 0]
    assert all([d.to for d in day.dispatches] == [1] for day in first)
    assert all({s.campus for s in day.servings} == {0, 1} for day in first)
    assert all(sum(s.campus == 1 for s in day.samples) == len(day.menu) for day in first)
    assert all(
        d.received_temperature >= 600 and d.eat_by > d.received_at > d.sent_at for x in first for d in x.dispatches
    )


def test_next_school_day_has_orders_and_nothing_else() -> None:
    ahead = [day for day in days() if not day.received]
    assert {day.day for day in ahead} == {small().next_day}
    assert len(ahead) == len(small().kitchens())
    assert all(day.deliveries and not day.cookings and not day.servings for day in ahead)


def test_expired_licence_is_met_once_and_everyone_else_buys_elsewhere() -> None:
    met = [
        (day.campus, day.day)
        for day in received()
        for delivery in day.deliveries
        if not licensed(small().suppliers[delivery.supplier], day.day)
    ]
    assert met == [(10, small().days[-4])]
    licence = small().suppliers["w_poultry_1"].licence
    assert licence is not None
    assert licence.valid_to == small().days[-4] - timedelta(days=6)


def test_warm_chicken_arrives_at_nine_point_eight_and_is_cooked() -> None:
    ((day, _, line),) = lines_of("warm_chicken")
    assert (day.campus, day.day, line.temperature, line.label) == (0, small().days[-6], 98, 40)
    code = next(x.code for x in day.deliveries if line in x.lines)
    assert any(use.delivery == code and use.line == line.line for c in day.cookings for use in c.uses)


def test_missing_sample_is_the_only_one_missing() -> None:
    missing = [
        (day.campus, day.day, cooking.dish)
        for day in received()
        for cooking in day.cookings
        if not any(s.cooking == cooking.code and s.campus == day.campus for s in day.samples)
    ]
    assert missing == [(3, small().days[-3], "red_aubergine")]


def test_ingredient_without_a_source_is_used_once() -> None:
    loose = [
        (day.campus, day.day, use.ingredient)
        for day in received()
        for cooking in day.cookings
        for use in cooking.uses
        if use.delivery is None
    ]
    assert loose == [(6, small().days[-2], "coriander")]


def test_price_over_is_thirty_per_cent_and_the_rest_within_ten() -> None:
    over = []
    for day in received():
        for line in (line for delivery in day.deliveries for line in delivery.lines):
            reference = TABLE.ingredients[line.ingredient].price
            if line.price * 100 > reference * 110:
                over.append((day.campus, day.day, line.price * 100 // reference))
    assert over == [(9, small().days[-5], 130)]


def test_recalled_lot_reaches_nine_campuses_in_nine_spellings() -> None:
    met = lines_of("recalled_lot")
    assert [day.campus for day, _, _ in met] == [0, 2, 3, 4, 5, 6, 7, 8, 9]
    assert len({line.typed_lot for _, _, line in met}) == 9
    assert len({line.lot for _, _, line in met}) == 1
    assert Counter(normalise_lot(line.typed_lot) == normalise_lot(line.lot.code) for _, _, line in met) == {
        True: 8,
        False: 1,
    }
    assert all(supplier == "w_meat_2" for _, supplier, _ in met)


def test_announcements_come_sources_first_and_hold_what_was_taken() -> None:
    delivered: Counter = Counter()
    for day in received():
        for line in (line for delivery in day.deliveries for line in delivery.lines):
            delivered[line.lot] += line.delivered
    announced = announcements(delivered)
    seen: dict[object, int] = {}
    taken: Counter = Counter(delivered)
    for lot in announced:
        assert all(parent in seen for parent, _ in lot.parents)
        seen[lot.lot] = lot.amount
        for parent, amount in lot.parents:
            taken[parent] += amount
    assert seen.keys() == taken.keys()
    assert all(seen[lot] >= amount for lot, amount in taken.items())
    pork = next(a for a in announced if a.lot.ingredient == "pork_lean" and a.lot.supplier.startswith("p_"))
    assert sum(amount for _, amount in pork.parents) >= pork.amount * 14 // 10


def test_portion_weighs_more_for_older_children() -> None:
    recipe = TABLE.recipes["red_pork"]
    assert portion_weight(TABLE, recipe, "kindergarten") < portion_weight(TABLE, recipe, "junior")


def test_allergens_of_a_dish_are_those_of_all_its_ingredients() -> None:
    assert dish_allergens(TABLE, TABLE.recipes["tomato_egg_noodles"]) == ("egg", "gluten", "soy")
