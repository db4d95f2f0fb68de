"""Whatever a person sees can be reached: by axe's rules and by a thumb, on every screen, in both languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable

import pytest
from playwright.async_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.lunch import EGGS, Kitchen, at_work, days, deliver, plan
from tests.browser.people import look_up, press, sign_in
from tests.browser.targets import small
from tests.support.bad_network import Network

States = AsyncIterator[str]
LANGUAGES = ("zh-CN", "en")
RECALLED = "ZC20261108-07"


async def tabs(page: Page) -> States:
    """Each tab of the panel in hand."""
    for n in range(await page.locator("main [role=tab]").count()):
        await page.locator("main [role=tab]").nth(n).click()
        yield f"tab {n + 1}"


async def receive(page: Page) -> States:
    await page.locator("button", has_text="PO-").first.wait_for()
    yield "expected"
    await page.locator(".free").click()
    yield "supplier"
    await page.locator(".left .row").nth(4).click()
    await page.locator(".panel > button").click()
    await page.locator("main [role=tab]").first.wait_for()
    async for tab in tabs(page):
        yield tab
    await page.locator("main .more .open").click()
    yield "papers"
    await page.locator("dialog .go").click()
    await page.locator("main [role=tab]").first.click()
    while await page.locator(".act .yes").count():
        await press(page, "20")
        await page.locator(".act .yes").click()
        if await page.locator(".hint").inner_text():
            await press(page, "2")
            yield "temperature"
            await page.locator(".act .yes").click()
    yield "finish"
    await page.locator(".items .row").first.click()
    await page.locator(".act .hold").click()
    yield "reason"
    await page.locator(".docs").click()
    yield "arrival"
    await page.locator(".back").click()


async def today(page: Page) -> States:
    await page.locator(".task").first.wait_for()
    yield "tasks"


async def store(page: Page) -> States:
    await page.locator(".items .row", has_text="TF-OLD").click()
    async for tab in tabs(page):
        yield f"expired, {tab}"
    await page.locator(".items .row", has_text="T-1").first.click()
    await page.locator("#act-issue").click()
    await press(page, "2")
    await page.locator(".pad .go").click()
    await page.locator(".items .row").last.click()
    await press(page, "999")
    yield "slip"
    async for tab in tabs(page):
        yield tab
    await page.locator("#act-issue").click()
    await page.locator(".tab > button").last.click()
    await page.locator(".out").wait_for()
    await page.locator("button.give").click()
    yield "return"
    await page.locator(".panel li button").first.click()
    yield "return of one"


async def cook(page: Page) -> States:
    for n in (0, 1):
        await page.locator(".left .row").nth(n).click()
        yield f"dish {n + 1}"
        await page.locator(".go").click()
        async for tab in tabs(page):
            yield f"dish {n + 1}, {tab}"
        await page.locator(".back").click()
        yield "leave"
        await page.locator(".leave .no").click()
    await page.locator(".serve").click()
    await page.locator(".pad").wait_for()
    yield "serve"
    if await page.locator(".modes button:enabled").count() > 1:
        await page.locator(".modes button").last.click()
        yield "heat on the plate"
    await page.locator(".free").click()
    await page.locator("input[type=search]").wait_for()
    yield "another dish"


async def samples(page: Page) -> States:
    await page.locator(".clock.over").wait_for()
    yield "over"


async def temps(page: Page) -> States:
    await press(page, "3.4")
    yield "good"
    await page.locator(".pad .go").click()
    await press(page, "1")
    yield "warm"


async def duty(page: Page) -> States:
    for n in range(8):
        await page.locator("ol .row").nth(n).click()
        yield f"duty {n + 1}"
    await page.locator(".points button").first.click()
    yield "finding of a week"
    await page.locator("ol .row").nth(6).click()
    await page.locator(".panel li .amber").first.click()
    await page.locator(".panel li .alert").first.click()
    yield "camera that was off"
    for n, one in ((1, ".big"), (2, ".step")):
        await page.locator("ol .row").nth(n).click()
        await page.locator(".panel li button").first.click()
        await page.locator(one).first.wait_for()
        yield f"duty {n + 1} of one"


async def recorded(page: Page) -> States:
    await page.locator(".at b").first.wait_for()
    yield "list"


async def weeks(page: Page) -> States:
    for view in ("week", "recipes", "order"):
        await page.locator(f"main a[href*='view={view}']").or_(page.locator("main nav a")).first.wait_for()
        await page.locator("main nav a").nth(("week", "recipes", "order").index(view)).click()
        await page.locator("main :is(button, input)").first.wait_for()
        yield view


async def office(page: Page) -> States:
    await page.locator("main li").first.wait_for()
    yield "people"
    for part in ("certificates", "suppliers", "meetings", "surveys", "accounts", "incidents"):
        await page.locator(f"main nav a[href$='part={part}']").click()
        await page.locator(".desk li").first.wait_for()
        yield part
    await page.locator("main nav a[href$='part=suppliers']").click()
    await page.locator(".chips button").nth(3).click()
    await page.locator(".go").click()
    yield "supplier that leaves"


async def as_it_stands(page: Page) -> States:
    await page.locator("main :is(section, form, article)").first.wait_for()
    yield "at rest"


async def batch(page: Page) -> States:
    await page.get_by_role("combobox").wait_for()
    yield "search"
    await page.get_by_role("combobox").fill(RECALLED[:8])
    await page.locator("[role=listbox][aria-busy=false]").get_by_role("option").first.wait_for()
    yield "found"
    await look_up(page, RECALLED)
    for mode in ("upstream", "downstream", "recall"):
        await page.locator(f"nav a.{mode}").or_(page.locator(f"nav a[href$='mode={mode}']")).first.click()
        await page.locator("svg a.n").first.wait_for()
        yield mode


async def reports(page: Page) -> States:
    await page.locator("article").first.wait_for()
    yield "list"


async def findings(page: Page) -> States:
    await page.locator(".list a").first.wait_for(timeout=120_000)
    yield "list"
    await page.locator(".list a").first.click()
    await page.locator("article .acts").wait_for()
    yield "one of them"
    await page.locator("article .acts button").first.click()
    yield "correction"
    await page.locator("article .go").click()
    await page.locator(".filters select").first.select_option(index=0)
    yield "without a word"
    await page.goto(page.url.split("#")[0] + "#/findings?state=closed&rule=T2")
    await page.locator(".card.empty").wait_for()
    yield "none"


async def schedules(page: Page) -> States:
    await page.locator("main article, main .add").first.wait_for()
    for n in range(4):
        await page.locator("main nav a").nth(n).click()
        await page.locator("main section:not([aria-busy=true]) :is(h2, .card, p)").first.wait_for()
        yield ("schedules", "inbox", "undelivered", "downloads")[n]


async def rules(page: Page) -> States:
    await page.locator("article summary").first.click()
    await page.locator("article .more .btn").first.click()
    yield "rule that is changed"
    await page.locator("main nav a").nth(1).click()
    yield "no dry run yet"


async def prices(page: Page) -> States:
    await page.locator(".list li button").first.click()
    yield "food in hand"
    await page.locator(".go").click()
    await page.locator(".list input").fill("zzzz")
    yield "nothing found"


STATES: dict[str, Callable[[Page], States]] = {
    "kitchen": receive,
    "kitchen/today": today,
    "kitchen/store": store,
    "kitchen/cook": cook,
    "kitchen/samples": samples,
    "kitchen/temps": temps,
    "kitchen/duty": duty,
    "kitchen/recorded": recorded,
    "kitchen/plan": weeks,
    "kitchen/office": office,
    "findings": findings,
    "trace": batch,
    "reports": reports,
    "schedules": schedules,
    "rules": rules,
    "prices": prices,
}
"""What is looked at beyond a screen as it stands, by its address. A screen that is not named here is looked at, too."""

ALSO_OF_THE_KITCHEN = ("plan", "office")
"""What a manager has in the rail and the kitchen has not, of the kitchen's own screens."""


