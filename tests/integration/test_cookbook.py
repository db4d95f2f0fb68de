"""The recipes a kitchen cooks by: the district's and its own school's, whole, and no other school's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.records import AUTHORITY, CAMPUS, CHICKEN, SCHOOL, known
from tests.support.served import OTHER_CAMPUS, OTHER_SCHOOL, Served


def recipe(organisation: UUID, dish: str, **more: Any) -> dict[str, Any]:
    lines = [
        {
            "ingredient": str(CHICKEN),
            "grams": {"primary_lower": {"amount": "60", "unit": "g"}, "adult": {"amount": "2", "unit": "两"}},
        },
        {
            "ingredient": str(known("not on record")),
            "grams": {"adult": {"amount": "5", "unit": "ml"}},
            "optional": True,
        },
    ]
    return {"organisation": str(organisation), "dish": dish, "lines": lines, **more}


async def dishes(served: Served, account: str, site: UUID) -> list[tuple[str, int]]:
    items = (await served.get("cookbook", account, site=str(site)))["items"]
    return [(item["dish"], item["version"]) for item in items]


async def test_cookbook_holds_the_district_s_recipes_and_the_school_s_own(served: Served) -> None:
    for organisation, dish, version in (
        (AUTHORITY, "鸡肉饭", 1),
        (AUTHORITY, "鸡肉饭", 2),
        (SCHOOL, "白切鸡", 1),
        (OTHER_SCHOOL, "炸鸡", 1),
    ):
        await served.put("recipes", recipe(organisation, dish, version=version), "operator")
    assert await dishes(served, "kitchen", CAMPUS) == [("白切鸡", 1), ("鸡肉饭", 2), ("鸡肉饭", 1)]
    assert await dishes(served, "other_kitchen", OTHER_CAMPUS) == [("鸡肉饭", 2), ("鸡肉饭", 1), ("炸鸡", 1)]
    async with served.as_("kitchen") as client:
        assert (await client.get(f"/api/cookbook?site={OTHER_CAMPUS}")).status_code == 404


async def test_cookbook_tells_each_line_as_it_was_written(served: Served) -> None:
    body = recipe(SCHOOL, "白切鸡", dish_en="Poached chicken", cook_through=True, allergens=["soy"])
    await served.put("recipes", body, "manager")
    (told,) = (await served.get("cookbook", "kitchen", site=str(CAMPUS)))["items"]
    chicken, unknown = told["lines"]
    assert (told["dish_en"], told["cook_through"], told["allergens"]) == ("Poached chicken", True, ["soy"])
    assert (chicken["ingredient"]["name"], chicken["ingredient"]["storage"]) == ("鸡胸肉", "chilled")
    assert chicken["grams"] == body["lines"][0]["grams"]
    assert (unknown["ingredient"]["name"], unknown["optional"]) == (None, True)
