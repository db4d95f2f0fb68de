"""Keep a canteen's account (MOE 2024: of its own, shown to parents): a month's income and spending by heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from traceability.bodies import Body, Day, Money, Month, Note, first_day_of_month
from traceability.kitchen.oversight_tables import CanteenAccount, CanteenAccountLine
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.oversight_words import ExpenditureHeading, IncomeHeading
from traceability.quantities import parse_money
from traceability.scope import OFFICE, Scope


class IncomeBody(Body):
    """amount: yuan, a decimal string."""

    heading: IncomeHeading
    amount: Money


class ExpenditureBody(Body):
    """amount: yuan, a decimal string."""

    heading: ExpenditureHeading
    amount: Money


class CanteenAccountBody(Body):
    """A month, e.g. "2026-11". closed_on: when its books were closed; published_on: when parents could see them."""

    site: UUID
    month: Month
    income: Annotated[list[IncomeBody], Field(max_length=20)] = []
    expenditure: Annotated[list[ExpenditureBody], Field(max_length=20)] = []
    closed_on: Day | None = None
    published_on: Day | None = None
    person: UUID | None = None
    note: Note | None = None

    @model_validator(mode="after")
    def headings_are_distinct(self) -> CanteenAccountBody:
        for lines in (self.income, self.expenditure):
            if len({line.heading for line in lines}) != len(lines):
                raise PydanticCustomError("repeated_line", "a heading stands twice")
        return self


def rows(entry: Entry[CanteenAccountBody]) -> Rows:
    """The month with its sums, and a row a heading, in fen."""
    body = entry.body
    sides = {
        "income": {one.heading.value: parse_money(one.amount) for one in body.income},
        "expenditure": {one.heading.value: parse_money(one.amount) for one in body.expenditure},
    }
    account = entry.row(
        "account",
        month=body.month,
        first_day=first_day_of_month(body.month),
        income=sum(sides["income"].values()),
        expenditure=sum(sides["expenditure"].values()),
        closed_on=body.closed_on,
        published_on=body.published_on,
        note=body.note,
        person=body.person,
    )
    lines = [
        entry.row("line", side, heading, side=side, heading=heading, amount=fen)
        for side, headings in sides.items()
        for heading, fen in headings.items()
    ]
    return {CanteenAccount: [account], CanteenAccountLine: lines}


CANTEEN_ACCOUNT = Kind(
    name="canteen_account",
    path="canteen-accounts",
    body=CanteenAccountBody,
    writers=OFFICE,
    rows=rows,
    tables=(CanteenAccount, CanteenAccountLine),
    log=lambda body: body.site,
)


async def keep_account(scope: Scope, accounts: Sequence[Submission]) -> list[Receipt]:
    """Record months' accounts."""
    return await record(scope, CANTEEN_ACCOUNT, accounts)
