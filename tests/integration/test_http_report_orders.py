"""Any kind of report is ordered over HTTP: each fault at its field, nothing beyond the scope, about what it says."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from reports.kinds import KINDS
from reports.kinds.kind import Wish
from reports.places import places_of
from server.jobs.checkpoints import checkpoint_now
from tests.support.kitchen_month import fill_month
from tests.support.records import AUTHORITY, CAMPUS, SCHOOL, SUPPLIER, known
from tests.support.served import OTHER_CAMPUS, Served, delivery, line
from traceability.canonical import canonicalise
from traceability.identifiers import campus_batch_id
from traceability.ledger.prove import proofs_of

THING = str(uuid4())
SITE = str(CAMPUS)


@pytest.mark.parametrize(
    ("wish", "faults"),
    [
        ({"kind": "campus_monthly"}, {"/site": "required", "/period": "required"}),
        ({"kind": "campus_monthly", "site": SITE, "period": "2026-W11"}, {"/period": "not_a_month"}),
        ({"kind": "disclosure", "site": SITE, "period": "2027-W53"}, {"/period": "not_a_week"}),
        ({"kind": "campus_monthly", "site": SITE, "period": "2026-11", "subject": THING}, {"/subject": "no_subject"}),
        ({"kind": "campus_monthly", "site": str(SCHOOL), "period": "2026-11"}, {"/site": "not_a_campus"}),
        ({"kind": "receiving_record", "period": "2026-11"}, {"/period": "no_period", "/subject": "required"}),
        ({"kind": "batch_trace"}, {"/subject": "required"}),
        ({"kind": "batch_trace", "subject": "here"}, {"/subject": "not_a_uuid"}),
        ({"kind": "supplier_file"}, {"/period": "required", "/subject": "required"}),
        ({"kind": "supplier_file", "period": "2026-11", "subject": str(SCHOOL)}, {"/subject": "not_a_supplier"}),
        (
            {"kind": "supplier_file", "period": "2026-11", "subject": str(SUPPLIER), "site": str(SUPPLIER)},
            {"/site": "not_a_reader"},
        ),
        ({"kind": "weather", "period": 7}, {"/kind": "not_one_of", "/period": "wrong_type"}),
    ],
)
async def test_names_every_fault_of_an_order_at_its_field(
    on_sqlite: Served, wish: dict[str, Any], faults: dict[str, str]
) -> None:
    for language in ("zh-CN", "en"):
        async with on_sqlite.as_("operator", language) as client:
            answer = await client.post("/api/reports", json=wish)
        assert answer.status_code == 422, answer.text
        told = {one["pointer"]: one for one in answer.json()["errors"]}
        assert {pointer: one["code"] for pointer, one in told.items()} == faults
        assert all(one["detail"] != one["code"] for one in told.values())


async def test_tells_what_each_kind_asks_for(on_sqlite: Served) -> None:
    told = {
        one["name"]: (one["about"], one["span"]) for one in (await on_sqlite.get("report-kinds", "manager"))["items"]
    }
    assert told.keys() == KINDS.keys()
    assert told["receiving_record"] == ("delivery", "none")
    assert told["supplier_file"] == ("supplier", "month")


async def test_answers_a_stranger_as_if_there_were_nothing(on_sqlite: Served) -> None:
    receipt = await on_sqlite.put("deliveries", delivery())
    batch = str(campus_batch_id(UUID(receipt["id"]), 1))
    answers = []
    async with on_sqlite.as_("other_manager") as client:
        for kind, subject in (("receiving_record", receipt["id"]), ("batch_trace", batch)):
            for one in (subject, THING):
                answers.append(await client.post("/api/reports", json={"kind": kind, "subject": one}))
        beyond = {"kind": "supplier_file", "period": "2026-11", "subject": str(SUPPLIER), "site": SITE}
        answers.append(await client.post("/api/reports", json=beyond))
    assert {(one.status_code, one.json()["code"]) for one in answers} == {(404, "not_on_record")}
    async with on_sqlite.as_("operator") as client:
        elsewhere = {"kind": "receiving_record", "subject": receipt["id"], "site": str(OTHER_CAMPUS)}
        answer = await client.post("/api/reports", json=elsewhere)
        assert [one["code"] for one in answer.json()["errors"]] == ["delivery_of_another_site"]
        assert (await client.get("/api/reports")).json()["items"] == []


async def test_makes_a_report_for_the_party_that_its_orderer_acts_for(on_sqlite: Served) -> None:
    receipt = await on_sqlite.put("deliveries", delivery(note_number="SH-9"))
    batch = str(campus_batch_id(UUID(receipt["id"]), 1))
    for username, party in (("manager", SCHOOL), ("inspector", AUTHORITY), ("operator", AUTHORITY)):
        async with on_sqlite.as_(username) as client:
            made = (await client.post("/api/reports", json={"kind": "batch_trace", "subject": batch})).json()
            assert (made["site"]["id"], made["period"]) == (str(party), "2026-11"), username
            assert (made["subject"]["about"], made["subject"]["name"]) == ("batch", "鸡胸肉")
    async with on_sqlite.as_("inspector") as client:
        record = {"kind": "receiving_record", "subject": receipt["id"]}
        made = (await client.post("/api/reports", json=record)).json()
        assert (made["site"]["id"], made["subject"]["number"]) == (SITE, "SH-9")
        listed = (await client.get("/api/reports", params={"subject": receipt["id"]})).json()["items"]
        assert [one["id"] for one in listed] == [made["id"]]
    async with on_sqlite.as_("other_manager") as client:
        assert (await client.get("/api/reports")).json()["items"] == []


async def test_a_batch_belongs_to_the_month_of_its_schools_clocks(on_sqlite: Served) -> None:
    receipt = await on_sqlite.put("deliveries", delivery(occurred_at="2026-12-01T06:30:00+08:00"))
    batch = str(campus_batch_id(UUID(receipt["id"]), 1))
    async with on_sqlite.as_("manager") as client:
        made = (await client.post("/api/reports", json={"kind": "batch_trace", "subject": batch})).json()
    assert made["period"] == "2026-12"


async def read(served: Served, kind: str, site: UUID, subject: UUID, checkpoint: Any) -> dict[str, Any]:
    wish = Wish(report=known("a report"), site=site, period="2026-11", checkpoint=checkpoint.id, subject=subject)
    snapshot: dict[str, Any] = await KINDS[kind].read(wish)
    canonicalise(snapshot)  # plain JSON, no float
    proofs = await proofs_of(checkpoint, places_of(snapshot))  # type: ignore[arg-type]
    assert proofs["records"] or kind == "supplier_file"
    return {key: value for key, value in snapshot.items() if key != "made_at"}


async def test_reads_a_delivery_a_batch_and_a_supplier_as_they_were_known(served: Served) -> None:
    ids = await fill_month(served)
    elsewhere = delivery(site=str(OTHER_CAMPUS), receivers=[], lines=[line()], note_number="别处 1")
    await served.put("deliveries", elsewhere, "other_kitchen")
    checkpoint = await checkpoint_now(served.settings)
    lot = (await served.get("batches", "kitchen", q="鸡胸肉"))["items"]
    source = UUID(next(one["id"] for one in lot if one["kind"] == "source"))

    record = await read(served, "receiving_record", CAMPUS, ids["delivery"], checkpoint)
    trace = await read(served, "batch_trace", SCHOOL, source, checkpoint)
    file = await read(served, "supplier_file", SCHOOL, SUPPLIER, checkpoint)

    assert [one["id"] for one in record["deliveries"]] == [str(ids["delivery"])]
    assert [one["reason"] for one in record["corrections"]] == ["单号写错"]
    assert [(one["role"], one["later"]) for one in record["signed"]] == [("canteen_manager", False)]
    assert {"R1", "R2"} <= {one["rule"] for one in record["judgement"]["findings"]}
    assert record["cookings"] == record["servings"] == []

    kinds = sorted(node["kind"] for node in trace["nodes"] if node["depth"] >= 0)
    assert kinds == ["campus", "dish", "outside", "sample", "served", "source"]
    assert "东校区" not in str(trace)
    assert {one["kind"] for one in trace["records"]} == {"delivery", "cooking", "serving", "retained_sample"}
    assert (trace["reach"]["portions"], len(trace["reach"]["campuses"])) == (55, 2)
    assert next(one for one in trace["links"] if one["kind"] == "delivery" and one["record"])["amount"]

    assert [one["note_number"] for one in file["arrivals"]] == ["SH-11"]
    assert (file["arrivals_total"], file["first"], file["last"]) == (1, "2025-12-01", "2026-11-30")
    assert "别处" not in str(file)
    of_all = await read(served, "supplier_file", AUTHORITY, SUPPLIER, checkpoint)
    assert len(of_all["arrivals"]) == 1  # the authority of the first school's district oversees that one alone

    correction = {
        "record": str(ids["delivery"]),
        "saw": 2,
        "declaration": "did_not_occur",
        "reason": "x",
        "content": None,
    }
    await served.put("corrections", correction)
    again = await read(served, "receiving_record", CAMPUS, ids["delivery"], checkpoint)
    assert again == record
    assert await read(served, "batch_trace", SCHOOL, source, checkpoint) == trace
    assert await read(served, "supplier_file", SCHOOL, SUPPLIER, checkpoint) == file
    later = await checkpoint_now(served.settings)
    assert (await read(served, "supplier_file", SCHOOL, SUPPLIER, later))["arrivals"] == []
