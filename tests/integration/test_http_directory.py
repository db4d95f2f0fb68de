"""What screens choose from, over HTTP: whether a supplier's licence is valid on the day that it is at the kitchen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.support.records import CAMPUS, RICE, SCHOOL, SUPPLIER
from tests.support.served import OTHER_CAMPUS, OTHER_SCHOOL, Served
from traceability import db


async def licence(served: Served, **dates: str) -> None:
    body = {"party": str(SUPPLIER), "kind": "food_operating", "number": "-".join(dates.values()) or "open"}
    await served.put("licences", {**body, **dates}, "operator")


async def shown(served: Served) -> Any:
    """The supplier's licence as the kitchen is told it."""
    items = (await served.get("organisations", "kitchen"))["items"]
    return next(each["licence"] for each in items if each["id"] == str(SUPPLIER))


async def test_licence_ends_at_midnight_of_the_kitchen(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """At half past five, when goods arrive in Beijing, it is still the day before in UTC."""
    await licence(served, valid_to="2026-11-20")
    monkeypatch.setattr(db, "utc_now", lambda: datetime(2026, 11, 20, 21, 30, tzinfo=UTC))
    assert (await shown(served))["state"] == "expired"


async def test_licence_without_an_end_outlasts_every_other(served: Served) -> None:
    await licence(served)
    await licence(served, valid_to="2020-01-01")
    assert await shown(served) == {"number": "open", "valid_to": None, "state": "valid"}


async def test_licence_renewed_early_does_not_hide_the_one_in_force(served: Served) -> None:
    await licence(served, valid_from="2020-01-01", valid_to="2098-12-31")
    await licence(served, valid_from="2099-01-01", valid_to="2099-12-31")
    assert (await shown(served))["valid_to"] == "2098-12-31"


async def test_expected_orders_of_today_are_not_crowded_out_by_old_ones(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.api.directory.MOST_EXPECTED", 2)
    monkeypatch.setattr(db, "utc_now", lambda: datetime(2026, 11, 20, 4, 0, tzinfo=UTC))
    for day in ("18", "19", "20"):
        lines = [{"line": 1, "ingredient": str(RICE), "amount": {"amount": "80", "unit": "斤"}}]
        body = {"site": str(CAMPUS), "supplier": str(SUPPLIER), "number": f"D-{day}", "due": f"2026-11-{day}"}
        await served.put("purchase-orders", {**body, "lines": lines}, "manager")
    items = (await served.get("expected", "kitchen", site=str(CAMPUS)))["items"]
    assert [order["number"] for order in items] == ["D-19", "D-20"]


async def test_people_and_orders_of_no_site_are_not_on_record(on_sqlite: Served) -> None:
    async with on_sqlite.as_("operator") as client:
        for path in ("people", "expected"):
            answer = await client.get(f"/api/{path}", params={"site": str(SUPPLIER)})
            assert answer.status_code == 404
    assert (await on_sqlite.get("expected", "kitchen", site=str(CAMPUS)))["items"] == []


async def appointed(served: Served, name: str, role: str, at: UUID, organisation: UUID = SCHOOL) -> None:
    """Somebody has a role at a site or at an organisation."""
    person = await served.put("people", {"organisation": str(organisation), "name": name}, "operator")
    body = {"site": str(at), "person": person["id"], "role": role, "valid_from": "2026-09-01"}
    await served.put("appointments", body, "operator")


async def test_leader_of_the_school_may_eat_along_at_each_of_its_sites(served: Served) -> None:
    """The one appointed at the organisation, and the principal of its other campus; neither its cooks nor others'."""
    second = await served.put("sites", {"organisation": str(SCHOOL), "name": "南校区", "region": "110108"}, "operator")
    await appointed(served, "陈校长", "principal", UUID(second["id"]))
    await appointed(served, "李厨师", "cook", UUID(second["id"]))
    await appointed(served, "周老师", "canteen_manager", SCHOOL)
    await appointed(served, "吴校长", "principal", OTHER_CAMPUS, OTHER_SCHOOL)
    told = (await served.get("leaders", "kitchen", site=str(CAMPUS)))["items"]
    assert [(one["name"], one["role"]) for one in told] == [("周老师", "canteen_manager"), ("陈校长", "principal")]
    assert (await served.get("people", "kitchen", site=str(CAMPUS)))["items"] == []


async def test_leader_at_one_canteen_of_a_caterer_is_not_told_at_another(served: Served) -> None:
    body = {"name": "团餐公司", "trade": "caterer", "region": "110108"}
    caterer = await served.put("organisations", body, "operator")
    sites = [
        await served.put("sites", {"organisation": caterer["id"], "name": name, "region": "110108"}, "operator")
        for name in ("东食堂", "西食堂")
    ]
    await appointed(served, "郑校长", "principal", UUID(sites[1]["id"]), UUID(caterer["id"]))
    assert (await served.get("leaders", "operator", site=sites[0]["id"]))["items"] == []
