"""The records behind a figure are those it counts, in both languages."""

from __future__ import annotations

import copy
from collections import Counter
from typing import Any

import pytest

from reports.behind.figures import figures_in
from reports.behind.findings import findings_in, rules_of
from reports.behind.item import Item
from reports.compare import compare
from reports.figures.month import figures_of
from reports.figures.tally import tally
from reports.texts import Words
from tests.unit.reports.month import month
from tests.unit.reports.things import receiving, supplier, trace


@pytest.mark.parametrize("language", ["zh", "en"])
def test_shows_as_many_records_as_a_figure_counts(language: str) -> None:
    snapshot = month(80)
    figures = {one.code: one for one in figures_in(snapshot, Words(language))}
    printed = figures_of(snapshot)

    assert len(figures["lines"].items) == len(printed.lines)
    assert [item.part for item in figures["rejected"].items] == [line.line["line"] for line in printed.rejected]
    asked = {
        "source": printed.source,
        "temperature": printed.temperature,
        "licence": printed.licence,
        "papers": printed.papers,
        "signatures": printed.signatures,
        "dishes": printed.complete,
        "core": printed.core,
        "samples": printed.sampled,
    }
    for code, expected in asked.items():
        figure = figures[code]
        assert figure.tally == expected, code
        assert tally(item.state for item in figure.items if item.state) == expected, code
        assert figure.number == expected.met
    assert figures["portions"].number == printed.portions
    assert len(figures["corrections"].items) == 1
    for figure in figures.values():
        for item in figure.items:
            assert item.what, figure.code
            assert item.place["leaf"], figure.code
            assert item.batch or figure.code in ("corrections", "disposals"), figure.code


def test_shows_nothing_where_nothing_was_recorded() -> None:
    assert [len(one.items) for one in figures_in(month(0), Words("zh"))] == [0] * 14


def test_tells_findings_by_gravity_each_in_a_sentence_with_its_batch() -> None:
    snapshot = month(80)
    told = findings_in(snapshot, Words("zh"))
    assert len(told) == len(snapshot["judgement"]["findings"]) > 20
    states = [one.finding["state"] for one in told]
    assert states == sorted(states, reverse=True)  # violated, then not_evidenced
    assert all(one.text and "{" not in one.text for one in told)
    of_deliveries = [one for one in told if one.finding["subject"]["place"].startswith("line:")]
    assert of_deliveries
    assert all(one.batch for one in of_deliveries)
    counts = Counter((one.finding["rule"], one.finding["state"]) for one in told)
    for execution in snapshot["judgement"]["executions"]:
        assert counts[execution["rule"], "violated"] == execution["violated"]
    assert rules_of(snapshot)["D1"].title


@pytest.mark.parametrize("snapshot", [receiving(), trace(3), supplier()], ids=lambda one: str(one["kind"]))
def test_shows_the_figures_of_every_other_kind(snapshot: Any) -> None:
    figures = figures_in(snapshot, Words("en"))
    assert figures
    assert all(len(one.items) == one.number for one in figures if one.tally is None)
    assert any(item.facts for one in figures for item in one.items)
    assert not compare(snapshot, copy.deepcopy(snapshot), Words("en")).differs


def test_knows_no_rules_of_a_set_that_is_gone() -> None:
    snapshot = month(0)
    assert rules_of({**snapshot, "judgement": {**snapshot["judgement"], "rule_set": 999}}) == {}
    assert findings_in({"kind": "disclosure"}, Words("en")) == []
    assert Item(kind="x", place={}, what="").facts == ()
