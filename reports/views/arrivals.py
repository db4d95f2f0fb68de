"""Deliveries: the month's columns, food groups, calendar, and the lines that were rejected or warm."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from reports.charts.bars import grouped
from reports.charts.calendar import Words as CalendarWords
from reports.charts.calendar import calendar
from reports.charts.daily import daily
from reports.figures.moments import days_of
from reports.figures.month import Month
from reports.figures.receiving import Line, SupplierFigures
from reports.texts import Words
from reports.views.wording import party, period, poor_days, short_day

FEW = 4
"""Below so many poor lines a share of them says nothing."""


def arrivals(month: Month, words: Words) -> dict[str, object]:
    """Charts and tables about what arrived; without deliveries the charts are None."""
    days = days_of(month.snapshot["period"])
    name = period(month, words)
    found: dict[str, object] = {
        "take": _take(month, words),
        "calendar_sub": words("calendar.sub", period=name),
        "calendar": calendar(days, month.by_day, set(month.snapshot["school_days"]), CalendarWords(
            words("calendar.title", period=name), tuple(words("weekdays").split()),
            tuple(words("calendar.legend").split("|")))),
        "exceptions": [_exception(line, words) for line in month.exceptions],
        "exceptions_take": _exceptions_take(month, words),
        "suppliers": [_supplier(row, words) for row in month.suppliers],
        "daily": None,
        "groups": None,
    }  # fmt: skip
    if month.lines:
        found["daily_sub"] = words("daily.sub", total=len(month.lines))
        found["daily"] = _daily(month, _shown(month, days), words)
        found["groups"] = grouped([_group(*row, words) for row in month.by_group], words("groups.title"))
    return found


def _group(code: str, count: int, poor: int, words: Words) -> tuple[str, int, int, str]:
    label = words("groups.label", count=count, poor=poor) if poor else f"{count:,}"
    return words.coded("group", code), count, poor, label


def _take(month: Month, words: Words) -> str:
    if not month.lines:
        return words("take.empty")
    worst = poor_days(month)
    if worst is None:
        lacking = month.temperature.unknown
        return words("take.calm_unmeasured" if lacking else "take.calm", total=len(month.lines), unknown=lacking)
    day, most, every = worst
    key = "half" if most * 2 > every else "third" if most * 3 > every else "worst"
    if every < FEW:
        key = "worst"
    return words(f"take.{key}", day=words.day(day), count=most, all=every)


def _shown(month: Month, days: list[date]) -> list[date]:
    """School days, and any other day on which something arrived."""
    wanted = {*month.snapshot["school_days"], *month.by_day}
    return [day for day in days if day.isoformat() in wanted]


def _daily(month: Month, days: list[date], words: Words) -> Markup:
    worst = poor_days(month)
    flag = None
    if worst:
        one = date.fromisoformat(worst[0])
        flag = (worst[0], words("daily.flag", day=one.day, month=one.month, count=worst[1]))
    title = words("daily.title", total=len(month.lines), poor=len(month.exceptions))
    return daily(days, month.by_day, flag, (title, words("daily.all"), words("daily.poor")))


def _exceptions_take(month: Month, words: Words) -> str | None:
    if not month.exceptions:
        return None
    return words(
        "exceptions.take",
        rejected=len(month.rejected),
        warm=len(month.warm),
        days=len({line.delivery["day"] for line in month.exceptions}),
        suppliers=len({party(line, words) for line in month.exceptions}),
    )


def _exception(of: Line, words: Words) -> dict[str, object]:
    line = of.line
    outcome = words("accepted_warm")
    if of.refused_whole:
        outcome = words("rejected_whole")
    elif of.rejected:
        outcome = words("rejected_part", amount=words.amount(line["rejected"]))
    return {
        "day": short_day(of.delivery["day"]),
        "note": of.delivery["note_number"] or words("no_number"),
        "goods": words.name(line["ingredient"]),
        "lot": words("lot", lot=line["lot_code"]) if line["lot_code"] else words("no_lot"),
        "supplier": party(of, words),
        "arrived": words.amount(line["delivered"]),
        "accepted": words.amount(line["accepted"]),
        "temperature": f"{line['temperature']} ℃" if line["temperature"] is not None else "—",
        "limit": words("limit", limit=line["limit_temperature"]) if line["limit_temperature"] is not None else "",
        "warm": of.warm,
        "refused": of.rejected,
        "outcome": outcome,
        "reason": line["reason"] or "",
    }


def _supplier(row: SupplierFigures, words: Words) -> dict[str, object]:
    licence = row.supplier["licence"] if row.supplier else None
    until = licence["valid_to"] if licence else None
    return {
        "name": words.name(row.supplier) if row.supplier else words("no_supplier"),
        "number": licence["number"] if licence else words("licence.none"),
        "until": words("licence.until", day=until) if until else "",
        "expired": words("licence.expired", count=row.licence.broken) if row.licence.broken else "",
        "lines": f"{row.lines:,}",
        "rejected": f"{row.rejected:,}",
        "warm": f"{row.warm:,}",
        "spend": f"{row.spend // 100:,}.{row.spend % 100:02d}",
        "unpriced": words("unpriced", count=row.unpriced) if row.unpriced else "",
    }
