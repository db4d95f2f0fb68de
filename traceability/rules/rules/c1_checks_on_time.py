"""C1: the day's check, the week's report, the month's meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from traceability.rules.law import Law
from traceability.rules.reading import days, month_ends
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Facts


@rule("C1")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A day with a serving and no daily check, a week with one and no report, a month with one and no signed minutes.

    A check without findings is a check (零报告). A week is judged on its Sunday and a month on its last day, and only
    where that day is one of these, so that nobody is told before the time is over. Minutes without the principal are
    violated too. Not evidenced: a daily check or a weekly report that names nobody who made it.
    """
    site, served = facts["site"]["id"], set(facts["served_days"])
    for day in days(facts["first"], facts["last"]):
        if day in served:
            officers = [one["officer"] for one in facts["daily_checks"] if one["day"] == day]
            yield _made(Subject("site", site, day, day), "daily", day, officers)
        today = date.fromisoformat(day)
        if today.isoweekday() == 7 and served & set(days((today - timedelta(days=6)).isoformat(), day)):
            week = f"{today:%G-W%V}"
            directors = [one["director"] for one in facts["weekly_checks"] if one["week"] == week]
            yield _made(Subject("site", site, day, week), "weekly", week, directors)
    for day in month_ends(facts["first"], facts["last"]):
        if any(one.startswith(day[:8]) for one in served):
            yield _met(Subject("site", site, day, day[:7]), facts)


def _made(subject: Subject, level: str, when: str, makers: list[str | None]) -> Verdict:
    if not makers:
        return violated(subject, f"{level}_missing", when=when)
    if not any(makers):
        return not_evidenced(subject, f"{level}_unsigned", when=when)
    return satisfied(subject)


def _met(subject: Subject, facts: Facts) -> Verdict:
    month = subject.place
    principals = [one["principal"] for one in facts["monthly_meetings"] if one["month"] == month]
    if not principals:
        return violated(subject, "monthly_missing", when=month)
    if not any(principals):
        return violated(subject, "monthly_without_principal", when=month)
    return satisfied(subject)
