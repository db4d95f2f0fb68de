"""The facts of a site's days: everything rules judge, read at one state, now and as known then."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.support.facts import completed
from tests.support.judged import DAY, NOON, faulty_day, licence, sample_of, warm_delivery
from tests.support.oversight import CASES as OVERSIGHT
from tests.support.records import AUTHORITY, CAMPUS, CHICKEN, SCHOOL, SUPPLIER, amend, district, known, put
from traceability import db
from traceability.identifiers import campus_batch_id, uuid7
from traceability.ledger.checkpoint import make_checkpoint
from traceability.ledger.signing import load_key
from traceability.snapshot import facts_of
from traceability.snapshot.facts import window_of
from traceability.snapshot.shapes import Facts
from traceability.snapshot.site import district as district_of
from traceability.vocabulary import DocumentKind

BODIES = {case[0]: case[1] for case in OVERSIGHT}


async def document(kind: DocumentKind, number: str) -> str:
    receipt = await put("document", {"party": str(CAMPUS), "kind": kind.value, "number": number})
    return str(receipt.id)


async def test_facts_have_every_part_of_their_shape_and_no_other(records_url: str) -> None:
    async with district(records_url):
        await faulty_day()
        facts = await facts_of(CAMPUS, DAY, DAY)

        assert completed(Facts, dict(facts), DAY.isoformat()) == facts
        assert (facts["first"], facts["last"], facts["region"]) == ("2026-11-20", "2026-11-20", "110108")
        assert facts["served_days"] == ["2026-11-20"]
        (delivery,) = facts["deliveries"]
        (line,) = delivery["lines"]
        assert (line["kg"], line["cost"], line["supplier"]) == ("38.2", "909.16", str(SUPPLIER))
        assert (line["announced"], line["papers"], line["packaged"]) == (False, [], False)
        assert [one["person"] for one in facts["at_work"]] == []


async def test_facts_tell_of_a_suppliers_file(records_url: str) -> None:
    async with district(records_url):
        await faulty_day()
        seen = {
            "organisation": str(SCHOOL),
            "supplier": str(SUPPLIER),
            "vetted_on": "2026-08-20",
            "outcome": "approved",
        }
        await put("vetting", {**seen, "incident_free_since": "2019-01-01", "on_blacklist": False, "score": 92})
        await put("vetting", {**seen, "organisation": str(SUPPLIER)})  # of itself: nobody's word
        terms = {"buyer": str(SCHOOL), "supplier": str(SUPPLIER), "valid_from": "2026-09-01", "tendered": True}
        await put("contract", {**terms, "lines": [{"ingredient": str(CHICKEN), "unit_price": "23"}]})
        facts = await facts_of(CAMPUS, DAY, DAY)

        (supplier,) = facts["suppliers"]
        assert [one["valid_to"] for one in supplier["licences"]] == ["2026-11-14"]
        assert [(one["score"], one["on_blacklist"]) for one in supplier["vettings"]] == [(92, False)]
        (contract,) = facts["contracts"]
        assert (contract["tendered"], contract["on_platform"]) == (True, None)
        assert contract["prices"] == [{"ingredient": str(CHICKEN), "unit_price": "23", "unit": "kg"}]


async def test_facts_tell_of_tests_by_an_authority_and_not_by_another_school(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        await faulty_day()
        school = await put("organisation", {"name": "东交民巷小学", "trade": "school", "region": "110101"})
        (delivery,) = (await facts_of(CAMPUS, DAY, DAY))["deliveries"]
        lot = delivery["lines"][0]["source"]
        test = {"tested_at": NOON, "method": "rapid", "item": "瘦肉精", "result": "failed", "batches": [lot]}
        for party in (school.id, AUTHORITY):
            await put("batch_test", {**test, "party": str(party)})
        assert [one["log"] for one in (await facts_of(CAMPUS, DAY, DAY))["tests"]] == [str(AUTHORITY)]


async def test_a_line_is_told_with_the_licence_to_sell_food_that_says_until_when(records_url: str) -> None:
    async with district(records_url):
        await faulty_day()
        for kind, number, valid_to in (("business", "YY1", "2040-01-01"), ("food_operating", "JY0", None)):
            await put("licence", {**licence(valid_to), "kind": kind, "number": number})
        (delivery,) = (await facts_of(CAMPUS, DAY, DAY))["deliveries"]
        assert delivery["supplier"] is not None
        assert delivery["supplier"]["licence"] == {"number": "JY1", "valid_from": None, "valid_to": "2026-11-14"}


async def test_facts_tell_of_food_that_came_before_there_was_a_limit(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        await put("delivery", {**warm_delivery(), "occurred_at": "2018-09-30T08:00:00+08:00"})
        (delivery,) = (await facts_of(CAMPUS, date(2018, 9, 30), date(2018, 9, 30)))["deliveries"]
        assert [line["limit_code"] for line in delivery["lines"]] == [None]


async def test_facts_tell_of_papers_and_where_their_numbers_were_used(records_url: str) -> None:
    async with district(records_url):
        paper = await document(DocumentKind.QUARANTINE_CERTIFICATE, "京 1100-22")
        body = warm_delivery()
        body["lines"][0] |= {"documents": [paper], "meat_inspection_number": "RP-7"}
        await put("delivery", body)
        other = {**warm_delivery(), "supplier": str(AUTHORITY), "occurred_at": "2026-11-18T08:00:00+08:00"}
        other["lines"][0] |= {"documents": [paper], "accepted": {"amount": "20", "unit": "斤"}}
        await put("delivery", other)
        facts = await facts_of(CAMPUS, DAY, DAY)

        (line,) = facts["deliveries"][0]["lines"]
        assert [(one["kind"], one["number_key"]) for one in line["papers"]] == [("quarantine_certificate", "京110022")]
        assert line["meat_inspection_number"] == "RP-7"
        uses = {(one["kind"], one["supplier"]): (one["lines"], one["kg"]) for one in facts["certificate_uses"]}
        assert uses == {
            ("quarantine_certificate", str(SUPPLIER)): (1, "38.2"),
            ("quarantine_certificate", str(AUTHORITY)): (1, "10"),
            ("meat_inspection_certificate", str(SUPPLIER)): (1, "38.2"),
        }


async def test_facts_follow_what_a_supplier_announced_of_its_lot(records_url: str) -> None:
    async with district(records_url):
        mill = known("slaughterhouse")
        await put("organisation", {"name": "大兴定点屠宰厂", "trade": "slaughterhouse", "region": "110115"}, mill)
        told = {"ingredient": str(CHICKEN), "occurred_at": "2026-11-19T04:00:00+08:00", "production_date": "2026-11-19"}
        slaughtered: dict[str, Any] = {**told, "organisation": str(mill), "lot_code": "S-1"}
        numbers = {"quarantine_number": "1100 3", "meat_inspection_number": "2", "asf_report_number": "ASF-9"}
        receipt = await put(
            "announcement", {**slaughtered, **numbers, "batch": str(known("lot of the slaughterhouse"))}
        )
        assert receipt.revision == 1
        sold = {**told, "organisation": str(SUPPLIER), "lot_code": "JT-1122", "step": "shipping"}
        await put("announcement", {**sold, "made_from": [{"batch": str(known("lot of the slaughterhouse"))}]})
        await put("delivery", warm_delivery())
        (line,) = (await facts_of(CAMPUS, DAY, DAY))["deliveries"][0]["lines"]

        assert (line["announced"], line["shipped_on"]) == (True, "2026-11-19")
        assert (line["slaughterhouse"], line["quarantine_number"]) == ("大兴定点屠宰厂", "1100 3")
        assert (line["meat_inspection_number"], line["asf_report_number"]) == ("2", "ASF-9")


async def test_facts_balance_each_batch_up_to_the_last_day(records_url: str) -> None:
    async with district(records_url):
        day = await faulty_day()
        kept = {"site": str(CAMPUS), "occurred_at": "2026-11-20T17:00:00+08:00"}
        line = {"batch": str(day.chicken), "amount": {"amount": "27.2", "unit": "kg"}}
        await put("stock_count", {**kept, "lines": [line]})
        thrown = {"batch": str(day.chicken), "amount": {"amount": "1", "unit": "kg"}, "reason": "spoiled"}
        await put("disposal", {"site": str(CAMPUS), "occurred_at": "2026-11-21T08:00:00+08:00", **thrown})
        (then,) = (await facts_of(CAMPUS, DAY, DAY))["stock"]
        (later,) = (await facts_of(CAMPUS, DAY, date(2026, 11, 21)))["stock"]

        assert (then["received"], then["used"], then["counted"], then["difference"]) == ("38.2", "10", "27.2", "-1")
        assert (then["wasted"], then["greatest"], then["uses"]) == ("0", "27.2", ["2026-11-20"])
        assert (later["wasted"], later["greatest"], later["disposed_on"]) == ("1", "26.2", ["2026-11-21"])


async def test_facts_tell_of_a_hold_and_what_was_used_in_spite_of_it(records_url: str) -> None:
    async with district(records_url):
        day = await faulty_day()
        body = {"party": str(AUTHORITY), "occurred_at": "2026-11-20T11:00:00+08:00", "reason": "抽检不合格"}
        held = await put("hold", {**body, "batches": [str(day.chicken)], "level": "recall"})
        (hold,) = (await facts_of(CAMPUS, DAY, DAY))["holds"]

        assert (hold["level"], hold["ordered_by"], hold["released_at"]) == ("recall", "authority", None)
        assert {str(day.chicken), str(day.dish)} <= set(hold["batches"])
        assert [(use["kind"], use["batch"], use["portions"]) for use in hold["uses"]] == [
            ("serving", str(day.dish), 55)
        ]

        ended = {"party": str(AUTHORITY), "occurred_at": "2026-11-20T11:30:00+08:00", "hold": str(held.id)}
        await put("release", ended)
        (hold,) = (await facts_of(CAMPUS, DAY, DAY))["holds"]
        assert (hold["released_at"], hold["uses"]) == ("2026-11-20T11:30:00+08:00", [])
        assert (await facts_of(CAMPUS, date(2026, 11, 21), date(2026, 11, 21)))["holds"] == []


async def test_facts_tell_of_cold_storage_and_duties(records_url: str) -> None:
    async with district(records_url):
        unit, principal = uuid7(), known("principal")
        await put("storage_unit", {"site": str(CAMPUS), "name": "冷藏柜", "storage": "chilled"}, unit)
        for at in ("2026-11-19T15:00:00+08:00", "2026-11-20T07:00:00+08:00"):
            reading = {"site": str(CAMPUS), "unit": str(unit), "occurred_at": at, "temperature": "4.5"}
            await put("temperature_reading", reading)
        role = {"site": str(CAMPUS), "person": str(principal), "role": "principal", "valid_from": "2026-09-01"}
        await put("appointment", role)
        head = {**role, "site": str(SCHOOL), "person": str(known("head of the school"))}  # of all its campuses
        await put("appointment", head)
        for person in (role["person"], head["person"], str(known("a guest"))):
            ate = {"site": str(CAMPUS), "occurred_at": NOON, "meal": "lunch", "person": person}
            await put("accompanied_meal", ate)
        for kind in ("weekly_check", "monthly_meeting", "health_certificate", "canteen_account", "reference_price"):
            await put(kind, BODIES[kind])
        facts = await facts_of(CAMPUS, DAY, DAY)

        (cupboard,) = facts["storage_units"]
        assert (cupboard["since"], [one["temperature"] for one in cupboard["readings"]]) == (
            "2026-11-19",
            ["4.5", "4.5"],
        )
        assert sorted(one["roles"] for one in facts["accompanied"]) == [[], ["principal"], ["principal"]]
        assert [one["week"] for one in facts["weekly_checks"]] == [BODIES["weekly_check"]["week"]]
        assert len(facts["monthly_meetings"]) == len(facts["health_certificates"]) == len(facts["accounts"]) == 1


async def test_facts_as_known_at_a_checkpoint_do_not_change(records_url: str, tmp_path: Path) -> None:
    key = load_key(tmp_path / "checkpoint.pem")
    async with district(records_url):
        day = await faulty_day()
        checkpoint = await make_checkpoint(key, datetime(2026, 11, 20, 20, tzinfo=UTC))
        before = await facts_of(CAMPUS, DAY, DAY, checkpoint.id)
        now = await facts_of(CAMPUS, DAY, DAY)
        assert {k: v for k, v in before.items() if k != "as_known_at"} == {
            k: v for k, v in now.items() if k != "as_known_at"
        }

        await put("retained_sample", sample_of(day.dish))
        await amend(day.delivery, warm_delivery("3.1"))
        await put(
            "hold", {"party": str(AUTHORITY), "occurred_at": NOON, "batches": [str(day.chicken)], "reason": "抽检"}
        )
        await put(
            "finding_step", {"site": str(CAMPUS), "finding": str(known("x")), "occurred_at": NOON, "step": "verified"}
        )

        assert await facts_of(CAMPUS, DAY, DAY, checkpoint.id) == before
        later = await facts_of(CAMPUS, DAY, DAY)
        assert [len(later[key]) for key in ("samples", "holds", "finding_steps")] == [1, 1, 1]
        assert later["deliveries"][0]["lines"][0]["temperature"] == "3.1"


async def test_the_district_of_a_school_is_its_own_and_not_one_whose_code_begins_alike(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        for name, region in (("杨浦区教育局", "310110"), ("上海市教育委员会", "310000")):
            await put("organisation", {"name": name, "trade": "authority", "region": region})
        campus = await put("site", {"organisation": str(SCHOOL), "name": "闵行校区", "region": "310112"})
        async with db.snapshot():
            window, party = await window_of(campus.id, DAY, DAY, None)
            assert (await district_of(window, party))["name"] == "上海市教育委员会"


async def test_facts_of_one_day_are_those_of_that_day_alone(sqlite_records_url: str) -> None:
    async with district(sqlite_records_url):
        await faulty_day()
        identity = uuid7()
        tomorrow = {**warm_delivery(), "occurred_at": "2026-11-21T08:15:00+08:00"}
        await put("delivery", tomorrow, identity)

        assert len((await facts_of(CAMPUS, DAY, DAY))["deliveries"]) == 1
        facts = await facts_of(CAMPUS, date(2026, 11, 21), date(2026, 11, 21))
        assert [UUID(line["batch"]) for line in facts["deliveries"][0]["lines"]] == [campus_batch_id(identity, 1)]
