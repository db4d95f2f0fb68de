"""Every route and every role, as the OpenAPI document states them; and no party's records for another's eyes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from server.auth.gate import PUBLIC as PUBLIC_ROLE
from tests.integration.test_kitchen_records import CASES as KITCHEN_CASES
from tests.integration.test_record_kinds import CASES as PARTNER_CASES
from tests.support.records import AT, AUTHORITY, CAMPUS, CHICKEN, RICE, SCHOOL, SUPPLIER
from tests.support.served import (
    ACCOUNTS,
    OTHER_CAMPUS,
    OTHER_SCHOOL,
    OTHER_SUPPLIER,
    Served,
    cooking,
    delivery,
    serving_of,
    table_sizes,
)
from tests.support.tablets import enrol
from traceability import db
from traceability.identifiers import uuid7
from traceability.kinds import BY_NAME, KINDS
from traceability.ledger.kinds import Kind
from traceability.scope import Role

PUBLIC = {
    ("get", "/health"),
    ("get", "/api/checkpoints/latest"),
    ("post", "/api/session"),
    ("post", "/api/tablets"),
    ("post", "/api/verifications"),
}
"""What anyone may ask without signing in. Whoever adds to it says so here."""

FOR_TABLETS: list[dict[str, list[str]]] = [{"tablet": []}]
"""The security of routes that take a tablet's token and no account's."""
UNLISTED = {
    "/": "leads to the app",
    "/app": "the app itself, which shows nothing before somebody signs in",
    "/assets": "its scripts and styles",
    "/m": "a canteen's published menu for parents, and the poster that leads there",
    "/schema": "the document",
}
"""Public routes that the document leaves out, by the start of their path, and why anyone may ask for them."""

EVERYTHING = {CAMPUS, SCHOOL, SUPPLIER, AUTHORITY, OTHER_CAMPUS, OTHER_SCHOOL, OTHER_SUPPLIER}
SEES: dict[str, set[UUID]] = {
    "kitchen": {CAMPUS},
    "manager": {SCHOOL, CAMPUS},
    "other_kitchen": {OTHER_CAMPUS},
    "other_manager": {OTHER_SCHOOL, OTHER_CAMPUS},
    "supplier": {SUPPLIER},
    "other_supplier": {OTHER_SUPPLIER},
    "inspector": {AUTHORITY, SCHOOL, CAMPUS},
    "auditor": EVERYTHING,
    "operator": EVERYTHING,
}
KG = {"amount": "1", "unit": "kg"}
BODIES: dict[str, dict[str, Any]] = {
    **{case[0]: case[1] for case in (*PARTNER_CASES, *KITCHEN_CASES)},
    "delivery": delivery(),
    "cooking": cooking(),
    "serving": serving_of(str(uuid7())),
    "stock_issue": {"site": str(CAMPUS), "occurred_at": AT, "lines": [{"batch": str(CHICKEN), "amount": KG}]},
    "stock_return": {
        "site": str(CAMPUS),
        "occurred_at": AT,
        "issue": str(uuid7()),
        "lines": [{"batch": str(CHICKEN), "amount": KG}],
    },
    "opening": {"site": str(CAMPUS), "occurred_at": AT, "batch": str(RICE)},
    "emptying": {"site": str(CAMPUS), "occurred_at": AT, "opening": str(RICE)},
    "recipe": {
        "organisation": str(SCHOOL),
        "dish": "宫保鸡丁",
        "lines": [{"ingredient": str(CHICKEN), "grams": {"primary_lower": {"amount": "80", "unit": "g"}}}],
    },
    "person": {"organisation": str(SCHOOL), "name": "王芳"},
    "organisation": {"name": "某某公司", "trade": "wholesaler", "region": "110108"},
    "ingredient": {"organisation": str(AUTHORITY), "name": "豆腐", "food_group": "soy", "storage": "chilled"},
}


def party_of(kind: Kind[Any], body: dict[str, Any]) -> UUID:
    """In whose log a record of this body stands, or who founds one with it."""
    if kind.log is None or kind.name == "person":  # what people enter of a person is no body of its kind
        return UUID(body["organisation"])
    return kind.log(kind.body.model_validate(body))


def may_write(username: str, kind: Kind[Any], body: dict[str, Any]) -> bool:
    role = ACCOUNTS[username][0]
    if role not in kind.writers:
        return False
    if kind.name == "organisation":
        return role is Role.OPERATOR
    return party_of(kind, body) in SEES[username]


async def operations(served: Served) -> list[tuple[str, str, dict[str, Any]]]:
    """Each operation of the OpenAPI document: method, path, what the document says of it."""
    async with served.as_(None) as client:
        document = (await client.get("/schema/openapi.json")).json()
    return [(method, path, told) for path, item in document["paths"].items() for method, told in item.items()]


def filled(path: str) -> str:
    """The path with a fresh id in each of its places, and the first sequence or number."""
    path = path.replace("{seq}", "1").replace("{number}", "1")
    while "{" in path:
        path = path[: path.index("{")] + str(uuid7()) + path[path.index("}") + 1 :]
    return path


async def test_states_the_roles_of_every_route(on_sqlite: Served) -> None:
    stated = await operations(on_sqlite)
    assert len(stated) > 100
    assert {(method, path) for method, path, told in stated if told.get("x-roles") == "public"} <= PUBLIC
    for method, path, told in stated:
        if (method, path) not in PUBLIC:
            assert set(told["x-roles"]) <= {role.value for role in Role}, path
            assert told["x-roles"], path
            assert told["security"], path


async def test_lists_every_route_that_answers_in_the_document(on_sqlite: Served) -> None:
    told = {path.split("{")[0] for _, path, _ in await operations(on_sqlite)}
    served = {route.path.split("{")[0] for route in on_sqlite.app.routes if route.path.startswith("/api")}
    assert served - told == set()


async def test_leaves_out_of_the_document_only_what_is_public_with_a_reason(on_sqlite: Served) -> None:
    told = {path.split("{")[0] for _, path, _ in await operations(on_sqlite)}
    for route in on_sqlite.app.routes:
        if route.path.split("{")[0] not in told:
            assert "/" + route.path.split("/")[1] in UNLISTED, route.path
            assert {h.opt.get("roles", PUBLIC_ROLE) for h in getattr(route, "route_handlers", [])} == {PUBLIC_ROLE}


async def test_lets_each_role_through_the_gate_only_where_it_is_stated(on_sqlite: Served) -> None:
    before = await table_sizes()
    for method, path, told in await operations(on_sqlite):
        if (method, path) in PUBLIC or path == "/api/session":
            continue
        async with on_sqlite.as_(None) as client:
            assert (await client.request(method, filled(path))).status_code == 401, path
        for username in ("kitchen", "manager", "supplier", "inspector", "auditor", "operator"):
            async with on_sqlite.as_(username) as client:
                answer = await client.request(method, filled(path))
            if ACCOUNTS[username][0].value in told["x-roles"] and told["security"] != FOR_TABLETS:
                assert answer.status_code not in (401, 403, 405), (method, path, username, answer.text)
                assert answer.status_code < 500, (method, path, username)
            else:
                assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted"), (method, path, username)
    assert await table_sizes() == before


async def test_lets_a_tablet_through_the_gate_where_the_kitchen_is_stated(on_sqlite: Served) -> None:
    tablet = await enrol(on_sqlite)
    before = await table_sizes()
    for method, path, told in await operations(on_sqlite):
        if (method, path) in PUBLIC or path == "/api/session":
            continue
        async with tablet.client() as client:
            answer = await client.request(method, filled(path))
        if "kitchen" in told["x-roles"]:
            assert answer.status_code not in (401, 403, 405), (method, path, answer.text)
            assert answer.status_code < 500, (method, path)
        else:
            assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted"), (method, path)
    assert await table_sizes() == before


def test_has_a_body_to_try_for_every_kind_of_record() -> None:
    assert {kind.name for kind in KINDS} - set(BODIES) == set()


@pytest.mark.parametrize("name", sorted(BY_NAME))
async def test_writes_and_reads_a_record_only_within_the_scope(on_sqlite: Served, name: str) -> None:
    """Each account tries to write the record, then to read and list what the operator wrote."""
    kind, body = BY_NAME[name], BODIES[name]
    for username in ACCOUNTS:
        before = await table_sizes()
        async with on_sqlite.as_(username) as client:
            answer = await client.put(f"/api/{kind.path}/{uuid7()}", json=body)
        if may_write(username, kind, body):
            assert answer.status_code == 201, (username, answer.text)
        else:
            assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted"), username
            assert await table_sizes() == before
    written = await on_sqlite.put(kind.path, body, "operator")
    log = UUID(written["log"])
    for username in ACCOUNTS:
        sees = log in SEES[username] or username == "operator"
        if kind.log is None and name == "site":  # a site of an organisation in scope joins the scope
            sees = UUID(body["organisation"]) in SEES[username] or username in ("inspector", "auditor", "operator")
        elif kind.log is None:
            sees = username in ("inspector", "auditor", "operator")
        async with on_sqlite.as_(username) as client:
            on_sqlite.forget()
            read = await client.get(f"/api/{kind.path}/{written['id']}")
            assert read.status_code == (200 if sees else 404), (username, read.text)
            listed = await client.get(f"/api/{kind.path}", params={"limit": 200})
        if name not in ("site", "organisation", "ingredient", "person"):  # the directory lists what all choose from
            assert (written["id"] in [item["id"] for item in listed.json()["items"]]) is sees, username


@pytest.mark.parametrize(("mine", "theirs"), [("kitchen", OTHER_CAMPUS), ("other_kitchen", CAMPUS)])
async def test_answers_nothing_about_another_campus(on_sqlite: Served, mine: str, theirs: UUID) -> None:
    async with on_sqlite.as_(mine) as client:
        for path in ("expected", "people"):
            answer = await client.get(f"/api/{path}", params={"site": str(theirs)})
            assert (answer.status_code, answer.json()["code"]) == (404, "not_on_record")
        for path in ("deliveries", "cookings", "reports"):
            answer = await client.get(f"/api/{path}", params={"site": str(theirs)})
            assert answer.json()["items"] == []
        assert str(theirs) not in (await client.get("/api/sites")).text


async def test_orders_no_report_of_another_school(on_sqlite: Served) -> None:
    before = await table_sizes()
    wish = {"kind": "campus_monthly", "site": str(CAMPUS), "period": "2026-10"}
    async with on_sqlite.as_("other_manager") as client:
        assert (await client.post("/api/reports", json=wish)).status_code == 404
    assert await table_sizes() == before
    async with on_sqlite.as_("manager") as client:
        ordered = await client.post("/api/reports", json=wish)
        assert ordered.status_code == 202
        assert (await client.get(f"/api/reports/{ordered.json()['id']}")).status_code == 200
    async with on_sqlite.as_("other_manager") as client:
        for path in ("", "/pdf"):
            assert (await client.get(f"/api/reports/{ordered.json()['id']}{path}")).status_code == 404


async def test_corrects_only_within_the_scope(on_sqlite: Served) -> None:
    receipt = await on_sqlite.put("deliveries", delivery())
    before = await table_sizes()
    correction = {
        "record": receipt["id"],
        "saw": 1,
        "declaration": "did_not_occur",
        "reason": "x",
        "content": None,
    }
    for username in sorted(set(ACCOUNTS) - {"kitchen", "manager", "operator"}):
        async with on_sqlite.as_(username) as client:
            answer = await client.put(f"/api/corrections/{uuid7()}", json=correction)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted"), username
    assert await table_sizes() == before


async def test_takes_back_the_scope_of_an_account_that_is_disabled(on_sqlite: Served) -> None:
    async with on_sqlite.as_("kitchen") as client:
        assert (await client.get("/api/session")).status_code == 200
        await db.fetch("UPDATE account SET disabled = TRUE WHERE username = 'kitchen'")
        on_sqlite.forget()  # as a few seconds do
        assert (await client.get("/api/session")).status_code == 401
