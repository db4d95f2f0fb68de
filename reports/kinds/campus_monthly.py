"""A campus's month, for the education authority."""

from __future__ import annotations

from reports.figures.month import figures_of
from reports.files import Attached
from reports.judged import judged
from reports.kinds.campus_sheets import campus_sheets
from reports.kinds.kind import ReportKind, Wish
from reports.page import templates
from reports.shapes import CampusMonthly
from reports.texts import Words, other
from reports.versions import versions
from reports.views.annex import annex
from reports.views.arrivals import arrivals
from reports.views.cooked import asked, dishes, kept
from reports.views.cover import cover
from reports.views.ruled import ruled
from reports.views.traced import traced
from reports.views.wording import period


async def read(wish: Wish) -> CampusMonthly:
    """The month's facts and what the rules say of them. NotOnRecord: no such site."""
    from traceability.snapshot import campus_month  # not above: a process that only draws needs no database

    facts = await campus_month(wish.report, wish.site, wish.period, wish.public_url, wish.checkpoint)
    return {**facts, "judgement": judged(facts, packs=wish.packs)}


def page(snapshot: CampusMonthly, language: str, files: tuple[Attached, ...], lacking: list[str]) -> str:
    """HTML of the report; lacking: characters that will print as 〓. Raises UnknownLanguage."""
    words, second = Words(language), other(language)
    month = figures_of(snapshot)
    rules = ruled(snapshot["judgement"], snapshot["region"], words)
    return (
        templates()
        .get_template("campus_monthly.html.j2")
        .render(
            t=words,
            o=second,
            snapshot=snapshot,
            generator=str(versions()),
            period=period(month, words),
            cover=cover(month, rules, words, files),
            rules=rules,
            arrivals=arrivals(month, words),
            asked=asked(month, words),
            dishes=dishes(month, words),
            kept=kept(month, words),
            traced=traced(month, words),
            annex=annex(month, words, files, lacking),
        )
    )


CAMPUS_MONTHLY = ReportKind(
    name="campus_monthly",
    about="campus",
    span="month",
    audience="authority",
    read=read,
    sheets=campus_sheets,
    page=page,
)
