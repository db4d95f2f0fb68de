"""How a campus is set up: people and their appointments, groups, storage units, calendar, vetting, contracts."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from server.demo import ids
from server.demo.calendar import is_school_day
from server.demo.dice import dice
from server.demo.facts import Supplier
from server.demo.plan import Plan
from server.demo.schools import Campus
from server.demo.sheaf import OPERATOR, Body, Sheaf, manager_scope
from server.demo.supply import sellers
from server.demo.words import yuan

UNITS = {
    "chilled": ("冷藏柜", "Refrigerator", "chilled", "0", "8"),
    "frozen": ("冷冻柜", "Freezer", "frozen", None, "-12"),
    "sample": ("留样柜", "Sample refrigerator", "chilled", "0", "8"),
}
"""Storage units of a campus: name, English name, storage class, coldest and warmest in °C."""


CRITERIA = (("quality", 40), ("papers", 20), ("punctuality", 20), ("price", 10), ("response", 10))
"""What suppliers are measured by every year, and the most points for each."""


def write_people(sheaf: Sheaf, plan: Plan) -> None:
    """Who signs at the campuses, and one who sells for each supplier; appointed where rules ask for it."""
    names = plan.facts.schools
    for campus in plan.campuses:
        for who in campus.people:
            enrolled = {"organisation": str(ids.school(campus.school)), "name": who.name}
            sheaf.add(OPERATOR, "person", ids.person(who.key), enrolled)
            appointed = {
                "site": str(ids.campus(campus.code)),
                "person": str(ids.person(who.key)),
                "role": who.role,
                "valid_from": plan.facts.calendar.first.isoformat(),
            }
            sheaf.add(OPERATOR, "appointment", ids.master("appointment", who.key), appointed)
    for code in plan.suppliers:
        throw = dice("seller", code)
        name = throw.choice(names.surnames) + throw.choice(names.given_names)
        sheaf.add(OPERATOR, "person", ids.person(code), {"organisation": str(ids.supplier(code)), "name": name})


def unit_body(campus_code: str, unit: str) -> Body:
    """A storage unit of a campus."""
    name, name_en, storage, coldest, warmest = UNITS[unit]
    body = {"site": str(ids.campus(campus_code)), "name": name, "name_en": name_en, "storage": storage, "max": warmest}
    return body if coldest is None else {**body, "min": coldest}


def write_equipment(sheaf: Sheaf, plan: Plan) -> None:
    """Groups of diners and storage units."""
    for campus in plan.campuses:
        scope = manager_scope(campus)
        for unit in UNITS:
            sheaf.add(scope, "storage_unit", ids.unit(campus.code, unit), unit_body(campus.code, unit))
        for group in campus.groups:
            body = {
                "site": str(ids.campus(campus.code)),
                "name": group.name,
                "name_en": group.name_en,
                "age_group": group.age,
                "enrolment": group.enrolment,
            }
            sheaf.add(scope, "diner_group", ids.group(campus.code, group.code), body)


def write_calendar(sheaf: Sheaf, plan: Plan) -> None:
    """School days, holidays and make-up days of the plan's time, in each school's log."""
    calendar, first, last = plan.facts.calendar, plan.days[0], plan.next_day or plan.days[-1]
    kinds: dict[date, tuple[str, str | None]] = {}
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        holiday = next((h for h in calendar.holidays if h.first <= day <= h.last), None)
        if is_school_day(calendar, day):
            kinds[day] = ("make_up", "调休上课") if day in calendar.make_up_days else ("school", None)
        elif holiday:
            kinds[day] = ("holiday", holiday.name)
    for campus in plan.campuses:
        if campus.school != f"s{campus.index:03}":
            continue
        for day, (kind, note) in kinds.items():
            party = ids.school(campus.school)
            body = {"party": str(party), "day": day.isoformat(), "kind": kind, "note": note}
            sheaf.add(manager_scope(campus), "school_day", ids.master("school day", f"{campus.school} {day}"), body)


def bought_by(plan: Plan, campus: Campus) -> dict[str, list[str]]:
    """The suppliers a kitchen may buy from in the term, with the ingredients each sells it."""
    found: dict[str, list[str]] = {}
    for ingredient in plan.facts.ingredients.values():
        if ingredient.keep == "raw" or ingredient.code in plan.facts.forbidden:
            continue
        for seller in _sellers(plan, ingredient.code, campus.index):
            found.setdefault(seller.code, []).append(ingredient.code)
    return found


def _sellers(plan: Plan, ingredient: str, campus: int) -> list[Supplier]:
    """The one it buys from, the one it turns to while a licence has lapsed, and the one of a planted fault."""
    found: dict[str, Supplier] = {}
    for lapsed in (frozenset(), plan.lapsed(plan.days[-1])):
        open_for_trade = [s for s in sellers(ingredient) if s.code not in lapsed]
        if open_for_trade:
            chosen = open_for_trade[campus % len(open_for_trade)]
            found[chosen.code] = chosen
    for fault in plan.facts.faults:
        if fault.supplier and fault.ingredient == ingredient and campus in fault.campuses:
            found[fault.supplier] = plan.suppliers[fault.supplier]
    return list(found.values())


def write_trade(sheaf: Sheaf, plan: Plan) -> None:
    """Before it buys, a school vets each supplier and signs a contract that fixes the prices."""
    first = plan.facts.calendar.first
    for campus in plan.kitchens():
        scope, school = manager_scope(campus), str(ids.school(campus.school))
        for n, (code, ingredients) in enumerate(bought_by(plan, campus).items(), start=1):
            throw = dice("vetting", campus.index, code)
            vetting = {
                "organisation": school,
                "supplier": str(ids.supplier(code)),
                "vetted_on": (first - timedelta(days=throw.randint(12, 40))).isoformat(),
                "outcome": "approved" if throw.random() < 0.9 else "conditional",
                "incident_free_since": f"{throw.randint(2016, 2023)}-01-01",
                "on_blacklist": False,
                "occasion": "yearly",
                "criteria": [
                    {"criterion": criterion, "score": most - throw.randint(0, most // 6), "most": most}
                    for criterion, most in CRITERIA
                ],
                "evaluated_by": str(ids.person(campus.people[2].key)),
                "participants": throw.randint(5, 9),
                "evaluation": "家长委员会、膳食委员会参加评价",
                "valid_to": first.replace(year=first.year + 1).isoformat(),
            }
            sheaf.add(scope, "vetting", ids.master("vetting", f"{campus.code} {code}"), vetting)
            contract = {
                "buyer": school,
                "supplier": str(ids.supplier(code)),
                "number": f"HT{first:%Y}-{campus.index:03}-{n:02}",
                "valid_from": first.isoformat(),
                "valid_to": plan.facts.calendar.last.isoformat(),
                "tendered": any(plan.facts.ingredients[i].bulk for i in ingredients),
                "on_platform": True,
                "lines": [
                    {
                        "ingredient": str(ids.ingredient(i)),
                        "unit_price": yuan(plan.facts.ingredients[i].price),
                        "unit": plan.facts.ingredients[i].unit,
                    }
                    for i in ingredients
                ],
            }
            sheaf.add(scope, "contract", contract_id(campus.code, code), contract)


def contract_id(campus_code: str, supplier: str) -> UUID:
    """The contract of a kitchen's school with a supplier."""
    return ids.master("contract", f"{campus_code} {supplier}")
