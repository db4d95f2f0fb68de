"""A served demonstration district, and pages of a Chromium that looks at it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from server.api.web import DIST
from tests.browser.people import FLAGS
from tests.browser.tablet import Tablet
from tests.conftest import SQLITE
from tests.support import demo
from tests.support.bad_network import Network, between
from tests.support.live import serving
from tests.support.once import once

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong


@pytest.fixture(scope="session")
def district(sqlite_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration district that was judged; servers serve copies of it."""
    if not (DIST / "app" / "index.html").is_file():
        pytest.fail("the web app is not built: make install")

    def fill(folder: Path) -> None:
        shutil.copytree(sqlite_demo, folder, dirs_exist_ok=True)
        asyncio.run(demo.judge(f"sqlite:///{folder / SQLITE}"))

    return once(tmp_path_factory, "judged-demonstration", fill)[0]


@pytest.fixture(scope="session")
def site(district: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server with the demonstration district, one for the session."""
    with serving(district, tmp_path_factory.mktemp("served")) as url:
        yield url


@pytest.fixture
async def network(district: Path, tmp_path: Path) -> AsyncIterator[Network]:
    """A bad network before a server of the test's own."""
    with serving(district, tmp_path / "served") as url:
        async with between(url) as made:
            yield made


@pytest.fixture
async def tablet(tmp_path: Path) -> AsyncIterator[Tablet]:
    """A tablet of the test's own."""
    async with async_playwright() as playwright:
        made = Tablet(playwright, tmp_path / "tablet")
        yield made
        await made.switch_off()


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


Opener = Callable[..., Coroutine[Any, Any, Page]]


@pytest.fixture
async def open_page(chromium: Browser, site: str) -> Opener:
    """Opens the app in a browser of its own."""

    async def opened(locale: str = "zh-CN", **options: Any) -> Page:
        context = await chromium.new_context(
            viewport={"width": 1280, "height": 800}, locale=locale, accept_downloads=True, **options
        )
        page = await context.new_page()
        page.set_default_timeout(30_000)
        await page.goto(site + "/app/")
        return page

    return opened
