"""Rules judged at once after a delivery or a cooking, and every night for the rest.

Never in the way of a write: the work comes after the commit, by the outbox, gathered by site and day, and rests four
times as long as it took, two seconds at most. What fails is logged and left to the night.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from traceability import db, outbox
from traceability.rules.judge_site import judge_site
from traceability.rules.touched import touched

logger = logging.getLogger("mealtrace")
ROWS_MOST = 20_000
APART_MOST = 3
"""Days of a site judged one by one; where more were touched, as after an import, all between the first and the last."""
GAP_MOST = timedelta(days=35)
"""Days without a record between two stretches: a date typed years off does not have all the years between judged."""
LOOK_SECONDS = 2.0
REST, REST_MOST = 4, 2.0
NIGHT_DAYS = 35
NIGHT_HOUR = 2
"""From this hour on, by the site's clock, yesterday is judged and the days before it again: some records come late."""

SITES = (
    "SELECT p.record AS site, l.zone, MAX(e.last_day) AS judged FROM party p JOIN log l ON l.id = p.record"
    " LEFT JOIN rule_execution e ON e.site = p.record"
    " WHERE p.kind = 'site' AND p.trade IN ('campus', 'central_kitchen') AND p.until_seq IS NULL"
    " GROUP BY p.record, l.zone ORDER BY p.record"
)


async def judge_for_ever(packs: Collection[str], leads: Callable[[], bool]) -> None:
    """While this server leads, judge what was recorded and what the night asks, for as long as the server runs."""
    nights: dict[UUID, date] = {}
    while True:
        try:
            if leads():
                await judge_recorded(db.utc_now(), packs)
                await judge_night(db.utc_now(), packs, nights)
        except db.DatabaseError:
            logger.exception("no record could be judged")
        await asyncio.sleep(LOOK_SECONDS)


async def judge_recorded(now: datetime, packs: Collection[str] = (), rest: float = REST) -> int:
    """Work off the outbox: how many site-days or stretches were judged. rest: after each, in times of what it took."""
    rows = await outbox.waiting(ROWS_MOST)
    if not rows:
        return 0
    judged, asked = 0, await touched(rows)
    await outbox.mark_done([row for row in rows if row["log"] not in asked], now)
    for site, found in sorted(asked.items()):
        for first, last in stretches(found.days):
            await _judged(site, first, last, now, found.rules, packs, rest)
            judged += 1
        await outbox.mark_done([row for row in rows if row["log"] == site], now)
    return judged


def stretches(touched_days: Collection[date]) -> list[tuple[date, date]]:
    """First and last days to judge: few days one by one, more from the first on, but not across a long gap."""
    days = sorted(touched_days)
    if len(days) <= APART_MOST:
        return [(day, day) for day in days]
    found = [(days[0], days[0])]
    for day in days[1:]:
        first, last = found[-1]
        if day - last > GAP_MOST:
            found.append((day, day))
        else:
            found[-1] = (first, day)
    return found


async def judge_night(
    now: datetime, packs: Collection[str] = (), nights: dict[UUID, date] | None = None, rest: float = REST
) -> int:
    """Judge every site whose yesterday nobody judged yet; how many. nights: those done, as far as the caller knows."""
    known = {} if nights is None else nights
    judged = 0
    for row in await db.fetch(SITES):
        local = now.astimezone(ZoneInfo(row["zone"]))
        yesterday = local.date() - timedelta(days=1)
        done = max(str(row["judged"] or ""), str(known.get(row["site"], "")))
        if local.hour < NIGHT_HOUR or done >= yesterday.isoformat():
            continue
        await _judged(row["site"], yesterday - timedelta(days=NIGHT_DAYS - 1), yesterday, now, None, packs, rest)
        known[row["site"]] = yesterday
        judged += 1
    return judged


async def _judged(
    site: UUID,
    first: date,
    last: date,
    now: datetime,
    only: Collection[str] | None,
    packs: Collection[str],
    rest: float,
) -> None:
    began = time.monotonic()
    try:
        await judge_site(site, first, last, now, only, packs)
    except Exception:  # one site's fault holds up no other, and no write
        logger.exception("site %s could not be judged from %s to %s", site, first, last)
    await asyncio.sleep(min(rest * (time.monotonic() - began), REST_MOST))
