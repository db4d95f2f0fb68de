"""A form filled from the records of a site, or empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from importlib.resources import files
from uuid import UUID
from zoneinfo import ZoneInfo

from reports.errors import TooMuchToPrint
from reports.forms.governance import attendees_of, minutes, weekly
from reports.forms.kitchen import additive, ends_of, sample, waste
from reports.forms.layout import FORMS
from reports.forms.origin import AuthorNames, origins, who_is
from reports.forms.receiving import beside, received
from reports.forms.sheet import Line, Page, Sheet
from reports.texts import Words
from traceability import db
from traceability.errors import NotOnRecord
from traceability.partners.public_code import code_of
from traceability.scope import Scope

LINES_MOST = 300
"""Lines of one form: some thirty pages, which take a processor ten seconds. A canteen's month has about 200."""
FILLS = {"additives": additive, "waste": waste, "weekly": weekly}
PEOPLE = ("person", "handler", "responsible")


async def form_of(
    scope: Scope,
    form: str,
    site: UUID,
    days: tuple[date, date] | None,
    *,
    language: str,
    authors: AuthorNames,
    named: bool,
    public_url: str,
    now: datetime,
) -> Sheet:
    """Form `form` of a site, for its first to last day; days None: empty. named: with the names of persons.

    NotOnRecord: no such form, or no such site in scope. TooMuchToPrint: more than LINES_MOST lines.
    """
    if form not in FORMS:
        raise NotOnRecord(form=form)
    async with db.snapshot():
        place = await db.fetch_one(
            "SELECT p.name, p.name_en, o.name AS school, o.name_en AS school_en, l.zone, l.size FROM party p"
            " JOIN log l ON l.id = p.record LEFT JOIN party o ON o.record = p.organisation AND o.until_seq IS NULL"
            " WHERE p.record = $1 AND p.kind = 'site' AND p.until_seq IS NULL",
            site,
        )
        if place is None or not scope.sees(site):
            raise NotOnRecord(party=str(site))
        words, zone = Words(language), ZoneInfo(place["zone"])
        lines = await _lines(form, site, days, words, zone, authors, named) if days else ()
    layout, code = FORMS[form], code_of(site)
    where = words.name({"name": place["name"], "name_en": place["name_en"]})
    school = words.name({"name": place["school"] or "", "name_en": place["school_en"]})
    return Sheet(
        form=form,
        language=language,
        place=where if where.startswith(school) else f"{school} {where}",
        code=code,
        first=days[0] if days else None,
        last=days[1] if days else None,
        lines=tuple(lines),
        log=site,
        size=place["size"],
        named=named,
        link=f"{public_url}/app/#/kitchen/{layout.screen}?paper={layout.edition}",
        printed_at=now.astimezone(zone),
    )


async def _lines(
    form: str,
    site: UUID,
    days: tuple[date, date],
    words: Words,
    zone: ZoneInfo,
    authors: AuthorNames,
    named: bool,
) -> Sequence[Line]:
    sql = files(__package__).joinpath(f"{form}.sql").read_text("utf-8")
    rows = await db.fetch(sql, site, *days, LINES_MOST + 1)
    if len(rows) > LINES_MOST:
        raise TooMuchToPrint(LINES_MOST)
    origin = await origins(rows)
    there = await attendees_of(rows) if form == "minutes" else {}
    people = {row.get(key) for row in rows for key in PEOPLE} | {one.author for one in origin.values()}
    people |= {person for named in there.values() for person in named}
    names = await who_is(people, authors, words, named)
    page = Page(words, zone, lambda person: names.get(person, "") if person else "")
    if form == "receiving":
        found = await beside(rows, named)
        cells = [received(row, origin[row["record"]], page, found) for row in rows]
    elif form == "samples":
        ends = await ends_of(rows)
        cells = [sample(row, origin[row["record"]], page, ends) for row in rows]
    elif form == "minutes":
        cells = [minutes(row, origin[row["record"]], page, there) for row in rows]
    else:
        fill = FILLS[form]
        cells = [fill(row, origin[row["record"]], page) for row in rows]
    return [
        Line(cells=each, record=row["record"], seq=origin[row["record"]].seq)
        for row, each in zip(rows, cells, strict=True)
    ]
