"""Errors carry codes and context, never sentences."""

import pytest

from traceability.errors import Conflict, Fault, Invalid, MealtraceError, NotOnRecord, NotPermitted, pointer_to


@pytest.mark.parametrize("kind", [NotOnRecord, Conflict, NotPermitted])
def test_errors_carry_code_and_context(kind: type[MealtraceError]) -> None:
    error = kind("some_code", {"record": "7"})

    assert (error.code, error.context) == ("some_code", {"record": "7"})
    assert str(error) == "some_code (record='7')"


def test_invalid_names_every_fault() -> None:
    error = Invalid(fault for fault in (Fault("/unit", "unknown_unit"), Fault("", "bad_json")))

    assert [fault.code for fault in error.faults] == ["unknown_unit", "bad_json"]
    assert str(error) == "/unit: unknown_unit; /: bad_json"


def test_invalid_without_a_fault_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="says nothing"):
        Invalid([])


def test_a_fault_moves_under_where_its_value_stands() -> None:
    fault = Fault("/amount", "too_precise", {"base": "mg"}).under(pointer_to("lines", 0, "delivered"))

    assert fault == Fault("/lines/0/delivered/amount", "too_precise", {"base": "mg"})


def test_pointer_to_escapes_as_rfc_6901_says() -> None:
    assert pointer_to() == ""
    assert pointer_to("a/b", "m~n", 3) == "/a~1b/m~0n/3"
