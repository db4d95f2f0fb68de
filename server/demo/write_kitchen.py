"""A day in the kitchen: goods issued and opened, dishes cooked, and what was thrown away, tested and counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from server.demo import ids
from server.demo.book import Book, cooking_id, delivery_id
from server.demo.calendar import moment as instant
from server.demo.dice import dice
from server.demo.happenings import Cooking, Disposal, KitchenDay, Use
from server.demo.sheaf import kitchen_scope
from server.demo.words import degrees, kilograms, moment, of, texts

SHARED_ISSUE = 5
"""Each kitchen draws a whole day's goods on one issue on one day in so many."""
OWN_ISSUE = 6
"""On other days one cooking in so many draws on an issue of its own."""
SENT_BACK = 0.1
"""Share of what is left over that the supplier takes back."""
RESIDUE = "有机磷和氨基甲酸酯类农药残留"


def write_cooking(book: Book, today: KitchenDay) -> None:
    """Openings, cookings by named batches or from issues, emptyings."""
    scope = kitchen_scope(book.kitchen)
    for opening in today.openings:
        identity = ids.happened(opening.at, "opening", opening.delivery, opening.line)
        book.openings[opening.delivery, opening.line] = identity
        goods = str(book.goods(opening.delivery, opening.line))
        book.sheaf.add(
            scope, "opening", identity, {"site": book.site, "occurred_at": moment(opening.at), "batch": goods}
        )
    planted = any(cooking.fault for cooking in today.cookings)
    together = not planted and (today.day.toordinal() + book.kitchen.index) % SHARED_ISSUE == 0
    issue = _issue(book, today.cookings) if together else None
    for n, cooking in enumerate(today.cookings):
        book.cookings[cooking.code] = cooking
        drawn = issue
        if not together and not planted and (n + today.day.toordinal()) % OWN_ISSUE == 0:
            drawn = _issue(book, (cooking,))
        _write_cooking(book, cooking, drawn)
        for use in (*cooking.uses, *cooking.shared):
            if use.delivery and use.line:
                book.take(use.delivery, use.line, use.amount)
    for emptying in today.emptyings:
        opened = str(book.openings[emptying.delivery, emptying.line])
        body = {"site": book.site, "occurred_at": moment(emptying.at), "opening": opened}
        identity = ids.happened(emptying.at, "emptying", emptying.delivery, emptying.line)
        book.sheaf.add(scope, "emptying", identity, body)


def _issue(book: Book, cookings: Sequence[Cooking]) -> UUID | None:
    """The goods of some cookings, weighed out to a cook before the first; None where they take nothing by name."""
    taken: dict[tuple[str, int], Use] = {}
    for use in (use for cooking in cookings for use in cooking.uses):
        if use.delivery and use.line:
            before = taken.get((use.delivery, use.line))
            amount = use.amount + (before.amount if before else 0)
            taken[use.delivery, use.line] = Use(use.ingredient, amount, use.delivery, use.line)
    if not taken:
        return None
    facts = book.plan.facts
    at = min(cooking.started_at for cooking in cookings) - timedelta(minutes=35)
    identity = ids.happened(at, "issue", *(cooking.code for cooking in cookings))
    lines = [
        {"batch": str(book.goods(*place)), "amount": of(facts, use.ingredient, use.amount), "evidence": "measured"}
        for place, use in taken.items()
    ]
    throw, last = dice("issue", cookings[0].code), next(iter(taken.items()))
    if throw.random() < 0.25:  # half a kilogram or litre too much was weighed out, and went back
        (place, use), half = last, 500_000 if facts.ingredients[last[1].ingredient].unit == "kg" else 500
        lines[0] = {**lines[0], "amount": of(facts, use.ingredient, use.amount + half)}
        back = {
            "site": book.site,
            "occurred_at": moment(at + timedelta(minutes=95)),
            "issue": str(identity),
            "lines": [
                {"batch": str(book.goods(*place)), "amount": of(facts, use.ingredient, half), "evidence": "measured"}
            ],
        }
        book.sheaf.add(kitchen_scope(book.kitchen), "stock_return", ids.happened(at, "return", identity), back)
    body = {"site": book.site, "occurred_at": moment(at), "person": book.signer(3), "lines": lines}
    return book.sheaf.add(kitchen_scope(book.kitchen), "stock_issue", identity, body)


