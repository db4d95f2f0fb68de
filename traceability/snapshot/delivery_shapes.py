"""Shapes of a delivery's receiving record."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from traceability.snapshot.parts import Amount, Named, Recorded
from traceability.snapshot.shapes import CheckpointRead, Correction, Facts, Threshold


class Deposited(Recorded):
    """A paper that came with the delivery, or was announced with a batch of it.

    lines: those it is of, empty where it is of the whole delivery; sha256: of its content (hexadecimal), None where
    only its number is known.
    """

    lines: list[int]
    kind: str
    number: str | None
    issued_on: str | None
    valid_to: str | None
    issuer: str | None
    sha256: str | None
    media_type: str | None
    bytes: int | None


class Photographed(TypedDict):
    """A photograph that a line names, by its own id; the picture stands outside the ledger."""

    line: int
    photo: str


class Signed(TypedDict):
    """Who signed, in which role and when, by person id; later: by a record of its own, after the delivery's."""

    person: str
    role: str
    signed_at: str
    later: bool


class SentBack(Recorded):
    """Goods of this delivery that went back to the supplier after they were accepted."""

    occurred_at: str
    batch: str
    amount: Amount | None
    reason: str


class ReceivingFacts(Facts):
    """One delivery, and of all else on record only what its rules ask: Facts whose other lists are empty.

    delivery: its id; finding_steps: what was done about its findings, whenever that was; vehicle: as seen.
    """

    kind: Literal["receiving_record"]
    report: str
    period: str
    made_at: str
    verify_url: NotRequired[str | None]
    district: Named
    thresholds: list[Threshold]
    delivery: str
    note: str | None
    papers: list[Deposited]
    photos: list[Photographed]
    signed: list[Signed]
    sent_back: list[SentBack]
    corrections: list[Correction]
    checkpoint: NotRequired[CheckpointRead | None]
