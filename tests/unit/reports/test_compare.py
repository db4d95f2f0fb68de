"""Two reports side by side: nothing differs from itself, and what differs is the same from both sides."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.behind.figures import figures_in
from reports.compare import Comparison, compare
from reports.errors import UnlikeReports
from reports.texts import Words
from tests.unit.reports.month import identity, moment, month

ZH = Words("zh")
TABLES = ("deliveries", "cookings", "servings", "samples")


MONTH: dict[str, Any] = dict(month(40))


@pytest.fixture
def snapshot() -> dict[str, Any]:
    return MONTH


def told(comparison: Comparison) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(one.change, one.record["id"], one.reasons) for one in comparison.records}


def test_compares_a_report_with_itself_and_finds_nothing(snapshot: dict[str, Any]) -> None:
    found = compare(snapshot, copy.deepcopy(snapshot), ZH)
    assert found.same_days
    assert not found.differs
    assert (found.records, found.came, found.went) == ((), (), ())
    assert [each.worse for each in found.figures] == [(0, 0, 0)] * len(figures_in(snapshot, ZH))


def test_tells_what_was_amended_voided_added_and_what_became_known(snapshot: dict[str, Any]) -> None:
    later = copy.deepcopy(snapshot)
    amended, voided, touched = later["cookings"][0], later["servings"].pop(0), later["deliveries"][2]
    amended |= {"rev": 2, "portions": 7}
    touched["lines"][0]["source_state"] = "unresolved"
    added = {**copy.deepcopy(snapshot["disposals"][0]), "id": identity("later"), "rev": 1}
    later["disposals"].append(added)
    later["corrections"] += [
        {"id": amended["id"], "rev": 2, "log": amended["log"], "seq": 9100, "leaf": None, "kind": "cooking",
         "recorded_at": moment("2026-11-02", 9, 0), "reason": "份数数错"},
        {"id": voided["id"], "rev": 2, "log": voided["log"], "seq": 9101, "leaf": None, "kind": "serving",
         "recorded_at": moment("2026-11-02", 9, 1), "reason": "当天没有供餐"},
    ]  # fmt: skip

    found = compare(snapshot, later, ZH)

    assert found.differs
    assert [one.change for one in found.records] == ["voided", "amended", "added", "touched"]
    assert told(found) == {
        ("voided", voided["id"], ("当天没有供餐",)),
        ("amended", amended["id"], ("份数数错",)),
        ("added", added["id"], ()),
        ("touched", touched["id"], ()),
    }
    by_change = {one.change: one for one in found.records}
    assert [(f.path, f.after) for f in by_change["amended"].fields] == [("portions", "7")]
    assert [(f.path, f.after) for f in by_change["touched"].fields] == [("lines/1/source_state", "unresolved")]


def test_tells_the_worst_figure_first_and_findings_that_came_and_went(snapshot: dict[str, Any]) -> None:
    later = copy.deepcopy(snapshot)
    later["samples"] = later["samples"][20:]  # twenty dishes have no sample on record
    for cooking in later["cookings"][:6]:
        cooking["core_temperature"] = "50"
    findings = later["judgement"]["findings"]
    went = findings.pop(0)
    findings.append({**findings[0], "id": identity("came")})

    found = compare(snapshot, later, ZH)

    assert [each.code for each in found.figures[:2]] == ["core", "samples"]
    assert found.figures[0].worse[0] >= 5
    assert [one.finding["id"] for one in found.came] == [identity("came")]
    assert [one.finding["id"] for one in found.went] == [went["id"]]
    assert found.went[0].text


def test_tells_no_records_of_other_days_or_schools(snapshot: dict[str, Any]) -> None:
    another = {**copy.deepcopy(snapshot), "period": "2026-11"}
    another["judgement"]["executions"][0]["violated"] += 3
    found = compare(snapshot, another, ZH)
    assert not found.same_days
    assert found.records == ()
    assert found.rules[0].rule == another["judgement"]["executions"][0]["rule"]
    assert found.rules[0].worse == (3, 0)
    school = {**snapshot, "site": {**snapshot["site"], "id": identity("another")}}
    assert not compare(snapshot, school, ZH).same_days


def test_refuses_two_kinds(snapshot: dict[str, Any]) -> None:
    with pytest.raises(UnlikeReports):
        compare(snapshot, {**snapshot, "kind": "disclosure"}, ZH)


EDITS = st.lists(
    st.tuples(st.sampled_from(TABLES), st.integers(0, 19), st.sampled_from(["drop", "amend", "touch"])), max_size=8
)


@settings(max_examples=15, deadline=None)
@given(one=EDITS, other=EDITS)
def test_is_the_same_seen_from_the_other_side(one: Any, other: Any) -> None:
    left, right = _edited(MONTH, one), _edited(MONTH, other)
    there, back = compare(left, right, ZH), compare(right, left, ZH)
    turned = {"added": "voided", "voided": "added"}
    assert told(there) == {(turned.get(change, change), record, why) for change, record, why in told(back)}
    assert there.differs == back.differs
    assert not compare(left, left, ZH).differs
    figures = {each.code: each for each in back.figures}
    assert all(
        (each.before, each.after) == (figures[each.code].after, figures[each.code].before) for each in there.figures
    )
    assert {(f.path, f.before, f.after) for r in there.records for f in r.fields} == {
        (f.path, f.after, f.before) for r in back.records for f in r.fields
    }


def _edited(snapshot: dict[str, Any], edits: list[tuple[str, int, str]]) -> dict[str, Any]:
    """The snapshot with records dropped, amended with a reason, or known otherwise."""
    edited = {**snapshot, **{table: list(snapshot[table]) for table in (*TABLES, "corrections")}}
    for table, place, what in edits:
        records = edited[table]
        if place >= len(records):
            continue
        record = records[place]
        if what == "drop":
            records.pop(place)
        elif what == "touch":
            records[place] = {**record, "occurred_at": moment("2026-10-09", 3, 0)}
        else:
            records[place] = {**record, "rev": record["rev"] + 1, "day": "2026-10-31"}
            known = {(each["id"], each["rev"]) for each in edited["corrections"]}
            if (record["id"], record["rev"] + 1) not in known:
                edited["corrections"].append(
                    {**record, "rev": record["rev"] + 1, "kind": table, "reason": "更正", "recorded_at": ""}
                )
    return edited
