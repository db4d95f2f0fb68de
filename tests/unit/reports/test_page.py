"""The page: names are text, every figure comes from the snapshot, and nothing is ever scored."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from reports.attachments import attached
from reports.kinds.campus_monthly import CAMPUS_MONTHLY
from tests.unit.reports.month import month
from traceability.rules.law import rule_set

PERCENT = re.compile(r"[0-9.]*\s*%")
EVIL = '<img src="file:///etc/passwd"><script>x</script>{{ 7*7 }}'


def page(snapshot: Any, language: str = "zh", lacking: list[str] | None = None) -> str:
    return CAMPUS_MONTHLY.page(snapshot, language, attached(snapshot), lacking or [])


def text_of(html: str) -> str:
    """What a reader sees, without white space."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", " ", html.partition("</head>")[2]))


def poisoned(value: Any) -> Any:
    """`value` with EVIL in every name, reason, lot and number that a person types."""
    typed = {
        "name",
        "name_en",
        "reason",
        "lot_code",
        "lot",
        "note_number",
        "origin",
        "producer",
        "number",
        "code",
        "group",
    }
    if isinstance(value, dict):
        return {key: EVIL if key in typed and isinstance(each, str) else poisoned(each) for key, each in value.items()}
    return [poisoned(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("language", ["zh", "en"])
def test_prints_markup_in_any_name_as_text(language: str) -> None:
    html = page(poisoned(month()), language)
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;img" in html
    assert "{{7*7}}" in text_of(html)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("lines", [0, 60])
def test_prints_no_percentage_but_the_limits_of_rules(language: str, lines: int) -> None:
    limits = {found for rule in rule_set(1).rules.values() for found in PERCENT.findall(rule.title + rule.title_en)}
    found = set(PERCENT.findall(text_of(page(month(lines), language))))
    assert found <= {re.sub(r"\s", "", limit) for limit in limits}


def test_prints_figures_that_follow_from_the_embedded_records_alone() -> None:
    snapshot = month(800)
    records = json.loads(attached(snapshot)[0].content)
    lines = [line for each in records["deliveries"] for line in each["lines"]]
    traced = sum(line["source_state"] == "traced" for line in lines)
    refused = sum(line["rejected"] is not None for line in lines)
    unknown = sum(line["source_state"] in ("no_lot", "no_supplier") for line in lines)
    portions = sum(each["portions"] for each in records["servings"])
    seen = text_of(page(snapshot))
    assert f"800批到货：{traced}批查得到来源，{800 - traced - unknown}批来源未登记，{unknown}批无来源证据。" in seen
    assert f"{refused}批拒收批次" in seen
    assert f"{portions:,}份" in seen


def test_changes_its_figures_when_a_record_changes() -> None:
    snapshot: Any = month()
    before = text_of(page(snapshot))
    line = next(line for each in snapshot["deliveries"] for line in each["lines"] if line["source_state"] == "traced")
    line["source_state"] = "unresolved"
    after = text_of(page(snapshot))
    assert "55批查得到来源，0批来源未登记" in before
    assert "54批查得到来源，1批来源未登记" in after


@pytest.mark.parametrize("language", ["zh", "en"])
def test_says_that_an_empty_month_proves_nothing(language: str) -> None:
    seen = text_of(page(month(0), language))
    said = {"zh": "没有记录不等于没有到货：17个供餐日均缺少证据", "en": "evidenceismissingfor17schooldays"}[language]
    assert said in seen
    assert {"zh": "供餐日无到货记录", "en": "Schooldayswithoutadeliveryonrecord"}[language] in seen


def test_marks_citations_that_are_to_be_confirmed() -> None:
    seen = text_of(page(month()))
    assert seen.count("[K]引用出处待核实") == 4


def test_names_every_ingredient_that_a_dish_lacks() -> None:
    snapshot: Any = month()
    snapshot["cookings"] = snapshot["cookings"][:1]
    cooking = snapshot["cookings"][0]
    gone = cooking["inputs"].pop()["ingredient"]["name"]
    assert f"{gone}无批次（1）" in text_of(page(snapshot))


def test_lists_characters_that_no_font_has() -> None:
    assert "U+E000" in text_of(page(month(), lacking=["\ue000"]))


def test_names_people_by_number_only() -> None:
    snapshot = month()
    seen = text_of(page(snapshot))
    assert snapshot["responsible"][0]["person"] in seen


def test_cuts_a_table_of_more_than_1500_rows_and_says_so() -> None:
    html = page(month(1600))
    assert html.count('class="last"') - 1 == 1500
    assert "本表列出前1,500批，其余100批见附件records.csv" in text_of(html)
    assert "共1,600批" in text_of(html)
