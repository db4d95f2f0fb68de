"""What the district sees: search, trace, recall, forms and reports."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser.people import look_up, sign_in

RECALLED = "ZC20261108-07"


async def inspector(page: Page, save: str) -> None:
    await sign_in(page, "inspector")
    await page.get_by_role("combobox").wait_for()
    await page.screenshot(path=f"{save}-search.png")
    await look_up(page, RECALLED)
    await page.locator("nav a.recall").click()
    await page.locator("aside dl").first.wait_for()
    await page.locator("svg a.n").first.wait_for()
    await page.screenshot(path=f"{save}-recall.png")
    for way in ("upstream", "downstream"):
        await page.locator(f"nav a.{way}").click()
        await page.locator(f"nav a.{way}[aria-current=page]").wait_for()  # the drawing before is gone
        await page.locator("svg a.n").first.wait_for()
        await page.screenshot(path=f"{save}-{way}.png")
    await page.goto(page.url.split("#")[0] + "#/forms")
    await page.locator(".forms").wait_for()
    await page.screenshot(path=f"{save}-forms.png")


async def auditor(page: Page, save: str) -> None:
    await sign_in(page, "auditor")
    await page.locator("article").first.wait_for()
    await expect(page.locator("article .busy")).to_have_count(0, timeout=600_000)  # the district's are made one by one
    await page.screenshot(path=f"{save}-reports.png")


async def sealed(page: Page, save: str) -> None:
    """A finished report, the records behind a figure of it, beside another school's, and verified."""
    await sign_in(page, "auditor")
    await page.locator("article [type=checkbox]").nth(1).wait_for(timeout=600_000)
    whole = page.locator("article:has([type=checkbox]) h3 a")
    await whole.filter(has_not_text="东校区").first.click()  # that campus is cooked for: it has no deliveries
    await page.locator(".files a").nth(2).wait_for()
    pdf = await page.request.get(await page.locator(".files a").first.evaluate("one => one.href"))
    await page.screenshot(path=f"{save}-page.png")
    await page.locator(".left section a[href*=figure]").first.click()
    await page.locator("aside li").first.wait_for()
    await page.screenshot(path=f"{save}-records.png")
    await page.locator("aside select optgroup").first.wait_for(state="attached")
    await page.locator("aside select").first.select_option(index=1)
    await page.locator("aside form .btn").first.click()
    await page.locator("section button[aria-expanded]").first.click()
    await page.screenshot(path=f"{save}-beside.png")
    await page.goto(page.url.split("#")[0] + "#/verify")
    sent = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": await pdf.body()}
    await page.locator("input[type=file]").set_input_files(sent)  # type: ignore[arg-type]
    await page.locator("main li").first.wait_for(timeout=180_000)
    await page.screenshot(path=f"{save}-verify.png")


async def scheduling(page: Page, save: str) -> None:
    """When reports are made, what has arrived, what was not delivered, and who took which."""
    await sign_in(page, "auditor")
    base = page.url.split("#")[0]
    for tab in ("", "/inbox", "/undelivered", "/downloads"):
        await page.goto(f"{base}#/schedules{tab}")
        await page.locator("section[aria-busy=false]").wait_for()
        await page.locator("section :is(article, li, .empty)").first.wait_for()
        await page.screenshot(path=f"{save}-{tab[1:] or 'list'}.png")
    await page.goto(f"{base}#/schedules")
    await page.locator(".add").click()
    await page.locator("form ol li").first.wait_for()
    await page.screenshot(path=f"{save}-new.png")
    await page.locator("form select").first.select_option("district_monthly")
    await page.locator("form ol li").first.wait_for()
    await page.screenshot(path=f"{save}-district.png")


async def settling(page: Page, save: str) -> None:
    """What a canteen must settle, and the rules that say so."""
    await sign_in(page, "manager")
    await page.locator("nav.rail a[href='#/findings']").click()
    await page.locator(".list a").first.wait_for(timeout=120_000)
    await page.locator(".list a").first.click()
    await page.locator("article .acts button").first.click()
    await page.locator("article textarea").wait_for()
    await page.screenshot(path=f"{save}-one.png")


async def ruling(page: Page, save: str) -> None:
    """Findings over the district, the rules, and a dry run of one school's days."""
    await sign_in(page, "inspector")
    await page.locator("header nav a[href='#/findings']").click()
    await page.locator(".list a").first.wait_for(timeout=120_000)
    await page.screenshot(path=f"{save}-findings.png")
    await page.locator("header nav a[href='#/rules']").click()
    await page.locator("summary", has_text="R3").click()
    await page.locator("article[open] .btn, details[open] .more .btn").first.click()
    await page.locator("details[open] input[inputmode=decimal]").first.fill("1")
    await page.screenshot(path=f"{save}-rules.png")
    await page.locator("aside select").first.select_option("days30")
    await page.locator("aside select").nth(1).select_option(index=1)
    await page.locator("aside .btn.dark").click()
    await page.locator("section table").wait_for(timeout=120_000)
    await page.screenshot(path=f"{save}-dry-run.png")
    await page.locator("header nav a[href='#/prices']").click()
    await page.locator(".list li button").nth(3).click()
    await page.screenshot(path=f"{save}-prices.png")
