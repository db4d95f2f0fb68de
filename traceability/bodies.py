"""Bodies of records: the pydantic types they are made of, and how their faults are named.

Every fault has a JSON pointer and a stable code; texts for people stand with whoever shows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar, get_args
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic import Field as Field
from pydantic_core import PydanticCustomError, core_schema

from traceability.errors import Fault, Invalid
from traceability.quantities import (
    Quantity,
    QuantityError,
    dimension_of,
    parse_money,
    parse_quantity,
    parse_temperature,
    parse_unit_price,
)

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class Body(BaseModel):
    """Base of every body: nothing unknown, nothing mutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _may_be_left_out(schema: dict[str, Any]) -> None:
    """Screens leave it out; the outbox adds it. Types made from a schema with a default would ask them all for it."""
    schema.pop("default", None)


MAY_BE_LEFT_OUT = Field(json_schema_extra=_may_be_left_out)
"""Marks a field of a later release, which screens of an earlier one do not know."""


class Happening(Body):
    """Base of the bodies of what happens in a kitchen.

    from_paper: it was first written on a paper form, at the time the body tells, and typed in later: a late entry by
    intent. When it was typed in is `recorded_at`, and the tablet's clock beside the record.
    """

    from_paper: Annotated[bool, Field(strict=True), MAY_BE_LEFT_OUT] = False


def _day(value: date) -> date:
    if not EARLIEST <= value < LATEST:
        raise PydanticCustomError("out_of_calendar", "out of calendar", {"from": "2000-01-01", "to": "2099-12-31"})
    return value


def _moment(value: datetime) -> datetime:
    """UTC, whole milliseconds; the calendar's bounds hold."""
    _day(value.date())
    return value.astimezone(UTC).replace(microsecond=value.microsecond // 1000 * 1000)


def _text_only(value: Any) -> Any:
    if not isinstance(value, str):
        raise PydanticCustomError("decimal_string_expected", "a decimal string is expected")
    return value


def _quantity_checked(parse: Any) -> Any:
    def check(value: str) -> str:
        try:
            parse(value)
        except QuantityError as error:
            raise PydanticCustomError(error.code, error.code) from error
        return value

    return check


def _written(form: str, code: str) -> BeforeValidator:
    """Text of this form only: pydantic would take a number as seconds since 1970."""
    pattern = re.compile(form)

    def check(value: Any) -> Any:
        if isinstance(value, date) or (isinstance(value, str) and pattern.match(value)):
            return value
        raise PydanticCustomError(code, code)

    return BeforeValidator(check)


def first_day_of_week(week: str) -> date:
    """The Monday of "2026-W47". ValueError: no such week."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def first_day_of_month(month: str) -> date:
    """The first of "2026-11". ValueError: no such month."""
    return date.fromisoformat(f"{month}-01")


def _span(first_day: Callable[[str], date], code: str) -> AfterValidator:
    """A stretch of days that the calendar has, by its first."""

    def check(value: str) -> str:
        try:
            first = first_day(value)
        except ValueError as error:
            raise PydanticCustomError(code, code) from error
        _day(first)
        return value

    return AfterValidator(check)


Day = Annotated[date, _written(r"\d{4}-\d\d-\d\d$", "not_a_date"), AfterValidator(_day)]
Moment = Annotated[AwareDatetime, _written(r"\d{4}-\d\d-\d\d[Tt ]\d\d:", "not_a_time"), AfterValidator(_moment)]
Week = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-W[0-5][0-9]$"), _span(first_day_of_week, "not_a_week")]
Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[01][0-9]$"), _span(first_day_of_month, "not_a_month")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Told = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Note = Annotated[str, StringConstraints(max_length=2000)]
Temperature = Annotated[str, BeforeValidator(_text_only), AfterValidator(_quantity_checked(parse_temperature))]
Money = Annotated[str, BeforeValidator(_text_only), AfterValidator(_quantity_checked(parse_money))]
UnitPrice = Annotated[str, BeforeValidator(_text_only), AfterValidator(_quantity_checked(parse_unit_price))]
UnitName = Annotated[str, StringConstraints(max_length=12), AfterValidator(_quantity_checked(dimension_of))]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Region = Annotated[str, StringConstraints(pattern=r"^\d{6,12}$")]
Count = Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
Line = Annotated[int, Field(ge=1, le=1000, strict=True)]


class Amount(Body):
    """An amount as entered, e.g. {"amount": "38.2", "unit": "kg"}."""

    unit: Annotated[str, StringConstraints(min_length=1, max_length=12)]
    amount: Annotated[str, BeforeValidator(_text_only), StringConstraints(max_length=24)]

    @field_validator("unit")
    @classmethod
    def known(cls, value: str) -> str:
        try:
            parse_quantity("1", value)
        except QuantityError as error:
            if error.code == "unknown_unit":
                raise PydanticCustomError("unknown_unit", "unknown unit", {"unit": value}) from error
        return value

    @field_validator("amount")
    @classmethod
    def exact(cls, value: str, info: ValidationInfo) -> str:
        try:
            parse_quantity(value, info.data.get("unit", "kg"))
        except QuantityError as error:
            raise PydanticCustomError(error.code, error.code, {"amount": value[:24]}) from error
        return value

    @property
    def quantity(self) -> Quantity:
        return parse_quantity(self.amount, self.unit)


OWN_CODES = {
    "missing": "required",
    "extra_forbidden": "unknown_field",
    "string_too_long": "too_long",
    "string_too_short": "empty",
    "too_long": "too_many",
    "too_short": "too_few",
    "enum": "not_one_of",
    "literal_error": "not_one_of",
    "timezone_aware": "zone_required",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "greater_than": "out_of_range",
    "less_than": "out_of_range",
    "string_pattern_mismatch": "wrong_form",
    "value_error": "wrong_form",
    "int_from_float": "wrong_type",
    "int_parsing_size": "out_of_range",
}
PYDANTICS = frozenset(get_args(core_schema.ErrorType))
"""Kinds of errors that pydantic names; whatever else comes out of a model is a code of ours."""


def _own_code(kind: str) -> str:
    if kind in OWN_CODES:
        return OWN_CODES[kind]
    for start, code in (("uuid", "not_a_uuid"), ("datetime", "not_a_time"), ("date", "not_a_date")):
        if kind.startswith(start):
            return code
    if kind.endswith(("_type", "_parsing", "_attributes_type")):
        return "wrong_type"
    return "wrong_form" if kind in PYDANTICS else kind


def _pointer(location: tuple[int | str, ...]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location)


B = TypeVar("B", bound=BaseModel)


def parse_body(model: type[B], value: object) -> B:
    """The body as its model; Invalid with every fault at its field."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise Invalid(faults=tuple(_faults(error))) from error


def _faults(error: ValidationError) -> list[Fault]:
    faults = []
    for item in error.errors(include_url=False, include_input=False):
        context: Mapping[str, object] = {k: v for k, v in item.get("ctx", {}).items() if isinstance(v, str | int)}
        faults.append(Fault(_pointer(item["loc"]), _own_code(item["type"]), context))
    return faults


Reference = UUID
