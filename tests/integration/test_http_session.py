"""Who may come in: sign in and out, the session cookie and its CSRF token, bearer tokens; what every answer bears."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from server.app import SECURITY_HEADERS, create_app
from tests.support.records import CAMPUS
from tests.support.served import PASSWORD, Served, Template, client_of, delivery, settings_of
from traceability.identifiers import uuid7


async def sign_in(client: httpx.AsyncClient, username: str = "kitchen", password: str = PASSWORD) -> httpx.Response:
    return await client.post("/api/session", json={"username": username, "password": password})


async def test_sign_in_and_out_with_a_cookie(served: Served) -> None:
    async with served.as_(None) as client:
        assert (await client.get("/api/session")).status_code == 401
        answer = await sign_in(client)
        assert answer.status_code == 200
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        account = answer.json()["account"]
        assert (account["username"], account["role"], account["language"]) == ("kitchen", "kitchen", "zh-CN")
        assert [site["id"] for site in account["sites"]] == [str(CAMPUS)]
        again = await client.get("/api/session")
        assert again.json() == answer.json()
        csrf = {"X-CSRF-Token": answer.json()["csrf"]}
        assert (await client.delete("/api/session", headers=csrf)).status_code == 204
        client.cookies.set("mealtrace_session", cookie.split("=", 1)[1].split(";")[0])
        assert (await client.get("/api/session")).status_code == 401


async def test_sign_in_with_wrong_words_says_nothing_of_which(served: Served) -> None:
    async with served.as_(None, "en") as client:
        wrong = [await sign_in(client, "kitchen", "no"), await sign_in(client, "nobody", "no")]
        assert [answer.status_code for answer in wrong] == [401, 401]
        assert wrong[0].json() == wrong[1].json()
        assert wrong[0].json()["code"] == "wrong_credentials"


async def test_sign_in_pauses_after_ten_failures(served: Served) -> None:
    async with served.as_(None) as client:
        codes = [(await sign_in(client, "auditor", str(n))).status_code for n in range(11)]
        assert codes == [401] * 10 + [429]
        assert (await sign_in(client)).status_code == 200


async def test_write_with_a_cookie_needs_its_csrf_token(served: Served) -> None:
    async with served.as_(None) as client:
        csrf = (await sign_in(client)).json()["csrf"]
        path = f"/api/deliveries/{uuid7()}"
        for sent in (None, "", "x" * len(csrf), "\u00e9"):
            headers = {} if sent is None else {b"X-CSRF-Token": sent.encode()}
            refused = await client.put(path, json=delivery(), headers=headers)
            assert (refused.status_code, refused.json()["code"]) == (403, "csrf_missing")
        taken = await client.put(path, json=delivery(), headers={"X-CSRF-Token": csrf})
        assert taken.status_code == 201


@pytest.mark.parametrize("value", ["Bearer nonsense", "Bearer ", "Basic a2l0Y2hlbjo=", "Bearer \x7f"])
async def test_refuse_a_token_that_nobody_issued(on_sqlite: Served, value: str) -> None:
    async with on_sqlite.as_(None, Authorization=value) as client:
        answer = await client.get("/api/sites")
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_write_with_a_token_needs_no_csrf_token(served: Served) -> None:
    receipt = await served.put("deliveries", delivery())
    assert set(receipt) == {"id", "kind", "revision", "log", "sequence", "leaf", "recorded_at"}
    assert (receipt["kind"], receipt["revision"], receipt["log"]) == ("delivery", 1, str(CAMPUS))
    assert receipt["leaf"].startswith("sha256:")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/health"),
        ("GET", "/api/sites"),
        ("GET", "/api/deliveries/nonsense"),
        ("GET", "/no/such/place"),
        ("PUT", "/api/deliveries/018f0000-0000-7000-8000-000000000001"),
        ("DELETE", "/api/sites"),
        ("GET", "/app/"),
        ("GET", "/assets/none.js"),
        ("GET", "/schema/openapi.json"),
    ],
)
async def test_every_answer_bears_the_security_headers(on_sqlite: Served, method: str, path: str) -> None:
    for username in (None, "kitchen"):
        async with on_sqlite.as_(username) as client:
            answer = await client.request(method, path)
        assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
        assert all(len(answer.headers.get_list(name)) == 1 for name in SECURITY_HEADERS)
        if path.startswith("/api/"):
            assert answer.headers["cache-control"] == "no-store"


async def test_lets_pages_compile_webassembly_and_run_no_other_text(on_sqlite: Served) -> None:
    async with on_sqlite.as_(None) as client:
        policy = (await client.get("/app/")).headers["content-security-policy"]
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "'unsafe-eval'" not in policy
    assert "unsafe-inline" not in policy


async def test_start_and_stop_with_its_own_life(tmp_path: Path, sqlite_district: Template) -> None:
    """The application as the server runs it: its lifespan connects, works its clock, and closes everything."""
    app = create_app(settings_of(sqlite_district.copy_sqlite(tmp_path), tmp_path))
    async with app.lifespan(), client_of(app) as client:
        answer = await client.get("/health")
    assert (answer.status_code, answer.json()["status"], answer.json()["database"]) == (200, "ok", "ok")
