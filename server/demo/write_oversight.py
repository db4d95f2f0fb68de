"""How canteens watch over themselves: cameras and additives by day, the week's report, the month's minutes and account.

Then what comes once: a survey in the term, an incident at one school, a supplier that another school gives up.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from server.demo import ids
from server.demo.book import Book, cooking_id
from server.demo.calendar import moment as instant
from server.demo.dice import dice
from server.demo.happenings import Cooking, KitchenDay
from server.demo.schools import Campus
from server.demo.sheaf import kitchen_scope, manager_scope
from server.demo.words import degrees, grams, kilograms, moment, yuan
from server.demo.write_duties import FINDINGS, OFFICER, PRINCIPAL
from traceability.identifiers import made_batch_id
from traceability.rules.engine import finding_id
from traceability.rules.rule import Subject
from traceability.vocabulary import CheckPoint

MANAGER, COOK, DIRECTOR = 2, 3, 6
CAMERAS = ("粗加工间", "烹饪间", "备餐间")
ALERTS = ("no_hat", "no_mask", "bin_open", "phone")
TOPICS = "听取每周排查情况，研究冬季热链、留样和供货商到货质量"
DECISIONS = ("备餐间添置两只保温桶", "库房离墙离地存放再检查一遍", "请家长委员会参加下月开放日", "更换两台冷藏柜温度计")
SURVEYED, INCIDENT, REHEATED = -6, (4, -8), (2, -9)
"""Index of the day a survey was counted; campus and day of the one incident, and of the one dish heated again."""
MEETING_DAY = 20
"""Minutes are taken on the first school day from the 20th of a month."""
MEAL_FEE, WAGES, ENERGY = 800, 620_000, 90_000
"""Fen: a pupil's lunch; a month's wages for each of five people, and its energy: these two the school pays."""


def write_oversight(book: Book, today: KitchenDay) -> None:
    """What is due on this day at every campus the kitchen cooks for."""
    for campus in book.plan.fed_by(book.kitchen):
        _write_cameras(book, campus, today)
        if book.ends_week(today):
            _write_week(book, campus, today)
        if today.day == _meeting_day(book, today.day):
            _write_meeting(book, campus, today)
        if today.day == book.plan.days[SURVEYED]:
            _write_survey(book, campus, today)
    _write_additives(book, today)
    _write_once(book, today)
    if today.day.day >= 5:
        _write_account(book, today.day)


def _meeting_day(book: Book, day: date) -> date | None:
    month = [each for each in book.plan.days if (each.year, each.month) == (day.year, day.month)]
    return next((each for each in month if each.day >= MEETING_DAY), None)


def _write_cameras(book: Book, campus: Campus, today: KitchenDay) -> None:
    """Three cameras: now and then an alert that was looked into, or one that was off for an hour."""
    throw, at = dice("cameras", campus.code, today.day), instant(today.day, 15, 40)
    cameras: list[dict[str, Any]] = [{"camera": name, "online_percent": 100} for name in CAMERAS]
    if throw.random() < 0.15:
        seen = throw.randint(1, 3)
        alert = {"kind": throw.choice(ALERTS), "alerts": seen, "closed": seen}
        cameras[throw.randint(0, 2)]["alerts"] = [alert]
    if throw.random() < 0.03:
        off = instant(today.day, throw.randint(14, 16), 5)
        out = {"outage_from": moment(off), "outage_to": moment(off + timedelta(minutes=58)), "reason": "网络检修"}
        cameras[throw.randint(0, 2)] |= {"online_percent": 96, **out}
    body = {"site": str(ids.campus(campus.code)), "occurred_at": moment(at), "person": book.signer(OFFICER, campus)}
    identity = ids.happened(at, "camera_status", campus.code)
    book.sheaf.add(kitchen_scope(campus), "camera_status", identity, {**body, "cameras": cameras})


def _write_week(book: Book, campus: Campus, today: KitchenDay) -> None:
    """The director looks at every point; one week in three has a finding, and it is put right."""
    throw, at = dice("weekly check", campus.code, today.day), instant(today.day, 15, 55)
    point, finding, action = throw.choice(FINDINGS)
    points: list[dict[str, Any]] = [{"point": each.value} for each in CheckPoint if each is not CheckPoint.OTHER]
    if throw.random() < 0.33:
        points = [{**one, "finding": finding, "action": action} if one["point"] == point else one for one in points]
    year, week, _ = today.day.isocalendar()
    body = {
        "site": str(ids.campus(campus.code)),
        "occurred_at": moment(at),
        "week": f"{year}-W{week:02}",
        "director": book.signer(DIRECTOR, campus),
        "points": points,
    }
    book.sheaf.add(kitchen_scope(campus), "weekly_check", ids.happened(at, "weekly_check", campus.code), body)


def _write_meeting(book: Book, campus: Campus, today: KitchenDay) -> None:
    """The principal meets officer, manager, director and a cook; for the first of the term in the canteen itself."""
    throw, at = dice("meeting", campus.code, today.day), instant(today.day, 16, 10)
    decided = throw.sample(DECISIONS, 2)
    in_canteen = _meeting_day(book, book.plan.days[0]) == today.day
    body = {
        "site": str(ids.campus(campus.code)),
        "occurred_at": moment(at),
        "month": f"{today.day:%Y-%m}",
        "principal": book.signer(PRINCIPAL, campus),
        "attendees": [book.signer(place, campus) for place in (OFFICER, MANAGER, COOK, DIRECTOR)],
        "guests": throw.randint(0, 3),
        "in_canteen": in_canteen,
        "topics": TOPICS,
        "decisions": [
            {
                "decision": said,
                "responsible": book.signer(MANAGER, campus),
                "due": (today.day + timedelta(days=14)).isoformat(),
            }
            for said in decided
        ],
    }
    book.sheaf.add(manager_scope(campus), "monthly_meeting", ids.happened(at, "monthly_meeting", campus.code), body)


def _write_survey(book: Book, campus: Campus, today: KitchenDay) -> None:
    throw = dice("survey", campus.code)
    answered = campus.enrolment * throw.randint(86, 96) // 100
    dissatisfied = answered * throw.randint(2, 6) // 100
    body = {
        "site": str(ids.campus(campus.code)),
        "term": "2026-autumn",
        "closed_on": today.day.isoformat(),
        "sent": campus.enrolment,
        "answered": answered,
        "satisfied": answered * throw.randint(84, 93) // 100,
        "dissatisfied": dissatisfied,
        "person": book.signer(MANAGER, campus),
    }
    book.sheaf.add(manager_scope(campus), "satisfaction_survey", ids.master("survey", campus.code), body)


def _write_additives(book: Book, today: KitchenDay) -> None:
    """Additives are weighed out for each dish and stand in the ledger."""
    ingredients = book.plan.facts.ingredients
    for cooking in today.cookings:
        for use in cooking.uses:
            if ingredients[use.ingredient].group == "additive" and use.delivery and use.line:
                at = cooking.started_at - timedelta(minutes=12)
                body = {
                    "site": book.site,
                    "occurred_at": moment(at),
                    "batch": str(book.goods(use.delivery, use.line)),
                    "amount": grams(use.amount),
                    "purpose": "leavening",
                    "food": book.plan.facts.recipes[cooking.dish].name,
                    "dish": str(made_batch_id(cooking_id(cooking))),
                    "food_amount": kilograms(cooking.made),
                    "person": book.cook(cooking.dish, today.day),
                }
                identity = ids.happened(at, "additive", cooking.code, use.delivery, use.line)
                book.sheaf.add(kitchen_scope(book.kitchen), "additive_use", identity, body)


def _at(book: Book, place: tuple[int, int], today: KitchenDay) -> bool:
    campus, day = place
    return book.kitchen.index == campus and today.day == book.plan.days[day]


def _write_once(book: Book, today: KitchenDay) -> None:
    if _at(book, INCIDENT, today):
        _write_incident(book, today)
    if _at(book, REHEATED, today):
        _write_reheating(book, today.cookings[-1])
    lapsed = next((fault for fault in book.plan.facts.faults if fault.rule == "D1"), None)
    if lapsed and lapsed.supplier and _at(book, (lapsed.campuses[0], lapsed.day + 1), today):
        _write_exit(book, today, lapsed.supplier)
    unsampled = next((fault for fault in book.plan.facts.faults if fault.rule == "L1"), None)
    if unsampled and _at(book, (unsampled.campuses[0], unsampled.day + 1), today):
        _write_explanation(book, book.plan.days[unsampled.day], unsampled.dish or "", today)


def _write_incident(book: Book, today: KitchenDay) -> None:
    """A bit of steel wool in the soup: nobody was hurt, and both authorities knew within the hour."""
    at = instant(today.day, 12, 12)
    body = {
        "site": book.site,
        "occurred_at": moment(at),
        "kind": "foreign_object",
        "meal": "lunch",
        "affected": 0,
        "description": "汤里发现一小段钢丝球，无人受伤",
        "measures": "该桶汤停止供应并留存，更换全部钢丝球为尼龙刷",
        "person": book.signer(OFFICER),
        "reports": [
            {"authority": "education", "reported_at": moment(at + timedelta(minutes=38))},
            {"authority": "market_regulation", "reported_at": moment(at + timedelta(minutes=46))},
        ],
    }
    book.sheaf.add(kitchen_scope(book.kitchen), "incident", ids.happened(at, "incident", book.kitchen.code), body)


def _write_reheating(book: Book, cooking: Cooking) -> None:
    at = cooking.finished_at + timedelta(minutes=55)
    body = {
        "site": book.site,
        "occurred_at": moment(at),
        "batch": str(made_batch_id(cooking_id(cooking))),
        "core_temperature": degrees(812),
        "person": book.signer(COOK),
    }
    book.sheaf.add(kitchen_scope(book.kitchen), "reheating", ids.happened(at, "reheating", cooking.code), body)


def _write_explanation(book: Book, day: date, dish: str, today: KitchenDay) -> None:
    """Why a dish has no sample, as the manager says the day after; somebody else is to verify it."""
    cooking = f"{book.kitchen.code}-{day:%Y%m%d}-{dish}"
    subject = Subject("cooking", str(book.dish(cooking, book.kitchen.index)), day.isoformat(), f"{day}/lunch")
    at = instant(today.day, 10, 20)
    body = {
        "site": book.site,
        "finding": str(finding_id(ids.campus(book.kitchen.code), "L1", subject)),
        "occurred_at": moment(at),
        "step": "explained",
        "note": "留样盒不够，当天漏留一样；已补购留样盒，并对留样人员重新培训",
    }
    book.sheaf.add(manager_scope(book.kitchen), "finding_step", ids.happened(at, "step", cooking), body)


def _write_exit(book: Book, today: KitchenDay, supplier: str) -> None:
    """The day after the school saw that a licence had ended, it parts with the supplier."""
    body = {
        "organisation": str(ids.school(book.kitchen.school)),
        "supplier": str(ids.supplier(supplier)),
        "vetted_on": today.day.isoformat(),
        "outcome": "exited",
        "occasion": "exit",
        "evaluated_by": book.signer(MANAGER),
        "reason": "食品经营许可证过期后仍继续供货",
    }
    identity = ids.master("exit", f"{book.kitchen.code} {supplier}")
    book.sheaf.add(manager_scope(book.kitchen), "vetting", identity, body)


def _write_account(book: Book, day: date) -> None:
    """Last month's account, once its books are closed: ingredients as received, the rest as such a canteen has it."""
    last = day.replace(day=1) - timedelta(days=1)
    month = f"{last:%Y-%m}"
    spent = book.spent.pop(month, None)
    if spent is None:
        return
    people = book.diners.get(month, 0)
    body = {
        "site": book.site,
        "month": month,
        "income": [
            {"heading": "meal_fees", "amount": yuan(people * MEAL_FEE)},
            {"heading": "subsidy", "amount": yuan(5 * WAGES + ENERGY)},
        ],
        "expenditure": [
            {"heading": "ingredients", "amount": yuan(spent)},
            {"heading": "wages", "amount": yuan(5 * WAGES)},
            {"heading": "energy", "amount": yuan(ENERGY)},
        ],
        "closed_on": day.isoformat(),
        "published_on": (day + timedelta(days=3)).isoformat(),
        "person": book.signer(MANAGER),
    }
    identity = ids.master("account", f"{book.kitchen.code} {month}")
    book.sheaf.add(manager_scope(book.kitchen), "canteen_account", identity, body)
