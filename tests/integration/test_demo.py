"""The demonstration district, written once an engine: complete, provable, with its faults and its examples in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

import pytest
from litestar import Litestar

from server.auth.accounts import forget_all, issue_token, sign_in
from server.demo import ids
from server.demo.build import build
from server.demo.example_places import CAMPUS, COOK, STOREKEEPER
from server.demo.examples import EXAMPLES, PASSWORD, PIN
from server.demo.happenings import KitchenDay
from server.demo.plan import kitchen_days, make_plan
from server.openapi import document
from server.parents.page import menu_page
from server.tablets.pins import verifier_of
from tests.support.demo import SEED
from tests.support.served import serving, settings_of
from tests.support.tablets import enrol, offered
from traceability import db
from traceability.identifiers import uuid7
from traceability.kinds import KINDS
from traceability.kitchen.completeness import completeness
from traceability.kitchen.public_menu import public_menu
from traceability.ledger.verify import verify_ledger
from traceability.partners.public_code import code_of, site_of
from traceability.scope import Role, Scope
from traceability.trace.describe import describe
from traceability.trace.recall import recall
from traceability.trace.walk import reach

ADDRESSES = {
    "/api/staff/{person}/pin": f"/api/staff/{COOK}/pin",
    "/api/tablet-people/{person}/pin": f"/api/tablet-people/{STOREKEEPER}/pin",
    "/api/tablet-entries/{seq}": "/api/tablet-entries/1",
}
"""Where examples go whose path names something; the others go to fresh ids."""
EVERYONE = Scope(UUID(int=0), Role.OPERATOR, everything=True)
PLAN = make_plan("small", SEED)
DAYS = [day for kitchen in PLAN.kitchens() for day in kitchen_days(PLAN, kitchen)]
RECEIVED = [day for day in DAYS if day.received]


@pytest.fixture
async def district(demo_url: str) -> AsyncIterator[str]:
    """The district, connected."""
    db.connect(demo_url)
    forget_all()
    try:
        yield demo_url
    finally:
        await db.engine().close()


def place_of(fault: str) -> tuple[UUID, date]:
    """The campus and day of a planted fault (the first campus, where there are several)."""
    row = next(f for f in PLAN.facts.faults if f.id == fault)
    return ids.campus(PLAN.campuses[row.campuses[0]].code), PLAN.days[row.day]


async def counts() -> Counter[str]:
    rows = await db.fetch("SELECT kind, COUNT(*) AS n FROM revision WHERE rev = 1 GROUP BY kind")
    return Counter({row["kind"]: row["n"] for row in rows})


def planned(days: list[KitchenDay], name: str) -> int:
    return sum(len(getattr(day, name)) for day in days)


async def test_build_writes_every_kind_and_as_much_as_is_planned(district: str) -> None:
    written = await counts()
    assert {kind.name for kind in KINDS} <= written.keys()
    assert written["site"] == 12
    assert written["delivery"] == planned(RECEIVED, "deliveries") + 1  # one was entered twice
    assert written["purchase_order"] == planned(DAYS, "deliveries")
    for kind, name in (
        ("cooking", "cookings"),
        ("serving", "servings"),
        ("retained_sample", "samples"),
        ("dispatch", "dispatches"),
        ("dispatch_receipt", "dispatches"),
        ("opening", "openings"),
        ("emptying", "emptyings"),
        ("temperature_reading", "readings"),
    ):
        assert written[kind] == planned(RECEIVED, name), kind
    days = sum(len(PLAN.fed_by(PLAN.campuses[day.campus])) for day in RECEIVED)
    for kind in ("morning_check", "disinfection", "daily_check", "accompanied_meal", "camera_status"):
        assert written[kind] == days, kind
    assert written["disposal"] + written["goods_return"] == planned(RECEIVED, "disposals")
    later = await db.fetch("SELECT kind, voided FROM revision WHERE rev > 1")
    assert {row["kind"] for row in later} >= {"delivery"}
    assert sum(bool(row["voided"]) for row in later) == 1


async def test_every_leaf_of_the_district_verifies(district: str) -> None:
    checked, faults = await verify_ledger()
    assert faults == []
    assert checked >= sum((await counts()).values())


async def test_build_again_leaves_the_district_as_it_is(district: str, tmp_path: Path) -> None:
    before, said = await counts(), list[str]()
    assert await build(settings_of(district, tmp_path), "small", SEED, said.append) == 0
    assert "already" in said[0]
    assert any("kitchen" in line and PASSWORD in line for line in said)
    assert await counts() == before


async def test_meal_leads_back_to_farms_and_a_slaughterhouse(district: str) -> None:
    site, day = place_of("warm_chicken")
    served = await db.fetch("SELECT batch FROM serving WHERE log = $1 AND day = $2 AND until_seq IS NULL", site, day)
    graph = await reach(served[0]["batch"], "upstream")
    nodes = await describe(EVERYONE, graph.depths, graph.depths)
    parties = {node.party for node in nodes.values() if node.kind == "source"}
    rows = await db.fetch(
        "SELECT DISTINCT trade FROM party WHERE record IN @uuids($1) AND until_seq IS NULL", list(parties)
    )
    assert {row["trade"] for row in rows} >= {"farm", "slaughterhouse", "wholesaler"}
    sources = {b for b, node in nodes.items() if node.kind == "source"}
    children = {row["child"] for row in graph.links}
    assert sources - children, "no batch at the beginning of the chain"


async def test_recall_of_the_lot_reaches_every_campus_that_typed_it(district: str) -> None:
    fault = next(f for f in PLAN.facts.faults if f.id == "recalled_lot")
    held = await db.fetch("SELECT h.batch FROM held_batch h WHERE h.level = 'recall' AND h.until_seq IS NULL")
    expected = {ids.campus(PLAN.campuses[n].code) for n in (*fault.campuses, 1)}  # the second eats from the first
    for row in held:
        found = await recall(EVERYONE, row["batch"])
        assert {c.campus for c in found.campuses} == expected
        assert found.portions > 2000
    assert len(held) == 2


async def test_expired_licence_is_met_by_one_delivery(district: str) -> None:
    rows = await db.fetch(
        "SELECT d.log, d.day FROM delivery d JOIN licence l ON l.log = d.supplier AND l.until_seq IS NULL"
        " WHERE d.until_seq IS NULL AND l.valid_to < d.day"
    )
    site, day = place_of("expired_licence")
    assert [(row["log"], row["day"]) for row in rows] == [(site, day)]


async def test_warm_chicken_is_the_only_chilled_line_over_its_limit(district: str) -> None:
    rows = await db.fetch(
        "SELECT log, day, temperature FROM delivery_line WHERE until_seq IS NULL AND label_temperature > 0"
        " AND temperature > label_temperature + 30"
    )
    site, day = place_of("warm_chicken")
    assert [(row["log"], row["day"], row["temperature"]) for row in rows] == [(site, day, 98)]


async def test_one_served_dish_has_no_sample(district: str) -> None:
    rows = await db.fetch(
        "SELECT c.log, c.day, c.dish FROM cooking c WHERE c.until_seq IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM retained_sample s WHERE s.parent = c.batch AND s.until_seq IS NULL)"
    )
    site, day = place_of("missing_sample")
    assert [(row["log"], row["day"], row["dish"]) for row in rows] == [(site, day, "红烧茄子")]


async def test_ingredient_without_a_source_makes_its_dish_incomplete(district: str) -> None:
    rows = await db.fetch(
        "SELECT i.record, i.log FROM cooking_input i WHERE i.until_seq IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.batch = i.batch)"
    )
    site, _ = place_of("no_source")
    assert [row["log"] for row in rows] == [site]
    (measured,) = await completeness(EVERYONE, [rows[0]["record"]])
    assert [row.name for row in measured.ingredients if row.state.value != "traced"] == ["香菜"]


async def test_forbidden_bean_is_bought_and_cooked_once(district: str) -> None:
    bean = ids.ingredient("green_beans")
    rows = await db.fetch("SELECT log, day FROM delivery_line WHERE ingredient = $1 AND until_seq IS NULL", bean)
    site, day = place_of("forbidden_bean")
    assert [(row["log"], row["day"]) for row in rows] == [(site, day)]


async def test_one_price_is_far_over_its_contract(district: str) -> None:
    rows = await db.fetch(
        "SELECT DISTINCT l.log, l.day, l.unit_price, l.entered_unit, c.unit_price AS agreed FROM delivery_line l"
        " JOIN party p ON p.record = l.log AND p.until_seq IS NULL"
        " JOIN contract_line c ON c.log = p.organisation AND c.supplier = l.supplier"
        " AND c.ingredient = l.ingredient AND c.until_seq IS NULL WHERE l.until_seq IS NULL"
    )
    over = [
        (row["log"], row["day"])
        for row in rows
        if float(row["unit_price"]) * (2 if row["entered_unit"] == "斤" else 1) > float(row["agreed"]) * 1.1
    ]
    site, day = place_of("price_over")
    assert len(rows) > 1000
    assert over == [(site, day)]


async def test_one_price_is_far_over_the_published_one(district: str) -> None:
    rows = await db.fetch(
        "SELECT DISTINCT l.log, l.day, l.unit_price, l.entered_unit, r.unit_price AS published FROM delivery_line l"
        " JOIN reference_price r ON r.ingredient = l.ingredient AND r.valid_from <= l.day AND r.valid_to >= l.day"
        " AND r.until_seq IS NULL WHERE l.until_seq IS NULL"
    )
    over = {
        (row["log"], row["day"])
        for row in rows
        if float(row["unit_price"]) * (2 if row["entered_unit"] == "斤" else 1) > float(row["published"]) * 1.1
    }
    assert len(rows) > 1000
    assert over == {place_of("price_over")}


async def test_weeks_months_and_people_have_their_papers(district: str) -> None:
    weeks = {(day.isocalendar().year, day.isocalendar().week) for day in PLAN.days}
    written = await counts()
    assert written["weekly_check"] == len(weeks) * len(PLAN.campuses)
    assert written["monthly_meeting"] == 2 * len(PLAN.campuses)
    bare = await db.fetch(
        "SELECT m.person FROM morning_check_person m WHERE m.until_seq IS NULL AND NOT EXISTS (SELECT 1 FROM"
        " health_certificate h WHERE h.person = m.person AND h.valid_from <= m.day AND h.valid_to >= m.day)"
    )
    assert bare == []
    unmeasured = await db.fetch(
        "SELECT s.supplier FROM contract s WHERE NOT EXISTS (SELECT 1 FROM vetting v WHERE v.supplier = s.supplier"
        " AND v.log = s.log AND v.score > 0 AND v.occasion = 'yearly')"
    )
    assert unmeasured == []


async def test_additives_are_in_the_ledger_dish_by_dish(district: str) -> None:
    rows = await db.fetch(
        "SELECT k.child, k.parent, u.id FROM link k JOIN batch b ON b.batch = k.parent AND b.until_seq IS NULL"
        " JOIN ingredient i ON i.record = b.ingredient AND i.food_group = 'additive' AND i.until_seq IS NULL"
        " LEFT JOIN additive_use u ON u.batch = k.parent AND u.dish = k.child AND u.until_seq IS NULL"
        " WHERE k.kind = 'cooking' AND k.until_seq IS NULL"
    )
    assert len(rows) > 5
    assert [row for row in rows if row["id"] is None] == []


async def test_recalled_lot_was_typed_in_nine_ways(district: str) -> None:
    rows = await db.fetch("SELECT a, b FROM same_batch WHERE until_seq IS NULL")
    sources = {rows[0]["a"], rows[0]["b"]}
    typed = await db.fetch(
        "SELECT lot_entered FROM delivery_line WHERE source IN @uuids($1) AND until_seq IS NULL", list(sources)
    )
    assert len(rows) == 1
    assert len(typed) == len({row["lot_entered"] for row in typed}) == 9


async def test_next_school_day_is_expected_at_the_door(district: str) -> None:
    rows = await db.fetch(
        "SELECT o.log FROM purchase_order o WHERE o.due = $1 AND o.until_seq IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM delivery d WHERE d.purchase_order = o.record AND d.until_seq IS NULL)",
        PLAN.next_day,
    )
    assert {row["log"] for row in rows} == {ids.campus(kitchen.code) for kitchen in PLAN.kitchens()}


async def test_each_role_signs_in_with_the_printed_password(district: str) -> None:
    for role in Role:
        assert all(await sign_in(role.value, PASSWORD))


async def test_kitchen_staff_have_the_printed_pin(district: str) -> None:
    (campus, *_) = PLAN.campuses
    rows = await db.fetch("SELECT person, salt, iterations, verifier FROM pin WHERE site = $1", ids.campus(campus.code))
    assert {row["person"] for row in rows} == {ids.person(p.key) for p in campus.people if p.role != "principal"}
    first = rows[0]
    assert await verifier_of(PIN, bytes(first["salt"]), first["iterations"]) == bytes(first["verifier"])


async def test_every_example_of_the_api_is_accepted_as_it_stands(
    demo_url: str, application: Litestar, tmp_path: Path
) -> None:
    tokens: dict[str, str] = {}
    tried, schema = set(), document(application)
    async with serving(application, demo_url, tokens, tmp_path) as served:
        tokens["operator"] = await issue_token("operator")
        tablet = await enrol(served, UUID(CAMPUS), "operator")
        async with served.as_("operator") as operator, tablet.client() as at_tablet:
            for path, item in schema["paths"].items():
                for method in item.keys() & {"put", "post"}:
                    content = item[method].get("requestBody", {"content": {}})["content"].get("application/json")
                    if content is None:  # the bytes of a document, or nothing to say
                        continue
                    client = at_tablet if item[method]["security"] == [{"tablet": []}] else operator
                    told = content["example"]
                    if path == "/api/tablets":  # the code of the example has been spent
                        told = {"code": await offered(served, UUID(CAMPUS), "operator")}
                    if path == "/api/schedules/{schedule}":
                        rows = (await operator.get("/api/schedules")).json()["items"]
                        path = path.replace("{schedule}", rows[0]["id"])
                    address = ADDRESSES.get(path) or re.sub(r"{\w+}", str(uuid7()), path)
                    answer = await client.request(method, address, json=told)
                    assert answer.status_code in (200, 201, 202), f"{path}: {answer.text}"
                    tried.add(item[method]["operationId"].removeprefix("put_"))
    assert tried == EXAMPLES.keys()


async def test_shows_parents_every_campus_in_small_pages_that_name_nobody(district: str) -> None:
    people = {row["name"] for row in await db.fetch("SELECT name FROM person WHERE name IS NOT NULL")}
    assert len(people) > 20
    now = datetime.combine(PLAN.days[-1], time(4), UTC)  # when every menu has been published
    told = Counter[str]()
    for campus in PLAN.campuses:
        site = await site_of(code_of(ids.campus(campus.code)))
        assert site is not None
        for day in PLAN.days[::5]:
            menu = await public_menu(site, now, day)
            assert menu.meals
            assert menu.licences
            for language in ("zh", "en"):
                html = menu_page(menu, language).html
                assert len(html.encode()) < 15_000, (campus.code, day)
                assert {name for name in people if name in html} == set()
            told["dishes"] += len(menu.meals[0].dishes)
            told["cooked"] += sum(dish.cooked for dish in menu.meals[0].dishes)
            told["sourced"] += sum(
                dish.cooked and all(i.sourced for i in dish.ingredients) for dish in menu.meals[0].dishes
            )
    assert told["cooked"] > told["dishes"] * 0.9
    assert told["sourced"] > told["dishes"] * 0.5


async def test_shows_parents_no_cause_of_the_recall(district: str) -> None:
    _, day = place_of("recalled_lot")
    checked = 0
    for campus in PLAN.campuses:
        site = await site_of(code_of(ids.campus(campus.code)))
        assert site is not None
        menu = await public_menu(site, datetime(2026, 11, 20, 4, 0, tzinfo=UTC), day)
        checked += any(dish.checking for dish in menu.meals[0].dishes)
        read = menu_page(menu, "zh").html
        assert not any(word in read for word in ("召回", "兽药残留", "ZC2026"))
    assert checked >= 9
