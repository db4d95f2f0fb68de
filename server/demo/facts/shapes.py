"""What the demonstration district's tables hold, row by row.

Amounts are whole base units (mg, or ml where the unit is l), money is fen, temperatures are tenths of a degree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Division:
    """An administrative division of China: `code` is GB/T 2260 (2, 4 or 6 digits) or the 9 digits of a street."""

    code: str
    name: str
    name_en: str
    level: str
    """province, city, county or street."""
    parent: str
    """Code of the division above; "" for a province."""


@dataclass(frozen=True)
class Package:
    """How an ingredient comes: one `unit` (箱, 袋 …) holds `content` base units."""

    unit: str
    content: int


@dataclass(frozen=True)
class Ingredient:
    """What is bought, or (keep "raw") what a processor makes it from."""

    code: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    group: str
    storage: str
    """ambient, chilled or frozen."""
    label: int | None
    """Temperature on the label, tenths of a degree; None at ambient."""
    unit: str
    """kg or l: what it is ordered and priced in."""
    allergens: tuple[str, ...]
    days: int
    """Shelf life in days from production."""
    bulk: bool
    """大宗: bought by tender."""
    keep: str
    """day (bought for the day), shared (opened and emptied over many meals) or raw (never bought by a canteen)."""
    price: int
    """Typical price in fen per unit; stands as the published reference price."""
    months: frozenset[int]
    """Months in season."""
    edible: int
    """What is left after trimming, per mille."""
    package: Package | None
    made_from: str | None
    """Code of the raw ingredient of a processed one."""
    raw_permille: int
    """How much raw ingredient a unit (kg or l) takes, per mille of the raw one's unit; 0 without one."""
    origins: tuple[str, ...]
    """Codes of the counties it comes from."""


@dataclass(frozen=True)
class Recipe:
    """A dish with the trimmed (net) amounts of one plain portion (a child of about ten), in base units."""

    code: str
    name: str
    name_en: str
    kind: str
    """staple, main, side, greens, soup or fruit."""
    seen: str
    """Where the name was read: howtocook, or canteen (commonly served)."""
    cook_through: bool
    months: frozenset[int]
    yields: int
    """Weight as served per mille of the net weight of the ingredients (water included)."""
    amounts: tuple[tuple[str, int], ...]
    """(ingredient, base units) of one plain portion."""


@dataclass(frozen=True)
class Licence:
    """A permit. `kind` is food_operating, food_production, slaughter or animal_epidemic_prevention."""

    kind: str
    number: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class Supplier:
    """An invented organisation. Farms of plants hold no permit; they issue a 承诺达标合格证 per batch."""

    code: str
    name: str
    name_en: str
    stage: str
    """farm, processor or wholesale."""
    division: str
    credit_code: str
    licence: Licence | None
    handles: frozenset[str]
    """Codes of the ingredients it deals in."""

    @property
    def trade(self) -> str:
        """farm, slaughterhouse, processor or wholesaler."""
        if self.licence and self.licence.kind == "slaughter":
            return "slaughterhouse"
        return "wholesaler" if self.stage == "wholesale" else self.stage


@dataclass(frozen=True)
class GroupPattern:
    """A group of diners of a kind of school: how many it has at least and at most."""

    code: str
    name: str
    name_en: str
    age: str
    least: int
    most: int


@dataclass(frozen=True)
class SchoolKind:
    """A kind of school: the end of its name and its groups."""

    code: str
    name: str
    name_en: str
    groups: tuple[GroupPattern, ...]


@dataclass(frozen=True)
class SchoolPatterns:
    """How schools are named, filled and staffed."""

    words: tuple[tuple[str, str], ...]
    order: tuple[str, ...]
    kinds: dict[str, SchoolKind]
    sizes: dict[str, tuple[int, tuple[str, ...]]]
    """Size to (number of campuses, codes of districts)."""
    portion_permille: dict[str, int]
    """Age group to its portion, per mille of the recipes' plain portion."""
    surnames: tuple[str, ...]
    given_names: tuple[str, ...]


@dataclass(frozen=True)
class Holiday:
    """Days without school, first to last; not `certain` where no announcement was read."""

    name: str
    name_en: str
    first: date
    last: date
    certain: bool


@dataclass(frozen=True)
class Calendar:
    """The term, its holidays and the weekend days taught instead."""

    newest_day: date
    name: str
    name_en: str
    first: date
    last: date
    certain: bool
    holidays: tuple[Holiday, ...]
    make_up_days: frozenset[date]


@dataclass(frozen=True)
class Fault:
    """A planted fault, and what a finder should find. `rule` is the id in the catalogue of rules."""

    id: str
    rule: str
    campuses: tuple[int, ...]
    day: int
    """Index among the period's school days; negative counts from the newest."""
    dish: str
    ingredient: str | None
    supplier: str | None
    temperature: int | None
    price_permille: int | None
    licence_ended_days_before: int | None
    lot: str | None
    spellings: tuple[str, ...]
    """Lot code as typed by each campus, in the order of `campuses`; "{date…}" stands for the production date."""
    planted_zh: str
    planted_en: str
    find_zh: str
    find_en: str


@dataclass(frozen=True)
class Facts:
    """All tables, by code."""

    divisions: dict[str, Division]
    ingredients: dict[str, Ingredient]
    recipes: dict[str, Recipe]
    suppliers: dict[str, Supplier]
    schools: SchoolPatterns
    calendar: Calendar
    faults: tuple[Fault, ...]
    forbidden: frozenset[str]
    """Ingredients a school canteen may not use; only a planted fault does."""

    def address(self, division: str) -> str:
        """The full name of a division: "河北省张家口市张北县"."""
        row = self.divisions[division]
        return (self.address(row.parent) if row.parent else "") + row.name

    def address_en(self, division: str) -> str:
        """The full English name, smallest first: "Zhangbei County, Zhangjiakou, Hebei"."""
        row = self.divisions[division]
        return row.name_en + (f", {self.address_en(row.parent)}" if row.parent else "")
