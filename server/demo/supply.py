"""Who sells what to whom, and where a lot comes from: farm, slaughterhouse or processor, wholesaler."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from server.demo.dice import dice
from server.demo.facts import Facts, Ingredient, Supplier, facts

_STAGES = ("wholesale", "processor", "farm")
SURPLUS_PERMILLE = 50
"""What of a lot goes to others than the district."""
_SCALE = {"kg": 1_000_000, "l": 1_000}


@dataclass(frozen=True)
class Lot:
    """A batch of one ingredient at one supplier, under one lot code."""

    supplier: str
    ingredient: str
    code: str
    production_date: date


@dataclass(frozen=True)
class Share:
    """A lot that went into another: `permille` of what that one took in."""

    lot: Lot
    permille: int


@cache
def handlers(ingredient: str, stage: str) -> tuple[Supplier, ...]:
    """The suppliers of a stage that deal in an ingredient, in the table's order."""
    return tuple(s for s in facts().suppliers.values() if s.stage == stage and ingredient in s.handles)


@cache
def sellers(ingredient: str) -> tuple[Supplier, ...]:
    """Who delivers an ingredient to canteens: wholesalers, else processors, else farms themselves."""
    return next((found for stage in _STAGES if (found := handlers(ingredient, stage))), ())


def licensed(supplier: Supplier, day: date) -> bool:
    """Whether its licence holds on `day`; farms of plants need none."""
    return supplier.licence is None or supplier.licence.valid_from <= day <= supplier.licence.valid_to


def seller(ingredient: str, campus: int, lapsed: frozenset[str] = frozenset()) -> Supplier:
    """The seller a campus buys an ingredient from: always the same one, passing over `lapsed` ones."""
    found = [supplier for supplier in sellers(ingredient) if supplier.code not in lapsed]
    return found[campus % len(found)]


def production_date(ingredient: Ingredient, delivered: date) -> date:
    """When what arrives on `delivered` was made or harvested; long-lived goods share a lot for four weeks."""
    if ingredient.days <= 7:
        return delivered - timedelta(days=1)
    if ingredient.days <= 45:
        return delivered - timedelta(days=1 + delivered.toordinal() % 3)
    return delivered - timedelta(days=delivered.toordinal() % 28 + 20)


def expiry(ingredient: Ingredient, lot: Lot) -> date:
    """The last day a lot may be used."""
    return lot.production_date + timedelta(days=ingredient.days)


def lot_at(supplier: Supplier, ingredient: Ingredient, delivered: date) -> Lot:
    """The lot of an ingredient that a supplier delivers that day, to every campus alike."""
    made = production_date(ingredient, delivered)
    return Lot(supplier.code, ingredient.code, _code(supplier, ingredient, made), made)


def _code(supplier: Supplier, ingredient: Ingredient, made: date) -> str:
    number = list(facts().ingredients).index(ingredient.code)
    letters = "".join(word[0] for word in supplier.name_en.upper().split()[:2])
    return f"{letters}{made:%y%m%d}-{number:03}"


def parents(lot: Lot) -> tuple[Share, ...]:
    """The lots that `lot` was made of or taken from, one or two; () at a farm, or where nobody upstream is known."""
    table: Facts = facts()
    supplier, ingredient = table.suppliers[lot.supplier], table.ingredients[lot.ingredient]
    made_of = ingredient
    found: tuple[Supplier, ...] = ()
    if supplier.stage == "wholesale":
        found = handlers(ingredient.code, "processor") or handlers(ingredient.code, "farm")
    elif supplier.stage == "processor":
        made_of = table.ingredients[ingredient.made_from] if ingredient.made_from else ingredient
        found = handlers(made_of.code, "farm")
    if not found:
        return ()
    throw = dice("parents", lot.supplier, lot.ingredient, lot.code, lot.production_date)
    picked = throw.sample(found, min(len(found), throw.choice((1, 1, 2))))
    shares = (1000,) if len(picked) == 1 else (600, 400)
    return tuple(Share(_upstream(lot, source, made_of), share) for source, share in zip(picked, shares, strict=True))


@dataclass(frozen=True)
class Announced:
    """A lot as its supplier announces it: how much of it there is, and what it took from other lots."""

    lot: Lot
    amount: int
    parents: tuple[tuple[Lot, int], ...]


def announcements(delivered: Mapping[Lot, int]) -> tuple[Announced, ...]:
    """All lots upstream of what was delivered (amounts in base units), sources first; each 5 % larger than what left.

    A lot that went into several others appears once, with what all of them took.
    """
    table = facts()
    left = dict(delivered)
    found: list[Announced] = []
    for stage in _STAGES:
        for lot in sorted(
            (lot for lot in left if table.suppliers[lot.supplier].stage == stage),
            key=lambda lot: (lot.production_date, lot.supplier, lot.ingredient, lot.code),
        ):
            amount = _rounded_up(left[lot] * (1000 + SURPLUS_PERMILLE), 1000, table.ingredients[lot.ingredient])
            taken = tuple((share.lot, taken_from(lot, amount, share)) for share in parents(lot))
            for parent, drawn in taken:
                left[parent] = left.get(parent, 0) + drawn
            found.append(Announced(lot, amount, taken))
    return tuple(reversed(found))


def _upstream(lot: Lot, source: Supplier, made_of: Ingredient) -> Lot:
    if made_of.code == lot.ingredient and source.stage == "processor":
        return Lot(source.code, made_of.code, lot.code, lot.production_date)
    made = lot.production_date - timedelta(days=0 if made_of.code == lot.ingredient else 1)
    return Lot(source.code, made_of.code, _code(source, made_of, made), made)


def taken_from(lot: Lot, amount: int, share: Share) -> int:
    """How much of a parent lot `amount` of `lot` took, in the parent's base unit, rounded up to 0.1 kg or l."""
    table = facts()
    ingredient, raw = table.ingredients[lot.ingredient], table.ingredients[share.lot.ingredient]
    if ingredient.code == raw.code:
        return _rounded_up(amount * share.permille, 1000, raw)
    scaled = amount * ingredient.raw_permille * _SCALE[raw.unit] * share.permille
    return _rounded_up(scaled, _SCALE[ingredient.unit] * 1_000_000, raw)


def _rounded_up(dividend: int, divisor: int, ingredient: Ingredient) -> int:
    step = _SCALE[ingredient.unit] // 10
    return -(-dividend // (divisor * step)) * step
