"""What people send to order a report: every fault is named at its field."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from reports.kinds import KINDS
from reports.ordering import THINGS
from traceability.bodies import Body, Field
from traceability.snapshot import periods

FORMS = {span: (re.compile(form), f"not_a_{span}") for span, form in periods.FORMS.items()}
"""How a period of each span is written, and what is said where it is not."""
PERIOD = re.compile("|".join(form.pattern for form, _ in FORMS.values()))


def _kind(value: str) -> str:
    if value not in KINDS:
        raise PydanticCustomError("not_one_of", "not one of", {"expected": "、".join(KINDS)})
    return value


def _in_calendar(period: str) -> bool:
    """Whether there is such a period: not every year has a 53rd week."""
    try:
        periods.bounds(period)
    except ValueError:
        return False
    return True


OrderedKind = Annotated[str, AfterValidator(_kind)]


class ReportWish(Body):
    """A report to be made. period: for the kinds that cover one, such as 2026-10, 2026-W47 or 2026-autumn. subject:
    the delivery, batch or supplier, for the kinds about one. site: whom it is made for; kinds about a campus ask for
    it, the others are made for the party that one acts for where it is left out."""

    kind: OrderedKind = "campus_monthly"
    site: Annotated[UUID | None, Field(validate_default=True)] = None
    period: Annotated[str | None, StringConstraints(max_length=20), Field(validate_default=True)] = None
    subject: Annotated[UUID | None, Field(validate_default=True)] = None
    language: Literal["zh-CN", "en"] = "zh-CN"

    @field_validator("site")
    @classmethod
    def for_whom(cls, value: UUID | None, info: ValidationInfo) -> UUID | None:
        kind = KINDS.get(info.data.get("kind", ""))
        if kind is not None and value is None and kind.about == "campus":
            raise PydanticCustomError("required", "required")
        return value

    @field_validator("period")
    @classmethod
    def of_its_span(cls, value: str | None, info: ValidationInfo) -> str | None:
        kind = KINDS.get(info.data.get("kind", ""))
        if kind is None:
            return value
        if kind.span == "none":
            if value is not None:
                raise PydanticCustomError("no_period", "of no period")
            return None
        if value is None:
            raise PydanticCustomError("required", "required")
        form, code = FORMS[kind.span]
        if not form.fullmatch(value) or not _in_calendar(value):
            raise PydanticCustomError(code, "wrong form")
        return value

    @field_validator("subject")
    @classmethod
    def about_one(cls, value: UUID | None, info: ValidationInfo) -> UUID | None:
        kind = KINDS.get(info.data.get("kind", ""))
        if kind is None:
            return value
        if kind.about in THINGS and value is None:
            raise PydanticCustomError("required", "required")
        if kind.about not in THINGS and value is not None:
            raise PydanticCustomError("no_subject", "about no thing")
        return value
