"""Shapes of what a site buys: suppliers and their files, contracts, orders, prices, certificates, tests, balances."""

from __future__ import annotations

from typing import TypedDict

from traceability.snapshot.parts import HeldLicence, Named, Paper, Recorded


class SupplierVetting(Recorded):
    """What a buyer found out about a supplier (partners/vet.py). A None: nobody said.

    occasion: admission, yearly, incident or exit; score: "87" of at most `score_most`.
    """

    vetted_on: str
    occasion: str | None
    outcome: str
    incident_free_since: str | None
    on_blacklist: bool | None
    evaluation: str | None
    score: int | None
    score_most: int | None
    valid_to: str | None


class SupplierFile(Named):
    """A supplier of the period's deliveries or orders: its licences and papers, and all vettings by the buyer.

    A party that is not on record has no file. contact: whether somebody is named to turn to.
    """

    id: str
    trade: str
    credit_code: str | None
    address: str | None
    contact: bool
    licences: list[HeldLicence]
    papers: list[Paper]
    vettings: list[SupplierVetting]


class ContractPrice(TypedDict):
    ingredient: str
    unit_price: str
    unit: str


class Contract(Recorded):
    """A contract of the site or who runs it, in force on one of the days or with one of the suppliers at any time."""

    supplier: str
    number: str | None
    valid_from: str
    valid_to: str | None
    tendered: bool | None
    on_platform: bool | None
    prices: list[ContractPrice]


class Order(Recorded):
    """A purchase order that a delivery of these days names, or that was due on one of them."""

    supplier: str
    number: str | None
    contract: str | None
    due: str
    on_platform: bool | None


class Price(TypedDict):
    """A published reference price where the site lies: yuan per `unit`, a decimal string; region: as published."""

    ingredient: str
    region: str
    unit_price: str
    unit: str
    valid_from: str
    valid_to: str | None
    source: str


class CertificateUse(TypedDict):
    """What one supplier delivered, anywhere, under a certificate number that a line of these days bears.

    kind: a document kind; number_key: as it is searched; lines: how many, of which `here` at this site; kg: the mass of
    those whose papers bear no other number of the kind; first_day and last_day: of those deliveries. sources: the
    papers that a party upstream keeps, and the batches announced under that number that the lines came from; makers:
    who made them, by id or name, "" where nobody said. covered_kg: the mass first announced under the number; None: not
    known.
    """

    kind: str
    number_key: str
    supplier: str
    lines: int
    here: int
    kg: str
    first_day: str
    last_day: str
    sources: list[str]
    makers: list[str]
    covered_kg: str | None


class Test(Recorded):
    """A rapid or laboratory test of batches of these days, or made on one of them."""

    day: str
    method: str
    item: str
    result: str
    report_number: str | None
    batches: list[str]


class Balance(TypedDict):
    """What became of a campus batch up to the end of the last day (kitchen/stock_balance.py): amounts in `unit`.

    Batches that arrived within a month before these days or on them, or had not expired or were counted then. used:
    issued and not
    returned, and cooked straight from the store; wasted: thrown away. counted: what the last count found, and
    difference: that less what should have been there then (None: never counted, or moved unweighed before it). least
    and greatest bound what is left. uses: days on which some was issued or cooked; disposed_on: thrown away or sent
    back.
    """

    batch: str
    ingredient: str | None
    name: str
    food_group: str
    storage: str
    day: str | None
    expiry_date: str | None
    unit: str
    received: str
    used: str
    wasted: str
    sent_back: str
    dispatched: str
    counted: str | None
    counted_at: str | None
    least: str
    greatest: str
    difference: str | None
    uses: list[str]
    disposed_on: list[str]


class Account(Recorded):
    """A month's account of the canteen, in yuan, for each month that has a day in the period.

    ingredients: expenditure on them, None where the account has no such heading; receipts: what the month's delivery
    lines cost by their prices, of which `unpriced` have none.
    """

    month: str
    first_day: str
    income: str
    expenditure: str
    ingredients: str | None
    receipts: str
    unpriced: int
    closed_on: str | None
    published_on: str | None
