"""From purchase to plate and back over HTTP: trace both ways, recall, every handle of a search, and as known then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.support.records import CAMPUS, CHICKEN, RICE, SCHOOL, SUPPLIER
from tests.support.served import (
    GROUP,
    OTHER_CAMPUS,
    OTHER_GROUP,
    OTHER_SUPPLIER,
    Served,
    cooking,
    delivery,
    line,
    serving_of,
)
from traceability import db
from traceability.identifiers import campus_batch_id, made_batch_id
from traceability.trace.walk import reach


@dataclass(frozen=True)
class Day:
    """A school day on record: chicken and rice in, 宫保鸡丁 cooked, 55 plates served."""

    receipt: dict[str, Any]
    chicken: str
    rice: str
    dish: str
    plates: str
    source: str


async def school_day(served: Served, lot: str = "JT-1122") -> Day:
    body = delivery(
        note_number="SX-20261120-07",
        lines=[
            line(lot_code=lot),
            line(
                line=2, ingredient=str(RICE), lot_code="R7", accepted={"amount": "100", "unit": "斤"}, temperature=None
            ),
        ],
    )
    receipt = await served.put("deliveries", body)
    chicken, rice = (str(campus_batch_id(UUID(receipt["id"]), n)) for n in (1, 2))
    cooked = await served.put("cookings", cooking(chicken, rice, core_temperature="78.5", portions=60))
    dish = str(made_batch_id(UUID(cooked["id"])))
    plated = await served.put("servings", serving_of(dish))
    (link,) = await db.fetch("SELECT parent FROM link WHERE child = $1", UUID(chicken))
    return Day(receipt, chicken, rice, dish, str(made_batch_id(UUID(plated["id"]))), str(link["parent"]))


def ids(answer: Any, name: str = "nodes") -> list[str]:
    return [node["id"] for node in answer[name]]


async def test_trace_a_plate_to_its_sources(served: Served) -> None:
    day = await school_day(served)
    answer = await served.get(f"batches/{day.plates}/trace", direction="upstream")
    assert (answer["root"], answer["direction"], answer["total"], answer["next"]) == (day.plates, "upstream", 6, None)
    nodes = {node["id"]: node for node in answer["nodes"]}
    assert {day.plates, day.dish, day.chicken, day.rice, day.source} < set(nodes)
    assert [nodes[b]["depth"] for b in (day.plates, day.dish, day.chicken, day.source)] == [0, 1, 2, 3]
    kinds = {day.plates: "served", day.dish: "dish", day.chicken: "campus", day.source: "source"}
    assert {batch: nodes[batch]["kind"] for batch in kinds} == kinds
    assert nodes[day.chicken]["name"] == "鸡胸肉"
    assert (nodes[day.chicken]["amount"], nodes[day.chicken]["unit"], nodes[day.chicken]["temperature"]) == (
        "38.2",
        "kg",
        "3.4",
    )
    assert (nodes[day.rice]["amount"], nodes[day.rice]["unit"]) == ("50", "kg")
    assert nodes[day.source]["party"]["id"] == str(SUPPLIER)
    assert nodes[day.plates]["portions"] == 55
    assert nodes[day.dish]["temperature"] == "78.5"
    links = {(each["parent"], each["child"]): each for each in answer["links"]}
    assert len(links) == len(answer["links"]) == 5
    used = links[day.chicken, day.dish]
    assert (used["amount"], used["least"], used["greatest"], used["unit"]) == ("10", "10", "10", "kg")
    assert (used["evidence"], used["kind"]) == ("typed", "cooking")


async def test_trace_a_source_to_every_plate(served: Served) -> None:
    day = await school_day(served)
    down = await served.get(f"batches/{day.source}/trace", direction="downstream")
    assert set(ids(down)) == {day.source, day.chicken, day.dish, day.plates}
    up = await served.get(f"batches/{day.plates}/trace", direction="upstream")
    assert {(each["parent"], each["child"]) for each in down["links"]} < {
        (e["parent"], e["child"]) for e in up["links"]
    }


async def test_what_one_school_wrote_of_a_lot_is_not_told_to_another(on_sqlite: Served) -> None:
    receipt = await on_sqlite.put("deliveries", delivery(lines=[line(lot_code="JT-1122", origin="河北承德")]))
    (link,) = await db.fetch("SELECT parent FROM link WHERE child = $1", campus_batch_id(UUID(receipt["id"]), 1))
    told = {who: (await on_sqlite.get(f"batches/{link['parent']}", who))["origin"] for who in ("kitchen", "auditor")}
    assert told == {"kitchen": "河北承德", "auditor": "河北承德"}
    assert (await on_sqlite.get(f"batches/{link['parent']}", "other_kitchen"))["origin"] is None


async def test_recall_counts_meals_portions_diners_and_what_can_be_stopped(served: Served) -> None:
    day = await school_day(served)
    await served.put("servings", serving_of(day.dish, portions=40, meal="dinner"))
    found = await served.get(f"batches/{day.source}/recall")
    assert (found["meals"], found["dishes"], found["portions"], found["groups"]) == (2, 1, 95, 1)
    assert found["diners"] == {"least": 55, "most": 60}
    assert found["stoppable"] == {"amount": "28.2", "unit": "kg", "share": "73"}
    (campus,) = found["campuses"]
    assert (campus["id"], campus["meals"], campus["portions"]) == (str(CAMPUS), 2, 95)
    assert campus["stoppable"] == {"amount": "28.2", "unit": "kg"}


SPELLINGS = [
    "JT-1122",
    "jt1122",
    "JT 1122",
    "ＪＴ－１１２２",
    "批号：JT-1122",
    "LOT: jt.1122",
    "No.JT1122",
    "jt_1122",
    "批次 JT/1122",
]


async def test_nine_spellings_of_a_lot_name_one_batch_and_one_recall_reaches_all(served: Served) -> None:
    receipts = [await served.put("deliveries", delivery(lines=[line(lot_code=lot)])) for lot in SPELLINGS]
    batches = {str(campus_batch_id(UUID(receipt["id"]), 1)) for receipt in receipts}
    for spelling in SPELLINGS:
        items = (await served.get("batches", q=spelling))["items"]
        assert {item["id"] for item in items if item["kind"] == "campus"} == batches
        (source,) = [item for item in items if item["kind"] == "source"]
        assert source["matched"] == "lot_code"
    found = await served.get(f"batches/{source['id']}/recall")
    assert batches | {source["id"]} == set(ids(found))
    assert found["stoppable"]["amount"] == "343.8"


HANDLES = [
    ("JT1122", "lot_code"),
    ("jt-11", "lot_code"),
    ("鸡胸肉", "ingredient"),
    ("胸", "ingredient"),
    ("chicken", "ingredient"),
    ("jxr", "ingredient"),
    ("鸡脯", "alias"),
    ("jipu", "alias"),
    ("顺鑫", "supplier"),
    ("sxncp", "supplier"),
    ("SX-20261120-07", "delivery_note"),
    ("京检-0081", "document"),
    ("京检0081", "document"),
    ("CHICKEN breast", "ingredient"),
]


async def test_find_a_delivered_batch_by_any_handle(served: Served) -> None:
    paper = {"party": str(CAMPUS), "kind": "meat_inspection_certificate", "number": "京检-0081"}
    document = await served.put("documents", paper)
    body = delivery(note_number="SX-20261120-07", lines=[line(documents=[document["id"]])])
    receipt = await served.put("deliveries", body)
    batch = str(campus_batch_id(UUID(receipt["id"]), 1))
    found: list[tuple[str, str | None]] = []
    for words, _ in HANDLES:
        items = (await served.get("batches", "kitchen", q=words))["items"]
        found.append((words, {item["id"]: item["matched"] for item in items}.get(batch)))
    assert found == HANDLES
    assert batch in ids(await served.get("batches", "inspector", q="胸"), "items")


async def test_find_a_dish_by_a_part_of_its_name(served: Served) -> None:
    day = await school_day(served)
    for words in ("宫保", "丁", "宫保鸡丁"):
        items = (await served.get("batches", q=words))["items"]
        assert (items[0]["id"], items[0]["matched"], items[0]["kind"]) == (day.dish, "dish", "dish")


async def test_find_a_dish_by_the_pinyin_of_its_recipe(served: Served) -> None:
    lines = [{"ingredient": str(CHICKEN), "grams": {"primary_lower": {"amount": "80", "unit": "g"}}}]
    body = {"organisation": str(SCHOOL), "dish": "宫保鸡丁", "dish_en": "Kung pao chicken", "lines": lines}
    recipe = await served.put("recipes", body, "manager")
    cooked = await served.put("cookings", cooking(recipe=recipe["id"]))
    for words in ("gbjd", "gongbao", "kung pao"):
        items = (await served.get("batches", q=words))["items"]
        assert [item["id"] for item in items] == [str(made_batch_id(UUID(cooked["id"])))]


async def test_find_nothing_where_nothing_is(served: Served) -> None:
    await school_day(served)
    for words in ("牛肉", "ZZ-9", "%", "_", "SX-2026112", "京检"):
        assert (await served.get("batches", q=words))["items"] == []


async def test_find_page_by_page(served: Served) -> None:
    for number in range(5):
        await served.put("deliveries", delivery(lines=[line(lot_code=f"JT-{number}")]))
    whole = ids(await served.get("batches", q="鸡胸肉"), "items")
    first = await served.get("batches", q="鸡胸肉", limit=4)
    rest = await served.get("batches", q="鸡胸肉", limit=200, after=first["next"])
    assert ids(first, "items") + ids(rest, "items") == whole
    assert len(whole) == 10
    assert rest["next"] is None


async def positions() -> dict[UUID, int]:
    """Where every log stands now."""
    return {row["id"]: row["size"] for row in await db.fetch("SELECT id, size FROM log")}


async def test_trace_as_known_then(served: Served) -> None:
    """A cook corrects which chicken went in. What was known before stays answerable, whatever is recorded since."""
    day = await school_day(served)
    other = await served.put("deliveries", delivery(lines=[line(lot_code="K-9")]))
    other_chicken = str(campus_batch_id(UUID(other["id"]), 1))
    (cooked,) = (await served.get("cookings", "kitchen"))["items"]
    then = await positions()
    content = {**cooked["body"], "inputs": [{"batch": other_chicken, "amount": {"amount": "9", "unit": "kg"}}]}
    correction = {
        "record": cooked["id"],
        "saw": 1,
        "declaration": "incorrect_data",
        "reason": "拿错箱",
        "content": content,
    }
    await served.put("corrections", correction)
    between = await positions()
    await served.put("deliveries", delivery())

    plates = UUID(day.plates)
    now = await reach(plates, "upstream")
    before = await reach(plates, "upstream", then)
    after = await reach(plates, "upstream", between)
    assert UUID(day.chicken) in before.depths
    assert UUID(other_chicken) not in before.depths
    assert UUID(day.chicken) not in now.depths
    assert UUID(other_chicken) in now.depths
    assert now.depths == after.depths
    assert set((await reach(plates, "upstream", {})).depths) == {plates}
    assert UUID(day.plates) in (await reach(UUID(day.source), "downstream", then)).depths
    assert UUID(day.plates) not in (await reach(UUID(day.source), "downstream")).depths


async def test_trace_what_is_not_on_record_yet_and_then_is(served: Served) -> None:
    """A cooking names a batch that has not arrived: unresolved, until its delivery is recorded."""
    from traceability.identifiers import uuid7

    late = uuid7()
    missing = str(campus_batch_id(late, 1))
    cooked = await served.put("cookings", cooking(missing))
    dish = made_batch_id(UUID(cooked["id"]))
    nodes = {n["id"]: n for n in (await served.get(f"batches/{dish}/trace", "kitchen"))["nodes"]}
    assert (nodes[missing]["kind"], nodes[missing]["name"]) == ("unresolved", None)
    await served.put("deliveries", delivery(), identity=late)
    nodes = {n["id"]: n for n in (await served.get(f"batches/{dish}/trace", "kitchen"))["nodes"]}
    assert (nodes[missing]["kind"], nodes[missing]["name"], len(nodes)) == ("campus", "鸡胸肉", 3)


async def test_mask_what_lies_outside_the_scope_and_count_it(served: Served) -> None:
    """One lot at two schools: each sees its own names, and the totals of both."""
    mine = await school_day(served)
    theirs = await served.put("deliveries", delivery(site=str(OTHER_CAMPUS)), "other_kitchen")
    chicken = str(campus_batch_id(UUID(theirs["id"]), 1))
    cooked = await served.put("cookings", cooking(chicken, site=str(OTHER_CAMPUS), dish="白切鸡"), "other_kitchen")
    dish = str(made_batch_id(UUID(cooked["id"])))
    await served.put(
        "servings", serving_of(dish, site=str(OTHER_CAMPUS), group=str(OTHER_GROUP), portions=30), "other_kitchen"
    )
    for username, own, hidden in (("kitchen", mine.chicken, chicken), ("other_kitchen", chicken, mine.chicken)):
        down = await served.get(f"batches/{mine.source}/trace", username, direction="downstream")
        found = await served.get(f"batches/{mine.source}/recall", username)
        for answer in (down, found):
            nodes = {node["id"]: node for node in answer["nodes"]}
            assert nodes[own]["name"] == "鸡胸肉"
            outside = nodes[hidden]
            assert (outside["kind"], outside["amount"], outside["unit"]) == ("outside", "38.2", "kg")
            assert [outside[name] for name in ("name", "name_en", "lot", "party", "record", "group")] == [None] * 6
        assert (found["portions"], found["dishes"], found["diners"]["least"]) == (85, 2, 85)
        assert found["stoppable"]["amount"] == "56.4"
        assert sorted(campus["id"] is None for campus in found["campuses"]) == [False, True]
        strange = "白切鸡" if username == "kitchen" else "宫保鸡丁"
        texts = str((down, found))
        assert strange not in texts
        assert ("东校区" if username == "kitchen" else "本部") not in texts
    assert (await served.get(f"batches/{mine.source}/recall", "operator"))["portions"] == 85


async def test_show_a_supplier_its_own_lots_and_no_other_suppliers(served: Served) -> None:
    day = await school_day(served)
    rival = delivery(supplier=str(OTHER_SUPPLIER), lines=[line(lot_code="Y-1", ingredient=str(CHICKEN))])
    theirs = await served.put("deliveries", rival)
    (link,) = await db.fetch("SELECT parent FROM link WHERE child = $1", campus_batch_id(UUID(theirs["id"]), 1))
    assert ids(await served.get("batches", "supplier", q="鸡胸肉"), "items") == [day.source]
    assert (await served.get("batches", "supplier", q="燕京"))["items"] == []
    names = [each["name"] for each in (await served.get("organisations", "supplier"))["items"]]
    assert names == ["顺鑫农产品有限公司"]
    async with served.as_("supplier") as client:
        for path in ("", "/trace", "/recall"):
            assert (await client.get(f"/api/batches/{link['parent']}{path}")).status_code == 404
            assert (await client.get(f"/api/batches/{day.chicken}{path}")).status_code == 404
    down = await served.get(f"batches/{day.source}/trace", "supplier", direction="downstream")
    assert {node["kind"] for node in down["nodes"]} == {"source", "outside"}
    assert [node for node in down["nodes"] if node["kind"] == "outside" and node["name"]] == []
    assert str(GROUP) not in str(down)
