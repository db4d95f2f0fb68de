"""What the small records of a canteen's oversight write into their tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support.oversight import CASES
from tests.support.records import AT, CAMPUS, CHICKEN, SCHOOL, SUPPLIER, current, district, known, put
from traceability.errors import Invalid
from traceability.identifiers import made_batch_id

BODIES: dict[str, dict[str, Any]] = {kind: body for kind, body, *_ in CASES}


async def test_check_week_counts_findings_and_knows_its_monday(records_url: str) -> None:
    async with district(records_url):
        receipt = await put("weekly_check", BODIES["weekly_check"])
        (check,) = await current("weekly_check", receipt.id)
        points = sorted(await current("weekly_check_point", receipt.id), key=lambda row: row["line"])
    assert (check["first_day"], check["points"], check["findings"]) == (date(2026, 11, 16), 2, 1)
    assert [(bool(row["in_order"]), row["action"], row["due"]) for row in points] == [
        (True, None, None),
        (False, None, date(2026, 11, 23)),
    ]


async def test_check_the_last_week_of_a_year_and_not_one_it_lacks(records_url: str) -> None:
    async with district(records_url):
        receipt = await put("weekly_check", {**BODIES["weekly_check"], "week": "2026-W53"})
        (check,) = await current("weekly_check", receipt.id)
        with pytest.raises(Invalid):
            await put("weekly_check", {**BODIES["weekly_check"], "week": "2027-W53"})
    assert check["first_day"] == date(2026, 12, 28)


async def test_meet_counts_who_is_named_once_and_the_guests(records_url: str) -> None:
    async with district(records_url):
        receipt = await put("monthly_meeting", BODIES["monthly_meeting"])
        (meeting,) = await current("monthly_meeting", receipt.id)
        people = await current("meeting_attendee", receipt.id)
        (decision,) = await current("meeting_decision", receipt.id)
    assert (meeting["first_day"], meeting["attendees"], meeting["decisions"]) == (date(2026, 11, 1), 5, 1)
    assert {row["person"] for row in people} == {known("wang"), known("li")}
    assert (decision["responsible"], decision["due"]) == (known("li"), date(2026, 12, 11))


async def test_certify_health_keeps_dates_and_who_saw_it_only(records_url: str) -> None:
    async with district(records_url):
        receipt = await put("health_certificate", BODIES["health_certificate"])
        (row,) = await current("health_certificate", receipt.id)
    kept = {"id", "home", "record", "rev", "log", "seq", "until_seq"}
    assert row.keys() - kept == {"person", "valid_from", "valid_to", "issuer", "seen_by", "seen_on"}


async def test_vet_sums_the_criteria_of_a_yearly_evaluation(records_url: str) -> None:
    told = {"organisation": str(SCHOOL), "supplier": str(SUPPLIER), "vetted_on": "2026-08-20", "outcome": "approved"}
    criteria = [
        {"criterion": "quality", "score": 38, "most": 40},
        {"criterion": "papers", "score": 27, "most": 30, "remark": "两次缺随货单"},
        {"criterion": "price", "score": 25, "most": 30},
    ]
    async with district(records_url):
        yearly = await put("vetting", {**told, "occasion": "yearly", "criteria": criteria, "participants": 6})
        (summed,) = await current("vetting", yearly.id)
        lines = await current("vetting_criterion", yearly.id)
        given = await put("vetting", {**told, "criteria": criteria, "score": 88, "score_most": 100})
        (as_given,) = await current("vetting", given.id)
        gone = await put("vetting", {**told, "outcome": "exited", "occasion": "exit", "reason": "合同到期不再续签"})
        (exited,) = await current("vetting", gone.id)
        old = await put("vetting", {**told, "evaluation": "92 分"})
        (before,) = await current("vetting", old.id)
    assert (summed["occasion"], summed["score"], summed["score_most"], len(lines)) == ("yearly", 90, 100, 3)
    assert (as_given["score"], as_given["score_most"]) == (88, 100)
    assert (exited["outcome"], exited["reason"], exited["score"]) == ("exited", "合同到期不再续签", None)
    assert (before["occasion"], before["score"], before["evaluation"]) == (None, None, "92 分")


async def test_watch_cameras_a_row_a_camera_and_a_kind_of_alert(records_url: str) -> None:
    async with district(records_url):
        receipt = await put("camera_status", BODIES["camera_status"])
        cameras = sorted(await current("camera_status", receipt.id), key=lambda row: row["line"])
        (alert,) = await current("camera_alert", receipt.id)
        undated = await put("camera_status", {**BODIES["camera_status"], "day": None})
        (first, _) = await current("camera_status", undated.id)
    assert [(row["camera"], row["online_percent"], row["reason"]) for row in cameras] == [
        ("烹饪间1号", 100, None),
        ("备餐间", None, "停电"),
    ]
    assert (alert["camera"], alert["kind"], alert["alerts"], alert["closed"]) == ("烹饪间1号", "no_mask", 2, 2)
    assert first["day"] == date(2026, 11, 20)


async def test_report_incident_keeps_the_earliest_report(records_url: str) -> None:
    async with district(records_url):
        receipt = await put("incident", BODIES["incident"])
        (row,) = await current("incident", receipt.id)
        silent = await put("incident", {**BODIES["incident"], "reports": []})
        (untold,) = await current("incident", silent.id)
    assert row["reported_at"].isoformat() == "2026-11-20T06:05:00+00:00"
    assert untold["reported_at"] is None


async def test_keep_account_in_fen_by_heading(records_url: str) -> None:
    async with district(records_url):
        receipt = await put("canteen_account", BODIES["canteen_account"])
        (account,) = await current("canteen_account", receipt.id)
        lines = await current("canteen_account_line", receipt.id)
        doubled = [{"heading": "subsidy", "amount": "1"}, {"heading": "subsidy", "amount": "2"}]
        with pytest.raises(Invalid):
            await put("canteen_account", {**BODIES["canteen_account"], "income": doubled})
    assert (account["income"], account["expenditure"]) == (13_800_000, 12_323_456)
    assert {(row["side"], row["heading"], row["amount"]) for row in lines} >= {("income", "subsidy", 960_000)}


async def test_goods_carry_the_papers_of_meat_and_the_country_they_come_from(records_url: str) -> None:
    line = {
        "line": 1,
        "ingredient": str(CHICKEN),
        "accepted": {"amount": "20", "unit": "kg"},
        "produced_in": "NZ",
        "chinese_label": True,
        "slaughterhouse": "顺义区定点屠宰厂 A0123",
        "quarantine_number": "№ 1100-2233",
        "meat_inspection_number": "RP 0099",
        "asf_report_number": "ASF-7",
    }
    delivery = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": AT, "lines": [line]}
    announced = {
        "organisation": str(SUPPLIER),
        "occurred_at": AT,
        "ingredient": str(CHICKEN),
        "produced_in": "NZ",
        "slaughterhouse": "A0123",
        "slaughtered_on": "2026-11-19",
        "asf_report_number": "ASF-7",
    }
    async with district(records_url):
        (row,) = await current("delivery_line", (await put("delivery", delivery)).id)
        (told,) = await current("announcement", (await put("announcement", announced)).id)
        with pytest.raises(Invalid) as caught:
            await put("delivery", {**delivery, "lines": [{**line, "produced_in": "新西兰"}]})
    assert (row["produced_in"], bool(row["chinese_label"]), row["slaughterhouse"]) == (
        "NZ",
        True,
        "顺义区定点屠宰厂 A0123",
    )
    assert (row["quarantine_key"], row["meat_inspection_key"], row["asf_report_number"]) == (
        "11002233",
        "RP0099",
        "ASF-7",
    )
    assert (told["slaughterhouse"], told["slaughtered_on"], told["asf_report_number"]) == (
        "A0123",
        date(2026, 11, 19),
        "ASF-7",
    )
    assert [(fault.pointer, fault.code) for fault in caught.value.faults] == [("/lines/0/produced_in", "wrong_form")]


async def test_purchases_say_whether_they_went_through_the_platform(records_url: str) -> None:
    order = {
        "site": str(CAMPUS),
        "supplier": str(SUPPLIER),
        "due": "2026-11-20",
        "lines": [{"line": 1, "ingredient": str(CHICKEN), "amount": {"amount": "20", "unit": "kg"}}],
    }
    contract = {"buyer": str(SCHOOL), "supplier": str(SUPPLIER), "valid_from": "2026-09-01", "on_platform": True}
    async with district(records_url):
        (agreed,) = await current("contract", (await put("contract", contract)).id)
        (placed,) = await current("purchase_order", (await put("purchase_order", {**order, "on_platform": False})).id)
        (unsaid,) = await current("purchase_order", (await put("purchase_order", order)).id)
    assert bool(agreed["on_platform"]) is True
    assert (placed["on_platform"], unsaid["on_platform"]) == (False, None)


async def test_cooking_ends_and_plates_have_a_temperature(records_url: str) -> None:
    cooking = {
        "site": str(CAMPUS),
        "occurred_at": "2026-11-20T09:10:00+08:00",
        "ended_at": "2026-11-20T09:50:00+08:00",
        "dish": "宫保鸡丁",
    }
    async with district(records_url):
        cooked = await put("cooking", cooking)
        (row,) = await current("cooking", cooked.id)
        dish = str(made_batch_id(cooked.id))
        serving = {
            "site": str(CAMPUS),
            "occurred_at": "2026-11-20T11:40:00+08:00",
            "meal": "lunch",
            "group": str(known("year 3")),
            "portions": 40,
            "dishes": [{"batch": dish, "temperature": "62.5"}],
        }
        (plate,) = await current("served_dish", (await put("serving", serving)).id)
    assert row["ended_at"].isoformat() == "2026-11-20T01:50:00+00:00"
    assert plate["temperature"] == 625
