"""Limits are looked up by day and place, and each names its source."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from traceability import thresholds as module
from traceability.errors import NotOnRecord
from traceability.quantities import parse_temperature
from traceability.thresholds import Threshold, regions, table_version, threshold, thresholds

TODAY = date(2026, 11, 23)
ENTRIES = [entry for entries in module._table().values() for entry in entries]


@pytest.mark.parametrize(
    ("code", "value", "unit"),
    [
        ("receive_chilled_over_label", "3", "CEL"),
        ("receive_frozen_max", "-9", "CEL"),
        ("store_chilled_min", "0", "CEL"),
        ("store_chilled_max", "8", "CEL"),
        ("store_frozen_max", "-12", "CEL"),
        ("cook_core_min", "70", "CEL"),
        ("reheat_core_min", "70", "CEL"),
        ("hold_hot_min", "60", "CEL"),
        ("hold_cold_max", "8", "CEL"),
        ("danger_zone_max", "120", "MIN"),
        ("sample_mass_min", "125", "GRM"),
        ("sample_kept_min", "48", "HUR"),
        ("sample_store_max", "8", "CEL"),
        ("disinfect_steam_min", "100", "CEL"),
        ("disinfect_chlorine_min", "250", "M1"),
        ("disinfect_chlorine_time_min", "5", "MIN"),
    ],
)
def test_threshold_is_the_one_of_the_regulations(code: str, value: str, unit: str) -> None:
    found = threshold(code, TODAY, "110105")

    assert (found.value, found.unit) == (value, unit)


def test_threshold_before_its_day_is_not_on_record() -> None:
    first = threshold("sample_mass_min", TODAY).effective_from

    assert threshold("sample_mass_min", first).value == "125"
    with pytest.raises(NotOnRecord, match="no_threshold"):
        threshold("sample_mass_min", first - timedelta(days=1))


@pytest.mark.parametrize(("code", "region"), [("no_such_limit", "CN"), ("cook_core_min", "US"), ("cook_core_min", "")])
def test_threshold_of_another_place_or_name_is_not_on_record(code: str, region: str) -> None:
    with pytest.raises(NotOnRecord):
        threshold(code, TODAY, region)


def test_threshold_of_the_nearest_region_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    national = threshold("cook_core_min", TODAY)
    beijing = replace(national, region="CN-11", value="75", effective_from=TODAY)
    table = {("cook_core_min", "CN"): (national,), ("cook_core_min", "CN-11"): (beijing,)}
    monkeypatch.setattr(module, "_table", lambda: table)

    assert threshold("cook_core_min", TODAY, "110105") is beijing
    assert threshold("cook_core_min", TODAY, "310101") is national
    assert threshold("cook_core_min", TODAY - timedelta(days=1), "110105") is national
    assert thresholds(TODAY, "CN-11") == (beijing,)


def test_a_superseded_value_holds_until_the_day_its_follower_begins() -> None:
    old = replace(threshold("cook_core_min", TODAY), effective_to=TODAY)

    assert old.holds(TODAY - timedelta(days=1))
    assert not old.holds(TODAY)


def test_thresholds_lists_each_code_once() -> None:
    codes = [each.code for each in thresholds(TODAY, "110105")]

    assert len(codes) == len(set(codes)) > 15
    assert {each.region for each in thresholds(TODAY, "US")} == {"US"}


def test_regions_go_outwards_from_the_nearest() -> None:
    assert regions("110105001") == ("CN-110105001", "CN-110105", "CN-1101", "CN-11", "CN")
    assert regions("CN-11") == ("CN-11", "CN")
    assert regions("CN") == ("CN",)
    assert regions("EU") == ("EU",)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.code}-{entry.region}-{entry.effective_from}")
def test_every_entry_names_its_source_and_how_sure_it_is(entry: Threshold) -> None:
    assert entry.provenance in {"F", "K", "K?"}
    assert entry.unit in {"CEL", "GRM", "MIN", "HUR", "MON", "ANN", "M1", "P1", "C62"}
    assert all((entry.source, entry.source_en, entry.meaning, entry.meaning_en))
    assert entry.effective_to is None or entry.effective_from < entry.effective_to
    if entry.unit == "CEL":
        assert entry.tenths == parse_temperature(entry.value)


def test_no_two_entries_hold_on_one_day() -> None:
    starts = sorted({entry.effective_from for entry in ENTRIES})

    for (code, region), entries in module._table().items():
        for day in starts:
            assert sum(entry.holds(day) for entry in entries) <= 1, (code, region, day)


def test_table_version_is_told() -> None:
    assert table_version() >= 1
