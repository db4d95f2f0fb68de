"""When schedules come due: days, the next or the n-th that counts, by announced holidays and make-up days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from reports.schedules.calendar import WORKING, Basis, Calendar, Counted, notices
from reports.schedules.periods import month_before
from reports.schedules.when import DayRule, Every, When, dues

FIFTH = When(Every.MONTH, DayRule.ON, Counted.WORKING, 5, 6, "Asia/Shanghai")
SEPTEMBER, NOVEMBER = datetime(2026, 9, 10, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)


def days(when: When, since: datetime, until: datetime, calendar: Calendar = WORKING) -> list[str]:
    return [due.at.date().isoformat() for due in dues(when, calendar, since, until)]


def year(number: int) -> tuple[datetime, datetime]:
    return datetime(number, 1, 1, tzinfo=UTC), datetime(number + 1, 1, 1, tzinfo=UTC)


def test_follows_the_clock_of_the_zone() -> None:
    found = [due.at.astimezone(UTC).isoformat() for due in dues(FIFTH, WORKING, SEPTEMBER, NOVEMBER)]

    assert found == ["2026-10-04T22:00:00+00:00", "2026-11-04T22:00:00+00:00"]


def test_moves_to_the_next_working_day_over_a_holiday_and_onto_a_make_up_day() -> None:
    when = replace(FIFTH, rule=DayRule.NEXT)

    assert days(when, SEPTEMBER, NOVEMBER) == ["2026-10-08", "2026-11-05"]  # National Day ends on the 7th
    assert days(replace(when, day=10), SEPTEMBER, datetime(2026, 10, 20, tzinfo=UTC)) == ["2026-10-10"]  # a Saturday
    assert days(replace(when, day=20), SEPTEMBER, datetime(2026, 9, 21, tzinfo=UTC)) == ["2026-09-20"]  # a Sunday


def test_counts_working_days_of_the_month() -> None:
    when = replace(FIFTH, rule=DayRule.NTH, day=3)

    assert days(when, *year(2026)) == [
        "2026-01-06",  # 4 January, a Sunday, is worked
        "2026-02-04",
        "2026-03-04",
        "2026-04-03",
        "2026-05-08",
        "2026-06-03",
        "2026-07-03",
        "2026-08-05",
        "2026-09-03",
        "2026-10-10",  # 8, 9, and Saturday the 10th
        "2026-11-04",
        "2026-12-03",
    ]


def test_stays_in_its_month_where_no_day_counts() -> None:
    closed = Calendar({date(2026, 8, 1) + timedelta(days=n): False for n in range(31)})
    when = replace(FIFTH, rule=DayRule.NTH, counted=Counted.SCHOOL, day=1)
    found = list(dues(when, closed, datetime(2026, 7, 20, tzinfo=UTC), datetime(2026, 9, 5, tzinfo=UTC)))

    assert [(due.at.date().isoformat(), due.base.isoformat()) for due in found] == [
        ("2026-08-31", "2026-08-01"),
        ("2026-09-01", "2026-09-01"),
    ]


def test_says_what_a_day_rests_on() -> None:
    when = replace(FIFTH, rule=DayRule.NTH)
    recorded = Calendar({date(2026, 11, 1) + timedelta(days=n): True for n in range(30)})

    assert [due.basis for due in dues(FIFTH, WORKING, *year(2027))] == [None] * 12
    assert {due.basis for due in dues(when, WORKING, *year(2026))} == {Basis.NOTICE}
    assert {due.basis for due in dues(when, WORKING, *year(2027))} == {Basis.WEEKDAYS}  # not announced yet
    november = dues(when, recorded, datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
    assert [due.basis for due in november] == [Basis.RECORDS]


def test_comes_each_week_and_moves_over_holidays_to_one_day() -> None:
    monday = When(Every.WEEK, DayRule.NEXT, Counted.WORKING, 1, 6, "Asia/Shanghai")

    october = datetime(2026, 9, 25, tzinfo=UTC), datetime(2026, 10, 20, tzinfo=UTC)
    assert days(monday, *october) == ["2026-09-28", "2026-10-08", "2026-10-12", "2026-10-19"]
    sunday = replace(monday, day=7)
    spring = datetime(2026, 2, 10, tzinfo=UTC), datetime(2026, 3, 10, tzinfo=UTC)
    assert days(sunday, *spring) == ["2026-02-24", "2026-03-02", "2026-03-09"]  # 15 and 22 February meet on the 24th


def test_comes_by_term_on_its_days() -> None:
    terms = When(Every.TERM, DayRule.NEXT, Counted.WORKING, 1, 6, "Asia/Shanghai", ("07-11", "02-15"))

    assert days(terms, *year(2026)) == ["2026-02-24", "2026-07-13"]


def test_takes_the_last_day_of_a_short_month() -> None:
    assert days(replace(FIFTH, day=31), *year(2026))[:4] == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


@pytest.mark.parametrize(
    ("every", "day", "period"),
    [
        (Every.MONTH, date(2026, 11, 1), "2026-10"),
        (Every.MONTH, date(2026, 1, 1), "2025-12"),
        (Every.WEEK, date(2026, 11, 2), "2026-11"),
        (Every.WEEK, date(2026, 11, 1), "2026-10"),
        (Every.TERM, date(2027, 2, 1), "2027-01"),
    ],
)
def test_reports_the_last_whole_month_and_weekly_the_month_so_far(every: Every, day: date, period: str) -> None:
    assert month_before(every, day) == period


def test_has_a_source_for_every_year_and_no_working_day_that_is_off() -> None:
    assert set(notices()) == {2025, 2026}
    for notice in notices().values():
        assert not notice.off & notice.make_up
        assert {day.year for day in notice.off | notice.make_up} == {notice.year}
        assert all(day.weekday() >= 5 for day in notice.make_up)  # a make-up day takes a weekend's place
        assert (notice.provenance, len(notice.source) > 10, len(notice.source_en) > 10) == ("F", True, True)
    assert (len(notices()[2025].off), len(notices()[2026].off)) == (28, 33)
