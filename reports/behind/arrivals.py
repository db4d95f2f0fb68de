"""Deliveries and their lines, behind the figures of what arrived."""

from __future__ import annotations

from reports.behind.item import Figure, Item, counted, in_states, told
from reports.figures.month import Month
from reports.figures.receiving import Line, signed
from reports.figures.tally import State
from reports.places import PLACE
from reports.texts import Words
from reports.views.wording import party
from traceability.snapshot.shapes import Delivery


def arrival_figures(month: Month, words: Words) -> tuple[Figure, ...]:
    """Deliveries, lines, and each question asked of them."""

    def asked(code: str, of: str) -> Figure:
        states = [(line, getattr(line, of)) for line in month.lines]
        return in_states(code, [line_item(line, words, state) for line, state in states if state is not None])

    deliveries = sorted(month.snapshot["deliveries"], key=lambda each: (each["day"], each["occurred_at"], each["id"]))
    return (
        counted("deliveries", [delivery_item(each, words) for each in deliveries]),
        counted("lines", [line_item(line, words) for line in month.lines]),
        counted("rejected", [line_item(line, words) for line in month.rejected], bad=True),
        asked("source", "source"),
        asked("temperature", "temperature"),
        asked("licence", "licence"),
        asked("papers", "papers"),
        in_states("signatures", [delivery_item(each, words, signed(each)) for each in deliveries]),
    )


def delivery_item(delivery: Delivery, words: Words, state: State | None = None) -> Item:
    """A delivery by its supplier, with what it brought."""
    supplier, lines = delivery["supplier"], delivery["lines"]
    return Item(
        kind="delivery",
        place={key: delivery[key] for key in PLACE},  # type: ignore[literal-required]  # the keys of Recorded
        what=words.name(supplier) if supplier else words("no_supplier"),
        day=delivery["day"],
        at=delivery["occurred_at"],
        state=state,
        batch=lines[0]["batch"] if lines else None,
        facts=told(
            ("note", delivery["note_number"]),
            ("goods", words.listed([words.name(line["ingredient"]) for line in lines])),
            ("documents", delivery["documents"] or None),
            ("receivers", words("list_comma").join(words.coded("role", one["role"]) for one in delivery["receivers"])),
        ),
    )


def line_item(of: Line, words: Words, state: State | None = None) -> Item:
    """A line of a delivery by its goods, with what a figure may rest on."""
    delivery, line = of.delivery, of.line
    supplier = delivery["supplier"]
    licence = supplier["licence"] if supplier else None
    return Item(
        kind="delivery",
        place={key: delivery[key] for key in PLACE},  # type: ignore[literal-required]  # the keys of Recorded
        part=line["line"],
        what=words.name(line["ingredient"]),
        day=delivery["day"],
        at=delivery["occurred_at"],
        state=state,
        batch=line["batch"],
        facts=told(
            ("supplier", party(of, words)),
            ("note", delivery["note_number"]),
            ("lot", line["lot_code"]),
            ("accepted", words.amount(line["accepted"])),
            ("rejected", words.amount(line["rejected"]) if of.rejected else None),
            ("reason", line["reason"]),
            ("temperature", _degrees(line["temperature"])),
            ("limit", _degrees(line["limit_temperature"])),
            ("licence", licence["number"] if licence else None),
            ("licence_until", licence["valid_to"] if licence else None),
            ("documents", line["documents"] + delivery["documents"] or None),
        ),
    )


def _degrees(value: str | None) -> str | None:
    return None if value is None else f"{value} °C"
