"""The web app as served: packed where the browser reads it, kept for a year where the name says the content."""

from __future__ import annotations

import pytest

from server.api.web import DIST
from tests.support.served import Served


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None), ("", None)],
)
async def test_serve_the_app_in_the_best_coding_the_browser_reads(
    on_sqlite: Served, accepted: str, coding: str | None
) -> None:
    script = next(DIST.glob("assets/first-*.js"))
    async with on_sqlite.as_(None) as browser:
        answer = await browser.get(f"/assets/{script.name}", headers={"Accept-Encoding": accepted})
        page = await browser.get("/app/", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == coding
    assert answer.content == script.read_bytes()
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert page.headers["cache-control"] == "no-cache"
    assert page.content == (DIST / "app" / "index.html").read_bytes()


def test_keep_the_first_screen_under_40_kilobytes() -> None:
    """What `make bench` measures in a browser, so that a screen that slips into the first file is seen at once."""
    packed = [*DIST.glob("assets/first-*.gz"), DIST / "app" / "index.html.gz"]
    assert len(packed) == 3
    assert sum(file.stat().st_size for file in packed) <= 40_000
