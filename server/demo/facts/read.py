"""Reading the tables beside this file into frozen rows. A row that is not well formed raises ValueError or KeyError."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from server.demo.facts.numbers import credit_code, licence_number
from server.demo.facts.shapes import (
    Calendar,
    Division,
    Facts,
    Fault,
    GroupPattern,
    Holiday,
    Ingredient,
    Licence,
    Package,
    Recipe,
    SchoolKind,
    SchoolPatterns,
    Supplier,
)
from traceability.quantities import parse_quantity, parse_temperature

_HERE = files("server.demo.facts")
_LICENCES = {
    "JY": "food_operating",
    "SC": "food_production",
    "TZ": "slaughter",
    "DF": "animal_epidemic_prevention",
}


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(_HERE.joinpath(name).read_text(encoding="utf-8").splitlines())


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_HERE.joinpath(name).read_text(encoding="utf-8"))


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _months(cell: str) -> frozenset[int]:
    """The months of "9-3": September to March."""
    first, last = (int(part) for part in cell.split("-"))
    return frozenset((first - 1 + i) % 12 + 1 for i in range((last - first) % 12 + 1))


def _ingredient(row: dict[str, str]) -> Ingredient:
    package = None
    if row["pack"]:
        unit, content = row["pack"].split(":")
        package = Package(unit, parse_quantity(content, row["unit"]).amount)
    raw, _, raw_amount = row["made_from"].partition(":")
    return Ingredient(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        aliases=_many(row["aliases"]),
        group=row["group"],
        storage=row["storage"],
        label=parse_temperature(row["label"]) if row["label"] else None,
        unit=row["unit"],
        allergens=_many(row["allergens"]),
        days=int(row["days"]),
        bulk=row["bulk"] == "yes",
        keep=row["keep"],
        price=int(row["price"]),
        months=_months(row["months"]),
        edible=int(row["edible"]),
        package=package,
        made_from=raw or None,
        raw_permille=parse_quantity(raw_amount, "kg").amount // 1000 if raw else 0,
        origins=_many(row["origins"]),
    )


def _recipe(row: dict[str, str], ingredients: dict[str, Ingredient]) -> Recipe:
    amounts = []
    for part in _many(row["ingredients"]):
        code, amount = part.split(":")
        amounts.append((code, parse_quantity(amount, "g" if ingredients[code].unit == "kg" else "ml").amount))
    return Recipe(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        kind=row["kind"],
        seen=row["seen"],
        cook_through=row["cook_through"] == "yes",
        months=_months(row["months"]),
        yields=int(row["yield"]),
        amounts=tuple(amounts),
    )


def _handled(cell: str, ingredients: dict[str, Ingredient]) -> frozenset[str]:
    """Codes named alone or by food group; "-code" leaves one out of a group."""
    parts = _many(cell)
    left_out = {part[1:] for part in parts if part.startswith("-")}
    named = {part for part in parts if not part.startswith("-")}
    groups = {ingredient.group for ingredient in ingredients.values()}
    unknown = (named - groups | left_out) - ingredients.keys()
    if unknown:
        raise ValueError(f"unknown ingredients: {sorted(unknown)}")
    return frozenset(
        code
        for code, ingredient in ingredients.items()
        if code in named or (ingredient.group in named and ingredient.keep != "raw" and code not in left_out)
    )


def _supplier(row: dict[str, str], ingredients: dict[str, Ingredient]) -> Supplier:
    serial = int(row["serial"])
    licence = None
    if row["licence"]:
        valid_from, valid_to = date.fromisoformat(row["valid_from"]), date.fromisoformat(row["valid_to"])
        number = licence_number(row["licence"], row["division"], serial)
        licence = Licence(_LICENCES[row["licence"]], number, valid_from, valid_to)
    return Supplier(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        stage=row["stage"],
        division=row["division"],
        credit_code=credit_code(row["division"], serial, cooperative="合作社" in row["name"]),
        licence=licence,
        handles=_handled(row["handles"], ingredients),
    )


def _schools() -> SchoolPatterns:
    table = _toml("schools.toml")
    kinds = {
        code: SchoolKind(code, kind["name"], kind["name_en"], tuple(GroupPattern(**group) for group in kind["groups"]))
        for code, kind in table["kinds"].items()
    }
    return SchoolPatterns(
        words=tuple((zh, en) for zh, en in table["words"]),
        order=tuple(table["order"]),
        kinds=kinds,
        sizes={size: (row["campuses"], tuple(row["districts"])) for size, row in table["sizes"].items()},
        portion_permille=table["portion_permille"],
        surnames=tuple(table["surnames"]),
        given_names=tuple(table["given_names"]),
    )


def _calendar() -> Calendar:
    table = _toml("calendar.toml")
    return Calendar(
        newest_day=table["demonstration"]["newest_day"],
        holidays=tuple(Holiday(**row) for row in table["holiday"]),
        make_up_days=frozenset(row["day"] for row in table["make_up"]),
        **table["term"],
    )


def _fault(row: dict[str, Any]) -> Fault:
    near = row.get("near_spelling")
    return Fault(
        id=row["id"],
        rule=row["rule"],
        campuses=tuple(row["campuses"]),
        day=row["day"],
        dish=row["dish"],
        ingredient=row.get("ingredient"),
        supplier=row.get("supplier"),
        temperature=parse_temperature(row["temperature"]) if "temperature" in row else None,
        price_permille=row.get("price_permille"),
        licence_ended_days_before=row.get("licence_ended_days_before"),
        lot=row.get("lot"),
        spellings=(*row.get("spellings", ()), *((near,) if near else ())),
        planted_zh=row["planted_zh"],
        planted_en=row["planted_en"],
        find_zh=row["find_zh"],
        find_en=row["find_en"],
    )


@cache
def facts() -> Facts:
    """All tables, read once per process."""
    faults = _toml("faults.toml")
    ingredients = {row["code"]: _ingredient(row) for row in _rows("ingredients.csv")}
    return Facts(
        divisions={row["code"]: Division(**row) for row in _rows("divisions.csv")},
        ingredients=ingredients,
        recipes={row["code"]: _recipe(row, ingredients) for row in _rows("recipes.csv")},
        suppliers={row["code"]: _supplier(row, ingredients) for row in _rows("suppliers.csv")},
        schools=_schools(),
        calendar=_calendar(),
        faults=tuple(_fault(row) for row in faults["fault"]),
        forbidden=frozenset(faults["forbidden"]),
    )
