"""Reports over several campuses or months, and the notice: figures that add up, names as text, nothing scored."""

from __future__ import annotations

import re
from typing import Any

import pytest

from reports.attachments import attached
from reports.kinds import KINDS
from reports.summed import summed
from reports.verify.steps import State
from reports.verify.sums import check_sums
from reports.views.term import settled
from tests.unit.reports.over import MADE, district, figures, notice, term
from tests.unit.reports.test_page import PERCENT, poisoned, text_of
from traceability.canonical import canonicalise
from traceability.rules.law import rule_set

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
EACH = pytest.mark.parametrize("kind", list(MADE))


def page(snapshot: Any, language: str = "zh", lacking: list[str] | None = None) -> str:
    return KINDS[snapshot["kind"]].page(snapshot, language, attached(snapshot), lacking or [])


def test_has_a_made_up_snapshot_of_every_kind_here() -> None:
    assert {kind.name for kind in KINDS.values() if kind.summed or kind.audience == "public"} == set(MADE)


@EACH
@BOTH
def test_prints_names_as_text_and_no_share(kind: str, language: str) -> None:
    html = page(poisoned(MADE[kind]()), language)
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;img" in html
    limits = {found for rule in rule_set(1).rules.values() for found in PERCENT.findall(rule.title + rule.title_en)}
    assert set(PERCENT.findall(text_of(page(MADE[kind](), language)))) <= {re.sub(r"\s", "", one) for one in limits}


@EACH
@BOTH
def test_names_characters_that_no_font_has(kind: str, language: str) -> None:
    assert "U+E000" in text_of(page(MADE[kind](), language, ["\ue000"]))


@EACH
def test_has_a_cell_for_each_column_of_each_sheet(kind: str) -> None:
    sheets = KINDS[kind].sheets(MADE[kind]())
    assert [(sheet.name, row) for sheet in sheets for row in sheet.rows if len(row) != len(sheet.columns)] == []
    assert len({sheet.name for sheet in sheets}) == len(sheets)
    assert sheets[0].rows


def test_adds_up_what_each_campus_says() -> None:
    snapshot = district(3)
    parts = snapshot["campuses"]
    seen = text_of(page(snapshot))
    lines, poor = sum(one["lines"] for one in parts), sum(one["poor"] for one in parts)
    violated = sum(one["violated"] for one in snapshot["judgement"]["executions"])
    assert violated == sum(one["violated"] for one in parts) > 0
    assert f"{lines:,}批到货批次" in seen
    assert f"{poor:,}批拒收或超温批次" in seen
    assert "2/3有记录的学校1所没有任何记录" in seen
    assert f"2/3所学校共{violated}项违反" in seen
    assert "第1小学" in seen.partition("最严重的一项")[2][:60]


def test_judges_each_campus_alone_and_counts_the_rule_once() -> None:
    one, three = district(1, 0)["judgement"], district(3, 0)["judgement"]
    assert [row["rule"] for row in one["executions"]] == [row["rule"] for row in three["executions"]]
    assert [3 * row["evaluated"] for row in one["executions"]] == [row["evaluated"] for row in three["executions"]]
    html = page(district(3, 0))
    assert html.count(rule_set(1).rules["D1"].citations[0].text[:12]) <= 3


def test_finds_a_count_that_is_not_the_sum() -> None:
    snapshot = district(3)
    assert check_sums(snapshot).state is State.PASSED  # type: ignore[union-attr]
    snapshot["campuses"][0]["executions"][0] |= {"satisfied": 1}
    told = check_sums(snapshot)
    assert told is not None
    assert told.state is State.FAILED
    assert told.notes[0].values["rule"] == snapshot["campuses"][0]["executions"][0]["rule"]
    assert check_sums(notice()) is None


def test_stays_small_with_two_hundred_campuses() -> None:
    snapshot = district(200, 10)
    assert len(canonicalise(snapshot)) < 5_000_000
    html = page(snapshot)
    assert "另有176所学校项数更少" in text_of(html)
    assert all(f"第{n}小学" in html for n in (1, 100, 200))
    assert len(html) < 500_000


def test_says_that_a_silent_district_and_term_prove_nothing() -> None:
    assert "12所学校本月都没有到货和供餐记录" in text_of(page(district(12, 12)))
    nothing = {**term(), "months": [], "judgement": summed([])}
    nothing |= {key: [] for key in ("steps", "surveys", "meetings", "accounts", "evaluations")}
    assert "没有记录不等于没有供餐" in text_of(page(nothing))


@BOTH
def test_tells_a_terms_months_side_by_side(language: str) -> None:
    snapshot = term()
    seen = text_of(page(snapshot, language))
    first, second = (f"{one['portions']:,}" for one in snapshot["months"])
    whole = f"{sum(one['portions'] for one in snapshot['months']):,}"
    assert f"{first}{second}{whole}" in seen
    assert {"zh": "收回480份", "en": "480returned"}[language] in seen
    assert {"zh": "88/100分", "en": "88/100points"}[language] in seen
    assert "1,999.50" in seen


def test_closes_a_finding_that_somebody_else_verified() -> None:
    snapshot: Any = term()
    states = [status for _, status in settled(snapshot)]
    assert states.count("closed") == 1
    assert f"{len(states) - 1}/{len(states)}尚未关闭的发现" in text_of(page(snapshot))
    snapshot["steps"][1]["author"] = snapshot["steps"][0]["author"]
    assert "closed" not in [status for _, status in settled(snapshot)]


def test_keeps_the_first_violation_of_each_rule_and_its_record() -> None:
    part = district(1, 0)["campuses"][0]
    rules = [one["rule"] for one in part["findings"]]
    assert len(rules) == len(set(rules)) < figures()["violated"] == part["violated"]
    of_lines = [one for one in part["findings"] if one["subject"]["kind"] == "delivery"]
    assert of_lines
    assert all(one["record"]["id"] == one["subject"]["id"] for one in of_lines)


@BOTH
def test_tells_parents_what_is_on_record_and_who_to_ask(language: str) -> None:
    seen = text_of(page(notice(), language))
    said = {
        "zh": ("过敏原花生", "过敏原未登记", "正在核查", "原为白粥", "本地农户", "尚无来源记录：花生", "没有公布食谱"),
        "en": (
            "ContainsPeanuts",
            "Allergensnotonrecord",
            "Beingchecked",
            "insteadof",
            "Localfarmers",
            "Nosourceonrecordyet:Peanut",
            "Nomenupublished",
        ),
    }
    assert [each for each in (*said[language], "010-0000", "JY111", "兽药残留") if each not in seen] == []


def test_tells_a_full_week_closer_together() -> None:
    assert '<table class="menu dense">' in page(notice(60))
    assert '<table class="menu">' in page(notice(6))
