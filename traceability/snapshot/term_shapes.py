"""Shapes of what a canteen does once a term or month: surveys and meetings."""

from __future__ import annotations

from traceability.snapshot.parts import Recorded


class Survey(Recorded):
    """A term's satisfaction survey, counted, never named. term: "2026-autumn"; the rest of `answered` said neither."""

    term: str
    closed_on: str
    sent: int
    answered: int
    satisfied: int
    dissatisfied: int


class Meeting(Recorded):
    """The minutes of a month's meeting. signed: whether a principal did; in_canteen None: not said."""

    month: str
    day: str
    signed: bool
    in_canteen: bool | None
