"""Gaps: what the records leave open, by kind, with the records named."""

from __future__ import annotations

from collections.abc import Callable

from reports.figures.month import Month
from reports.figures.receiving import Line, cost, licence_on, signed
from reports.figures.tally import State
from reports.texts import Words
from reports.views.wording import reference, short_day
from traceability.snapshot.shapes import Cooking, Delivery

MOST_NAMED = 12


def gaps(month: Month, words: Words, lacking: list[str]) -> list[dict[str, str]]:
    """One row a kind of gap that occurs; lacking: characters printed as 〓."""
    found = [
        *_of_lines(month, words),
        ("licence", _unlicensed(month, words)),
        (
            "signatures",
            [_delivery(each, words) for each in month.snapshot["deliveries"] if signed(each) is not State.MET],
        ),
        *_of_dishes(month, words),
        ("days", _days(month)),
        ("meals", _meals(month, words)),
        ("glyphs", [f"U+{ord(each):04X}" for each in lacking]),
    ]
    return [
        {"gap": words(f"gap.{key}"), "count": f"{len(named):,}", "records": words.listed(named, MOST_NAMED)}
        for key, named in found
        if named
    ]


def _of_lines(month: Month, words: Words) -> list[tuple[str, list[str]]]:
    asked: list[tuple[str, Callable[[Line], bool]]] = [
        ("lot", lambda of: of.line["source_state"] == "no_lot"),
        ("supplier", lambda of: of.line["source_state"] == "no_supplier"),
        ("unresolved", lambda of: of.line["source_state"] == "unresolved"),
        ("temperature", lambda of: of.temperature is State.UNKNOWN),
        ("papers", lambda of: of.papers is State.UNKNOWN),
        ("price", lambda of: not of.refused_whole and cost(of.line) is None),
    ]
    return [(key, [reference(line, words) for line in month.lines if test(line)]) for key, test in asked]


def _unlicensed(month: Month, words: Words) -> list[str]:
    return [
        words.name(row.supplier)
        for row in month.suppliers
        if row.supplier and licence_on(row.supplier["licence"], month.snapshot["period"]) is State.UNKNOWN
    ]


def _delivery(delivery: Delivery, words: Words) -> str:
    return f"{short_day(delivery['day'])} {delivery['note_number'] or words('no_number')}"


def _of_dishes(month: Month, words: Words) -> list[tuple[str, list[str]]]:
    def named(cooking: Cooking) -> str:
        return f"{short_day(cooking['day'])} {words.name(cooking['dish'])}"

    return [
        ("recipe", [named(each.cooking) for each in month.dishes if each.cooking["recipe_ingredients"] is None]),
        ("ingredients", [named(each.cooking) for each in month.dishes if each.missing or each.unproved]),
        ("core", [named(each) for each in month.snapshot["cookings"]
                  if each["cook_through"] and each["core_temperature"] is None]),
        ("sample", [named(each.cooking) for each in month.samples if each.state is State.UNKNOWN]),
    ]  # fmt: skip


def _days(month: Month) -> list[str]:
    return [short_day(day) for day in month.snapshot["school_days"] if day not in month.by_day]


def _meals(month: Month, words: Words) -> list[str]:
    served = {(each["day"], each["meal"]) for each in month.snapshot["servings"]}
    planned = [(each["date"], each["meal"]) for each in month.snapshot["meals"]]
    return [f"{short_day(day)} {words.coded('meal', meal)}" for day, meal in planned if (day, meal) not in served]
