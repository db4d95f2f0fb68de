"""Ids grow, derive alike everywhere, and check digits follow their standards."""

import string
from datetime import date
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.identifiers import (
    campus_batch_id,
    credit_code_check,
    credit_code_valid,
    derive,
    gln_valid,
    gs1_check_digit,
    gtin14,
    gtin_valid,
    is_uuid7,
    made_at_ms,
    made_batch_id,
    normalise_lot,
    sscc_valid,
    supplier_batch_id,
    uuid7,
)

SUPPLIER, INGREDIENT = UUID(int=1), UUID(int=2)
DAY = date(2026, 11, 23)


def test_uuid7_grows_without_a_repeat() -> None:
    ids = [uuid7() for _ in range(5_000)]

    assert ids == sorted(set(ids))
    assert all(is_uuid7(each) for each in ids)


@given(st.integers(0, 2**48 - 2))
def test_uuid7_bears_the_instant_it_is_told(ms: int) -> None:
    first, second = uuid7(ms), uuid7(ms)

    assert made_at_ms(first) == ms
    assert first < second
    assert first.variant == "specified in RFC 4122"


def test_uuid7_told_an_old_instant_leaves_the_clock_alone() -> None:
    before = uuid7()
    uuid7(2**48 - 2)

    assert made_at_ms(uuid7()) - made_at_ms(before) < 60_000


@pytest.mark.parametrize("ms", [-1, 2**48])
def test_uuid7_refuses_an_instant_it_cannot_bear(ms: int) -> None:
    with pytest.raises(ValueError, match="milliseconds"):
        uuid7(ms)


def test_is_uuid7_knows_other_versions() -> None:
    assert not is_uuid7(derive(SUPPLIER, "a"))


def test_derive_keeps_parts_apart() -> None:
    assert derive(SUPPLIER, "ab", "c") != derive(SUPPLIER, "a", "bc")
    assert derive(SUPPLIER, "a", "b") == uuid5(SUPPLIER, "a\x1fb")
    with pytest.raises(ValueError, match="U\\+001F"):
        derive(SUPPLIER, "a\x1fb")


def test_batch_ids_differ_by_line_and_record() -> None:
    ids = {campus_batch_id(record, line) for record in (SUPPLIER, INGREDIENT) for line in range(1, 40)}

    assert len(ids) == 78
    assert made_batch_id(SUPPLIER) == uuid5(SUPPLIER, "batch:1")


def test_supplier_batch_is_the_same_for_nine_spellings() -> None:
    spellings = [
        "JT-1122",
        "jt 1122",
        "ＪＴ１１２２",
        "批号：JT1122",
        "LOT: JT.1122",
        "Lot No. JT-1122",
        "batch no jt1122",
    ]
    spellings += ["生产批号 JT—1122", "#jt/1122"]

    ids = {supplier_batch_id(SUPPLIER, INGREDIENT, lot, None, DAY) for lot in spellings}

    assert len(ids) == 1


def test_supplier_batch_with_a_lot_is_the_same_on_any_day() -> None:
    one, other = (supplier_batch_id(SUPPLIER, INGREDIENT, "A1", DAY, day) for day in (DAY, date(2026, 12, 1)))

    assert one == other
    assert one != supplier_batch_id(SUPPLIER, INGREDIENT, "A1", date(2026, 11, 1), DAY)


@pytest.mark.parametrize("lot", [None, "", " ", "批号：", "LOT"])
def test_supplier_batch_without_a_lot_is_the_lot_of_that_day(lot: str | None) -> None:
    batch = supplier_batch_id(SUPPLIER, INGREDIENT, lot, None, DAY)

    assert batch == supplier_batch_id(SUPPLIER, INGREDIENT, None, DAY, DAY)
    assert batch != supplier_batch_id(SUPPLIER, INGREDIENT, None, None, date(2026, 11, 24))
    assert batch != supplier_batch_id(SUPPLIER, INGREDIENT, "day", None, DAY)


@pytest.mark.parametrize(
    ("entered", "plain"),
    [
        ("批号：ＪＴ－1122", "JT1122"),
        ("批次号 20261120-A", "20261120A"),
        ("生产批次：三号车间07", "三号车间07"),
        ("LOTUS-7", "LOTUS7"),
        ("North 5", "NORTH5"),
        ("LO T 5", "5"),
        ("№1122", "1122"),
        ("①②", "12"),
    ],
)
def test_normalise_lot_keeps_what_names_the_lot(entered: str, plain: str) -> None:
    assert normalise_lot(entered) == plain


lots = st.text() | st.lists(
    st.sampled_from(
        ["LOT", "lot no", "BATCH", "NO", "批号", "批次", "号", "：", " ", "-", ".", "A", "1", "ß", "é", "ǰ"]
    )
).map("".join)


@given(lots)
def test_normalise_lot_twice_changes_nothing(code: str) -> None:
    plain = normalise_lot(code)

    assert normalise_lot(plain) == plain
    assert all(character.isalnum() for character in plain)


@given(st.text(string.ascii_letters + string.digits, min_size=1), st.sampled_from("-./ _:#"))
def test_normalise_lot_ignores_case_and_punctuation(code: str, mark: str) -> None:
    assert normalise_lot(mark.join(code.lower())) == normalise_lot(mark.join(code.upper()))


@pytest.mark.parametrize("code", ["96385074", "036000291452", "4006381333931", "6901234567892", "10614141000415"])
def test_gtin_valid_accepts_published_numbers(code: str) -> None:
    assert gtin_valid(code)
    assert gtin_valid(gtin14(code))


def test_gln_and_sscc_have_their_own_lengths() -> None:
    assert gln_valid("9506000134352")
    assert sscc_valid("106141412345678908")
    assert not gln_valid("106141412345678908")
    assert not sscc_valid("9506000134352")
    assert not gtin_valid("106141412345678908")


@given(st.sampled_from([7, 11, 12, 13]).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n)), st.data())
def test_gtin_valid_finds_any_one_wrong_digit(body: str, data: st.DataObject) -> None:
    code = body + gs1_check_digit(body)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != code[place]]))

    assert gtin_valid(code)
    assert not gtin_valid(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("code", ["", "abc", "12345678901２", "400638133393", "4006381333931\n"])
def test_gtin_valid_refuses_other_text(code: str) -> None:
    assert not gtin_valid(code)


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y43", "91330100799655058B", "9144030071526726XG", "914403001922038216", "91110000802100433B"],
)
def test_credit_code_valid_accepts_published_codes(code: str) -> None:
    assert credit_code_valid(code)
    assert credit_code_check(code[:17]) == code[17]


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 15))
def test_credit_code_valid_finds_a_swap(body: str, place: int) -> None:
    code = body + credit_code_check(body)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert credit_code_valid(code)
    assert credit_code_valid(swapped) is (swapped == code)


@pytest.mark.parametrize(
    "code", ["", "91350100M000100Y4", "91350100M000100Y44", "9135010OM000100Y43", "I" * 18, "９" * 18]
)
def test_credit_code_valid_refuses_other_text(code: str) -> None:
    assert not credit_code_valid(code)