async def lunch_and_goods(kitchen: Kitchen) -> None:
    await plan(kitchen, EGGS, "冬瓜海带汤")
    await deliver(kitchen, "西红柿", "90", "T-1", days(1))
    await deliver(kitchen, "海带", "9", "HD-OLD", days(-1))
    await deliver(kitchen, "豆腐", "3.5", "TF-OLD", days(-2))


async def screens_of(page: Page) -> list[str]:
    """The addresses that the page as it stands leads to: its rail, or the menu of a desk."""
    await page.locator("nav.rail a, header nav a, header a.logo").first.wait_for()
    links: list[str] = await page.locator("nav.rail a, header nav a, header a.logo").evaluate_all(
        "all => [...new Set(all.map((one) => one.hash.slice(2)))]"
    )
    return links


@pytest.mark.parametrize("language", LANGUAGES)
async def test_reach_everything_on_every_screen(network: Network, chromium: Browser, language: str) -> None:
    async with at_work(network.url) as kitchen:
        await lunch_and_goods(kitchen)
    found: dict[str, list[str]] = defaultdict(list)
    seen: set[str] = set()

    async def look(page: Page, place: str) -> None:
        wrong = [*await faults(page), *await small(page)]
        if wrong:
            found[place] += wrong

    for role in ("kitchen", "manager", "inspector", "auditor"):
        context = await chromium.new_context(viewport={"width": 1280, "height": 800})
        await context.add_init_script(f"localStorage.setItem('mealtrace.language', '{language}')")
        page = await context.new_page()
        await page.goto(network.url + "/app/")
        await page.locator("input[name=username]").wait_for()
        if not seen:
            await look(page, "sign in")
            await page.goto(network.url + "/app/#/enrol/ABCD-EFGH")
            await page.locator("main .btn").wait_for()
            await look(page, "enrol")
            await page.goto(network.url + "/app/")
        await sign_in(page, role)
        for screen in await screens_of(page):
            if screen in seen:
                continue
            seen.add(screen)
            await page.goto(f"{network.url}/app/#/{screen}")
            async for state in STATES.get(screen, as_it_stands)(page):
                await look(page, f"{screen}: {state}")
        await context.close()
    assert {*STATES, "kitchen/dispatch", "kitchen/print", "forms"} <= seen
    assert found == {}
