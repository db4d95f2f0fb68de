"""Amounts, prices, temperatures and times of the plan as bodies write them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from server.demo.facts import Facts
from traceability.quantities import format_money, format_temperature, to_decimal

Amount = dict[str, str]


def of(facts: Facts, ingredient: str, amount: int, unit: str | None = None) -> Amount:
    """Base units of an ingredient as its own unit, or another one of the same dimension, writes them."""
    written = unit or facts.ingredients[ingredient].unit
    return {"amount": to_decimal(amount, written), "unit": written}


def kilograms(amount: int) -> Amount:
    """mg in kg."""
    return {"amount": to_decimal(amount, "kg"), "unit": "kg"}


def grams(amount: int) -> Amount:
    """mg in g."""
    return {"amount": to_decimal(amount, "g"), "unit": "g"}


def degrees(tenths: int | None) -> str | None:
    return None if tenths is None else format_temperature(tenths)


def yuan(fen: int) -> str:
    return format_money(fen)


def moment(at: datetime) -> str:
    return at.isoformat()


def texts(*identities: UUID) -> list[str]:
    return [str(identity) for identity in identities]
