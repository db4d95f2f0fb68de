"""What a hand or a key has to find on a page: targets large enough, and a focus that is somewhere and is seen."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

LEAST = 48
"""CSS pixels, as Android's guidance has it; links within a sentence are left out, as in WCAG 2.2, 2.5.8."""

SMALL = """(least) => {
    const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=tab], [role=option], '
        + '[role=button], [role=switch]'
    const found = []
    for (const one of document.querySelectorAll(targets)) {
        if (one.matches('.hidden') || !one.checkVisibility({ visibilityProperty: true })) continue
        const labelled = ['checkbox', 'radio', 'file'].includes(one.type)
        const box = ((labelled && one.closest('label')) || one).getBoundingClientRect()
        const within = one.matches('a') && getComputedStyle(one).display === 'inline'
            && one.parentElement.textContent.trim() !== one.textContent.trim()
        if (!within && Math.min(box.width, box.height) < least - 0.5)
            found.push(`${Math.round(box.width)} x ${Math.round(box.height)}: ${one.outerHTML.slice(0, 160)}`)
    }
    return found
}"""
SEEN = """() => {
    const one = document.activeElement
    if (one === document.body) return 'nothing has the focus'
    const style = getComputedStyle(one)
    const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    return seen && one.checkVisibility() ? '' : `not seen: ${one.outerHTML.slice(0, 160)}`
}"""
SEEN_SOON = f"""async () => {{
    const seen = {SEEN}
    for (const until = Date.now() + 15_000; ;) {{
        const fault = seen()
        if (!fault || Date.now() > until) return fault
        await new Promise(requestAnimationFrame)
    }}
}}"""
SETTLED = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(go))))"
MOST_TABS = 90


async def small(page: Page) -> list[str]:
    """Each target of the page that a thumb would miss."""
    found: list[str] = await page.evaluate(SMALL, LEAST)
    return found


async def key(page: Page, name: str) -> None:
    """Press a key; the focus is then somewhere, and is seen."""
    await page.keyboard.press(name)
    await page.evaluate(SETTLED)
    assert await page.evaluate(SEEN_SOON) == ""


async def tab_to(page: Page, target: Locator, back: bool = False) -> None:
    """Go to an element with the Tab key alone."""
    await expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if await target.evaluate("one => one === document.activeElement"):
            assert await page.evaluate(SEEN) == ""
            return
        await page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {target}")


async def choose(page: Page, target: Locator, back: bool = False) -> None:
    """Go to an element with the Tab key, and press Enter on it."""
    await tab_to(page, target, back)
    await key(page, "Enter")
