"""What anyone may see of a canteen: today's menu with its sources, and a poster that leads to it. HTML, no script."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from litestar import MediaType, Request, Response, route
from litestar.params import FromPath, FromQuery

from server.auth.gate import PUBLIC
from server.parents.page import Page, menu_page, missing_page, poster_page
from server.problems import language_of
from traceability.bodies import EARLIEST, LATEST
from traceability.kitchen.public_menu import public_menu
from traceability.partners.public_code import site_of

KEPT_SECONDS = 60


@route("/m/{code:str}", http_method=["GET", "HEAD"], opt={"roles": PUBLIC}, include_in_schema=False)
async def menu(
    request: Request[Any, Any, Any],
    code: FromPath[str],
    lang: FromQuery[str | None] = None,
    day: FromQuery[str | None] = None,
) -> Response[str]:
    """The menu of a canteen. lang: zh or en; day: another than today, as the week's links ask for it."""
    language = lang if lang in ("zh", "en") else language_of(request)[:2]
    site = await site_of(code)
    if site is None:
        return _shown(missing_page(language), language, 404)
    return _shown(menu_page(await public_menu(site, datetime.now(UTC), _day(day)), language), language)


@route("/m/{code:str}/poster", http_method=["GET", "HEAD"], opt={"roles": PUBLIC}, include_in_schema=False)
async def poster(request: Request[Any, Any, Any], code: FromPath[str]) -> Response[str]:
    """A page to print and hang beside the menu."""
    site = await site_of(code)
    if site is None:
        language = language_of(request)[:2]
        return _shown(missing_page(language), language, 404)
    return _shown(poster_page(site, request.app.state.settings.public_url), "zh")


def _day(text: str | None) -> date | None:
    """A day of the calendar; None for what is none, which shows today."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if EARLIEST <= day < LATEST else None


def _shown(page: Page, language: str, status: int = 200) -> Response[str]:
    headers = {
        "Content-Security-Policy": page.policy,
        "Content-Language": "zh-CN" if language == "zh" else "en",
        "Cache-Control": f"public, max-age={KEPT_SECONDS}",
        "Vary": "Accept-Language",
    }
    return Response(page.html, status_code=status, media_type=MediaType.HTML, headers=headers)


HANDLERS = [menu, poster]