def _write_cooking(book: Book, cooking: Cooking, issue: UUID | None) -> None:
    facts = book.plan.facts
    recipe = facts.recipes[cooking.dish]
    inputs = [
        {"batch": str(_batch(book, cooking, use)), "amount": of(facts, use.ingredient, use.amount)}
        for use in cooking.uses
    ]
    body: dict[str, Any] = {
        "site": book.site,
        "occurred_at": moment(cooking.finished_at),
        "dish": recipe.name,
        "recipe": str(ids.recipe(recipe.code)),
        "meal": "lunch",
        "portions": sum(cooking.portions.values()),
        "inputs": [] if issue else inputs,
        "issues": texts(issue) if issue else [],
        "output": kilograms(cooking.made),
        "core_temperature": degrees(cooking.core),
        "cook": book.cook(cooking.dish, cooking.finished_at.date()),
    }
    book.sheaf.add(kitchen_scope(book.kitchen), "cooking", cooking_id(cooking), body)


def _batch(book: Book, cooking: Cooking, use: Use) -> UUID:
    """The goods a use names; a batch that nobody has on record where none was delivered."""
    if use.delivery and use.line:
        return book.goods(use.delivery, use.line)
    return ids.master("batch of no source", f"{cooking.code} {use.ingredient}")


def write_rest(book: Book, today: KitchenDay) -> None:
    """Goods thrown away, the morning's rapid test, the week's count of the store."""
    scope, facts = kitchen_scope(book.kitchen), book.plan.facts
    for waste in today.disposals:
        book.take(waste.delivery, waste.line, waste.amount)
        if dice("return", waste.delivery, waste.line).random() < SENT_BACK:
            _send_back(book, waste)
            continue
        body = {
            "site": book.site,
            "batch": str(book.goods(waste.delivery, waste.line)),
            "amount": of(facts, waste.ingredient, waste.amount),
            "reason": "expired",
            "occurred_at": moment(waste.at),
            "handler": book.signer(0),
        }
        book.sheaf.add(scope, "disposal", ids.happened(waste.at, "disposal", waste.delivery, waste.line), body)
    _write_test(book, today)
    if book.ends_week(today):
        _write_count(book, today)


def _send_back(book: Book, waste: Disposal) -> None:
    delivery = book.deliveries[waste.delivery]
    body = {
        "site": book.site,
        "occurred_at": moment(waste.at),
        "delivery": str(delivery_id(delivery)),
        "supplier": str(ids.supplier(delivery.supplier)),
        "batch": str(book.goods(waste.delivery, waste.line)),
        "amount": of(book.plan.facts, waste.ingredient, waste.amount),
        "reason": "未用完，品质下降，退回供货商",
        "person": book.signer(0),
    }
    identity = ids.happened(waste.at, "sent back", waste.delivery, waste.line)
    book.sheaf.add(kitchen_scope(book.kitchen), "goods_return", identity, body)


def _write_test(book: Book, today: KitchenDay) -> None:
    greens = [
        book.goods(delivery.code, line.line)
        for delivery in today.deliveries
        for line in delivery.lines
        if book.plan.facts.ingredients[line.ingredient].group in ("vegetable", "fruit")
    ][:2]
    if not greens:
        return
    throw, at = dice("test", book.kitchen.index, today.day), instant(today.day, 8, 20)
    suspicious = throw.random() < 0.01
    body = {
        "party": book.site,
        "tested_at": moment(at),
        "method": "rapid",
        "item": RESIDUE,
        "limit": "抑制率<50%",
        "value": f"抑制率{throw.randint(46, 49) if suspicious else throw.randint(3, 28)}%",
        "result": "inconclusive" if suspicious else "passed",
        "person": book.signer(1),
        "batches": texts(*greens),
    }
    book.sheaf.add(kitchen_scope(book.kitchen), "batch_test", ids.happened(at, "test", book.kitchen.code), body)


def _write_count(book: Book, today: KitchenDay) -> None:
    facts, at = book.plan.facts, instant(today.day, 16, 45)
    lines = [
        {
            "batch": str(book.goods(*place)),
            "amount": of(facts, book.line(*place).ingredient, left),
            "evidence": "measured",
        }
        for place, left in book.left.items()
        if left > 0
    ]
    book.left = {place: left for place, left in book.left.items() if left > 0}
    if lines:
        body = {"site": book.site, "occurred_at": moment(at), "person": book.signer(0), "lines": lines}
        book.sheaf.add(kitchen_scope(book.kitchen), "stock_count", ids.happened(at, "count", book.kitchen.code), body)
