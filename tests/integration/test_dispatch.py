"""Cooked food from one campus to another over HTTP: who sees what is on its way, and its names in both languages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.support.records import CAMPUS, SCHOOL, known, put
from tests.support.served import OTHER_CAMPUS, Served, cooking
from traceability.identifiers import campus_batch_id, made_batch_id

EAST = known("east campus")
AT = "2026-11-20T11:00:00+08:00"


async def _sent(served: Served) -> tuple[UUID, str]:
    """A dish sent from the first campus to the second one of its school; the dispatch, and the batch on its way."""
    await put("site", {"organisation": str(SCHOOL), "name": "东校区", "name_en": "East", "region": "110108"}, EAST)
    served.forget()
    cooked = await served.put("cookings", cooking(dish="宫保鸡丁"))
    item = {
        "line": 1,
        "batch": str(made_batch_id(UUID(cooked["id"]))),
        "dish": "宫保鸡丁",
        "dish_en": "Kung pao chicken",
    }
    body = {
        "site": str(CAMPUS),
        "destination": str(EAST),
        "occurred_at": AT,
        "items": [{**item, "portions": 120}],
        "seal": "F-1",
        "label": {"made_at": "2026-11-20T10:30:00+08:00", "eat_by": "2026-11-20T14:30:00+08:00"},
        "temperature": "72.5",
        "signer": str(known("cook")),
        "second_signer": str(known("officer")),
    }
    sent = UUID((await served.put("dispatches", body))["id"])
    return sent, str(campus_batch_id(sent, 1))


async def test_show_what_is_on_its_way_to_a_campus_to_who_sees_it(served: Served) -> None:
    sent, batch = await _sent(served)
    day = await served.get("kitchen-day", "manager", site=str(EAST), day="2026-11-20")
    (way,) = day["on_the_way"]
    assert (way["id"], way["seal"], way["temperature"], way["sender"]["name"]) == (str(sent), "F-1", "72.5", "本部食堂")
    assert (way["made_at"], way["eat_by"]) == ("2026-11-20T02:30:00+00:00", "2026-11-20T06:30:00+00:00")
    (item,) = way["items"]
    assert item == {
        "line": 1, "batch": batch, "dish": "宫保鸡丁", "dish_en": "Kung pao chicken", "amount": None, "unit": None,
        "portions": 120,
    }  # fmt: skip
    async with served.as_("other_manager") as client:
        assert (await client.get("/api/kitchen-day", params={"site": str(EAST)})).status_code == 404


async def test_name_a_dispatched_dish_in_both_languages_up_to_the_other_campus(served: Served) -> None:
    sent, batch = await _sent(served)
    arrived = {"line": 1, "batch": batch, "dish": "宫保鸡丁", "dish_en": "Kung pao chicken", "portions": 118}
    receipt = {"site": str(EAST), "dispatch": str(sent), "occurred_at": AT, "items": [arrived], "seal_intact": True}
    got = UUID((await served.put("dispatch-receipts", receipt, "manager"))["id"])
    here = str(campus_batch_id(got, 1))
    trace = await served.get(f"batches/{here}/trace", "inspector", direction="upstream")
    names: dict[str, Any] = {node["id"]: (node["name"], node["name_en"]) for node in trace["nodes"]}
    assert names[batch] == names[here] == ("宫保鸡丁", "Kung pao chicken")
    day = await served.get("kitchen-day", "manager", site=str(EAST), day="2026-11-20")
    assert day["on_the_way"] == []
    (dish,) = [dish for meal in day["meals"] for dish in meal["dishes"]]
    assert (dish["dish_en"], dish["batches"][0]["how"], dish["batches"][0]["portions"]) == (
        "Kung pao chicken", "received", 118,
    )  # fmt: skip


async def test_tell_a_kitchen_the_other_campuses_of_its_school_alone(served: Served) -> None:
    assert (await served.get("destinations", "kitchen", site=str(CAMPUS)))["items"] == []
    await _sent(served)
    answer = await served.get("destinations", "kitchen", site=str(CAMPUS))
    assert answer["items"] == [{"id": str(EAST), "name": "东校区", "name_en": "East"}]
    async with served.as_("kitchen") as client:
        for site in (OTHER_CAMPUS, EAST):  # knowing its name is not seeing it
            assert (await client.get("/api/destinations", params={"site": str(site)})).status_code == 404


async def test_tell_a_site_what_is_forbidden_where_it_lies(on_sqlite: Served) -> None:
    foods = await on_sqlite.get("forbidden", "kitchen", site=str(CAMPUS))
    beans = next(one for one in foods["items"] if one["code"] == "green_beans")
    assert "四季豆" in beans["foods"]
    assert "第三十六条" in beans["source"]
    assert "sandwiches" not in {one["code"] for one in foods["items"]}
    assert (await on_sqlite.get("forbidden", "kitchen", site=str(CAMPUS), on="2019-03-31"))["items"] == []
    async with on_sqlite.as_("other_kitchen") as client:
        assert (await client.get("/api/forbidden", params={"site": str(CAMPUS)})).status_code == 404
