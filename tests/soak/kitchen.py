"""A tablet that is used without mercy: its tabs, what was entered on it, and its power cuts."""

from __future__ import annotations

import asyncio
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.async_api import Error, Page

from tests.browser.tablet import Tablet


@dataclass
class Kitchen:
    """A tablet and its tabs; made: what it entered, by id."""

    tablet: Tablet
    url: str
    driver: str
    tabs: int
    pages: list[Page] = field(default_factory=list)
    made: dict[UUID, dict[str, Any]] = field(default_factory=dict)

    async def switch_on(self) -> None:
        self.pages = [await self.tablet.switch_on(self.url)]
        self.pages += [await self.tablet.context.new_page() for _ in range(self.tabs - 1)]
        for page in self.pages:
            await page.goto(f"{self.url}/app/#/kitchen/recorded")
            await page.locator(".left h2").wait_for(timeout=60_000)
            await page.evaluate(self.driver)

    async def enrol(self, code: str) -> None:
        page = await self.tablet.switch_on(self.url)
        await page.goto(f"{self.url}/app/#/enrol/{code}")
        await page.get_by_role("button", name="登记", exact=True).click()
        await page.get_by_role("button", name=re.compile("选一下是谁")).wait_for()
        await page.evaluate("navigator.serviceWorker.ready")
        await self.tablet.switch_off()
        await self.switch_on()

    async def enter(self, plans: list[dict[str, Any]]) -> None:
        """All tabs enter at once, each its share."""
        shares = [plans[place :: self.tabs] for place in range(self.tabs)]
        told = await asyncio.gather(
            *(page.evaluate("plans => soak.make(plans)", share) for page, share in zip(self.pages, shares, strict=True))
        )
        self.made |= {UUID(one["id"]): one for share in told for one in share}

    async def hurry(self) -> None:
        """Somebody taps "try now"."""
        await self.pages[0].evaluate("dispatchEvent(new Event('online'))")

    async def lose_power(self) -> None:
        """Every process of its browser ends at once, and it is switched on again."""
        kill(self.tablet.folder)
        with suppress(Error):
            await self.tablet.switch_off()
        await self.switch_on()

    async def states(self) -> dict[str, int]:
        told: dict[str, int] = await self.pages[0].evaluate("soak.states()")
        return told

    async def tally(self) -> dict[str, Any]:
        told: dict[str, Any] = await self.pages[0].evaluate("soak.tally()")
        return told

    async def take_release(self) -> None:
        """The new release is offered, and taken up."""
        await self.pages[0].evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
        async with self.pages[0].expect_event("load"):
            await self.pages[0].locator("button.strip.new").click(timeout=60_000)
        await self.tablet.switch_off()
        await self.switch_on()


def kill(profile: Path) -> None:
    """SIGKILL to every process that was started on a browser's profile."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(profile).encode() in (folder / "cmdline").read_bytes():
                os.kill(int(folder.name), 9)
