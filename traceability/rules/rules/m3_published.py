"""M3: menus are published every week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from traceability.rules.law import Law
from traceability.rules.rule import Subject, Verdict, not_evidenced, rule, satisfied, violated
from traceability.snapshot.shapes import Facts, Meal


@rule("M3")
def check(facts: Facts, law: Law) -> Iterator[Verdict]:
    """A week with a meal whose menu parents could not see by its day; judged by week (place `2026-W47`).

    Violated: a menu is on record and was never shown, or only after its day. Not evidenced: a meal was served of which
    no menu is on record, which may have hung on a wall. The sources of dishes follow from deliveries and are shown with
    the menu, so they are not judged apart. Of a week that reaches beyond the period only the days within it count.
    """
    menus = {(meal["date"], meal["meal"]): meal for meal in facts["meals"] if meal["dishes"]}
    weeks: dict[str, list[tuple[str, str]]] = {}
    for day, meal in sorted({(serving["day"], serving["meal"]) for serving in facts["servings"]}):
        year, week, _ = date.fromisoformat(day).isocalendar()
        weeks.setdefault(f"{year}-W{week:02}", []).append((day, meal))
    for name, served in weeks.items():
        subject = Subject("site", facts["site"]["id"], served[0][0], name)
        yield _judged(subject, name, {each: menus.get(each) for each in served})


def _judged(subject: Subject, week: str, served: dict[tuple[str, str], Meal | None]) -> Verdict:
    found = [(day, menu["published_at"]) for (day, _), menu in served.items() if menu is not None]
    hidden = sorted({day for day, published_at in found if published_at is None})
    late = sorted({day for day, published_at in found if (published_at or day)[:10] > day})
    none = sorted({day for (day, _), menu in served.items() if menu is None})
    for why, when in (("not_published", hidden), ("published_late", late)):
        if when:
            return violated(subject, why, week=week, on=when)
    if none:
        return not_evidenced(subject, "no_menu", week=week, on=none)
    return satisfied(subject)
