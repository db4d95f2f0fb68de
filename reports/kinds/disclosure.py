"""A week of a canteen for parents: dishes, allergens, and where each ingredient came from. It names no person."""

from __future__ import annotations

from reports.files import Attached, Sheet
from reports.kinds.kind import ReportKind, Wish
from reports.page import templates
from reports.texts import Words, other
from reports.versions import versions
from reports.views.notice import notice
from traceability.snapshot.disclosure_shapes import DisclosureSnapshot


async def read(wish: Wish) -> DisclosureSnapshot:
    """What parents may know of the week. NotOnRecord: no such site."""
    from traceability.snapshot import notice_for_parents  # not above: a process that only draws needs no database

    return await notice_for_parents(wish.report, wish.site, wish.period, wish.public_url, wish.checkpoint)


def notice_sheets(snapshot: DisclosureSnapshot) -> tuple[Sheet, ...]:
    """A row each batch of an ingredient of a dish; one without where nothing is on record."""
    rows: list[list[object]] = []
    for meal in snapshot["meals"]:
        for dish in meal["dishes"]:
            about = [meal["day"], meal["meal"], dish["name"], " ".join(dish["allergens"] or [])]
            for line in dish["ingredients"]:
                rows += [
                    [
                        *about,
                        line["name"],
                        "、".join(each["name"] for each in source["growers"]),
                        source["supplier"]["name"] if source["supplier"] else None,
                        source["origin"],
                        source["arrived_on"],
                        "、".join(f"{each['method']}:{each['item']}:{each['day']}" for each in source["tests"]),
                    ]
                    for source in line["sources"]
                ] or [[*about, line["name"], None, None, None, None, None]]
            if not dish["ingredients"]:
                rows.append([*about, None, None, None, None, None, None])
    columns = "day meal dish allergens ingredient growers supplier origin arrived_on passed_tests".split()
    return (Sheet("dishes", columns, rows),)


def page(snapshot: DisclosureSnapshot, language: str, files: tuple[Attached, ...], lacking: list[str]) -> str:
    """HTML of the notice; lacking: characters that will print as 〓. Raises UnknownLanguage."""
    words, second = Words(language), other(language)
    return (
        templates()
        .get_template("disclosure.html.j2")
        .render(
            t=words,
            o=second,
            snapshot=snapshot,
            generator=str(versions()),
            **notice(snapshot, words, files, lacking),
        )
    )


DISCLOSURE = ReportKind(
    name="disclosure",
    about="campus",
    span="week",
    audience="public",
    read=read,
    sheets=notice_sheets,
    page=page,
)
