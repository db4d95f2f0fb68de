"""Where the examples of the API play: parties, people and lots that stand in the district of any seed."""

from __future__ import annotations

from datetime import date

from server.demo import ids
from server.demo.facts import facts
from server.demo.supply import lot_at, parents
from server.demo.write_supply import lot_id

CAMPUS = str(ids.campus("c000"))
SCHOOL = str(ids.school("s000"))
AUTHORITY = str(ids.authority("110114"))
SUPPLIER = str(ids.supplier("w_vegetable_1"))
STOREKEEPER = str(ids.person("c000-0"))
COOK = str(ids.person("c000-3"))
GREENS = str(ids.ingredient("pak_choi"))
DAY = "2026-11-20"
AT = "2026-11-20T06:40:00+08:00"
NOON = "2026-11-20T11:20:00+08:00"
FARM_LOT = True


def kg(amount: str) -> dict[str, str]:
    """So many kilograms."""
    return {"amount": amount, "unit": "kg"}


def lot(ingredient: str, farm: bool = False) -> str:
    """The batch of the vegetable wholesaler's lot of the example's day, or of the farm's lot that it came from."""
    table = facts()
    sold = lot_at(table.suppliers["w_vegetable_1"], table.ingredients[ingredient], date.fromisoformat(DAY))
    return str(lot_id(parents(sold)[0].lot if farm else sold))


def named(word: str) -> str:
    """The id of a record that the examples speak of and the district does not have."""
    return str(ids.master("example", word))
