"""Facts about names: what people call a food, of what an additive and a batch in the store are, what a plate bears."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.support.oversight import CASES
from tests.support.records import AT, AUTHORITY, CAMPUS, RICE, SUPPLIER, district, known, put
from traceability.identifiers import campus_batch_id, made_batch_id
from traceability.rules.engine import judge
from traceability.rules.law import law_for
from traceability.snapshot import facts_of

DAY = date(2026, 11, 20)
CURE = known("curing salt")
LEDGER: dict[str, Any] = next(body for kind, body, *_ in CASES if kind == "additive_use")


def _delivery(*goods: Any) -> dict[str, Any]:
    amount = {"amount": "5", "unit": "kg"}
    lines = [
        {"line": n, "ingredient": str(one), "delivered": amount, "accepted": amount, "lot_code": f"L{n}"}
        for n, one in enumerate(goods, 1)
    ]
    signed = {"person": str(known("li")), "role": "storekeeper", "signed_at": AT}
    whole = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": AT, "lines": lines}
    return {**whole, "receivers": [signed]}


async def test_nitrite_under_another_name_is_found_where_it_was_bought_kept_and_used(records_url: str) -> None:
    cure = {"name": "护色剂", "food_group": "additive", "storage": "ambient", "aliases": ["亚硝酸钠"]}
    async with district(records_url):
        await put("ingredient", {**cure, "organisation": str(AUTHORITY)}, CURE)
        receipt = await put("delivery", _delivery(RICE, CURE))
        bought = campus_batch_id(receipt.id, 2)
        cooked = await put(
            "cooking",
            {"site": str(CAMPUS), "occurred_at": AT, "dish": "腊肠", "inputs": [{"batch": str(bought)}]},
        )
        await put("additive_use", {**LEDGER, "batch": str(bought)})
        await put("additive_use", {**LEDGER, "batch": str(known("nobody's batch"))})
        plate = {"batch": str(made_batch_id(cooked.id)), "temperature": "66"}
        rice = {"batch": str(campus_batch_id(receipt.id, 1))}
        served = {"site": str(CAMPUS), "occurred_at": AT, "meal": "lunch", "group": str(known("group")), "portions": 3}
        await put("serving", {**served, "dishes": [plate, rice]})
        facts = await facts_of(CAMPUS, DAY, DAY)

    assert facts["other_names"] == [{"ingredient": str(CURE), "name": "亚硝酸钠"}]
    assert {one["ingredient"] for one in facts["stock"]} == {str(RICE), str(CURE)}
    uses = [(one["ingredient_id"], one["ingredient"]) for one in facts["additive_uses"]]
    assert uses == [(str(CURE), {"name": "护色剂", "name_en": None}), (None, None)]
    plates = {one["batch"]: one["kind"] for one in facts["servings"][0]["plates"]}
    assert plates == {plate["batch"]: "dish", rice["batch"]: "campus"}
    found = [(one.subject.kind, one.why) for one in judge(facts, law_for("110108", DAY), {"P1"}).findings]
    assert sorted(found) == [
        ("additive_use", "unnamed"),
        ("additive_use", "used"),
        ("batch", "kept"),
        ("cooking", "used"),
        ("delivery", "bought"),
    ]
