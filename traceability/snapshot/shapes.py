"""The snapshot of a site's days: plain JSON values, never a float, and no name of a person.

Amounts, temperatures (°C) and money (yuan) are decimal strings, days are "YYYY-MM-DD" of the site's calendar,
times are ISO 8601 with zone. `None` means: not on record. README.md explains each part. One file, though a long one:
these are the parts of one shape, read as a whole; duties, supply and chains have files of their own.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from traceability.snapshot.chain_shapes import Chain
from traceability.snapshot.duty_shapes import (
    AccompaniedMeal,
    AdditiveUse,
    AtWork,
    DailyCheck,
    Disinfection,
    FindingKnown,
    FindingStep,
    HealthCertificate,
    Hold,
    Incident,
    MonthlyMeeting,
    MorningCheck,
    Reheating,
    StorageUnit,
    WeeklyCheck,
)
from traceability.snapshot.parts import Amount, Licence, Named, Paper, Positions, Recorded, SourceState
from traceability.snapshot.supply_shapes import (
    Account,
    Balance,
    CertificateUse,
    Contract,
    Order,
    Price,
    SupplierFile,
    Test,
)


class Site(Named):
    """operating_mode: own, contracted or ordered_in; enrolment: children on the roll."""

    id: str
    address: str | None
    code: str | None
    operating_mode: str | None
    enrolment: int | None


class Responsible(TypedDict):
    """Who answers for the canteen, by person id, on which days; names stand outside every snapshot."""

    role: str
    person: str
    valid_from: NotRequired[str]
    valid_to: NotRequired[str | None]


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
    """A planned meal of one day: meal is breakfast, lunch, dinner or snack; portions: planned, if any were.

    dishes: names on the menu, empty where there is none; published_at: the earliest showing to parents.
    """

    date: str
    meal: str
    groups: list[Group]
    portions: int | None
    dishes: list[str]
    published_at: str | None


class Supplier(Named):
    id: str
    licence: Licence | None


class Receiver(TypedDict):
    person: str
    role: str


class Ingredient(Named):
    """storage: chilled, frozen or ambient; bulk: bought as 大宗; allergens: groups of 1169/2011."""

    id: str
    food_group: str
    storage: str
    allergens: list[str]
    shelf_life_days: int | None
    bulk: bool


class PrintedLine(TypedDict):
    """One line as a page prints it.

    limit_temperature: the highest allowed on arrival; limit_code: the threshold it follows from.
    """

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


class LineDetails(TypedDict):
    """What a rule asks of a line and no page prints.

    kg: the accepted mass, exact, None where it was counted or measured and no mass is on record. packaged: counted in
    packages, or with a specification, a shelf life or a label of its own. source: the supplier's batch; papers: those
    of this line (the delivery has its own beside them). cost: yuan, from accepted and unit price. shipped_on: the day
    the supplier announced that it left. The numbers of slaughter papers are those written on the line,
    or else those that the supplier announced with the batch. produced_in: ISO 3166 code where one was written;
    chinese_label: whether an imported package bears one; None: nobody said.
    """

    supplier: str | None
    source: str | None
    kg: str | None
    packaged: bool
    specification: str | None
    producer_id: str | None
    producer_name: str | None
    producer_address: str | None
    consignor: str | None
    appearance: str | None
    evidence: str
    papers: list[Paper]
    announced: bool
    shipped_on: str | None
    cost: str | None
    produced_in: str | None
    chinese_label: bool | None
    slaughterhouse: str | None
    quarantine_number: str | None
    meat_inspection_number: str | None
    asf_report_number: str | None


class DeliveryLine(PrintedLine, LineDetails):
    """One line of a delivery."""


class Delivery(Recorded):
    """documents: how many papers of the whole delivery, papers: which; supplier None: none was named.

    recorded_at: when the server had it; from_paper: typed in later from a paper form. order: the purchase order's id.
    """

    occurred_at: str
    day: str
    supplier: Supplier | None
    note_number: str | None
    documents: int
    receivers: list[Receiver]
    lines: list[DeliveryLine]
    papers: list[Paper]
    order: str | None
    recorded_at: str | None
    from_paper: bool
    vehicle_plate: str | None
    vehicle_temperature: str | None


class CookingInput(TypedDict):
    """A batch in the pot. least and greatest: bounds where the amount was allocated, in `unit`.

    kind: of the link (a LinkKind: weighed in, drawn from an issue, opened for all dishes …).
    """

    batch: str
    ingredient: Named
    ingredient_id: str
    amount: str | None
    least: str | None
    greatest: str | None
    unit: str | None
    evidence: str
    source_state: SourceState
    kind: str
    food_group: str | None
    allergens: list[str]
    expiry_date: str | None


class RecipeIngredient(Named):
    id: str
    optional: bool
    allergens: list[str]


class OtherName(TypedDict):
    """Another name of an ingredient of these days, as people type it."""

    ingredient: str
    name: str


class Dish(Named):
    id: str | None


class Cooking(Recorded):
    """recipe_ingredients None: no recipe on record; cook_through: the recipe wants the core limit reached.

    allergens: those the recipe declares, None without a recipe; cook: by person id. ended_at: when the dish was done,
    from which the two hours run; None: occurred_at is all that is known.
    """

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
    allergens: list[str] | None
    cook: str | None
    ended_at: str | None


class ServedDish(TypedDict):
    """A dish batch on the plates. cooked_at: when it was done, None: nobody knows; temperature: as it was served."""

    batch: str
    name: str
    kind: str | None
    cooked_at: str | None
    temperature: str | None


class Serving(Recorded):
    """A group fed; dishes: dish batches on its plates; plates: the same with what is known of each."""

    occurred_at: str
    day: str
    meal: str
    group: str
    portions: int
    dishes: list[str]
    plates: list[ServedDish]


class Sample(Recorded):
    """A retained sample (留样) of the dish batch `of`; temperature and coldest: the warmest and coldest reading
    of its refrigerator (`unit`) while it was kept, °C.
    """

    of: str
    dish: Named
    day: str
    meal: str | None
    grams: str | None
    taken_at: str
    kept_until: str | None
    temperature: str | None
    coldest: str | None
    unit: str | None
    person: str | None
    disposed_at: str | None


class Disposal(Recorded):
    occurred_at: str
    day: str
    batch: str | None
    name: str
    amount: Amount | None
    reason: str | None


class Correction(Recorded):
    """A later revision of a record of this month."""

    kind: str
    recorded_at: str
    reason: str | None


class Facts(TypedDict):
    """What is on record of a site over its business days first..last: what rules judge, and what a report embeds.

    Lists hold what the records say and are empty where they say nothing; README.md explains each part. served_days:
    days with a serving since the Monday of the first day's week or the first of its month, whichever is earlier.
    findings: those of earlier days that were open then or due since; the engine adds those of these days for the rules
    that judge findings.
    """

    format: Literal[1]
    zone: str
    region: str
    first: str
    last: str
    as_known_at: Positions
    site: Site
    responsible: list[Responsible]
    school_days: list[str]
    served_days: list[str]
    meals: list[Meal]
    other_names: list[OtherName]
    deliveries: list[Delivery]
    cookings: list[Cooking]
    servings: list[Serving]
    samples: list[Sample]
    disposals: list[Disposal]
    suppliers: list[SupplierFile]
    contracts: list[Contract]
    orders: list[Order]
    prices: list[Price]
    accounts: list[Account]
    certificate_uses: list[CertificateUse]
    tests: list[Test]
    stock: list[Balance]
    storage_units: list[StorageUnit]
    at_work: list[AtWork]
    morning_checks: list[MorningCheck]
    health_certificates: list[HealthCertificate]
    accompanied: list[AccompaniedMeal]
    disinfections: list[Disinfection]
    daily_checks: list[DailyCheck]
    weekly_checks: list[WeeklyCheck]
    monthly_meetings: list[MonthlyMeeting]
    additive_uses: list[AdditiveUse]
    reheatings: list[Reheating]
    incidents: list[Incident]
    holds: list[Hold]
    findings: list[FindingKnown]
    finding_steps: list[FindingStep]


class CheckpointRead(TypedDict):
    """The checkpoint at which records are shown as they were known."""

    id: str
    number: int


class Snapshot(Facts):
    """A campus's month as a report prints it. verify_url: where the QR code leads, if the operator has set one."""

    kind: Literal["campus_monthly"]
    report: str
    period: str
    made_at: str
    verify_url: NotRequired[str | None]
    district: Named
    thresholds: list[Threshold]
    chain: Chain | None
    corrections: list[Correction]
    checkpoint: NotRequired[CheckpointRead | None]
