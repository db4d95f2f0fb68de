"""Charts: well-formed, named for those who cannot see them, and never markup from a name."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from reports.charts import ink
from reports.charts.bars import grouped, states
from reports.charts.calendar import Words, calendar
from reports.charts.chain import Spot, Step, chain
from reports.charts.code import code
from reports.charts.daily import daily
from reports.charts.dots import dots
from reports.charts.ring import ring
from reports.figures.tally import Tally

EVIL = '<script>alert("1")</script>&'
DAYS = [date(2026, 10, 1) + timedelta(days=k) for k in range(31)]
WORDS = Words(EVIL, tuple("一二三四五六日"), ("a", "b", "c", "d", "e", EVIL))
SPOTS = [Spot(str(k), "served", "10/1 11:40", EVIL, EVIL, EVIL) for k in range(2)]

DRAWN = {
    "ring": ring(Tally(3, 1, 1), EVIL, (EVIL, "b", "c")),
    "ring of nothing": ring(Tally(), "批", ("a", "b", "c")),
    "daily": daily(DAYS, {"2026-10-15": (9, 4)}, ("2026-10-15", EVIL), (EVIL, EVIL, EVIL)),
    "grouped": grouped([(EVIL, 9, 2, EVIL), ("b", 0, 0, "0")], EVIL),
    "states": states(Tally(1, 2, 3), EVIL),
    "states of nothing": states(Tally(), "x"),
    "calendar": calendar(DAYS, {"2026-10-15": (9, 4), "2026-10-16": (1, 0)}, {"2026-10-19"}, WORDS),
    "dots": dots(DAYS, [("2026-10-15", 66.4, True), ("2026-10-15", 81.0, False)], (70.0, EVIL), EVIL, "℃"),
    "dots of nothing": dots(DAYS, [], None, "x", "g"),
    "chain": chain([(SPOTS[:1], ""), (SPOTS[1:], EVIL)], [Step("0", "1", EVIL), Step("1", "9", "x")], EVIL),
    "code": code("urn:uuid:1#sha256=2", EVIL),
}


def parsed(drawn: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)  # noqa: S314 - our own markup, not a stranger's


@pytest.mark.parametrize("name", DRAWN)
def test_draws_well_formed_markup_with_an_alternative_text(name: str) -> None:
    drawn = DRAWN[name]
    assert isinstance(drawn, Markup)
    root = parsed(drawn)
    titles = [each for each in root if each.tag.endswith("title")]
    assert len(titles) == 1
    assert titles[0].text
    assert not [each for each in root.iter() if each.tag.endswith("script")]


@pytest.mark.parametrize("name", DRAWN)
def test_keeps_marks_inside_the_frame(name: str) -> None:
    root = parsed(DRAWN[name])
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for each in root.iter():
        if "x" in each.attrib and "width" in each.attrib:
            assert (
                -0.1 <= float(each.attrib["x"]) <= float(each.attrib["x"]) + float(each.attrib["width"]) <= width + 0.1
            )
            assert (
                -0.1
                <= float(each.attrib["y"])
                <= float(each.attrib["y"]) + float(each.attrib["height"])
                <= height + 0.1
            )


@pytest.mark.parametrize(("most", "last"), [(0, 0), (1, 1), (4, 4), (47, 40), (99, 80), (800, 800)])
def test_ticks_an_axis_with_round_numbers(most: int, last: int) -> None:
    steps = ink.nice_steps(most)
    assert len(steps) <= 6
    assert steps[-1] == last


def test_cuts_a_long_name_to_its_room() -> None:
    assert ink.cut("东湖第一中学", 10, 60) == "东湖第一中学"
    assert ink.cut("东湖第一中学", 10, 40) == "东湖第…"
