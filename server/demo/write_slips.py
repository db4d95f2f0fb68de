"""What went wrong on paper and was put right: records corrected or taken back, batches held, joined and recalled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from server.demo import ids
from server.demo.book import Book, Slip, delivery_id
from server.demo.calendar import moment as instant
from server.demo.happenings import Delivery, KitchenDay, Line
from server.demo.plan import Plan
from server.demo.sheaf import Body, Sheaf, inspector_scope, kitchen_scope, manager_scope
from server.demo.supply import Lot
from server.demo.words import moment, texts
from server.demo.write_supply import lot_id
from traceability.identifiers import supplier_batch_id
from traceability.kinds import BY_NAME
from traceability.ledger.correct import correct
from traceability.ledger.record import Submission

WRONG_WEIGHT, UNSIGNED, TWICE = (2, 4), (4, 6), (5, 8)
"""(campus, index of the school day) of the first delivery that was typed wrong, signed late, entered twice."""
HELD = (6, 11)
"""The same of a delivery whose first line stood on hold for an hour."""


def _is(book: Book, delivery: Delivery, place: tuple[int, int]) -> bool:
    campus, day = place
    first = delivery.code.endswith("-1")
    return first and campus == book.kitchen.index and delivery.at.date() == book.plan.days[day]


def slip(book: Book, delivery: Delivery, truth: dict[str, Any]) -> dict[str, Any]:
    """The delivery as it was first entered; what is wrong with it is noted in the book."""
    identity, later = delivery_id(delivery), delivery.at + timedelta(hours=5)
    if _is(book, delivery, WRONG_WEIGHT):
        book.slips.append(Slip(identity, later, "第一行实收重量多打了一位数字", truth))
        first, *others = truth["lines"]
        wrong = {"amount": first["accepted"]["amount"].replace(".", "") + "0", "unit": first["accepted"]["unit"]}
        return {**truth, "lines": [{**first, "accepted": wrong, "delivered": wrong}, *others]}
    if _is(book, delivery, UNSIGNED):
        first, second = truth["receivers"]
        signature = {**second, "site": book.site, "delivery": str(identity), "signed_at": moment(later)}
        added = ids.happened(later, "delivery_signature", delivery.code)
        book.sheaf.add(kitchen_scope(book.kitchen), "delivery_signature", added, signature)
        return {**truth, "receivers": [first]}
    if _is(book, delivery, TWICE):
        again = ids.happened(delivery.at + timedelta(minutes=3), "delivery", delivery.code, "again")
        body = {**truth, "occurred_at": moment(delivery.at + timedelta(minutes=3))}
        book.sheaf.add(kitchen_scope(book.kitchen), "delivery", again, body)
        book.slips.append(Slip(again, later, "同一车货录入了两次", None))
    return truth


async def write_slips(book: Book) -> int:
    """Correct what was noted; how many corrections."""
    for noted in book.slips:
        correction: Mapping[str, Any] = {
            "record": str(noted.record),
            "saw": 1,
            "declaration": "incorrect_data" if noted.content else "did_not_occur",
            "reason": noted.reason,
            "content": noted.content,
        }
        identity = ids.happened(noted.at, "correction", noted.record)
        await correct(kitchen_scope(book.kitchen), BY_NAME, Submission.of(identity, correction))
    done = len(book.slips)
    book.slips.clear()
    return done


def write_hold(book: Book, today: KitchenDay) -> None:
    """A batch in a torn package waits for the manager's look, and is released."""
    campus, day = HELD
    if campus != book.kitchen.index or today.day != book.plan.days[day]:
        return
    delivery, at = today.deliveries[0], instant(today.day, 8, 5)
    held, scope = ids.happened(at, "hold", delivery.code), manager_scope(book.kitchen)
    body = {
        "party": book.site,
        "occurred_at": moment(at),
        "batches": texts(book.goods(delivery.code, 1)),
        "level": "hold",
        "reason": "外包装破损，暂停使用待查",
    }
    book.sheaf.add(scope, "hold", held, body)
    end = at + timedelta(hours=1)
    release = {"party": book.site, "occurred_at": moment(end), "hold": str(held), "reason": "内包装完好，恢复使用"}
    book.sheaf.add(scope, "release", ids.happened(end, "release", delivery.code), release)


def write_recall(sheaf: Sheaf, plan: Plan, region: str, planted: Sequence[tuple[Delivery, Line]]) -> None:
    """The inspector joins the spelling that names another batch to the recalled lot, and recalls it."""
    recalled = [(delivery, line) for delivery, line in planted if line.fault == "recalled_lot"]
    lot: Lot = recalled[0][1].lot
    party, scope = str(ids.authority(region)), inspector_scope(region)
    typed = {
        supplier_batch_id(
            ids.supplier(delivery.supplier),
            ids.ingredient(lot.ingredient),
            line.typed_lot,
            lot.production_date,
            delivery.at.date(),
        )
        for delivery, line in recalled
    }
    at = instant(plan.days[-1], 10, 0)
    for other in sorted(typed - {lot_id(lot)}):
        body: Body = {
            "party": party,
            "occurred_at": moment(at),
            "a": str(other),
            "b": str(lot_id(lot)),
            "reason": f"批号“{lot.code}”的数字0被写成字母O，供货商与生产日期一致",
        }
        sheaf.add(scope, "same_batch", ids.happened(at, "same batch", other), body)
    end = at + timedelta(minutes=20)
    recall = {
        "party": party,
        "occurred_at": moment(end),
        "batches": texts(lot_id(lot), *sorted(typed - {lot_id(lot)})),
        "level": "recall",
        "reason": "供货商通报该批鸡腿兽药残留超标，全部召回",
    }
    sheaf.add(scope, "hold", ids.happened(end, "recall", lot_id(lot)), recall)
