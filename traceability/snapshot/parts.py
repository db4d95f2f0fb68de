"""What the shapes of a snapshot are made of."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

SourceState = Literal["traced", "no_lot", "no_supplier", "unresolved"]
"""A batch's origin: a lot of a supplier on record, no lot code, no supplier, or a source nobody has on record."""


class Amount(TypedDict):
    """As entered, e.g. {"amount": "38.2", "unit": "kg"}."""

    amount: str
    unit: str


class Position(TypedDict):
    """What was known of one log: its first `size` entries, and their root once a checkpoint has been built."""

    log: str
    size: int
    root: NotRequired[str | None]


class Positions(TypedDict):
    positions: list[Position]


class Named(TypedDict):
    name: str
    name_en: str | None


class Recorded(TypedDict):
    """Where a record stands: revision, log, position in that log and leaf hash ("sha256:…")."""

    id: str
    rev: int
    log: str
    seq: int
    leaf: str | None


class Licence(TypedDict):
    number: str
    valid_from: str | None
    valid_to: str | None


class HeldLicence(Licence):
    """kind: a LicenceKind; scope: the food groups it names, empty where it names none. A day None: not said."""

    kind: str
    scope: list[str]


class Paper(TypedDict):
    """A document named by a record. number_key: capitals, digits and CJK of its number; on_file: its bytes are kept."""

    document: str
    kind: str
    number: str | None
    number_key: str | None
    issued_on: str | None
    valid_to: str | None
    issuer: str | None
    on_file: bool
