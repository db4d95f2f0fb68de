"""What of a day's duties is done: people checked, tableware disinfected, meals shared, batches tested, and so on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from traceability import db
from traceability.partners.place import Place

CHECKED = (
    "SELECT person, fit, sent_away, occurred_at FROM morning_check_person"
    " WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY occurred_at, seq, id"
)
DISINFECTIONS = (
    "SELECT record, tableware, method, occurred_at FROM disinfection"
    " WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY occurred_at, seq"
)
DAILY = (
    "SELECT record, points, findings, occurred_at FROM daily_check"
    " WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY occurred_at, seq"
)
ACCOMPANIED = (
    "SELECT record, meal, person, problem, occurred_at FROM accompanied_meal"
    " WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY occurred_at, seq"
)
TESTS = (
    "SELECT record, item, result, tested_at AS occurred_at FROM batch_test"
    " WHERE log = $1 AND day = $2 AND until_seq IS NULL ORDER BY tested_at, seq"
)
WEEKLY = (
    "SELECT record, week, points, findings, occurred_at FROM weekly_check"
    " WHERE log = $1 AND first_day = $2 AND until_seq IS NULL ORDER BY occurred_at, seq"
)
CAMERAS = (
    "SELECT c.record, c.occurred_at, COUNT(*) AS cameras, SUM(CASE WHEN c.online_percent < 100 OR c.outage_from IS NOT"
    " NULL THEN 1 ELSE 0 END) AS disturbed, (SELECT SUM(a.alerts) FROM camera_alert a WHERE a.record = c.record"
    " AND a.until_seq IS NULL) AS alerts FROM camera_status c"
    " WHERE c.log = $1 AND c.day = $2 AND c.until_seq IS NULL GROUP BY c.record, c.occurred_at ORDER BY c.occurred_at"
)
CAMERA_NAMES = (
    "SELECT camera FROM camera_status WHERE record = (SELECT record FROM camera_status WHERE log = $1 AND day <= $2"
    " AND until_seq IS NULL ORDER BY day DESC, seq DESC LIMIT 1) AND until_seq IS NULL ORDER BY line"
)
ADDITIVES = (
    "SELECT u.record, u.food, u.occurred_at, i.name, i.name_en FROM additive_use u"
    " LEFT JOIN batch b ON b.batch = u.batch AND b.until_seq IS NULL"
    " LEFT JOIN ingredient i ON i.record = b.ingredient AND i.until_seq IS NULL"
    " WHERE u.log = $1 AND u.day = $2 AND u.until_seq IS NULL ORDER BY u.occurred_at, u.seq"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """Rows of a site's day, the earliest first; checked: the last word on each person; weekly: of the day's ISO week.

    camera_names: the cameras that the site's latest record names.
    """

    checked: list[db.Row]
    disinfections: list[db.Row]
    daily: list[db.Row]
    accompanied: list[db.Row]
    tests: list[db.Row]
    weekly: list[db.Row]
    cameras: list[db.Row]
    camera_names: list[str]
    additives: list[db.Row]


async def duties(place: Place, day: date) -> Duties:
    """The duties of a day as far as they are recorded."""
    last = {row["person"]: row for row in await db.fetch(CHECKED, place.site, day)}
    return Duties(
        checked=list(last.values()),
        disinfections=await db.fetch(DISINFECTIONS, place.site, day),
        daily=await db.fetch(DAILY, place.site, day),
        accompanied=await db.fetch(ACCOMPANIED, place.site, day),
        tests=await db.fetch(TESTS, place.site, day),
        weekly=await db.fetch(WEEKLY, place.site, day - timedelta(days=day.weekday())),
        cameras=await db.fetch(CAMERAS, place.site, day),
        camera_names=[row["camera"] for row in await db.fetch(CAMERA_NAMES, place.site, day)],
        additives=await db.fetch(ADDITIVES, place.site, day),
    )
