"""What to order for planned meals: menu x headcount x recipe, less stock that is good in time and what is ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from traceability import db
from traceability.kitchen.cookbook import cookbook
from traceability.kitchen.demand import Goods, Unreckoned, Use, demand
from traceability.kitchen.stock_balance import Stock, stock
from traceability.kitchen.week import week_of
from traceability.partners.place import place_of
from traceability.procurement.cover import Supply, cover, order_amount
from traceability.quantities import Dimension
from traceability.scope import Scope
from traceability.trace.held import held

COOKED = "SELECT day, meal, recipe, dish FROM cooking WHERE log = $1 AND day >= $2 AND day <= $3 AND until_seq IS NULL"
ORDERED = (
    "SELECT o.record, o.number, o.due, l.ingredient, l.amount, l.dimension FROM purchase_order o"
    " JOIN purchase_order_line l ON l.record = o.record AND l.until_seq IS NULL"
    " WHERE o.log = $1 AND o.until_seq IS NULL AND o.due >= $2 AND o.due <= $3 AND NOT EXISTS"
    " (SELECT 1 FROM delivery d WHERE d.purchase_order = o.record AND d.until_seq IS NULL)"
    " ORDER BY o.due, o.record, l.line"
)
OFFERS = (
    "SELECT c.record AS contract, c.number, l.ingredient, l.unit_price, l.unit, c.supplier, p.name, p.name_en"
    " FROM contract c JOIN contract_line l ON l.record = c.record AND l.until_seq IS NULL"
    " LEFT JOIN party p ON p.record = c.supplier AND p.until_seq IS NULL"
    " WHERE c.log IN @uuids($1) AND c.until_seq IS NULL AND c.valid_from <= $2"
    " AND (c.valid_to IS NULL OR c.valid_to >= $2) ORDER BY c.valid_from DESC, c.record"
)
INGREDIENTS = (
    "SELECT record, name, name_en, pinyin, food_group FROM ingredient WHERE record IN @uuids($1) AND until_seq IS NULL"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InStock:
    """A batch of the ingredient in the store. left: what is certainly there; unsure: what more there may be.

    used: how much of it the days in question take; earlier: how much the days before them. state: ok; held; expired:
    before the first day in question.
    """

    batch: UUID
    lot: str | None
    expiry_date: date | None
    left: int
    unsure: int
    state: str
    used: int
    earlier: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OnOrder:
    """A line of an order that is due by the last day and that nothing was received for yet."""

    order: UUID
    number: str | None
    due: date
    amount: int
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedLine:
    """short = needed - what is used of stock and orders, never less than nothing; suggested: short, rounded up."""

    ingredient: UUID
    row: db.Row | None
    dimension: Dimension
    uses: list[Use]
    stock: list[InStock]
    orders: list[OnOrder]
    needed: int
    short: int
    suggested: int
    offer: db.Row | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    lines: list[SuggestedLine]
    unreckoned: list[Unreckoned]


@dataclass(frozen=True, slots=True)
class _AtHand:
    """What there is of some goods: batches of the store that are not on hold, others, and order lines."""

    batches: list[Stock]
    on_hold: set[UUID]
    ordered: list[db.Row]


async def suggest(scope: Scope, site: UUID, first: date, last: date, now: datetime) -> Suggestion:
    """What a site should order for its meals from the first to the last day. NotOnRecord: the site is out of scope.

    Meals between today and the first day take from the store first. What was cooked, and days that are over, take
    nothing. An order that was due and did not come is not counted on.
    """
    async with db.snapshot():
        place = await place_of(scope, site)
        today = place.day_of(now)
        parties = [party for party in (site, place.organisation) if party is not None]
        wanted = demand(
            await week_of(place, today, last),
            {recipe.record: recipe.body for recipe in await cookbook(place)},
            await db.fetch(COOKED, site, today, last),
        )
        batches = [entry for entry in await stock(scope, site) if entry.greatest > 0]
        on_hold = await held([entry.batch for entry in batches], parties)
        at_hand = _AtHand(batches, on_hold, await db.fetch(ORDERED, site, today, last))
        offers: dict[UUID, db.Row] = {}
        for row in await db.fetch(OFFERS, parties, max(first, today)):
            offers.setdefault(row["ingredient"], row)
        named = await db.fetch(INGREDIENTS, list({ingredient for ingredient, _ in wanted.uses}))
    names = {row["record"]: row for row in named}
    lines = [
        _line(goods, uses, at_hand, (first, today), names, offers)
        for goods, uses in wanted.uses.items()
        if any(use.day >= first for use in uses)
    ]
    lines.sort(key=lambda line: (line.row["pinyin"] if line.row else "", line.ingredient, line.dimension))
    return Suggestion(lines, [each for each in wanted.unreckoned if each.day >= first])


def _line(
    goods: Goods,
    uses: Sequence[Use],
    at_hand: _AtHand,
    days: tuple[date, date],
    names: Mapping[UUID, db.Row],
    offers: Mapping[UUID, db.Row],
) -> SuggestedLine:
    ingredient, dimension = goods
    first, today = days
    batches = [b for b in at_hand.batches if b.ingredient == ingredient and b.dimension == dimension]
    ordered = [o for o in at_hand.ordered if o["ingredient"] == ingredient and o["dimension"] == dimension]
    needs: dict[date, int] = {}
    for use in uses:
        needs[use.day] = needs.get(use.day, 0) + use.amount
    given = cover(
        needs,
        [
            *(Supply(0 if b.batch in at_hand.on_hold else b.least, today, b.expiry_date) for b in batches),
            *(Supply(row["amount"], row["due"]) for row in ordered),
        ],
    )
    stocked = [_in_stock(b, part, first, b.batch in at_hand.on_hold) for b, part in zip(batches, given, strict=False)]
    orders = [
        OnOrder(
            order=row["record"],
            number=row["number"],
            due=row["due"],
            amount=row["amount"],
            used=sum(amount for day, amount in part.items() if day >= first),
        )
        for row, part in zip(ordered, given[len(batches) :], strict=True)
    ]
    needed = sum(amount for day, amount in needs.items() if day >= first)
    short = needed - sum(each.used for each in stocked) - sum(each.used for each in orders)
    return SuggestedLine(
        ingredient=ingredient,
        row=names.get(ingredient),
        dimension=dimension,
        uses=[use for use in uses if use.day >= first],
        stock=stocked,
        orders=orders,
        needed=needed,
        short=short,
        suggested=order_amount(short, dimension),
        offer=offers.get(ingredient),
    )


def _in_stock(batch: Stock, given: Mapping[date, int], first: date, on_hold: bool) -> InStock:
    expired = batch.expiry_date is not None and batch.expiry_date < first
    return InStock(
        batch=batch.batch,
        lot=batch.lot,
        expiry_date=batch.expiry_date,
        left=batch.least,
        unsure=batch.greatest - batch.least,
        state="held" if on_hold else "expired" if expired else "ok",
        used=sum(amount for day, amount in given.items() if day >= first),
        earlier=sum(amount for day, amount in given.items() if day < first),
    )
