"""School days of the demonstration district. Times are Beijing's, which keeps no summer time."""

from datetime import date, datetime, time, timedelta, timezone

from server.demo.facts import Calendar

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def moment(day: date, hour: int, minute: int) -> datetime:
    """An instant of a day in Beijing; minutes beyond 59 carry over."""
    return datetime.combine(day, time(hour, tzinfo=BEIJING)) + timedelta(minutes=minute)


def first_of_next_month(day: date) -> date:
    """The first day of the month after `day`'s."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def is_school_day(calendar: Calendar, day: date) -> bool:
    """Whether there is school: a weekday of the term outside holidays, or a make-up day."""
    if not calendar.first <= day <= calendar.last:
        return False
    if day in calendar.make_up_days:
        return True
    return day.weekday() < 5 and not any(holiday.first <= day <= holiday.last for holiday in calendar.holidays)


def school_days(calendar: Calendar, first: date, last: date) -> tuple[date, ...]:
    """The school days from first to last, both included."""
    days = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return tuple(day for day in days if is_school_day(calendar, day))


def next_school_day(calendar: Calendar, day: date) -> date | None:
    """The first school day after `day`; None at the end of the term."""
    later = school_days(calendar, day + timedelta(days=1), calendar.last)
    return later[0] if later else None


def period(calendar: Calendar, size: str, newest: date | None = None) -> tuple[date, ...]:
    """The school days with records, up to `newest` (the calendar's newest day if None).

    small: five calendar weeks that end with the newest day's; city: the term so far. Raises ValueError when there are
    fewer than ten, too few to plant the faults.
    """
    last = min(newest or calendar.newest_day, calendar.last)
    first = calendar.first
    if size == "small":
        first = max(first, last - timedelta(days=last.weekday() + 28))
    days = school_days(calendar, first, last)
    if len(days) < 10:
        raise ValueError(f"{last} leaves {len(days)} school days; at least 10 are needed")
    return days
