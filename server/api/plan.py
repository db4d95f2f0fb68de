"""What a site plans from one day to another: menus with drafts, who eats, and the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from server.api.answers import answer, in_calendar, moment
from server.api.plan_shapes import PlanAnswer, PlannedMenuAnswer
from server.auth.gate import EVERYONE
from server.problems import FaultyQuery
from traceability import db
from traceability.errors import Fault
from traceability.kitchen.week import PlannedMenu, week_of
from traceability.partners.place import place_of
from traceability.scope import Scope

MOST_DAYS = timedelta(days=31)

FromDay = Annotated[date, QueryParameter(name="from")]
ToDay = Annotated[date, QueryParameter(name="to")]


def span(first: date, last: date) -> tuple[date, date]:
    """The days from the first to the last, at most 31; FaultyQuery for others."""
    in_calendar(first, "from")
    in_calendar(last, "to")
    if not first <= last < first + MOST_DAYS:
        raise FaultyQuery(Fault("?to", "out_of_range", {}))
    return first, last


@get("/api/plan", operation_id="plan", tags=["kitchen"], opt={"roles": EVERYONE})
async def plan(
    within: NamedDependency[Scope], site: FromQuery[UUID], first: FromDay, last: ToDay
) -> Response[PlanAnswer]:
    """Menus of a site's days with their drafts and substitutions, its groups, headcounts and calendar; 31 days."""
    span(first, last)
    async with db.snapshot():
        place = await place_of(within, site)
        week = await week_of(place, first, last)
    body: PlanAnswer = {
        "site": site,
        "organisation": place.organisation,
        "menus": [_menu(menu) for menu in week.menus],
        "groups": [
            {
                "id": group.record,
                "name": group.name,
                "name_en": group.name_en,
                "age_group": group.age_group.value if group.age_group else None,
                "enrolment": group.enrolment,
            }
            for group in week.groups
        ],
        "headcounts": [
            {
                "id": count.record,
                "revision": count.rev,
                "day": day.isoformat(),
                "meal": meal.value,
                "group": group_id,
                "count": count.present,
            }
            for (day, meal, group_id), count in week.counts.items()
        ],
        "calendar": [
            {"day": day.isoformat(), "kind": kind, "note": note} for day, (kind, note) in week.calendar.items()
        ],
    }
    return answer(body)


def _menu(menu: PlannedMenu) -> PlannedMenuAnswer:
    return {
        "id": menu.record,
        "revision": menu.rev,
        "day": menu.day.isoformat(),
        "meal": menu.meal.value,
        "published_at": moment(menu.published_at),
        "dishes": [
            {
                "line": dish.line,
                "recipe": dish.recipe,
                "dish": dish.dish,
                "dish_en": dish.dish_en,
                "portions": dish.portions,
                "instead_of": dish.instead_of,
                "reason": dish.reason,
            }
            for dish in menu.dishes
        ],
    }


HANDLERS = [plan]
