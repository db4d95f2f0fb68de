"""The rules of a report judged again: alike, otherwise and how, by other packs, or by a rule set that is not here."""

from __future__ import annotations

import copy
from typing import Any
from uuid import UUID

import pytest

from reports.judged import judged
from reports.verify.judgement import check_judgement
from reports.verify.steps import State
from tests.unit.reports.month import identity, month

SNAPSHOT: Any = month()


def changed(**values: Any) -> Any:
    """The month with other values in its judgement."""
    return {**SNAPSHOT, "judgement": {**copy.deepcopy(SNAPSHOT["judgement"]), **values}}


def told(snapshot: Any) -> tuple[State, list[tuple[str, dict[str, Any]]]]:
    step = check_judgement(snapshot)
    return step.state, [(note.code, dict(note.values)) for note in step.notes]


def test_judges_alike_and_says_by_what() -> None:
    state, [(code, values)] = told(SNAPSHOT)
    assert (state, code) == (State.PASSED, "judged_alike")
    assert (values["rule_set"], values["packs"]) == ("1", "CN、CN-11")
    assert values["findings"] == len(SNAPSHOT["judgement"]["findings"]) > 0


def test_names_a_rule_that_was_said_to_be_kept_more_often() -> None:
    snapshot = changed()
    one = next(each for each in snapshot["judgement"]["executions"] if each["violated"])
    one["violated"], one["satisfied"] = 0, one["satisfied"] + one["violated"]
    state, notes = told(snapshot)
    assert state is State.FAILED
    assert [(code, values["rule"], values["field"]) for code, values in notes] == [
        ("rule_differs", one["rule"], "violated"),
        ("rule_differs", one["rule"], "satisfied"),
    ]


def test_names_findings_left_out_made_up_and_made_milder() -> None:
    snapshot = changed()
    findings = snapshot["judgement"]["findings"]
    gone = findings.pop(0)
    findings[0]["severity"] = "minor" if findings[0]["severity"] != "minor" else "major"
    made_up = {**findings[1], "id": identity("made up")}
    findings.append(made_up)
    state, notes = told(snapshot)
    assert state is State.FAILED
    assert [(code, values["rule"]) for code, values in notes] == [
        ("finding_missing", gone["rule"]),
        ("finding_differs", findings[0]["rule"]),
        ("finding_added", made_up["rule"]),
    ]
    assert notes[0][1]["record"].startswith(gone["subject"]["id"])
    assert (notes[1][1]["field"], notes[1][1]["shown"]) == ("severity", findings[0]["severity"])


def test_finds_another_order_too() -> None:
    snapshot = changed(findings=list(reversed(SNAPSHOT["judgement"]["findings"])))
    assert told(snapshot) == (State.FAILED, [("judgement_shape", {})])


def test_judges_by_the_packs_that_the_report_names() -> None:
    snapshot = {**SNAPSHOT, "judgement": judged(SNAPSHOT, packs=("EU",))}
    assert snapshot["judgement"]["packs"] == ["CN", "CN-11", "EU"]
    assert len(snapshot["judgement"]["executions"]) > len(SNAPSHOT["judgement"]["executions"])
    state, [(_, values)] = told(snapshot)
    assert (state, values["packs"]) == (State.PASSED, "CN、CN-11、EU")
    state, notes = told(changed(packs=["CN"]))  # a region's own packs are not to be chosen away
    assert (state, notes[0]) == (State.FAILED, ("packs_differ", {"shown": "CN", "judged": "CN、CN-11"}))


@pytest.mark.parametrize("version", [99, "1", None])
def test_says_that_it_has_no_such_rule_set(version: Any) -> None:
    state, [(code, values)] = told(changed(rule_set=version))
    assert (state, code, values["own"]) == (State.NOT_CHECKED, "rule_set_unknown", "1")


def test_names_a_rule_set_from_before_it_was_in_force() -> None:
    early = {**SNAPSHOT, "first": "1999-01-01", "last": "1999-01-31"}
    state, notes = told(early)
    assert (state, notes[0]) == (State.FAILED, ("rule_set_not_in_force", {"rule_set": "1", "day": "1999-01-31"}))


def test_a_finding_has_come_as_far_as_the_steps_on_it() -> None:
    snapshot = copy.deepcopy(SNAPSHOT)
    finding = snapshot["judgement"]["findings"][0]
    step = {"id": identity("step"), "rev": 1, "log": identity("log"), "seq": 9500, "leaf": None,
            "finding": finding["id"], "kind": "explained", "author": str(UUID(int=1)),
            "occurred_at": "2026-10-20T09:00:00+08:00"}  # fmt: skip
    snapshot["finding_steps"] = [step]
    again = judged(snapshot)["findings"]
    assert [one["status"] for one in again if one["id"] == finding["id"]] == ["explained"]
    assert {one["status"] for one in again if one["id"] != finding["id"]} == {"open"}
