"""Completeness of a dish against its recipe: what nobody logged is missing, by name."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tests.support.records import (
    AUTHORITY,
    CAMPUS,
    CHICKEN,
    KITCHEN,
    RICE,
    SCHOOL,
    SELLER,
    SUPPLIER,
    district,
    known,
    put,
)
from traceability.identifiers import campus_batch_id, made_batch_id, supplier_batch_id
from traceability.kitchen.completeness import Completeness, completeness, completeness_between
from traceability.ledger.record import Receipt

OIL, SALT = known("oil"), known("salt")
DAY = date(2026, 11, 20)


def at(hour: int) -> str:
    return f"2026-11-20T{hour:02}:00:00+08:00"


async def pantry() -> Receipt:
    """Oil and salt, and a recipe of chicken and rice with oil; salt is optional."""
    for ingredient, name, group in ((OIL, "大豆油", "oil"), (SALT, "食盐", "condiment")):
        body = {"organisation": str(AUTHORITY), "name": name, "food_group": group, "storage": "ambient"}
        await put("ingredient", body, ingredient)
    lines = [
        {"ingredient": str(ingredient), "grams": {"primary_lower": grams, "primary_upper": grams}, "optional": optional}
        for ingredient, grams, optional in (
            (CHICKEN, {"amount": "60", "unit": "g"}, False),
            (RICE, {"amount": "80", "unit": "g"}, False),
            (OIL, {"amount": "8", "unit": "ml"}, False),
            (SALT, {"amount": "1", "unit": "g"}, True),
        )
    ]
    return await put("recipe", {"organisation": str(SCHOOL), "dish": "鸡肉饭", "lines": lines})


async def deliver(ingredient: UUID, lot: str | None = "JT-1122", supplier: UUID = SUPPLIER, hour: int = 7) -> UUID:
    line = {"line": 1, "ingredient": str(ingredient), "accepted": {"amount": "50", "unit": "kg"}, "lot_code": lot}
    body = {"site": str(CAMPUS), "supplier": str(supplier), "occurred_at": at(hour), "lines": [line]}
    return campus_batch_id((await put("delivery", body)).id, 1)


async def cook(recipe: UUID | None, *inputs: UUID, **more: Any) -> Completeness:
    body = {"site": str(CAMPUS), "occurred_at": at(10), "dish": "鸡肉饭", "recipe": str(recipe) if recipe else None}
    receipt = await put("cooking", {**body, "inputs": [{"batch": str(i)} for i in inputs], **more})
    found = await completeness(KITCHEN, [receipt.id])
    assert [entry.cooking for entry in found] == [receipt.id]
    return found[0]


def states(found: Completeness) -> dict[str | None, tuple[str, str | None]]:
    return {i.name: (i.state.value, i.evidence.value if i.evidence else None) for i in found.ingredients}


async def test_completeness_of_a_dish_counts_an_ingredient_that_nobody_logged(records_url: str) -> None:
    async with district(records_url):
        recipe = await pantry()
        found = await cook(recipe.id, await deliver(CHICKEN), await deliver(RICE, lot=None))
        assert (found.required, found.traced, found.site, found.day) == (3, 1, CAMPUS, DAY)
        assert states(found) == {
            "鸡胸肉": ("traced", "typed"),
            "大米": ("no_lot", "typed"),
            "大豆油": ("missing", None),
        }
        assert {i.name for i in found.missing} == {"大米", "大豆油"}


async def test_completeness_counts_issued_goods_and_shared_openings_as_inferred(records_url: str) -> None:
    async with district(records_url):
        recipe = await pantry()
        rice, oil = await deliver(RICE), await deliver(OIL)
        await put("opening", {"site": str(CAMPUS), "occurred_at": at(8), "batch": str(oil)})
        line = {"batch": str(rice), "amount": {"amount": "20", "unit": "kg"}}
        issue = await put("stock_issue", {"site": str(CAMPUS), "occurred_at": at(8), "lines": [line]})
        found = await cook(recipe.id, await deliver(CHICKEN), issues=[str(issue.id)], portions=200)
        assert states(found) == {
            "鸡胸肉": ("traced", "typed"),
            "大米": ("traced", "inferred"),
            "大豆油": ("traced", "inferred"),
        }
        assert found.missing == ()


async def test_completeness_of_goods_that_have_not_arrived_resolves_when_they_do(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        recipe = await pantry()
        delivery = known("late delivery")
        before = await cook(recipe.id, campus_batch_id(delivery, 1))
        assert before.traced == 0
        line = {"line": 1, "ingredient": str(RICE), "accepted": {"amount": "5", "unit": "kg"}, "lot_code": "R7"}
        body = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": at(9), "lines": [line]}
        await put("delivery", body, delivery)
        after = (await completeness(KITCHEN, [before.cooking]))[0]
        assert states(after)["大米"] == ("traced", "typed")


async def test_completeness_of_a_supplier_nobody_knows_names_the_ingredient(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        recipe = await pantry()
        found = await cook(recipe.id, await deliver(RICE, supplier=known("a man with a cart")))
        assert states(found)["大米"][0] == "no_supplier"


async def test_completeness_follows_batches_that_are_the_same(records_url: str) -> None:
    async with district(records_url):
        recipe = await pantry()
        chicken = await deliver(CHICKEN, lot=None)
        found = await cook(recipe.id, chicken)
        assert states(found)["鸡胸肉"][0] == "no_lot"
        nameless = supplier_batch_id(SUPPLIER, CHICKEN, None, None, DAY)
        await deliver(CHICKEN, lot="JT-0007")
        named = supplier_batch_id(SUPPLIER, CHICKEN, "JT-0007", None, DAY)
        body = {"party": str(CAMPUS), "occurred_at": at(12), "a": str(nameless), "b": str(named), "reason": "同一批"}
        await put("same_batch", body)
        again = (await completeness(KITCHEN, [found.cooking]))[0]
        assert states(again)["鸡胸肉"][0] == "traced"


async def test_completeness_goes_through_a_dish_that_went_into_the_dish(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        recipe = await pantry()
        steamed = await cook(None, await deliver(RICE))
        assert (steamed.required, steamed.traced) == (None, 0)
        found = await cook(recipe.id, steamed.batch)
        assert states(found)["大米"] == ("traced", "typed")
        assert found.batch == made_batch_id(found.cooking)


async def test_completeness_between_days_is_that_of_the_sites_in_scope(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        recipe = await pantry()
        found = await cook(recipe.id, await deliver(RICE))
        assert await completeness_between(KITCHEN, CAMPUS, DAY, DAY) == [found]
        assert await completeness_between(KITCHEN, CAMPUS, date(2026, 11, 21), date(2026, 11, 30)) == []
        assert await completeness(SELLER, [found.cooking]) == []
