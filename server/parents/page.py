"""HTML of the parents' page and its poster, with the policy under which a browser may show each."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.charts.code import code as qr_code
from server.parents import view
from server.parents.words import Words
from traceability.kitchen.public_menu import PublicMenu
from traceability.partners.public_code import PublicSite

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Page:
    """html: a whole page with its style inside; policy: a Content-Security-Policy that lets in that style alone."""

    html: str
    policy: str


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style(name: str) -> tuple[Markup, str]:
    """A style sheet on one line, and the policy that knows it by its SHA-256: no script, no file, no frame."""
    text = " ".join((HERE / "css" / name).read_text("utf-8").split())
    known = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return Markup(text), policy  # noqa: S704 - a file of ours


def _page(template: str, style: str, **values: object) -> Page:
    css, policy = _style(style)
    html = _templates().get_template(template).render(css=css, **values)
    return Page("\n".join(line.strip() for line in html.splitlines() if line.strip()), policy)


def menu_page(menu: PublicMenu, language: str) -> Page:
    """The menu of a canteen in "zh" or "en"."""
    words = Words(language)
    return _page(
        "menu.html.j2",
        "menu.css",
        t=words,
        menu=menu,
        other="en" if language == "zh" else "zh",
        heading=view.heading(menu, words),
        school=view.school(menu.site, words),
        summary=view.summary(menu, words) if menu.meals else None,
        changes=view.changes(menu, words),
        meals=view.dishes(menu, words),
        week=view.week(menu, words),
        licences=view.licences(menu, words),
    )


def missing_page(language: str) -> Page:
    """What stands where a code leads nowhere."""
    return _page("missing.html.j2", "menu.css", t=Words(language))


def poster_page(site: PublicSite, public_url: str) -> Page:
    """An A4 page in both languages whose QR code leads to the menu."""
    zh, en = Words("zh"), Words("en")
    url = f"{public_url}/m/{site.code}"
    return _page(
        "poster.html.j2",
        "poster.css",
        zh=zh,
        en=en,
        school=view.school(site, zh),
        school_en=view.school(site, en),
        url=url,
        qr=qr_code(url, url),
    )
