"""The parents' page: under which code and for which day it is found, and that it is text that runs nothing."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from tests.support.canteen import (
    DAY,
    PAGE,
    day,
    page,
    words,
)
from tests.support.records import CAMPUS, SCHOOL
from tests.support.served import Served
from traceability import db
from traceability.partners.public_code import code_of, give_codes


async def test_prints_names_as_text(served: Served) -> None:
    await day(served)
    evil = "<script>alert('x')</script>&amp;"
    site = {"organisation": str(SCHOOL), "name": evil, "region": "110108", "complaint_contact": evil}
    written = await served.put("sites", site, "manager")
    path = f"/m/{code_of(UUID(written['id']))}"
    dishes = [{"dish": evil}]
    await served.put(
        "menus",
        {
            "site": written["id"],
            "day": DAY,
            "meal": "lunch",
            "dishes": dishes,
            "published_at": "2026-11-17T16:00:00+08:00",
        },
        "operator",
    )
    for shown in (f"{path}?day={DAY}", f"{path}?day={DAY}&lang=en", f"{path}/poster"):
        html = await page(served, shown)
        assert "<script" not in html
        assert evil in words(html)


async def test_answers_a_code_that_nobody_has_with_a_page(served: Served) -> None:
    async with served.as_(None) as client:
        for path in (
            "/m/00000000",
            "/m/x",
            "/m/%00%ff",
            "/m/" + "A" * 300,
            "/m/00000000/poster",
            "/m/00000000?lang=en",
        ):
            answer = await client.get(path)
            assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8"), path
            assert "二维码" in answer.text or "QR code" in answer.text


@pytest.mark.parametrize("asked", ["", "x", "2026-13-01", "0001-01-01", "9999-12-31", "2026-11-20T00:00", "%00"])
async def test_shows_today_for_a_day_that_is_none(on_sqlite: Served, asked: str) -> None:
    assert "今天没有公布菜单" in words(await page(on_sqlite, f"{PAGE}?day={asked}&lang=xx"))


async def test_reads_a_code_as_people_type_it(on_sqlite: Served) -> None:
    code = code_of(CAMPUS)
    mistyped = code.lower().replace("1", "l").replace("0", "o")
    assert "本部食堂" in await page(on_sqlite, f"/m/{mistyped}")


async def test_may_be_kept_a_minute_and_runs_nothing(served: Served) -> None:
    async with served.as_(None) as client:
        for path in (PAGE, f"{PAGE}/poster", "/m/00000000"):
            answer, head = await client.get(path), await client.head(path)
            assert head.status_code == answer.status_code
            assert head.content == b""
            policy = answer.headers.get_list("content-security-policy")
            assert len(policy) == 1
            assert re.fullmatch(
                r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none';"
                r" frame-ancestors 'none'",
                policy[0],
            )
            assert answer.headers["cache-control"] == "public, max-age=60"
            assert answer.headers["vary"] == "Accept-Language"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert not re.search(r"<script|<link|<img| style=| on\w+=", answer.text)


async def test_gives_codes_to_sites_that_were_there_before(served: Served) -> None:
    await db.fetch("DELETE FROM site_code")
    async with served.as_(None) as client:
        assert (await client.get(PAGE)).status_code == 404
        assert await give_codes() == 2
        assert await give_codes() == 0
        assert (await client.get(PAGE)).status_code == 200
    listed = await served.get("sites", "kitchen")
    assert listed["items"][0]["public_code"] == code_of(CAMPUS)


async def test_gives_no_code_of_a_store_room(on_sqlite: Served) -> None:
    """Its page would not be found."""
    site = {"organisation": str(SCHOOL), "name": "东区库房", "trade": "store", "region": "110108"}
    store = (await on_sqlite.put("sites", site, "manager"))["id"]
    listed = {site["id"]: site["public_code"] for site in (await on_sqlite.get("sites", "operator"))["items"]}
    assert listed[store] is None
    assert listed[str(CAMPUS)] == code_of(CAMPUS)
    async with on_sqlite.as_(None) as client:
        assert (await client.get(f"/m/{code_of(UUID(store))}")).status_code == 404


async def test_shows_a_code_of_two_sites_for_neither(on_sqlite: Served) -> None:
    await db.fetch("UPDATE site_code SET code = $1", code_of(CAMPUS))
    async with on_sqlite.as_(None) as client:
        assert (await client.get(PAGE)).status_code == 404
