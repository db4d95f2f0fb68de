"""What axe-core finds on a page."""

from __future__ import annotations

from playwright.async_api import Page

from server.api.web import DIST

AXE = DIST.parent / "node_modules" / "axe-core" / "axe.min.js"
AT_REST = """() => Promise.all(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
    .map((one) => one.finished.catch(() => null)))"""
"""A colour on its way to another is neither of the two: what moves is waited for."""


async def faults(page: Page) -> list[str]:
    """Each fault of the page as it stands, with the element that has it."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text(encoding="utf-8"))
    await page.evaluate(AT_REST)
    found = await page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
