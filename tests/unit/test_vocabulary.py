"""Every word of every list can be said in both languages."""

from enum import StrEnum

import pytest

from traceability import oversight_words, vocabulary
from traceability.vocabulary import GB_7718, LANGUAGES, Allergen, Evidence, FoodGroup, Meal, label, weakest

WORDS = {**vars(vocabulary), **vars(oversight_words)}
LISTS = [each for each in WORDS.values() if isinstance(each, type) and issubclass(each, StrEnum)]
LISTS.remove(StrEnum)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_label_says_every_word_once(words: type[StrEnum], language: str) -> None:
    said = [label(word, language) for word in words]

    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_label_tables_hold_no_word_that_is_gone(language: str) -> None:
    table = vocabulary._labels(language)

    assert {name: sorted(said) for name, said in table.items()} == {
        words.__name__: sorted(word.value for word in words) for words in LISTS
    }


def test_label_is_chinese_unless_told() -> None:
    assert label(FoodGroup.PORK) == "猪肉"
    assert label(Meal.LUNCH, "en") == "Lunch"


def test_label_refuses_a_language_it_has_no_table_for() -> None:
    with pytest.raises(KeyError, match="fr"):
        label(Meal.LUNCH, "fr")


def test_weakest_grade_limits_a_chain() -> None:
    assert weakest([Evidence.SCANNED, Evidence.INFERRED, Evidence.TYPED]) is Evidence.INFERRED
    assert weakest([Evidence.SUPPLIER_SIGNED, Evidence.SCANNED]) is Evidence.SUPPLIER_SIGNED
    assert weakest([]) is None


def test_allergens_cover_both_laws() -> None:
    assert len(Allergen) == 14
    assert len(GB_7718) == 8
