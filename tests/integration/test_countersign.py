"""A delivery is signed by its second receiver later, and weighed load by load."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support.records import AT, CAMPUS, CHICKEN, KITCHEN, SUPPLIER, amend, current, district, known, put
from traceability.deliveries.countersign import unsigned
from traceability.errors import Invalid
from traceability.identifiers import uuid7
from traceability.partners.place import place_of
from traceability.snapshot.receiving import deliveries
from traceability.snapshot.window import Window

WANG, LI = str(known("wang")), str(known("li"))


def _kg(amount: str) -> dict[str, str]:
    return {"amount": amount, "unit": "kg"}


def _delivery(*signed: str, **line: Any) -> dict[str, Any]:
    told = {"line": 1, "ingredient": str(CHICKEN), "accepted": _kg("38.2"), **line}
    receivers = [{"person": person, "role": "storekeeper", "signed_at": AT} for person in signed]
    here = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "occurred_at": AT, "receivers": receivers}
    return {**here, "lines": [told]}


def _signature(delivery: object, person: str = LI) -> dict[str, Any]:
    body = {"site": str(CAMPUS), "delivery": str(delivery), "person": person, "role": "cook", "signed_at": AT}
    return body


async def _waiting() -> dict[object, object]:
    """Who signed each delivery that lacks a second signature."""
    return {row["record"]: row["first"] for row in await unsigned(await place_of(KITCHEN, CAMPUS), 50)}


async def test_countersign_a_delivery_that_one_person_received(records_url: str) -> None:
    async with district(records_url):
        one = await put("delivery", _delivery(WANG), scope=KITCHEN)
        nobody = await put("delivery", _delivery(), scope=KITCHEN)
        await put("delivery", _delivery(WANG, LI), scope=KITCHEN)
        assert await _waiting() == {one.id: known("wang"), nobody.id: None}

        await put("delivery_signature", _signature(one.id, WANG), scope=KITCHEN)  # the same person twice is one
        assert one.id in await _waiting()
        signature = await put("delivery_signature", _signature(one.id), scope=KITCHEN)
        assert await _waiting() == {nobody.id: None}

        await amend(signature, None)  # it did not happen
        assert set(await _waiting()) == {one.id, nobody.id}


async def test_countersign_counts_in_the_months_report(records_url: str) -> None:
    async with district(records_url):
        delivery = await put("delivery", _delivery(WANG), scope=KITCHEN)
        await put("delivery_signature", _signature(delivery.id), scope=KITCHEN)
        place = await place_of(KITCHEN, CAMPUS)
        (told,) = await deliveries(Window(CAMPUS, date(2026, 11, 1), date(2026, 11, 30), place.zone, place.region))
        signed = [(receiver["person"], receiver["role"]) for receiver in told["receivers"]]
        assert sorted(signed) == sorted([(WANG, "storekeeper"), (LI, "cook")])


async def test_countersign_before_the_delivery_has_arrived(records_url: str) -> None:
    async with district(records_url):
        delivery = uuid7()
        await put("delivery_signature", _signature(delivery), scope=KITCHEN)
        assert await _waiting() == {}
        await put("delivery", _delivery(WANG), delivery, scope=KITCHEN)
        assert await _waiting() == {}


async def test_receive_loads_with_their_baskets_as_they_were_weighed(records_url: str) -> None:
    loads = [
        {"gross": _kg("41.6"), "tare": _kg("1.2"), "baskets": 3, "evidence": "measured"},
        {"gross": {"amount": "0.4", "unit": "斤"}},
    ]
    async with district(records_url):
        delivery = await put("delivery", _delivery(WANG, delivered=_kg("38.2"), weighings=loads), scope=KITCHEN)
        (line,) = await current("delivery_line", delivery.id)
        assert line["accepted"] == 38_200_000

        untrue = _delivery(WANG, delivered=_kg("99"), weighings=loads)  # as seen, whatever it adds up to
        await put("delivery", untrue, scope=KITCHEN)

        mixed = _delivery(WANG, weighings=[{"gross": {"amount": "3", "unit": "l"}}])
        with pytest.raises(Invalid) as refused:
            await put("delivery", mixed, scope=KITCHEN)
        assert [fault.code for fault in refused.value.faults] == ["units_differ"]
        guessed = _delivery(WANG, weighings=[{"gross": _kg("3"), "evidence": "inferred", "baskets": 0}])
        with pytest.raises(Invalid) as refused:
            await put("delivery", guessed, scope=KITCHEN)
        assert {(f.pointer, f.code) for f in refused.value.faults} == {
            ("/lines/0/weighings/0/evidence", "not_one_of"),
            ("/lines/0/weighings/0/baskets", "out_of_range"),
        }
