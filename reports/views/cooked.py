"""The kitchen: completeness of dishes, core temperatures, retained samples, and every question in three states."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from reports.charts.bars import states
from reports.charts.dots import dots
from reports.figures import kitchen
from reports.figures.kitchen import Completeness, Retained
from reports.figures.moments import days_of, hours_between
from reports.figures.month import Month
from reports.figures.tally import State, Tally, tally
from reports.texts import Words
from reports.views.wording import short_day
from traceability.snapshot.shapes import RecipeIngredient

ASKED = (
    ("source", "cite.line", ()),
    ("temperature", "cite.line", ("receive_chilled_over_label", "receive_frozen_max")),
    ("licence", "cite.line", ()),
    ("papers", "cite.line", ()),
    ("signatures", "cite.delivery", ()),
    ("complete", "cite.cooking", ()),
    ("core", "cite.cooking", ("cook_core_min",)),
    ("sampled", "cite.cooking", ("sample_mass_min", "sample_kept_min")),
)


def asked(month: Month, words: Words) -> list[dict[str, object]]:
    """Every question with its three counts, its bar, and the source of the limits it is judged by."""
    rows: list[dict[str, object]] = []
    for key, counted, codes in ASKED:
        of: Tally = getattr(month, key)
        used = [each for each in month.snapshot["thresholds"] if each["code"] in codes]
        sources = dict.fromkeys(
            words.source(each) + (" [K]" if each["provenance"].startswith("K") else "") for each in used
        )
        rows.append({
            "question": words(f"ask.{key}"), "cite": " · ".join([words(counted), *sources]), "of": f"{of.total:,}",
            "met": f"{of.met:,}", "broken": f"{of.broken:,}", "unknown": f"{of.unknown:,}",
            "some_broken": of.broken > 0, "bar": states(of, _spoken(of, words)),
        })  # fmt: skip
    return rows


def _spoken(of: Tally, words: Words) -> str:
    return f"{words('met')} {of.met}，{words('broken')} {of.broken}，{words('not_evidenced')} {of.unknown}"


def dishes(month: Month, words: Words) -> dict[str, object]:
    """The dishes that are not complete, worst first, their lacking ingredients named."""
    groups: dict[str, list[Completeness]] = {}
    for each in month.dishes:
        groups.setdefault(words.name(each.cooking["dish"]), []).append(each)
    rows = sorted(groups.items(), key=lambda row: (-sum(one.state is not State.MET for one in row[1]), row[0]))
    poor = [_dish(name, each, words) for name, each in rows if any(one.state is not State.MET for one in each)]
    return {"take": _take(month, words), "rows": poor, "rest": len(groups) - len(poor)}


def _take(month: Month, words: Words) -> str:
    of = month.complete
    if not of.total:
        return words("dishes.take_empty")
    key = "dishes.take_all" if of.met == of.total else "dishes.take"
    return words(key, total=of.total, met=of.met, broken=of.broken, unknown=of.unknown)


def _dish(name: str, cooked: list[Completeness], words: Words) -> dict[str, object]:
    of = tally(each.state for each in cooked)
    lacking = [each for which in ("unresolved", "unproved", "missing") for each in _counted(cooked, which, words)]
    unwritten = sum(each.cooking["recipe_ingredients"] is None for each in cooked)
    if unwritten:
        lacking.append(words("no_recipe", count=unwritten))
    return {"name": name, "cooked": f"{of.total:,}", "met": f"{of.met:,}", "bar": states(of, _spoken(of, words)),
            "lacking": words.listed(lacking)}  # fmt: skip


def _counted(cooked: list[Completeness], which: str, words: Words) -> list[str]:
    lists: list[tuple[RecipeIngredient, ...]] = [getattr(each, which) for each in cooked]
    names = Counter(words.name(one) for each in lists for one in each)
    return [
        words(f"lacking.{which}", name=name, count=count)
        for name, count in sorted(names.items(), key=lambda r: (-r[1], r[0]))
    ]


def kept(month: Month, words: Words) -> dict[str, object]:
    """Core temperatures and samples: two charts and the dishes whose sample falls short."""
    snapshot, days = month.snapshot, days_of(month.snapshot["period"])
    shown = [day for day in days if day.isoformat() in set(snapshot["school_days"])] or days
    of = month.sampled
    take = words("samples.take", total=of.total, met=of.met, broken=of.broken, unknown=of.unknown)
    return {
        "take": take if of.total else words("samples.none"),
        "core": _core(month, shown, words) if of.total else None,
        "grams": _grams(month, shown, words) if of.total else None,
        "rows": [_short(each, month, words) for each in month.samples if each.state is not State.MET],
    }


def _core(month: Month, days: list[date], words: Words) -> object:
    least = kitchen.limit(month.snapshot, "cook_core_min")
    values = [
        (each["day"], float(each["core_temperature"]), kitchen.core_state(each, least) is State.BROKEN)
        for each in kitchen.cookings_of(month.snapshot)
        if each["core_temperature"] is not None
    ]
    of = month.core
    title = words("core.title", met=of.met, broken=of.broken, unknown=of.unknown)
    return dots(days, values, _line(least, "core.limit", words), title, "℃")


def _grams(month: Month, days: list[date], words: Words) -> object:
    least = kitchen.limit(month.snapshot, "sample_mass_min")
    values = [
        (each["day"], float(each["grams"]), least is not None and Decimal(each["grams"]) < least)
        for each in sorted(month.snapshot["samples"], key=lambda one: (one["day"], one["taken_at"], one["id"]))
        if each["grams"] is not None
    ]
    return dots(days, values, _line(least, "grams.limit", words), words("grams.title", count=len(values)), "g")


def _line(least: Decimal | None, key: str, words: Words) -> tuple[float, str] | None:
    return None if least is None else (float(least), words(key, value=least))


def _short(each: Retained, month: Month, words: Words) -> dict[str, str]:
    return {
        "day": short_day(each.cooking["day"]),
        "meal": words.coded("meal", each.cooking["meal"]),
        "dish": words.name(each.cooking["dish"]),
        "finding": _finding(each, month, words),
        "state": words("broken" if each.state is State.BROKEN else "not_evidenced"),
        "tone": "down" if each.state is State.BROKEN else "",
    }


def _finding(each: Retained, month: Month, words: Words) -> str:
    grams = kitchen.limit(month.snapshot, "sample_mass_min")
    hours = kitchen.limit(month.snapshot, "sample_kept_min")
    sample = each.sample
    if sample is None:
        return words("sample.missing")
    if sample["grams"] is None:
        return words("sample.no_weight")
    if grams is not None and Decimal(sample["grams"]) < grams:
        return words("sample.light", grams=sample["grams"], limit=grams)
    end = sample["disposed_at"] or sample["kept_until"]
    if end and hours is not None and hours_between(sample["taken_at"], end) < hours:
        return words("sample.short", limit=hours)
    return words("sample.open")
