"""Three stories: a warm chicken, nine cooks with one lot, a person who is forgotten."""

from __future__ import annotations

from uuid import UUID

from reports.figures.receiving import by_supplier, lines_of
from tests.support.records import CAMPUS, MANAGER, SCHOOL
from tests.support.served import OTHER_CAMPUS, Served, cooking, delivery, line, serving_of
from traceability import db
from traceability.identifiers import campus_batch_id, made_batch_id, uuid7
from traceability.ledger.verify import verify_ledger
from traceability.partners.people import erase
from traceability.snapshot import campus_month

SPELLINGS = (
    "ZC20261108-07",
    "ZC20261108－07",
    "ＺＣ２０２６１１０８－０７",
    "zc20261108-07",
    "ZC 20261108 07",
    "批号：ZC20261108-07",
    "LOT ZC20261108.07",
    "生产批号 zc20261108_07",
    "zc2026110807",
)


async def test_a_warm_chicken_delivery_is_recorded_found_and_traced(served: Served) -> None:
    warm = delivery(note_number="SH-1", lines=[line(temperature="9.8", label_temperature="4")])
    receipt = await served.put("deliveries", warm)  # wrong in the world, so it is recorded as it was seen
    chicken = str(campus_batch_id(UUID(receipt["id"]), 1))
    cooked = await served.put("cookings", cooking(chicken, core_temperature="76"))
    plated = await served.put("servings", serving_of(str(made_batch_id(UUID(cooked["id"])))))

    found = await served.get("batches", q="SH-1")
    trace = await served.get(f"batches/{made_batch_id(UUID(plated['id']))}/trace", direction="upstream")
    snapshot = await campus_month(uuid7(), CAMPUS, "2026-11", None)

    assert chicken in [item["id"] for item in found["items"]]
    assert [node["temperature"] for node in trace["nodes"] if node["id"] == chicken] == ["9.8"]
    (reported,) = snapshot["deliveries"][0]["lines"]
    assert (reported["temperature"], reported["limit_temperature"]) == ("9.8", "7")
    assert [figures.warm for figures in by_supplier(lines_of(snapshot))] == [1]


async def test_nine_cooks_type_one_lot_and_the_recall_reaches_every_plate(served: Served) -> None:
    sources = set()
    for number, spelling in enumerate(SPELLINGS):
        site = (CAMPUS, OTHER_CAMPUS)[number % 2]
        who = ("kitchen", "other_kitchen")[number % 2]
        body = delivery(site=str(site), lines=[line(lot_code=spelling)])
        receipt = await served.put("deliveries", body, who)
        chicken = campus_batch_id(UUID(receipt["id"]), 1)
        cooked = await served.put("cookings", cooking(str(chicken), site=str(site)), who)
        dish = str(made_batch_id(UUID(cooked["id"])))
        await served.put("servings", serving_of(dish, site=str(site), portions=10), who)
        sources |= {row["parent"] for row in await db.fetch("SELECT parent FROM link WHERE child = $1", chicken)}

    (source,) = sources
    recall = await served.get(f"batches/{source}/recall", "operator")

    assert recall["portions"] == 10 * len(SPELLINGS)
    assert {campus["id"] for campus in recall["campuses"]} == {str(CAMPUS), str(OTHER_CAMPUS)}
    assert recall["stoppable"] == {"amount": "253.8", "unit": "kg", "share": "73"}  # 9 × (38.2 - 10) of 343.8 kg


async def test_a_person_is_erased_and_every_leaf_still_verifies(served: Served) -> None:
    person = uuid7()
    name, phone = "王秀英", "13900001111"
    await served.put("people", {"organisation": str(SCHOOL), "name": name, "phone": phone}, "manager", person)
    signer = {"person": str(person), "role": "storekeeper", "signed_at": "2026-11-20T08:20:00+08:00"}
    receipt = await served.put("deliveries", delivery(receivers=[signer]))
    before, _ = await verify_ledger()

    await erase(MANAGER, person)

    checked, faults = await verify_ledger()
    assert (checked, faults) == (before, [])
    kept = await served.get(f"deliveries/{receipt['id']}")
    assert kept["body"]["receivers"][0]["person"] == str(person)
    for table in ("revision", "rival", "outbox", "person", "person_entry", "tracking_event"):
        for row in await db.fetch(f"SELECT * FROM {table}"):  # noqa: S608 - constant names
            assert name not in str(dict(row))
            assert phone not in str(dict(row))
