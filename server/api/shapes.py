"""The shapes of answers. Amounts, temperatures and prices are decimal strings; times ISO 8601 with zone."""

from __future__ import annotations

from typing import Generic, Literal, NotRequired, TypedDict, TypeVar
from uuid import UUID

T = TypeVar("T")


class Page(TypedDict, Generic[T]):
    """A page of a list. next: the key of the next page (`?after=`), null on the last."""

    items: list[T]
    next: str | None


class Measured(TypedDict):
    """A decimal string in kg, l or pieces."""

    amount: str | None
    unit: str | None


class PartyName(TypedDict):
    id: UUID
    name: str | None
    name_en: str | None


class Site(TypedDict):
    id: UUID
    name: str
    name_en: str | None
    kind: str
    enrolment: int | None
    public_code: str | None


class Account(TypedDict):
    username: str
    name: str
    role: Literal["kitchen", "manager", "supplier", "inspector", "auditor", "operator"]
    language: str
    sites: list[Site]


class SessionAnswer(TypedDict):
    """csrf: what writes with the session's cookie bear as X-CSRF-Token; null for bearer tokens."""

    account: Account
    csrf: str | None


class Ingredient(TypedDict):
    """pinyin: whole and by initials, of the name and of each alias, so that a tablet finds it without a network."""

    id: UUID
    name: str
    name_en: str | None
    aliases: list[str]
    pinyin: str
    food_group: str
    storage: str
    allergens: list[str]
    unit: str


class Licence(TypedDict):
    number: str | None
    valid_to: str | None
    state: Literal["valid", "expired", "none"]


class Organisation(TypedDict):
    id: UUID
    name: str | None
    name_en: str | None
    pinyin: str
    trade: str | None
    licence: Licence


class ExpectedLine(TypedDict):
    line: int
    ingredient: Ingredient
    ordered: Measured
    label_temperature: str | None
    price: str | None


class Expected(TypedDict):
    """An order that nothing was received for yet."""

    order: UUID
    number: str | None
    due: str
    supplier: Organisation
    lines: list[ExpectedLine]


class Threshold(TypedDict):
    """A limit in force, its source, and how sure that source is (F, K, K?)."""

    code: str
    value: str
    unit: str
    source: str
    source_en: str
    provenance: str
    meaning: str
    meaning_en: str


class Person(TypedDict):
    id: UUID
    name: str
    role: str


class ReportSubject(TypedDict):
    """What a report is about. name: the batch's, or the supplier's (of a delivery, too), null where it is gone; number:
    of the delivery note, lot or credit code; at: when it happened."""

    id: UUID
    about: Literal["delivery", "batch", "supplier"]
    name: str | None
    name_en: str | None
    number: str | None
    at: str | None


class ReportAnswer(TypedDict):
    """A report. site: the party it is made for; subject: null where it is about that party itself; period: what it
    covers, or the month that its delivery or batch belongs to. run: of which schedule's run, null where a person asked;
    unread: in the asker's inbox, not opened yet; sha256: of its signed bytes; unsigned_sha256: of what they begin with;
    templates, fonts: digests."""

    id: UUID
    run: UUID | None
    kind: str
    site: PartyName
    subject: ReportSubject | None
    period: str
    language: str
    state: Literal["due", "running", "ready", "failed"]
    origin: Literal["on_demand", "schedule"]
    requested_at: str
    made_at: str | None
    pages: int | None
    bytes: int | None
    sha256: str | None
    failure: str | None
    unread: bool
    unsigned_sha256: str | None
    signer: str | None
    seal_level: Literal["B-B", "B-T", "B-LTA"] | None
    checkpoint: UUID | None
    checkpoint_number: int | None
    rule_set: str | None
    release: str | None
    templates: str | None
    fonts: str | None


class RevisionAnswer(TypedDict):
    """One revision. correction: its id, the revision it saw, declaration and reason; body null: declared void."""

    revision: int
    sequence: int
    leaf: str
    recorded_at: str
    author: str
    correction: dict[str, str | int] | None
    body: dict[str, object] | None


class RecordAnswer(RevisionAnswer):
    id: UUID
    kind: str
    log: UUID
    voided: bool
    revisions: NotRequired[list[RevisionAnswer]]


class ReceiptAnswer(TypedDict):
    """The receipt of a write: where its leaf stands in which log."""

    id: UUID
    kind: str
    revision: int
    log: UUID
    sequence: int
    leaf: str
    recorded_at: str


class Health(TypedDict):
    status: Literal["ok", "failing"]
    database: Literal["ok", "unreachable"]
    version: str


class StoredAnswer(TypedDict):
    """A content in the store: SHA-256 in hexadecimal, size, and the type its first bytes show."""

    sha256: str
    bytes: int
    media_type: str


class PhotoAnswer(TypedDict):
    """A photograph that is kept: SHA-256 (hexadecimal) and size of the file as it came, and its media type."""

    id: UUID
    sha256: str
    bytes: int
    type: Literal["image/jpeg", "image/png", "image/webp"]


class ConflictAnswer(TypedDict):
    """A content that was not recorded. saw: the revision a rival correction had seen; null: an id used twice."""

    id: UUID
    record: UUID
    kind: str
    saw: int | None
    author: UUID
    reason: str | None
    received_at: str
    body: dict[str, object]


class RequiredIngredientAnswer(TypedDict):
    """state: traced, no_supplier, no_lot, unresolved or missing."""

    ingredient: UUID
    name: str | None
    name_en: str | None
    state: str
    evidence: str | None


class CompletenessAnswer(TypedDict):
    """A dish against its recipe. required null: no recipe is on record."""

    cooking: UUID
    batch: UUID
    dish: str
    day: str
    required: int | None
    traced: int
    ingredients: list[RequiredIngredientAnswer]
