"""The snapshot of the notice for parents: what anyone may know of a canteen's week, and no person in it."""

from __future__ import annotations

from typing import Literal, TypedDict

from traceability.snapshot.parts import Licence, Named, Positions, Recorded
from traceability.snapshot.shapes import CheckpointRead


class NoticeTest(TypedDict):
    """A test on record that passed; a batch with another result has none here. item: what was sought, as typed."""

    method: str
    item: str
    day: str


class NoticeSource(TypedDict):
    """A batch as it came to the kitchen. growers: farms, else makers; individual: a farmer, whose name stays away."""

    growers: list[Named]
    supplier: Named | None
    individual: bool
    origin: str | None
    arrived_on: str
    tests: list[NoticeTest]


class NoticeIngredient(Named):
    """sources: the batches that were used; none before the cooking, or where nothing is on record."""

    id: str
    sources: list[NoticeSource]


class NoticeDish(Named):
    """allergens None: nobody has said. instead_of: what the menu named first; checking: its sources are not told."""

    allergens: list[str] | None
    ingredients: list[NoticeIngredient]
    instead_of: Named | None
    cooked: bool
    checking: bool


class NoticeMeal(TypedDict):
    """The dishes of one meal that was published; those taken off the menu are not among them."""

    day: str
    meal: str
    dishes: list[NoticeDish]


class NoticeLicence(Licence):
    """of: the kitchen that cooks for the canteen; None: its own."""

    of: Named | None


class NoticeSite(Named):
    id: str
    code: str
    school: Named | None


class NoticeRecord(Recorded):
    """A menu, cooking or delivery that the notice was read from."""

    kind: str


class DisclosureSnapshot(TypedDict):
    """A canteen's week as parents are told of it. menu_url: its page, where the server has an address."""

    format: Literal[1]
    kind: Literal["disclosure"]
    report: str
    period: str
    zone: str
    region: str
    first: str
    last: str
    made_at: str
    verify_url: str | None
    menu_url: str | None
    as_known_at: Positions
    checkpoint: CheckpointRead | None
    district: Named
    site: NoticeSite
    complaint_contact: str | None
    school_days: list[str]
    licences: list[NoticeLicence]
    meals: list[NoticeMeal]
    records: list[NoticeRecord]
