"""Forms B to E, read back from the PDF: what stands on them, who may read it, and what is asked too much."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import pytest

from reports.forms import read
from server.jobs import printing
from server.jobs.printing import Printer, PrinterBusy
from tests.support.oversight import CASES as OVERSIGHT_CASES
from tests.support.paper import codes_of, sizes_of, text_of
from tests.support.records import AT, AUTHORITY, CAMPUS, RICE, SCHOOL, SUPPLIER, known
from tests.support.served import OTHER_CAMPUS, Served, cooking, delivery, line
from traceability.identifiers import campus_batch_id, made_batch_id, uuid7
from traceability.partners.public_code import code_of

DAY = "2026-11-20"
COOK, SELLER = known("cook on the form"), known("seller on the form")
BAKING_SODA = known("baking soda")
NAME, SELLERS_PHONE = "赵明明", "13900139000"


async def asked(served: Served, form: str, username: str = "kitchen", **query: Any) -> httpx.Response:
    async with served.as_(username) as client:
        return await client.get(f"/api/forms/{form}", params={"site": str(CAMPUS), **query})


async def printed(served: Served, form: str, username: str = "kitchen", **query: Any) -> bytes:
    answer = await asked(served, form, username, **query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "private, no-store"
    return answer.content


async def a_day(served: Served) -> dict[str, Any]:
    """Chicken and an additive received, cooked, sampled, partly thrown away; the sample typed in from paper."""
    await served.put("people", {"organisation": str(SCHOOL), "name": NAME, "phone": "13800138000"}, "manager", COOK)
    soda = {"organisation": str(AUTHORITY), "name": "碳酸氢钠", "name_en": "Baking soda", "food_group": "additive"}
    await served.put("ingredients", {**soda, "storage": "ambient"}, "operator", BAKING_SODA)
    licence = {"party": str(SUPPLIER), "kind": "food_operating", "number": "JY1", "valid_from": "2026-01-01"}
    await served.put("licences", {**licence, "valid_to": "2027-01-01"}, "operator")
    voucher = {"party": str(CAMPUS), "kind": "purchase_voucher", "number": "GH-1"}
    paper = await served.put("documents", voucher)
    got, cooked = uuid7(), uuid7()
    chicken = line(
        appearance="good", documents=[paper["id"]], specification="10 kg/箱", producer={"name": "顺义养殖场"}
    )
    soda_line = line(line=2, ingredient=str(BAKING_SODA), lot_code="SD-9", temperature=None, label_temperature=None)
    received = await served.put("deliveries", delivery(lines=[chicken, soda_line]), identity=got)
    batches = [str(campus_batch_id(got, n)) for n in (1, 2)]
    inputs = [
        {"batch": batches[0], "amount": {"amount": "10", "unit": "kg"}},
        {"batch": batches[1], "amount": {"amount": "12.5", "unit": "g"}},
    ]
    await served.put("cookings", cooking(inputs=inputs, cook=str(COOK), portions=55), identity=cooked)
    dish = str(made_batch_id(cooked))
    sample: dict[str, Any] = {
        "site": str(CAMPUS),
        "batch": dish,
        "dish": "宫保鸡丁",
        "meal": "lunch",
        "person": str(COOK),
    }
    sample |= {"amount": {"amount": "150", "unit": "g"}, "taken_at": "2026-11-20T11:05:00+08:00", "from_paper": True}
    await served.put("retained-samples", sample)
    waste = {"site": str(CAMPUS), "batch": dish, "reason": "leftover", "occurred_at": "2026-11-20T13:10:00+08:00"}
    await served.put("disposals", {**waste, "amount": {"amount": "3.2", "unit": "kg"}, "handler": str(COOK)})
    return received  # type: ignore[no-any-return]  # a receipt


async def test_prints_what_was_received_in_the_order_of_the_regulation(served: Served) -> None:
    receipt = await a_day(served)
    pdf = await printed(served, "receiving", day=DAY)
    text = text_of(pdf)
    assert sizes_of(pdf) == [(297.0, 210.0)]
    for said in ("进货查验记录表", "鸡胸肉", "10 kg/箱", "38.2 kg", "JT-1122", "产 2026-11-19", "顺鑫农产品有限公司"):
        assert said in text, said
    for said in ("顺义养殖场", "感官正常", "3.4 ℃", "碳酸氢钠", "食品安全员", "1 / 1", f"№ {receipt['sequence']}"):
        assert said in text, said
    assert text.count("√") == 3  # the licence on both lines, the voucher on one
    assert receipt["id"] in text.replace(" ", "")
    heads = ["日期", "产品名称", "规格", "数量", "生产批号", "生产者", "供货者", "许可证", "营业执照", "购货凭证"]
    places = [text.replace(" ", "").index(head) for head in heads]
    assert places == sorted(places)


async def test_prints_samples_additives_and_waste(served: Served) -> None:
    await a_day(served)
    samples = text_of(await printed(served, "samples", day=DAY))
    for said in ("宫保鸡丁", "11-20 11:05", "150", "11-22 11:05", NAME, "纸质补录，录入"):
        assert said in samples, said
    additives = text_of(await printed(served, "additives", day=DAY))
    for said in ("碳酸氢钠", "12.5", "宫保鸡丁", "55 份", NAME):
        assert said in additives, said
    assert "鸡胸肉" not in additives
    assert "膨松剂" not in additives
    waste = text_of(await printed(served, "waste", month="2026-11"))
    for said in ("剩餐", "3.2 kg", "13:10", NAME, "2026-11-01 至 2026-11-30"):
        assert said in waste, said
    assert "没有记录" in text_of(await printed(served, "waste", day="2026-11-21"))


async def test_prints_the_additives_ledger_and_no_dish_of_it_twice(served: Served) -> None:
    receipt = await a_day(served)
    (cooked,) = (await served.get("cookings"))["items"]
    use = {
        "site": str(CAMPUS),
        "occurred_at": "2026-11-20T09:40:00+08:00",
        "batch": str(campus_batch_id(UUID(receipt["id"]), 2)),
        "amount": {"amount": "12.5", "unit": "g"},
        "purpose": "leavening",
        "food": "宫保鸡丁",
        "dish": str(made_batch_id(UUID(cooked["id"]))),
        "food_amount": {"amount": "18", "unit": "kg"},
        "person": str(COOK),
    }
    await served.put("additive-uses", use)
    text = text_of(await printed(served, "additives", day=DAY))
    for said in ("碳酸氢钠", "12.5", "膨松剂", "18 kg", "11-20 09:40", NAME):
        assert said in text, said
    assert text.count("碳酸氢钠") == 1
    english = text_of(await printed(served, "additives", day=DAY, language="en"))
    assert "Leavening agent" in english


async def test_prints_the_week_and_the_minutes(served: Served) -> None:
    bodies = {case[0]: case[1] for case in OVERSIGHT_CASES}
    await served.put("people", {"organisation": str(SCHOOL), "name": NAME}, "manager", known("li"))
    await served.put("weekly-checks", bodies["weekly_check"])
    receipt = await served.put("monthly-meetings", bodies["monthly_meeting"])
    week = text_of(await printed(served, "weekly", month="2026-11"))
    for said in (
        "每周食品安全排查治理报告",
        "2026-W47",
        "防鼠防虫",
        "粘鼠板已满",
        "2026-11-23",
        "没有问题",
        "食品安全总监",
    ):
        assert said in week, said
    assert week.count("2026-W47") == 1
    month = text_of(await printed(served, "minutes", month="2026-11"))
    for said in ("每月食品安全调度会议纪要", "添置两只保温桶", NAME, "另有 3 人", "在食堂召开", "2026-12-11", "校长"):
        assert said in month, said
    assert receipt["id"] in month.replace(" ", "")
    unnamed = text_of(await printed(served, "minutes", "auditor", month="2026-11"))
    assert NAME not in unnamed
    english = text_of(await printed(served, "minutes", month="2026-11", language="en"))
    assert "Minutes of the monthly food-safety meeting" in english


async def test_prints_english_over_chinese(on_sqlite: Served) -> None:
    await a_day(on_sqlite)
    text = text_of(await printed(on_sqlite, "additives", day=DAY, language="en"))
    for said in ("Food additives record", "食品添加剂使用记录表", "Baking soda", "55 portions"):
        assert said in text, said


async def test_names_people_only_to_those_who_may_read_them_and_prints_without_them(served: Served) -> None:
    await a_day(served)
    for username in ("kitchen", "manager", "inspector"):
        assert NAME in text_of(await printed(served, "samples", username, day=DAY)), username
    unnamed = text_of(await printed(served, "samples", "auditor", day=DAY))
    assert NAME not in unnamed
    assert f"人员 {COOK.hex[-8:]}" in unnamed
    async with served.as_("manager") as client:
        assert (await client.delete(f"/api/people/{COOK}")).status_code == 204
    erased = text_of(await printed(served, "samples", day=DAY))
    assert NAME not in erased
    assert "（姓名已删除）" in erased


async def test_prints_a_contact_of_the_supplier_to_the_kitchen_alone(on_sqlite: Served) -> None:
    person = {"organisation": str(SUPPLIER), "name": "钱多多", "phone": SELLERS_PHONE}
    await on_sqlite.put("people", person, "operator", SELLER)
    farm = {"name": "北郊合作社", "trade": "farm", "region": "110114", "contact": str(SELLER), "address": "兴寿镇"}
    supplier = await on_sqlite.put("organisations", farm, "operator")
    await on_sqlite.put("deliveries", delivery(supplier=supplier["id"]))
    text = text_of(await printed(on_sqlite, "receiving", day=DAY))
    assert "兴寿镇" in text
    assert SELLERS_PHONE in text.replace(" ", "")
    assert SELLERS_PHONE not in text_of(await printed(on_sqlite, "receiving", "auditor", day=DAY)).replace(" ", "")


@pytest.mark.parametrize(
    ("form", "edition", "screen"),
    [
        ("receiving", "B1", "receive"),
        ("samples", "C1", "samples"),
        ("additives", "D1", "duty"),
        ("waste", "E1", "store"),
        ("weekly", "W1", "duty"),
        ("minutes", "M1", "office"),
    ],
)
async def test_prints_an_empty_form_that_says_which_it_is(
    on_sqlite: Served, form: str, edition: str, screen: str
) -> None:
    pdf = await printed(on_sqlite, form, blank=1)
    assert codes_of(pdf) == [[f"http://localhost:8000/app/#/kitchen/{screen}?paper={edition}"]]
    assert sizes_of(pdf) == [(297.0, 210.0)]
    text = text_of(pdf)
    for said in (edition, code_of(CAMPUS), "空白表", "本部食堂", "签名"):
        assert said in text, said
    assert text.count("□") == (60 if form == "receiving" else 0)


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ({}, "?day", "day_or_month"),
        ({"day": DAY, "month": "2026-11"}, "?day", "day_or_month"),
        ({"day": "1999-12-31"}, "?day", "out_of_calendar"),
        ({"month": "2026-13"}, "?month", "wrong_parameter"),
        ({"day": "soon"}, "?day", "wrong_parameter"),
        ({"day": DAY, "language": "fr"}, "?language", "wrong_parameter"),
        ({"day": DAY, "site": "here"}, "?site", "wrong_parameter"),
    ],
)
async def test_says_what_cannot_be_printed(on_sqlite: Served, query: dict[str, Any], pointer: str, code: str) -> None:
    answer = await asked(on_sqlite, "receiving", **query)
    assert answer.status_code == 400, answer.text
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [(pointer, code)]


async def test_prints_nothing_of_another_campus_nor_an_unknown_form(on_sqlite: Served) -> None:
    assert (await asked(on_sqlite, "tax", day=DAY)).json()["code"] == "not_on_record"
    for site in (OTHER_CAMPUS, SCHOOL, UUID(int=7)):
        answer = await asked(on_sqlite, "receiving", site=str(site), day=DAY)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_on_record")


async def test_prints_no_more_lines_than_a_request_may(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "LINES_MOST", 2)
    lines = [line(line=n, ingredient=str(RICE)) for n in (1, 2, 3)]
    await served.put("deliveries", delivery(lines=lines, occurred_at=AT))
    answer = await asked(served, "receiving", month="2026-11")
    assert answer.status_code == 400
    assert [(f["pointer"], f["code"]) for f in answer.json()["errors"]] == [("?month", "too_many_lines")]
    assert "2" in answer.json()["errors"][0]["detail"]


async def test_asks_to_come_again_while_too_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "WAITING_MOST", 0)
    with pytest.raises(PrinterBusy):
        await Printer().set_page(str)
