"""The page of a report: HTML from a snapshot. Names are text wherever they stand; nothing in them is markup."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports.attachments import Attached
from reports.figures.month import figures_of
from reports.texts import Words, other
from reports.versions import versions
from reports.views.annex import annex
from reports.views.arrivals import arrivals
from reports.views.cooked import asked, dishes, kept
from reports.views.cover import cover
from reports.views.traced import traced
from reports.views.wording import period
from traceability.snapshot.shapes import Snapshot


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Our templates; autoescape is on, so a name is never markup."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page_of(snapshot: Snapshot, language: str, files: tuple[Attached, ...], lacking: list[str]) -> str:
    """HTML of the campus monthly report; lacking: characters that will print as 〓. Raises UnknownLanguage."""
    words, second = Words(language), other(language)
    month = figures_of(snapshot)
    return (
        templates()
        .get_template("campus_monthly.html.j2")
        .render(
            t=words,
            o=second,
            snapshot=snapshot,
            generator=str(versions()),
            period=period(month, words),
            cover=cover(month, words, files),
            arrivals=arrivals(month, words),
            asked=asked(month, words),
            dishes=dishes(month, words),
            kept=kept(month, words),
            traced=traced(month, words),
            annex=annex(month, words, files, lacking),
        )
    )
