"""The demonstration district's tables hold together, and their numbers are well formed."""

from collections import Counter

import pytest

from server.demo.facts import facts
from server.demo.facts.numbers import credit_code, licence_number, mod_11_10, organisation_code, school_credit_code
from traceability.identifiers import credit_code_valid, normalise_lot
from traceability.vocabulary import AgeGroup, Allergen, FoodGroup, LicenceKind, Storage, Trade

TABLE = facts()


def test_read_divisions_of_a_known_tree() -> None:
    assert sum(1 for d in TABLE.divisions.values() if d.level == "county" and d.parent == "11") == 16
    assert all(d.parent == "" or d.parent in TABLE.divisions for d in TABLE.divisions.values())
    assert all(
        len(d.code) == {"province": 2, "city": 4, "county": 6, "street": 9}[d.level] for d in TABLE.divisions.values()
    )
    assert TABLE.address("130722") == "河北省张家口市张北县"
    assert TABLE.address_en("110114011") == "Huilongguan Subdistrict, Changping District, Beijing"


def test_read_ingredients_in_the_words_of_the_vocabulary() -> None:
    assert len(TABLE.ingredients) >= 90
    for ingredient in TABLE.ingredients.values():
        assert ingredient.group in {group.value for group in FoodGroup}, ingredient.code
        assert ingredient.storage in {storage.value for storage in Storage}, ingredient.code
        assert set(ingredient.allergens) <= {allergen.value for allergen in Allergen}, ingredient.code
        assert (ingredient.label is None) == (ingredient.storage == "ambient"), ingredient.code
        assert ingredient.origins, ingredient.code
        assert set(ingredient.origins) <= TABLE.divisions.keys(), ingredient.code
        assert 500 <= ingredient.edible <= 1000, ingredient.code
        assert ingredient.price > 0, ingredient.code
        assert ingredient.keep in {"day", "shared", "raw"}, ingredient.code
        assert ingredient.made_from is None or TABLE.ingredients[ingredient.made_from].keep == "raw", ingredient.code


def test_read_ingredients_never_gives_one_name_to_two() -> None:
    names = Counter(name for i in TABLE.ingredients.values() for name in (i.name, *i.aliases))
    assert [name for name, count in names.items() if count > 1] == []
    assert {"马铃薯", "洋芋"} <= set(TABLE.ingredients["potato"].aliases)


def test_read_recipes_of_known_ingredients_only() -> None:
    assert len(TABLE.recipes) >= 70
    for recipe in TABLE.recipes.values():
        codes = [code for code, _ in recipe.amounts]
        assert len(codes) == len(set(codes)) >= 1, recipe.code
        assert all(amount > 0 for _, amount in recipe.amounts), recipe.code
        assert all(TABLE.ingredients[code].keep != "raw" for code in codes), recipe.code


def test_read_recipes_names_no_two_dishes_alike_in_a_course() -> None:
    names = Counter((recipe.kind, recipe.name) for recipe in TABLE.recipes.values())
    assert max(names.values()) == 1


def test_read_months_across_the_new_year() -> None:
    assert TABLE.ingredients["sweet_potato"].months == {9, 10, 11, 12, 1, 2, 3}
    assert TABLE.ingredients["rice"].months == set(range(1, 13))


def test_read_suppliers_with_numbers_that_check() -> None:
    codes = [supplier.credit_code for supplier in TABLE.suppliers.values()]
    assert len(set(codes)) == len(codes)
    for supplier in TABLE.suppliers.values():
        assert supplier.trade in {trade.value for trade in Trade}, supplier.code
        assert credit_code_valid(supplier.credit_code), supplier.code
        assert supplier.credit_code[2:8] == supplier.division in TABLE.divisions, supplier.code
        assert supplier.handles, supplier.code
        if supplier.licence:
            assert supplier.licence.kind in {kind.value for kind in LicenceKind}, supplier.code
            assert supplier.licence.valid_from < supplier.licence.valid_to, supplier.code
        else:
            assert supplier.stage == "farm", supplier.code


def test_credit_code_of_a_company_a_cooperative_and_a_school_is_of_a_series_nobody_gets() -> None:
    for code in (credit_code("110114", 7), credit_code("110114", 7, cooperative=True), school_credit_code("110114", 7)):
        assert credit_code_valid(code)
        assert code[2:12] == "110114YYYY"
    assert credit_code("110114", 7)[:2] == "91"
    assert credit_code("110114", 7, cooperative=True)[:2] == "93"
    assert school_credit_code("110114", 7)[:2] == "12"


def test_organisation_code_of_the_published_example() -> None:
    assert organisation_code("D2143569") == "D2143569X"


def test_check_digit_of_the_published_example() -> None:
    assert mod_11_10("0794") == "5"


def test_licence_number_has_the_form_of_its_kind() -> None:
    assert licence_number("JY", "110114", 5).startswith("JY1110114900005")
    assert len(licence_number("JY", "110114", 5)) == len(licence_number("SC", "110114", 5)) == 16
    with pytest.raises(ValueError, match="no such kind"):
        licence_number("XX", "110114", 5)


def test_read_schools_in_the_age_groups_of_the_vocabulary() -> None:
    ages = {group.age for kind in TABLE.schools.kinds.values() for group in kind.groups}
    assert ages <= TABLE.schools.portion_permille.keys() == {age.value for age in AgeGroup}
    assert TABLE.schools.sizes["small"][0] == 12
    assert TABLE.schools.sizes["city"][0] == 200


def test_read_faults_that_name_what_the_tables_hold() -> None:
    assert {fault.id for fault in TABLE.faults} == {
        "expired_licence",
        "warm_chicken",
        "missing_sample",
        "no_source",
        "forbidden_bean",
        "price_over",
        "recalled_lot",
    }
    for fault in TABLE.faults:
        amounts = dict(TABLE.recipes[fault.dish].amounts)
        assert fault.ingredient is None or fault.ingredient in amounts, fault.id
        assert fault.supplier is None or fault.ingredient in TABLE.suppliers[fault.supplier].handles, fault.id
        assert max(fault.campuses) < 12, fault.id
        assert -10 <= fault.day < 0, fault.id
        assert fault.planted_zh, fault.id
        assert fault.find_en, fault.id


def test_recalled_lot_is_typed_in_nine_ways_of_which_one_stays_apart() -> None:
    fault = next(fault for fault in TABLE.faults if fault.id == "recalled_lot")
    words = {"date": "20261108", "date_full_width": "２０２６１１０８", "date_with_letter_o": "2O261108"}
    typed = [spelling.format(**words) for spelling in fault.spellings]
    assert len(set(typed)) == len(fault.campuses) == 9
    assert [normalise_lot(code) for code in typed] == ["ZC2026110807"] * 8 + ["ZC2O26110807"]
