"""The notice for parents: dishes by day, and each ingredient once with where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from reports.charts.code import code
from reports.files import Attached
from reports.texts import Words
from reports.views.front import address, made
from reports.views.wording import short_day
from traceability.snapshot.disclosure_shapes import DisclosureSnapshot, NoticeDish, NoticeLicence

DISHES_ROOMY = {"zh": 36, "en": 20}
"""So many dishes fit on the first sheet with their ingredients; more are told closer together."""
SOURCES_FEW = 9
"""So many ingredients may stand below the menu; more have a sheet of their own."""


@dataclass
class Came:
    """An ingredient's batches from one seller. growers, origins, tests: in words, each once."""

    growers: dict[str, None] = field(default_factory=dict)
    origins: dict[str, None] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    tests: dict[str, None] = field(default_factory=dict)


def notice(
    snapshot: DisclosureSnapshot, words: Words, files: tuple[Attached, ...], lacking: list[str]
) -> dict[str, object]:
    """What the template says."""
    first, last = date.fromisoformat(snapshot["first"]), date.fromisoformat(snapshot["last"])
    came, unknown = _sources(snapshot, words)
    site, school = snapshot["site"], snapshot["site"]["school"]
    place = words.name(site)
    if school and not site["name"].startswith(school["name"]):
        place = f"{words.name(school)} {place}"
    where = snapshot["menu_url"] or address(snapshot, files[0].sha256)
    return {
        "title_key": "notice.title",
        "place": place,
        "period": words.period(snapshot["period"]),
        "days_told": words("notice.days", first=words.day(snapshot["first"]), last=words.day(snapshot["last"])),
        "days": _days(snapshot, first, last, words),
        "dense": sum(len(meal["dishes"]) for meal in snapshot["meals"]) > DISHES_ROOMY[words.language],
        "sources": came,
        "many": sum(len(each["foods"]) for each in came) > SOURCES_FEW,  # type: ignore[arg-type,misc]  # a list
        "sources_told": _told(snapshot, words),
        "unknown": words.listed(unknown, 40),
        "licences": [_licence(each, words) for each in snapshot["licences"]],
        "contact": snapshot["complaint_contact"],
        "qr": code(where, words("notice.qr")),
        "url": snapshot["menu_url"],
        "made": made(snapshot),
        "digest": files[0].sha256,
        "glyphs": "、".join(f"U+{ord(each):04X}" for each in lacking),
    }


def _days(snapshot: DisclosureSnapshot, first: date, last: date, words: Words) -> list[dict[str, object]]:
    """School days, and any other with a published menu."""
    found: list[dict[str, object]] = []
    names = words("weekdays.long").split()
    for day in (first + timedelta(days=k) for k in range((last - first).days + 1)):
        meals = [meal for meal in snapshot["meals"] if meal["day"] == day.isoformat()]
        if meals or day.isoformat() in snapshot["school_days"]:
            found.append({
                "name": names[day.weekday()],
                "day": short_day(day.isoformat()),
                "meals": [{"name": words.coded("meal", meal["meal"]),
                           "dishes": [_dish(dish, words) for dish in meal["dishes"]]} for meal in meals],
            })  # fmt: skip
    return found


def _dish(dish: NoticeDish, words: Words) -> dict[str, object]:
    allergens = dish["allergens"]
    return {
        "name": words.name(dish),
        "allergens": None if allergens is None else [words.coded("allergen", each) for each in allergens],
        "instead": words("notice.instead", name=words.name(dish["instead_of"])) if dish["instead_of"] else "",
        "checking": dish["checking"],
        "ingredients": words("list_comma").join(words.name(each) for each in dish["ingredients"]),
    }


def _told(snapshot: DisclosureSnapshot, words: Words) -> str:
    """How many of the week's ingredients have a source on record."""
    every: dict[str, bool] = {}
    for line in (line for meal in snapshot["meals"] for dish in meal["dishes"] for line in dish["ingredients"]):
        every[line["id"]] = every.get(line["id"], False) or bool(line["sources"])
    return words("notice.sources_sub", count=len(every), sourced=sum(every.values()))


def _sources(snapshot: DisclosureSnapshot, words: Words) -> tuple[list[dict[str, object]], list[str]]:
    """What every seller brought, those of most ingredients first, and what has no source on record."""
    names: dict[str, str] = {}
    found: dict[str, dict[str, Came]] = {}
    for line in (line for meal in snapshot["meals"] for dish in meal["dishes"] for line in dish["ingredients"]):
        names.setdefault(line["id"], words.name(line))
        for source in line["sources"]:
            seller = words.name(source["supplier"]) if source["supplier"] else ""
            came = found.setdefault(seller, {}).setdefault(line["id"], Came())
            came.growers |= {words.name(each): None for each in source["growers"]}
            if source["individual"]:
                came.growers[words("notice.farmers")] = None
            if source["origin"]:
                came.origins[source["origin"]] = None
            came.days.add(source["arrived_on"])
            came.tests |= {_test(each["method"], each["item"], words): None for each in source["tests"]}
    rows: list[dict[str, object]] = [
        {"seller": seller, "foods": sorted((_came(names[key], each, words) for key, each in foods.items()),
                                           key=lambda row: row["name"])}
        for seller, foods in sorted(found.items(), key=lambda row: (-len(row[1]), row[0]))
    ]  # fmt: skip
    sourced = {key for foods in found.values() for key in foods}
    return rows, sorted({name for key, name in names.items() if key not in sourced})


def _test(method: str, item: str, words: Words) -> str:
    return words("notice.passed", method=words.coded("method", method), item=item)


def _came(name: str, of: Came, words: Words) -> dict[str, str]:
    """The first grower and origin by name, and how many there are."""
    return {
        "name": name,
        "who": _first(of.growers, words),
        "origin": _first(of.origins, words) if len(of.growers) < 2 else "",
        "days": words.listed([short_day(each) for each in sorted(of.days)], 4),
        "tests": words.listed(list(of.tests), 2) if of.tests else "",
    }


def _first(names: dict[str, None], words: Words) -> str:
    every = list(names)
    return "".join(every[:1]) + (words("notice.more", count=len(every)) if len(every) > 1 else "")


def _licence(of: NoticeLicence, words: Words) -> dict[str, str]:
    kitchen, until = of["of"], of["valid_to"]
    return {
        "name": words("notice.licence_of", kitchen=words.name(kitchen)) if kitchen else words("notice.licence"),
        "number": of["number"],
        "until": words("licence.until", day=until) if until else "",
    }
