"""A month of all campuses of an authority's region, for the authority."""

from __future__ import annotations

from reports.figures.reduced import first_of_each_rule
from reports.files import Attached
from reports.kinds.kind import ReportKind, Wish
from reports.kinds.over import month_of_campus
from reports.kinds.over_sheets import district_sheets
from reports.page import templates
from reports.reduced_shapes import CampusMonthFigures, DistrictMonthly
from reports.summed import summed
from reports.texts import Words, other
from reports.versions import versions
from reports.views.district import district_page


async def read(wish: Wish) -> DistrictMonthly:
    """The figures of each campus, read one after another: no line of a delivery, however many campuses there are.

    NotOnRecord: no such authority.
    """
    from traceability import db
    from traceability.snapshot.district import campuses_of
    from traceability.snapshot.facts import window_of
    from traceability.snapshot.over import about
    from traceability.snapshot.periods import bounds

    first, last = bounds(wish.period)
    async with db.snapshot():
        window, party = await window_of(wish.site, first, last, wish.checkpoint)
        campuses = await campuses_of(window)
        told = await about(window, party, set(campuses), wish.public_url)
    parts: list[CampusMonthFigures] = []
    for campus in campuses:
        part, _ = await month_of_campus(campus, first, last, wish.period, wish.checkpoint, wish.packs)
        parts.append({**part, "findings": first_of_each_rule(part["findings"]), "dishes": []})
    return {
        "format": 1,
        "kind": "district_monthly",
        "report": str(wish.report),
        "period": wish.period,
        **told,
        "judgement": summed(parts),
        "campuses": parts,
    }


def page(snapshot: DistrictMonthly, language: str, files: tuple[Attached, ...], lacking: list[str]) -> str:
    """HTML of the report; lacking: characters that will print as 〓. Raises UnknownLanguage."""
    words, second = Words(language), other(language)
    return (
        templates()
        .get_template("district_monthly.html.j2")
        .render(
            t=words,
            o=second,
            snapshot=snapshot,
            generator=str(versions()),
            **district_page(snapshot, words, second, files, lacking),
        )
    )


DISTRICT_MONTHLY = ReportKind(
    name="district_monthly",
    about="authority",
    span="month",
    audience="authority",
    read=read,
    sheets=district_sheets,
    page=page,
)
