"""Labels for goods, read back from the PDF as a label printer and a scanner find them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from reports.labels import read
from tests.support.paper import codes_of, sizes_of, text_of
from tests.support.records import CAMPUS, RICE
from tests.support.served import Served, delivery, line
from traceability.identifiers import campus_batch_id, uuid7
from traceability.partners.public_code import code_of

LONG = "北京市海淀区中关村四季青绿色无公害冷鲜去皮去骨鸡胸肉大包装"
GOODS = [
    line(expiry_date="2026-11-26"),
    line(line=2, ingredient=str(RICE), lot_code=None),
    line(line=3, ingredient=str(uuid7()), name_seen=LONG),
    line(line=4, accepted={"amount": "0", "unit": "kg"}, rejected={"amount": "5", "unit": "kg"}),
]


async def asked(served: Served, username: str = "kitchen", **query: Any) -> httpx.Response:
    async with served.as_(username) as client:
        return await client.get("/api/labels", params=query)


def codes(delivery_id: object, *lines: int) -> list[str]:
    link = f"http://localhost:8000/m/{code_of(CAMPUS)}#"
    return [link + str(campus_batch_id(delivery_id, n)) for n in lines]  # type: ignore[arg-type]  # a UUID


async def test_labels_what_a_delivery_put_into_the_store(served: Served) -> None:
    got = uuid7()
    await served.put("deliveries", delivery(lines=GOODS), identity=got)
    answer = await asked(served, delivery=str(got), format="60x40")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert sizes_of(answer.content) == [(60.0, 40.0)] * 3
    assert codes_of(answer.content) == [[code] for code in codes(got, 1, 2, 3)]
    text = text_of(answer.content)
    for said in (
        "鸡胸肉",
        "保质期至 2026-11-26",
        "到货 2026-11-20",
        "批号 JT-1122",
        "顺鑫农产品有限公司",
        "无批号",
        "未标",
    ):
        assert said in text, said


@pytest.mark.parametrize(("size", "width", "height"), [("40x30", 40.0, 30.0), ("50x30", 50.0, 30.0)])
async def test_keeps_the_code_whole_on_the_smallest_labels(
    on_sqlite: Served, size: str, width: float, height: float
) -> None:
    got = uuid7()
    await on_sqlite.put("deliveries", delivery(lines=GOODS), identity=got)
    answer = await asked(on_sqlite, delivery=str(got), format=size, copies=2)
    assert sizes_of(answer.content) == [(width, height)] * 6
    assert codes_of(answer.content) == [[code] for code in codes(got, 1, 1, 2, 2, 3, 3)]


@pytest.mark.parametrize(("size", "across", "most"), [("a4-70x37", 3, 24), ("a4-63.5x38.1", 3, 21)])
async def test_fills_sheets_of_labels(on_sqlite: Served, size: str, across: int, most: int) -> None:
    got = uuid7()
    await on_sqlite.put("deliveries", delivery(lines=GOODS[:1]), identity=got)
    batch = str(campus_batch_id(got, 1))
    answer = await asked(on_sqlite, batch=batch, format=size, copies=most + across)
    assert sizes_of(answer.content) == [(210.0, 297.0)] * 2
    assert [len(page) for page in codes_of(answer.content)] == [most, across]
    assert text_of(answer.content).count("JT-1122") == most + across


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ({}, "?delivery", "delivery_or_batch"),
        ({"delivery": str(uuid7()), "batch": str(uuid7())}, "?delivery", "delivery_or_batch"),
        ({"delivery": "this one"}, "?delivery", "wrong_parameter"),
        ({"batch": str(uuid7()), "format": "1x1"}, "?format", "not_one_of"),
        ({"batch": str(uuid7()), "copies": 0}, "?copies", "out_of_range"),
    ],
)
async def test_says_what_cannot_be_labelled(on_sqlite: Served, query: dict[str, Any], pointer: str, code: str) -> None:
    answer = await asked(on_sqlite, **query)
    assert answer.status_code == 400, answer.text
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [(pointer, code)]


async def test_labels_nothing_of_another_campus_nor_what_was_refused(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    got, refused = uuid7(), uuid7()
    await served.put("deliveries", delivery(lines=GOODS), identity=got)
    await served.put("deliveries", delivery(lines=GOODS[3:]), identity=refused)
    for query in ({"delivery": str(got)}, {"batch": str(campus_batch_id(got, 1))}):
        assert (await asked(served, "other_kitchen", **query)).json()["code"] == "not_on_record"
    assert (await asked(served, "inspector", delivery=str(got))).status_code == 403
    nothing = await asked(served, delivery=str(refused))
    assert [fault["code"] for fault in nothing.json()["errors"]] == ["nothing_accepted"]
    monkeypatch.setattr(read, "LABELS_MOST", 5)
    many = await asked(served, delivery=str(got), copies=2)
    assert [(fault["pointer"], fault["code"]) for fault in many.json()["errors"]] == [("?copies", "too_many_labels")]
