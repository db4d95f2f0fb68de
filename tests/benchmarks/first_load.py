"""How soon the kitchen app can be used, in a real Chromium: bytes of the first load, a slow line, no line at all.

`Usable` is the moment, counted from the start of the navigation, at which the first control a person needs stands in
view with nothing over it and the page has time to answer a tap: the account field of the sign-in page, or the button
that receives a delivery without an order. The list of what is expected, which the server answers, is told beside it.
Two states, both with an empty cache and no service worker, at the address `#/kitchen`: a first visit, which ends at the
sign-in page; and signed in, as on a device whose cache was cleared. The device is a slow one and the line a bad one by
the browser's own means: CPU_SLOWER, LINE. Its latency is added to every request, between its being sent and the
answer's first byte. A reload without a network is measured with the server stopped, after the service worker has kept
the app, on the machine as it is.

Bytes are those of bodies as transferred, gzipped (the browser is told to accept nothing better), of every request for
HTML, script or style that began before the screen was usable; the answers of `/api/` are told apart.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.benchmarks.figures import Figure, middle, most, told
from tests.browser.people import FLAGS
from tests.support.live import PASSWORD, build_district, serving

ROUNDS = 5
CPU_SLOWER = 6
LINE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
SIGN_IN, RECEIVE, EXPECTED = "input[name=username]", ".left > .free", ".panel > button"
WATCH = """(() => {
    const reachable = (one) => {
        const at = one?.getBoundingClientRect()
        const top = at && document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2)
        return Boolean(top) && one.contains(top)
    }
    window.usable = new Promise((resolve) => {
        const look = () => {
            if (reachable(document.querySelector(SELECTOR))) setTimeout(() => resolve(performance.now()))
            else requestAnimationFrame(look)
        }
        look()
    })
})()"""


@dataclass
class Load:
    """usable: milliseconds; sizes: bytes of each body by its path, of requests that began before."""

    usable: float = 0.0
    sizes: dict[str, int] = field(default_factory=dict)

    def kilobytes(self, *folders: str) -> float:
        return (
            sum(size for path, size in self.sizes.items() if path.startswith(folders or ("/app/", "/assets/"))) / 1000
        )


def run() -> list[Figure]:
    """The figures, on the small demonstration district."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        district = build_district(Path(folder) / "district")
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        with serving(district, Path(folder) / "served") as url:
            state = _signed_in(browser, url)
            _load(browser, url, SIGN_IN, None)  # the server's first answers are its slowest
            first = [_load(browser, url, SIGN_IN, None) for _ in range(ROUNDS)]
            again = [_load(browser, url, RECEIVE, state) for _ in range(ROUNDS)]
            listed = [_load(browser, url, EXPECTED, state) for _ in range(ROUNDS)]
            page = _kept(browser, url, state)
        reloads = [_reload(page) for _ in range(ROUNDS)]
        browser.close()
    slow = f"{CPU_SLOWER} times slower CPU, 400 kbit/s, 400 ms"
    bytes_first, bytes_again = (middle([load.kilobytes() for load in loads]) for loads in (first, again))
    until_first, until_again = (middle([load.usable for load in loads]) for loads in (first, again))
    return [
        most("Kitchen app, first load signed in, gzipped", bytes_again, "kB", 40),
        most("Kitchen app, first load up to the sign-in page, gzipped", bytes_first, "kB", 40),
        most(f"Kitchen app, first visit until sign-in can be used, {slow}", until_first, "ms", 2500),
        most(f"Kitchen app, signed in, empty cache, until it can be used, {slow}", until_again, "ms", 2500),
        most("Kitchen app, reload without a network until it can be used", middle(reloads), "ms", 300),
        told("Until the deliveries that are expected are listed", middle([load.usable for load in listed]), "ms"),
        told("Answers of the API meanwhile, signed in", middle([load.kilobytes("/api/") for load in listed]), "kB"),
    ]


def _signed_in(browser: Browser, url: str) -> Any:
    """Cookies and local storage of a browser in which the kitchen has signed in."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{url}/app/#/kitchen")
    page.locator(SIGN_IN).fill("kitchen")
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator(EXPECTED).wait_for()
    state = context.storage_state()
    context.close()
    return state


@contextmanager
def _tablet(browser: Browser, state: Any, selector: str) -> Iterator[tuple[BrowserContext, Page]]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800}, storage_state=state)
    page = context.new_page()
    page.add_init_script(WATCH.replace("SELECTOR", repr(selector)))
    try:
        yield context, page
    finally:
        context.close()


def _load(browser: Browser, url: str, selector: str, state: Any) -> Load:
    """One load with an empty cache, on the slow device and line."""
    with _tablet(browser, state, selector) as (context, page):
        cdp = context.new_cdp_session(page)
        began: dict[str, tuple[float, str]] = {}
        sizes: dict[str, int] = {}

        def ask(event: dict[str, Any]) -> None:
            began.setdefault(event["requestId"], (event["timestamp"], event["request"]["url"]))

        def answered(event: dict[str, Any]) -> None:
            headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
            sizes[event["requestId"]] = int(headers.get("content-length", 0))

        cdp.on("Network.requestWillBeSent", ask)
        cdp.on("Network.responseReceived", answered)
        cdp.send("Network.enable")
        cdp.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": "gzip"}})
        cdp.send("Network.emulateNetworkConditions", LINE)
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
        page.goto(f"{url}/app/#/kitchen", wait_until="commit")
        usable = float(page.evaluate("window.usable"))
        page.wait_for_load_state("load")
        start = min(at for at, _ in began.values())
        before = {key: path.removeprefix(url) for key, (at, path) in began.items() if (at - start) * 1000 < usable}
        return Load(usable, {path: sizes.get(key, 0) for key, path in before.items()})


def _kept(browser: Browser, url: str, state: Any) -> Page:
    """A page that could be opened again without a network."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800}, storage_state=state)
    page = context.new_page()
    page.add_init_script(WATCH.replace("SELECTOR", repr(EXPECTED)))
    page.goto(f"{url}/app/#/kitchen")
    page.evaluate("navigator.serviceWorker.ready")
    page.locator(EXPECTED).wait_for()
    page.wait_for_load_state("networkidle")
    return page


def _reload(page: Page) -> float:
    page.reload(wait_until="commit")
    return float(page.evaluate("window.usable"))
