"""A lunch on paper and on plates: menu, heads counted, dispatch to a second campus, samples, servings, readings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from server.demo import ids
from server.demo.book import Book
from server.demo.calendar import moment as instant
from server.demo.dice import dice
from server.demo.happenings import Dispatch, KitchenDay, Sample
from server.demo.menus import in_season
from server.demo.schools import Campus
from server.demo.sheaf import kitchen_scope, manager_scope
from server.demo.words import degrees, grams, kilograms, moment
from traceability.identifiers import campus_batch_id


def write_menu(book: Book, today: KitchenDay) -> None:
    """The published menu of each campus; now and then one of its dishes gave way to the one that was cooked."""
    facts, planted = book.plan.facts, any(c.fault for c in today.cookings)
    throw, at = dice("menu", book.kitchen.index, today.day), instant(today.day - timedelta(days=3), 16, 0)
    printed = list(today.menu)
    out = _swapped(book, today) if today.received and not planted and throw.random() < 0.03 else None
    if out:
        printed[-2] = out
    for campus in book.plan.fed_by(book.kitchen):
        planned = -(-campus.enrolment * 98 // 100)
        body = {
            "site": str(ids.campus(campus.code)),
            "day": today.day.isoformat(),
            "meal": "lunch",
            "dishes": [
                {"recipe": str(ids.recipe(code)), "dish": facts.recipes[code].name, "portions": planned}
                for code in printed
            ],
            "published_at": moment(at),
        }
        menu = ids.happened(at, "menu", campus.code, today.day)
        book.sheaf.add(manager_scope(campus), "menu", menu, body)
        if out:
            _write_substitution(book, campus, today, menu, out, today.menu[-2])


def _swapped(book: Book, today: KitchenDay) -> str | None:
    """Another dish of the same course as the last but one, as first printed."""
    facts, cooked = book.plan.facts, book.plan.facts.recipes[today.menu[-2]]
    others = [
        recipe.code
        for recipe in facts.recipes.values()
        if recipe.kind == cooked.kind
        and recipe.code not in today.menu
        and in_season(facts, recipe, today.day.month)
        and not any(code in facts.forbidden for code, _ in recipe.amounts)
    ]
    return dice("swap", book.kitchen.index, today.day).choice(others) if others else None


def _write_substitution(book: Book, campus: Campus, today: KitchenDay, menu: UUID, out: str, into: str) -> None:
    facts, at = book.plan.facts, instant(today.day, 7, 50)
    body = {
        "site": str(ids.campus(campus.code)),
        "menu": str(menu),
        "recipe_out": str(ids.recipe(out)),
        "dish_out": facts.recipes[out].name,
        "recipe_in": str(ids.recipe(into)),
        "dish_in": facts.recipes[into].name,
        "reason": "原料未按时到货，调整菜品",
        "occurred_at": moment(at),
    }
    book.sheaf.add(kitchen_scope(campus), "substitution", ids.happened(at, "substitution", menu), body)


def write_plates(book: Book, today: KitchenDay) -> None:
    """Dispatches with their receipts, samples, heads and servings of every campus the kitchen cooks for."""
    campuses = {campus.index: campus for campus in book.plan.fed_by(book.kitchen)}
    for sent in today.dispatches:
        _write_dispatch(book, campuses[sent.to], sent)
    for sample in today.samples:
        _write_sample(book, campuses[sample.campus], sample)
    for serving in today.servings:
        campus = campuses[serving.campus]
        scope, group = kitchen_scope(campus), ids.group(campus.code, serving.group)
        site = str(ids.campus(campus.code))
        counted = instant(today.day, 8, 40)
        heads = {
            "site": site,
            "day": today.day.isoformat(),
            "meal": "lunch",
            "group": str(group),
            "count": serving.diners,
        }
        book.sheaf.add(scope, "headcount", ids.happened(counted, "heads", serving.code), heads)
        body = {
            "site": site,
            "occurred_at": moment(serving.at),
            "meal": "lunch",
            "group": str(group),
            "portions": serving.diners,
            "dishes": [_plate(book, campus, code, amount) for code, amount in serving.amounts],
        }
        book.sheaf.add(scope, "serving", ids.happened(serving.at, "serving", serving.code), body)
        month = f"{today.day:%Y-%m}"
        book.diners[month] = book.diners.get(month, 0) + serving.diners


def _plate(book: Book, campus: Campus, code: str, amount: int) -> dict[str, Any]:
    """A dish on the plates; what must be cooked through stands hot, above 60 °C."""
    plate: dict[str, Any] = {"batch": str(book.dish(code, campus.index)), "amount": kilograms(amount)}
    if book.plan.facts.recipes[book.cookings[code].dish].cook_through:
        plate["temperature"] = degrees(dice("plate", campus.code, code).randint(615, 730))
    return plate


def _write_dispatch(book: Book, to: Campus, sent: Dispatch) -> None:
    facts = book.plan.facts
    dishes = [
        (n, code, facts.recipes[book.cookings[code].dish], amount) for n, (code, amount) in enumerate(sent.amounts, 1)
    ]
    dispatched = ids.happened(sent.sent_at, "dispatch", sent.code)
    body = {
        "site": book.site,
        "occurred_at": moment(sent.sent_at),
        "destination": str(ids.campus(to.code)),
        "items": [
            {
                "line": n,
                "batch": str(book.dish(code, book.kitchen.index)),
                "dish": dish.name,
                "dish_en": dish.name_en,
                "amount": kilograms(amount),
            }
            for n, code, dish, amount in dishes
        ],
        "vehicle_plate": sent.plate,
        "seal": sent.seal,
        "label": {
            "maker": book.kitchen.name,
            "made_at": moment(sent.made_at),
            "eat_by": moment(sent.eat_by),
            "how_to_eat": "到校后立即分餐，热食",
        },
        "temperature": degrees(sent.sent_temperature),
        "signer": book.signer(2),
        "second_signer": book.signer(1),
    }
    book.sheaf.add(kitchen_scope(book.kitchen), "dispatch", dispatched, body)
    received = ids.happened(sent.received_at, "receipt", sent.code)
    for n, code, _, _ in dishes:
        book.arrived[to.index, code] = campus_batch_id(received, n)
    signed = moment(sent.received_at)
    receipt: dict[str, Any] = {
        "site": str(ids.campus(to.code)),
        "dispatch": str(dispatched),
        "occurred_at": signed,
        "items": [
            {
                "line": n,
                "batch": str(campus_batch_id(dispatched, n)),
                "dish": dish.name,
                "dish_en": dish.name_en,
                "accepted": kilograms(amount),
                "temperature": degrees(sent.received_temperature),
            }
            for n, _, dish, amount in dishes
        ],
        "seal_intact": True,
        "receivers": [
            {"person": book.signer(0, to), "role": "storekeeper", "signed_at": signed},
            {"person": book.signer(1, to), "role": "food_safety_officer", "signed_at": signed},
        ],
    }
    book.sheaf.add(kitchen_scope(to), "dispatch_receipt", received, receipt)


def _write_sample(book: Book, campus: Campus, sample: Sample) -> None:
    """The sample, and its end where that lies within the plan's days."""
    scope, site = kitchen_scope(campus), str(ids.campus(campus.code))
    identity = ids.happened(sample.at, "sample", campus.code, sample.cooking)
    body = {
        "site": site,
        "batch": str(book.dish(sample.cooking, campus.index)),
        "dish": book.plan.facts.recipes[book.cookings[sample.cooking].dish].name,
        "meal": "lunch",
        "amount": grams(sample.amount),
        "taken_at": moment(sample.at),
        "unit": str(ids.unit(campus.code, "sample")),
        "person": book.signer(1, campus),
        "evidence": "measured",
    }
    book.sheaf.add(scope, "retained_sample", identity, body)
    if sample.disposed_at.date() <= book.plan.days[-1]:
        end = {
            "site": site,
            "sample": str(identity),
            "disposed_at": moment(sample.disposed_at),
            "person": book.signer(1, campus),
        }
        book.sheaf.add(scope, "sample_disposal", ids.happened(sample.disposed_at, "end", identity), end)


def write_readings(book: Book, today: KitchenDay) -> None:
    """The temperatures of the storage units: twice a day, in a city's district once."""
    campuses = {campus.index: campus for campus in book.plan.fed_by(book.kitchen)}
    for reading in today.readings:
        if book.plan.size == "city" and reading.at.hour >= 12:
            continue
        campus = campuses[reading.campus]
        body = {
            "site": str(ids.campus(campus.code)),
            "unit": str(ids.unit(campus.code, reading.unit)),
            "occurred_at": moment(reading.at),
            "temperature": degrees(reading.temperature),
            "person": book.signer(1, campus),
        }
        identity = ids.happened(reading.at, "reading", campus.code, reading.unit)
        book.sheaf.add(kitchen_scope(campus), "temperature_reading", identity, body)
