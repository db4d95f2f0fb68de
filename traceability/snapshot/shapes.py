"""The snapshot of a campus monthly report: plain JSON values, never a float, and no name of a person.

Amounts, temperatures (°C) and money (yuan) are decimal strings, days are "YYYY-MM-DD" of the site's calendar,
times are ISO 8601 with zone. `None` means: not on record. README.md explains each part.
"""

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


class Site(Named):
    """operating_mode: own, contracted or ordered_in; enrolment: children on the roll."""

    id: str
    code: str | None
    operating_mode: str | None
    enrolment: int | None


class Responsible(TypedDict):
    """Who answers for the canteen, by person id; names stand outside every snapshot."""

    role: str
    person: str


class Threshold(TypedDict):
    """A limit as it held in the period. provenance "K": the citation is still to be confirmed."""

    code: str
    value: str
    unit: str
    source: str
    source_en: NotRequired[str | None]
    provenance: str


class Group(TypedDict):
    group: str
    headcount: int | None


class Meal(TypedDict):
    """A planned meal of one day: meal is breakfast, lunch, dinner or snack; portions: planned, if any were."""

    date: str
    meal: str
    groups: list[Group]
    portions: int | None


class Licence(TypedDict):
    number: str
    valid_from: str | None
    valid_to: str | None


class Supplier(Named):
    id: str
    licence: Licence | None


class Receiver(TypedDict):
    person: str
    role: str


class Ingredient(Named):
    """storage: chilled, frozen or ambient."""

    id: str
    food_group: str
    storage: str


class DeliveryLine(TypedDict):
    """One line. limit_temperature: the highest allowed on arrival; limit_code: the threshold it follows from."""

    line: int
    batch: str
    ingredient: Ingredient
    ordered: Amount | None
    delivered: Amount | None
    accepted: Amount
    rejected: Amount | None
    reason: str | None
    lot_code: str | None
    production_date: str | None
    expiry_date: str | None
    origin: str | None
    producer: str | None
    temperature: str | None
    label_temperature: str | None
    limit_temperature: str | None
    limit_code: str | None
    documents: int
    source_state: SourceState
    unit_price: str | None
    price_unit: str | None


class Recorded(TypedDict):
    """Where a record stands: revision, log, position in that log and leaf hash ("sha256:…")."""

    id: str
    rev: int
    log: str
    seq: int
    leaf: str | None


class Delivery(Recorded):
    """documents: papers of the whole delivery; supplier None: none was named."""

    occurred_at: str
    day: str
    supplier: Supplier | None
    note_number: str | None
    documents: int
    receivers: list[Receiver]
    lines: list[DeliveryLine]


class CookingInput(TypedDict):
    """A batch in the pot. least and greatest: bounds where the amount was allocated, in `unit`."""

    batch: str
    ingredient: Named
    ingredient_id: str
    amount: str | None
    least: str | None
    greatest: str | None
    unit: str | None
    evidence: str
    source_state: SourceState


class RecipeIngredient(Named):
    id: str
    optional: bool


class Dish(Named):
    id: str | None


class Cooking(Recorded):
    """recipe_ingredients None: no recipe on record; cook_through: the recipe wants the core limit reached."""

    dish: Dish
    occurred_at: str
    day: str
    meal: str | None
    portions: int | None
    batch: str
    core_temperature: str | None
    cook_through: bool
    inputs: list[CookingInput]
    recipe_ingredients: list[RecipeIngredient] | None


class Serving(Recorded):
    """A group fed; dishes: dish batches on its plates."""

    occurred_at: str
    day: str
    meal: str
    group: str
    portions: int
    dishes: list[str]


class Sample(Recorded):
    """A retained sample (留样) of the dish batch `of`; temperature: of its refrigerator, °C."""

    of: str
    dish: Named
    day: str
    meal: str | None
    grams: str | None
    taken_at: str
    kept_until: str | None
    temperature: str | None
    disposed_at: str | None


class Disposal(Recorded):
    occurred_at: str
    day: str
    batch: str | None
    name: str
    amount: Amount | None
    reason: str | None


class Node(TypedDict):
    """A node as `GET /api/batches/{id}/trace` gives it; keys that a report does not print may be missing."""

    id: str
    kind: str
    stage: str
    name: str
    name_en: str | None
    lot: str | None
    party: Named | None
    at: str | None
    amount: str | None
    unit: str | None
    temperature: str | None
    portions: int | None
    group: NotRequired[str | None]
    state: str
    depth: int


class Link(TypedDict):
    parent: str
    child: str
    amount: str | None
    least: str | None
    greatest: str | None
    unit: str | None
    evidence: str
    kind: str
    at: str | None


class Chain(TypedDict):
    """A trace both ways from `root`; total: nodes of the whole trace, of which `nodes` may hold a part."""

    root: str
    nodes: list[Node]
    links: list[Link]
    total: int


class Correction(Recorded):
    """A later revision of a record of this month."""

    kind: str
    recorded_at: str
    reason: str | None


class Snapshot(TypedDict):
    """verify_url: where the QR code leads, if the operator has set one. zone: IANA name of the site's time zone."""

    format: Literal[1]
    kind: Literal["campus_monthly"]
    report: str
    period: str
    zone: str
    made_at: str
    as_known_at: Positions
    verify_url: NotRequired[str | None]
    district: Named
    site: Site
    responsible: list[Responsible]
    thresholds: list[Threshold]
    school_days: list[str]
    meals: list[Meal]
    deliveries: list[Delivery]
    cookings: list[Cooking]
    servings: list[Serving]
    samples: list[Sample]
    disposals: list[Disposal]
    chain: Chain | None
    corrections: list[Correction]
