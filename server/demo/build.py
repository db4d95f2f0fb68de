"""Build the demonstration district: what the plan says, written through the verbs.

A district that was interrupted is continued: every id and body follows from size, seed and newest day, and a record
that is there already gives its receipt again.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from reports.schedules.calendar import Counted
from reports.schedules.edit import Plan as SchedulePlan
from reports.schedules.edit import add_schedule
from reports.schedules.when import DayRule, Every, When
from server.demo import ids
from server.demo.accounts import are_open, listed, open_accounts, region_of
from server.demo.book import Book
from server.demo.calendar import BEIJING
from server.demo.happenings import Delivery, KitchenDay, Line
from server.demo.plan import Plan, kitchen_days, make_plan
from server.demo.schools import Campus
from server.demo.sheaf import Sheaf
from server.demo.supply import Lot
from server.demo.write_arrivals import write_arrivals
from server.demo.write_certificates import write_certificates, write_reference_prices
from server.demo.write_district import (
    districts,
    write_authorities,
    write_catalogue,
    write_schools,
    write_suppliers,
)
from server.demo.write_duties import write_duties
from server.demo.write_kitchen import write_cooking, write_rest
from server.demo.write_meals import write_menu, write_plates, write_readings
from server.demo.write_oversight import write_oversight
from server.demo.write_school import write_calendar, write_equipment, write_people, write_trade
from server.demo.write_settled import write_settled
from server.demo.write_slips import write_hold, write_recall, write_slips
from server.demo.write_supply import write_supply
from server.settings import Settings
from traceability import db
from traceability.partners.public_code import code_of

Say = Callable[[str], None]
FAULT_LIST = "server/demo/facts/faults.toml"
REPORT_DAY, REPORT_HOUR = 1, 2


async def build(settings: Settings, size: str, seed: int, say: Say) -> int:
    """Load the district into a migrated database; 0, or 1 where the database holds other records.

    settings are the command's and say nothing about the district. `say` gets progress, accounts and planted faults.
    """
    plan = make_plan(size, seed)
    there = await db.fetch_one("SELECT record FROM revision WHERE record = $1", ids.authority(districts(plan)[0]))
    if there is not None and await are_open():
        say("the demonstration district is there already")
        await _introduce(plan, say)
        return 0
    if there is None and await db.fetch_one("SELECT record FROM revision LIMIT 1") is not None:
        say("this database holds records already; the demonstration district goes into an empty one")
        return 1
    started = time.monotonic()
    written = await _write(plan, say)
    await _schedule(plan)
    await db.fetch("ANALYZE")
    await open_accounts(plan)
    say(f"{sum(written.values())} records in {time.monotonic() - started:.0f} s")
    await _introduce(plan, say)
    return 0


async def _write(plan: Plan, say: Say) -> Counter[str]:
    sheaf = Sheaf()
    write_authorities(sheaf, plan)
    write_suppliers(sheaf, plan)
    write_schools(sheaf, plan)
    write_people(sheaf, plan)
    write_catalogue(sheaf, plan)
    write_equipment(sheaf, plan)
    write_calendar(sheaf, plan)
    write_trade(sheaf, plan)
    write_certificates(sheaf, plan)
    write_reference_prices(sheaf, plan)
    await sheaf.write()
    say(f"{len(plan.campuses)} campuses, {len(plan.suppliers)} suppliers, {len(plan.days)} school days")
    delivered: dict[Lot, int] = {}
    planted: list[tuple[Delivery, Line]] = []
    kitchens = plan.kitchens()
    for n, kitchen in enumerate(kitchens, start=1):
        book = await _write_kitchen(sheaf, plan, kitchen)
        for lot, amount in book.delivered.items():
            delivered[lot] = delivered.get(lot, 0) + amount
        planted += book.planted
        say(f"{n * 95 // len(kitchens):3} %  {sum(sheaf.written.values()):7} records  {kitchen.name}")
    write_supply(sheaf, plan, delivered)
    write_recall(sheaf, plan, districts(plan)[0], planted)
    write_settled(sheaf, plan, planted)
    await sheaf.write()
    return sheaf.written


async def _write_kitchen(sheaf: Sheaf, plan: Plan, kitchen: Campus) -> Book:
    """A kitchen's days, a week (in a city's district a month) at a time."""
    book = Book(plan, sheaf, kitchen)
    for _, days in groupby(kitchen_days(plan, kitchen), key=lambda day: _part(plan, day.day)):
        for day in days:
            _write_day(book, day)
        await sheaf.write()
    sheaf.written["correction"] += await write_slips(book)
    return book


def _part(plan: Plan, day: date) -> int:
    return day.month if plan.size == "city" else day.isocalendar().week


def _write_day(book: Book, today: KitchenDay) -> None:
    write_menu(book, today)
    write_arrivals(book, today)
    if today.received:
        write_hold(book, today)
        write_cooking(book, today)
        write_plates(book, today)
        write_readings(book, today)
        write_rest(book, today)
        write_duties(book, today)
        write_oversight(book, today)


async def _schedule(plan: Plan) -> None:
    """Monthly reports for the region, from the start of this month on: the last month's come due at once."""
    region = region_of(plan)
    if await db.fetch_one("SELECT id FROM schedule WHERE region = $1", region) is None:
        month = db.utc_now().astimezone(BEIJING).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        when = When(Every.MONTH, DayRule.ON, Counted.WORKING, REPORT_DAY, REPORT_HOUR, "Asia/Shanghai")
        await add_schedule(SchedulePlan("campus_monthly", region, when, "zh-CN"), None, month)


async def _introduce(plan: Plan, say: Say) -> None:
    say("accounts (user name, password):")
    for line in await listed():
        say(line)
    say(f"parents' page: /m/{code_of(ids.campus(plan.campuses[0].code))}?day={plan.days[-1]}")
    say(f"planted faults ({FAULT_LIST}):")
    for line in _faults(plan):
        say(line)


def _faults(plan: Plan) -> Iterator[str]:
    for fault in plan.facts.faults:
        yield f"  {fault.id:<16} {plan.days[fault.day]}  {fault.planted_zh}"
