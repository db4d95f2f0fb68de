"""Amounts are exact: what a person typed becomes a whole number and comes back as itself."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from traceability.quantities import (
    LARGEST,
    PACKAGE_UNITS,
    UNITS,
    Dimension,
    Package,
    Quantity,
    QuantityError,
    cost_in_fen,
    dimension_of,
    display_unit,
    format_money,
    format_temperature,
    package_total,
    parse_money,
    parse_package,
    parse_quantity,
    parse_temperature,
    parse_unit_price,
    to_decimal,
)

units = st.sampled_from(sorted(UNITS))


@pytest.mark.parametrize(
    ("amount", "unit", "base"),
    [
        ("38.2", "kg", 38_200_000),
        ("38.2", "公斤", 38_200_000),
        ("1", "斤", 500_000),
        ("3.5", "市斤", 1_750_000),
        ("2", "两", 100_000),
        ("1", "两", 50_000),
        ("0.25", "t", 250_000_000),
        ("12", "克", 12_000),
        ("1.5", "L", 1_500),
        ("250", "毫升", 250),
        ("30", "枚", 30),
        ("0", "kg", 0),
        ("007.50", "KG", 7_500_000),
        ("３８．２", "㎏", 38_200_000),
        ("38。2", "千克", 38_200_000),
        ("38，2", " kg ", 38_200_000),
        ("2.000", "个", 2),
    ],
)
def test_parse_quantity_counts_base_units(amount: str, unit: str, base: int) -> None:
    quantity = parse_quantity(amount, unit)

    assert quantity.amount == base
    assert (quantity.entered, quantity.entered_unit) == (amount, unit)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("-1", "negative_amount"),
        ("－3.5", "negative_amount"),
        ("−2", "negative_amount"),
        ("1e3", "not_a_decimal"),
        ("+1", "not_a_decimal"),
        ("1,000", "not_a_decimal"),
        ("1，000", "not_a_decimal"),
        ("1，000，000", "not_a_decimal"),
        ("1.2.3", "not_a_decimal"),
        (".5", "not_a_decimal"),
        ("5.", "not_a_decimal"),
        ("", "not_a_decimal"),
        ("NaN", "not_a_decimal"),
        ("十二", "not_a_decimal"),
        ("٣", "not_a_decimal"),
        ("1\x00", "not_a_decimal"),
        ("1" * 25, "not_a_decimal"),
        ("0.0000001", "too_precise"),
        ("1000000001", "too_large"),
    ],
)
def test_parse_quantity_refuses_what_is_no_amount(amount: str, code: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity(amount, "kg")

    assert (caught.value.code, caught.value.field) == (code, "amount")


def test_parse_quantity_allows_the_largest_amount() -> None:
    assert parse_quantity("1000000000", "kg").amount == LARGEST


def test_parse_quantity_refuses_half_an_egg() -> None:
    with pytest.raises(QuantityError, match="too_precise"):
        parse_quantity("0.5", "枚")


@pytest.mark.parametrize("unit", ["箱", "stone", "", "kilo", "斗"])
def test_parse_quantity_refuses_a_unit_without_a_size(unit: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity("1", unit)

    assert (caught.value.code, caught.value.field) == ("unknown_unit", "unit")
    assert caught.value.context["package"] is (unit in PACKAGE_UNITS)


def test_parse_quantity_names_both_faults_at_once() -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity("-1", "furlong")

    assert {(fault.pointer, fault.code) for fault in caught.value.faults} == {
        ("/unit", "unknown_unit"),
        ("/amount", "negative_amount"),
    }


@given(st.integers(0, 10**15), units)
def test_to_decimal_comes_back_as_the_same_amount(amount: int, unit: str) -> None:
    text = to_decimal(amount, unit)

    assert Decimal(text) * UNITS[unit].factor == amount
    if len(text) <= 24:
        assert parse_quantity(text, unit).amount == amount


@given(st.integers(-(10**15), 10**15), units)
def test_to_decimal_is_the_shortest(amount: int, unit: str) -> None:
    text = to_decimal(amount, unit)

    assert "." not in text or not text.endswith(("0", "."))
    assert text.startswith("-") is (amount < 0)


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 6)), max_size=30))
def test_sums_of_entered_kilograms_never_drift(entries: list[tuple[int, int]]) -> None:
    texts = [f"{Decimal(digits).scaleb(-places):f}" for digits, places in entries]

    total = sum(parse_quantity(text, "kg").amount for text in texts)

    assert Decimal(to_decimal(total, "kg")) == sum(map(Decimal, texts))


@given(st.text(max_size=30), st.text(max_size=6))
@example("9" * 24, "t")
def test_parse_quantity_answers_any_text_with_an_amount_or_faults(amount: str, unit: str) -> None:
    try:
        answer: Quantity | QuantityError = parse_quantity(amount, unit)
    except QuantityError as refused:
        answer = refused

    assert answer.faults if isinstance(answer, QuantityError) else 0 <= answer.amount <= LARGEST


def test_to_decimal_takes_a_dimension() -> None:
    assert to_decimal(38_200_000, Dimension.MASS) == "38.2"
    assert to_decimal(1_500, "volume") == "1.5"
    assert to_decimal(30, Dimension.COUNT) == "30"


def test_display_unit_takes_base_or_dimension() -> None:
    assert [display_unit(base) for base in ("mg", "ml", "piece", Dimension.MASS)] == ["kg", "l", "piece", "kg"]
    assert [dimension.base for dimension in Dimension] == ["mg", "ml", "piece"]
    assert dimension_of("公升") is Dimension.VOLUME


@pytest.mark.parametrize(
    ("text", "tenths"), [("3.4", 34), ("-18", -180), ("－18．5", -185), ("0.0", 0), ("-80.0", -800), ("300", 3000)]
)
def test_parse_temperature_counts_tenths(text: str, tenths: int) -> None:
    assert parse_temperature(text) == tenths


@pytest.mark.parametrize(
    ("text", "code"),
    [("3.45", "too_precise"), ("-80.1", "out_of_range"), ("300.1", "out_of_range"), ("3.4C", "not_a_decimal")],
)
def test_parse_temperature_refuses_what_no_thermometer_says(text: str, code: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse_temperature(text, "label_temperature")

    assert (caught.value.code, caught.value.field) == (code, "label_temperature")


@given(st.integers(-800, 3000))
def test_format_temperature_comes_back(tenths: int) -> None:
    assert parse_temperature(format_temperature(tenths)) == tenths


@given(st.integers(0, 10**12))
def test_format_money_comes_back(fen: int) -> None:
    assert parse_money(format_money(fen)) == fen


def test_format_money_shows_two_places_and_a_sign() -> None:
    assert [format_money(fen) for fen in (1250, 5, -5, 0)] == ["12.50", "0.05", "-0.05", "0.00"]


@pytest.mark.parametrize(("text", "code"), [("1.005", "too_precise"), ("-1", "negative_amount")])
def test_parse_money_refuses_less_than_a_fen(text: str, code: str) -> None:
    with pytest.raises(QuantityError, match=code):
        parse_money(text)


def test_parse_unit_price_is_normalised() -> None:
    assert [parse_unit_price(text) for text in ("12.5034", "012.50", "12.00", "０．5")] == [
        "12.5034",
        "12.5",
        "12",
        "0.5",
    ]


def test_cost_rounds_half_a_fen_up() -> None:
    assert cost_in_fen("0.01", 500_000, "kg") == 1
    assert cost_in_fen("0.01", 499_999, "kg") == 0
    assert cost_in_fen("12.5034", 38_200_000, "kg") == 47_763
    assert cost_in_fen("6.25", 38_200_000, "斤") == 47_750


def test_package_total_needs_what_one_holds() -> None:
    content = parse_quantity("10", "斤")

    total = package_total(Package(4, "箱", content))

    assert total is not None
    assert (total.amount, total.entered, total.entered_unit) == (20_000_000, "4", "箱")
    assert package_total(Package(4, "箱", None)) is None


def test_parse_package_names_every_fault() -> None:
    with pytest.raises(QuantityError) as caught:
        parse_package(-1, "furlong", None)

    assert [(fault.pointer, fault.code) for fault in caught.value.faults] == [
        ("/count", "negative_amount"),
        ("/unit", "unknown_unit"),
    ]


def test_parse_package_refuses_more_than_can_be_summed() -> None:
    with pytest.raises(QuantityError, match="too_large"):
        parse_package(10**9, "箱", parse_quantity("10", "t"))
