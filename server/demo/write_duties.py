"""A canteen's daily duties: staff checked in the morning, tableware disinfected, the day checked, the meal shared."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from server.demo import ids
from server.demo.book import Book, unfit
from server.demo.calendar import moment as instant
from server.demo.dice import dice
from server.demo.happenings import KitchenDay
from server.demo.schools import Campus
from server.demo.sheaf import kitchen_scope
from server.demo.words import moment
from traceability.vocabulary import CheckPoint

FINDINGS = (
    ("waste", "厨余桶未加盖", "当场加盖，提醒值日人员"),
    ("premises", "备餐间地面有水渍", "当场拖干"),
    ("store", "一袋面粉未离墙存放", "移到货架上"),
    ("staff", "一人口罩未遮住口鼻", "当场纠正"),
)
SAID = ("汤有点凉", "菜量偏少", "米饭偏硬")
OFFICER, COOK, PRINCIPAL = 1, 4, 5


def write_duties(book: Book, today: KitchenDay) -> None:
    """The duties of every campus the kitchen cooks for."""
    for campus in book.plan.fed_by(book.kitchen):
        _write_morning_check(book, campus, today)
        _write_disinfection(book, campus, today)
        _write_daily_check(book, campus, today)
        _write_accompanied_meal(book, campus, today)


def _add(book: Book, campus: Campus, kind: str, today: KitchenDay, hour: int, body: dict[str, Any]) -> None:
    at = instant(today.day, hour, 0) + timedelta(minutes=dice(kind, campus.code, today.day).randint(2, 28))
    told = {"site": str(ids.campus(campus.code)), "occurred_at": moment(at), **body}
    book.sheaf.add(kitchen_scope(campus), kind, ids.happened(at, kind, campus.code), told)


def _write_morning_check(book: Book, campus: Campus, today: KitchenDay) -> None:
    """Everyone of the kitchen; now and then a cook is not fit, and leaves food work."""
    people: list[dict[str, Any]] = [{"person": book.signer(place, campus), "fit": True} for place in range(PRINCIPAL)]
    if unfit(campus, today.day):
        people[COOK] = {"person": book.signer(COOK, campus), "fit": False, "sent_away": True}
    body = {"checked_by": book.signer(OFFICER, campus), "people": people}
    _add(book, campus, "morning_check", today, 6, body)


def _write_disinfection(book: Book, campus: Campus, today: KitchenDay) -> None:
    throw = dice("disinfected", campus.code, today.day)
    body = {
        "tableware": "餐盘、汤碗、勺子",
        "method": "steam",
        "temperature": str(throw.randint(100, 108)),
        "minutes": throw.randint(12, 20),
        "person": book.signer(3, campus),
    }
    _add(book, campus, "disinfection", today, 13, body)


def _write_daily_check(book: Book, campus: Campus, today: KitchenDay) -> None:
    """Every point is looked at; on one day in eight one of them has a finding."""
    throw = dice("daily check", campus.code, today.day)
    point, finding, action = throw.choice(FINDINGS)
    points: list[dict[str, Any]] = [{"point": each.value} for each in CheckPoint if each is not CheckPoint.OTHER]
    if throw.random() < 0.125:
        points = [{**one, "finding": finding, "action": action} if one["point"] == point else one for one in points]
    _add(book, campus, "daily_check", today, 14, {"officer": book.signer(OFFICER, campus), "points": points})


def _write_accompanied_meal(book: Book, campus: Campus, today: KitchenDay) -> None:
    throw = dice("accompanied", campus.code, today.day)
    body: dict[str, Any] = {"meal": "lunch", "taste": "good", "quality": "good", "portion": "good"}
    if throw.random() < 0.05:
        body |= {"taste": "fair", "problem": throw.choice(SAID), "action": "已告知厨师长，次日改进"}
    person = book.signer(PRINCIPAL if throw.random() < 0.6 else 2, campus)
    _add(book, campus, "accompanied_meal", today, 12, {**body, "person": person})
