"""A few days of a served canteen, with one of each kind of record that a report proves, entered as people do."""

from __future__ import annotations

from typing import Any

from tests.support.records import CAMPUS, RICE, known
from tests.support.served import Served, cooking, delivery, line, serving_of
from traceability.identifiers import campus_batch_id, made_batch_id, uuid7

PERIOD = "2026-11"


async def fill_month(served: Served) -> dict[str, Any]:
    """Record it; the ids of the delivery (corrected once), the cooking, the serving, the sample and the disposal."""
    ids = {name: uuid7() for name in ("delivery", "cooking", "serving", "sample", "disposal")}
    body = delivery(
        note_number="SH-1",
        receivers=[{"person": str(known("cook")), "role": "canteen_manager", "signed_at": "2026-11-20T06:45:00+08:00"}],
        lines=[
            line(ordered={"amount": "80", "unit": "斤"}, unit_price="21.40"),
            line(line=2, ingredient=str(RICE), accepted={"amount": "１２．５", "unit": "公斤"}, lot_code=None,
                 rejected={"amount": "0.5", "unit": "kg"}, reason="受潮", temperature=None, label_temperature=None),
        ],
    )  # fmt: skip
    await served.put("deliveries", body, identity=ids["delivery"])
    correction = {
        "record": str(ids["delivery"]),
        "saw": 1,
        "declaration": "incorrect_data",
        "reason": "单号写错",
        "content": {**body, "note_number": "SH-11"},
    }
    await served.put("corrections", correction)
    batch = str(campus_batch_id(ids["delivery"], 1))
    await served.put(
        "cookings", cooking(batch, core_temperature="81.5", portions=55, output={"amount": "9", "unit": "kg"}),
        identity=ids["cooking"],
    )  # fmt: skip
    dish = str(made_batch_id(ids["cooking"]))
    await served.put("servings", serving_of(dish), identity=ids["serving"])
    sample = {"site": str(CAMPUS), "batch": dish, "amount": {"amount": "130", "unit": "g"},
              "taken_at": "2026-11-20T11:50:00+08:00"}  # fmt: skip
    await served.put("retained-samples", sample, identity=ids["sample"])
    thrown = {"site": str(CAMPUS), "batch": batch, "amount": {"amount": "0.5", "unit": "kg"}, "reason": "spoiled",
              "occurred_at": "2026-11-20T18:00:00+08:00"}  # fmt: skip
    await served.put("disposals", thrown, identity=ids["disposal"])
    return ids
