"""What schools may not cook is looked up by day and place, and each names its source."""

from datetime import date

import pytest

from traceability import forbidden as module
from traceability.forbidden import forbidden

TODAY = date(2026, 11, 23)


def codes(on: date, region: str = "CN") -> set[str]:
    return {one.code for one in forbidden(on, region)}


def test_forbidden_everywhere_holds_in_every_district() -> None:
    assert {"green_beans", "wild_mushrooms", "sprouted_potatoes", "fresh_daylily", "nitrite"} <= codes(TODAY, "110108")


def test_forbidden_in_a_region_adds_to_what_is_forbidden_around_it() -> None:
    assert codes(TODAY, "520102") - codes(TODAY) == {"aluminium_leavening", "bulk_oil"}
    assert codes(TODAY, "440606") - codes(TODAY) == {"hairy_fig_root", "sandwiches"}


def test_forbidden_begins_on_its_day() -> None:
    assert codes(date(2019, 3, 31)) == set()
    assert "green_beans" in codes(date(2019, 4, 1))


@pytest.mark.parametrize("entry", module._list(), ids=lambda one: one.code)
def test_forbidden_says_what_why_and_how_sure_it_is(entry: module.Forbidden) -> None:
    assert entry.provenance in ("F", "K", "K?")
    assert entry.foods or entry.dishes
    for text in (entry.name, entry.name_en, entry.source, entry.source_en, entry.reason, entry.reason_en):
        assert text.strip()
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in entry.name_en + entry.source_en + entry.reason_en)


def test_forbidden_codes_are_unique_in_their_region() -> None:
    keys = [(one.code, one.region, one.effective_from) for one in module._list()]
    assert len(set(keys)) == len(keys)
