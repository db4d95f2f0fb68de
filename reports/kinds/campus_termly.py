"""A campus's term, month by month, for the authority."""

from __future__ import annotations

from datetime import timedelta

from reports.files import Attached
from reports.kinds.kind import ReportKind, Wish
from reports.kinds.over import month_of_campus
from reports.kinds.over_sheets import term_sheets
from reports.page import templates
from reports.reduced_shapes import CampusMonthFigures, CampusTermly, Evaluation
from reports.summed import summed
from reports.texts import Words, other
from reports.versions import versions
from reports.views.term import term_page
from traceability.snapshot.duty_shapes import FindingStep, MonthlyMeeting, WeeklyCheck
from traceability.snapshot.shapes import Facts
from traceability.snapshot.supply_shapes import Account


async def read(wish: Wish) -> CampusTermly:
    """The figures of each month, read one after another, up to the day on which records are known.

    A month without a school day and without food is left out. NotOnRecord: no such site.
    """
    from traceability import db
    from traceability.snapshot.district import known_on
    from traceability.snapshot.facts import window_of
    from traceability.snapshot.over import about
    from traceability.snapshot.periods import bounds, months_of
    from traceability.snapshot.term import surveys
    from traceability.snapshot.window import month_bounds

    first, end = bounds(wish.period)
    async with db.snapshot():
        _, party = await window_of(wish.site, first, end, wish.checkpoint)
        last = max(min(end, await known_on(wish.checkpoint, party["zone"])), first - timedelta(days=1))
        window, party = await window_of(wish.site, first, last, wish.checkpoint)
        told = await about(window, party, set(), wish.public_url)
        counted = await surveys(window, wish.period)
    parts: list[CampusMonthFigures] = []
    kept = Kept()
    for month in months_of(first, last) if last >= first else []:
        begin, finish = month_bounds(month)
        part, facts = await month_of_campus(wish.site, begin, min(finish, last), month, wish.checkpoint, wish.packs)
        kept.take(facts, first.isoformat())
        if part["school_days"] or part["lines"] or part["portions"]:
            parts.append(part)
    return {
        "format": 1,
        "kind": "campus_termly",
        "report": str(wish.report),
        "period": wish.period,
        **told,
        "judgement": summed(parts),
        "months": parts,
        "steps": kept.steps_on({one["id"] for part in parts for one in part["findings"]}),
        "surveys": counted,
        "meetings": [
            {
                "id": one["id"],
                "rev": one["rev"],
                "log": one["log"],
                "seq": one["seq"],
                "leaf": one["leaf"],
                "month": one["month"],
                "day": one["day"],
                "signed": one["principal"] is not None,
                "in_canteen": one["in_canteen"],
            }
            for one in kept.meetings.values()
        ],
        "accounts": list(kept.accounts.values()),
        "weekly_checks": len(kept.weeks),
        "evaluations": sorted(kept.evaluations.values(), key=lambda one: (one["vetted_on"], one["id"])),
    }


class Kept:
    """What facts of the months say beside their figures, each record once."""

    def __init__(self) -> None:
        self.steps: dict[str, FindingStep] = {}
        self.meetings: dict[str, MonthlyMeeting] = {}
        self.accounts: dict[str, Account] = {}
        self.weeks: dict[str, WeeklyCheck] = {}
        self.evaluations: dict[str, Evaluation] = {}

    def take(self, facts: Facts, since: str) -> None:
        """Take what a month's facts hold; evaluations from the day `since` on."""
        self.steps |= {one["id"]: one for one in facts["finding_steps"]}
        self.meetings |= {one["id"]: one for one in facts["monthly_meetings"]}
        self.accounts |= {one["id"]: one for one in facts["accounts"]}
        self.weeks |= {one["week"]: one for one in facts["weekly_checks"] if one["first_day"] >= since}
        for supplier in facts["suppliers"]:
            for one in supplier["vettings"]:
                if one["vetted_on"] >= since:
                    self.evaluations[one["id"]] = {**one, "supplier": supplier["id"]}

    def steps_on(self, findings: set[str]) -> list[FindingStep]:
        """The steps that people took on these findings."""
        return [one for one in self.steps.values() if one["finding"] in findings]


def page(snapshot: CampusTermly, language: str, files: tuple[Attached, ...], lacking: list[str]) -> str:
    """HTML of the report; lacking: characters that will print as 〓. Raises UnknownLanguage."""
    words, second = Words(language), other(language)
    return (
        templates()
        .get_template("campus_termly.html.j2")
        .render(
            t=words,
            o=second,
            snapshot=snapshot,
            generator=str(versions()),
            **term_page(snapshot, words, second, files, lacking),
        )
    )


CAMPUS_TERMLY = ReportKind(
    name="campus_termly",
    about="campus",
    span="term",
    audience="authority",
    read=read,
    sheets=term_sheets,
    page=page,
)
