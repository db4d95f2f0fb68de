"""What happens in the demonstration district's kitchens, as plain rows that the verbs can be fed with.

Amounts are base units (mg or ml), temperatures tenths of a degree, money fen, times Beijing's. A delivery is named by
its `code`; a line by (delivery code, line number from 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from server.demo.supply import Lot


@dataclass(frozen=True)
class Line:
    """A delivery line. `typed_lot` is the lot code as the cook wrote it; accepted + rejected = delivered."""

    line: int
    ingredient: str
    ordered: int
    delivered: int
    accepted: int
    rejected: int
    reason: str | None
    lot: Lot
    typed_lot: str
    packages: int | None
    """How many packages of the ingredient's usual size; None for loose goods."""
    temperature: int | None
    label: int | None
    price: int
    """Fen per kg or l."""
    fault: str | None


@dataclass(frozen=True)
class Delivery:
    """An arrival at the kitchen door, and the order before it."""

    code: str
    campus: int
    supplier: str
    order_number: str
    ordered_on: date
    note_number: str
    at: datetime
    plate: str
    vehicle_temperature: int | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Use:
    """An amount of an ingredient taken from a delivery line; from no line on record if `delivery` is None."""

    ingredient: str
    amount: int
    delivery: str | None
    line: int | None


@dataclass(frozen=True)
class Cooking:
    """A dish made. `uses` name their batches; `shared` came out of opened packs (rice, oil, salt)."""

    code: str
    campus: int
    dish: str
    started_at: datetime
    finished_at: datetime
    core: int | None
    portions: dict[str, int]
    """Age group to portions."""
    made: int
    """mg, as served."""
    uses: tuple[Use, ...]
    shared: tuple[Use, ...]
    fault: str | None


@dataclass(frozen=True)
class Opening:
    """A line's goods opened for common use."""

    delivery: str
    line: int
    ingredient: str
    at: datetime


@dataclass(frozen=True)
class Emptying:
    """An opened line's goods used up."""

    delivery: str
    line: int
    ingredient: str
    at: datetime


@dataclass(frozen=True)
class Disposal:
    """What was left of a line after its last day of use, thrown away."""

    delivery: str
    line: int
    ingredient: str
    amount: int
    at: datetime


@dataclass(frozen=True)
class Serving:
    """A group fed, at its own campus. `amounts`: (cooking code, mg)."""

    code: str
    campus: int
    group: str
    diners: int
    at: datetime
    amounts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Sample:
    """留样 of a dish: `amount` mg, kept 48 h or more at `temperature`."""

    cooking: str
    campus: int
    amount: int
    at: datetime
    temperature: int
    disposed_at: datetime


@dataclass(frozen=True)
class Dispatch:
    """Dishes sent to another campus in a closed vehicle, and their receipt there."""

    code: str
    campus: int
    to: int
    amounts: tuple[tuple[str, int], ...]
    made_at: datetime
    sent_at: datetime
    received_at: datetime
    eat_by: datetime
    sent_temperature: int
    received_temperature: int
    seal: str
    plate: str


@dataclass(frozen=True)
class Reading:
    """A storage unit's temperature: unit is chilled, frozen or sample."""

    campus: int
    unit: str
    at: datetime
    temperature: int


@dataclass(frozen=True)
class KitchenDay:
    """All that happens on a school day around one kitchen, the campuses it cooks for included.

    Not `received`: the day is still to come, and its deliveries are orders on the way; nothing else is in it.
    """

    campus: int
    day: date
    received: bool
    menu: tuple[str, ...]
    deliveries: tuple[Delivery, ...]
    openings: tuple[Opening, ...] = ()
    cookings: tuple[Cooking, ...] = ()
    emptyings: tuple[Emptying, ...] = ()
    samples: tuple[Sample, ...] = ()
    dispatches: tuple[Dispatch, ...] = ()
    servings: tuple[Serving, ...] = ()
    disposals: tuple[Disposal, ...] = ()
    readings: tuple[Reading, ...] = ()
