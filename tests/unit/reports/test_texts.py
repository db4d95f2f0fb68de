"""The catalogues: the same keys and places in both languages, and words that promise nothing."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import reports
from reports.errors import UnknownLanguage
from reports.texts import CATALOGUES, Words, other


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_has_every_text_in_both_languages() -> None:
    zh, en = CATALOGUES["zh"], CATALOGUES["en"]
    assert set(zh) == set(en)
    assert {key for key in zh if places(zh[key]) != places(en[key])} <= {"day"}


def test_has_every_text_that_the_pages_ask_for() -> None:
    root = Path(reports.__file__).parent
    sources = [*root.glob("templates/*.j2"), *root.glob("views/*.py")]
    asked = {
        key
        for each in sources
        for key in re.findall(r"""(?:\bt|\bwords)\(\s*"([a-z_.]+)"[,)]""", each.read_text("utf-8"))
    }
    assert len(asked) > 100
    assert asked - set(CATALOGUES["zh"]) == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_claims_no_compliance_and_scores_nothing(language: str) -> None:
    texts = " ".join(CATALOGUES[language].values())
    assert not re.search(r"合规率|合格率|达标率|符合法律|符合法规|complies|compliant|%|百分", texts)


def test_names_codes_of_the_vocabulary_in_each_language() -> None:
    assert Words("zh").coded("meal", "lunch") == "午餐"
    assert Words("en").coded("meal", "lunch") == "Lunch"
    assert Words("zh").coded("meal", "tea") == "tea"
    assert Words("zh").coded("meal", None) == "—"


def test_falls_back_to_the_chinese_name() -> None:
    assert Words("en").name({"name": "大米", "name_en": None}) == "大米"
    assert Words("en").name({"name": "大米", "name_en": "Rice"}) == "Rice"
    assert Words("zh").name({"name": "大米", "name_en": "Rice"}) == "大米"


def test_says_how_many_more_there_are() -> None:
    assert Words("zh").listed(["一", "二", "三"], 2) == "一、二等，另 1 项"
    assert Words("zh").listed(["一", "二"], 2) == "一、二"


def test_pairs_each_language_with_the_other() -> None:
    assert (other("zh").language, other("en").language) == ("en", "zh")


def test_refuses_a_language_without_catalogue() -> None:
    with pytest.raises(UnknownLanguage):
        Words("fr")


@pytest.mark.parametrize(("count", "said"), [(0, "0 bytes"), (1, "1 byte"), (12345, "12,345 bytes")])
def test_says_one_and_many_in_english(count: int, said: str) -> None:
    assert Words("en")("file.bytes", count=count) == said
