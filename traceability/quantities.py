"""Exact amounts: whole numbers of a base unit (mg, ml, piece), money in fen, temperatures in tenths of a degree.

What a person entered stays beside the whole number it became. Nothing here is a float.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from traceability.errors import Fault, Invalid

LARGEST = 10**15
"""Most base units in one amount, and most fen in one sum, so that 9,000 of them add up within 64 bits."""
LONGEST_ENTRY = 24
"""Most characters in a number as entered."""
REMEMBERED = 4096
"""Entries of a kind that are read once and remembered: a form has the same few numbers on every line, read thrice."""

_DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_FULL_STOPS = str.maketrans({"。": ".", "｡": ".", "−": "-", "﹣": "-"})
# 38，2 is a decimal; 1，000 may be a thousand and is refused.
_DECIMAL_COMMA = re.compile(r"^([^，]*)，(?![^，]{3}$)([^，]*)$")


class Dimension(StrEnum):
    """What an amount measures. `base` is the unit its whole numbers count."""

    MASS = "mass"
    VOLUME = "volume"
    COUNT = "count"

    @property
    def base(self) -> str:
        """The base unit: mg, ml or piece."""
        return _BASE[self]


_BASE = {Dimension.MASS: "mg", Dimension.VOLUME: "ml", Dimension.COUNT: "piece"}
_DISPLAY = {"mg": "kg", "ml": "l", "piece": "piece"}


@dataclass(frozen=True)
class Unit:
    """A unit a person may enter: `factor` base units of `dimension`."""

    dimension: Dimension
    factor: int


def _units() -> dict[str, Unit]:
    mass = {
        1: "mg 毫克",
        1_000: "g 克",
        50_000: "两 市两",
        500_000: "斤 市斤",
        1_000_000: "kg 公斤 千克",
        1_000_000_000: "t 吨",
    }
    volume = {1: "ml 毫升", 1_000: "l 升 公升"}
    table = {name: Unit(Dimension.MASS, factor) for factor, names in mass.items() for name in names.split()}
    table |= {name: Unit(Dimension.VOLUME, factor) for factor, names in volume.items() for name in names.split()}
    return table | {name: Unit(Dimension.COUNT, 1) for name in "piece 个 只 枚".split()}


UNITS: Mapping[str, Unit] = MappingProxyType(_units())
"""Units with a fixed size. 斤 = 0.5 kg and 两 = 0.05 kg are the mainland's (not Hong Kong's or Taiwan's)."""

PACKAGE_UNITS = frozenset("箱 袋 盒 桶 瓶 包 筐 件 罐 捆 板 提 box bag carton case bucket bottle pack can".split())
"""Packages: their size belongs to the batch, never to the unit, so alone they are no amount. (件 is a case.)"""


class QuantityError(Invalid, ValueError):
    """A number or unit that cannot be understood.

    `code` and `field` are those of the first fault; `faults` holds all, with pointers "/<field>". Codes:
    unknown_unit (context `unit`, `package`), not_a_decimal, negative_amount, too_precise (context
    `most_places` or `base`), too_large (context `most`), out_of_range (context `least`, `most`).
    """

    def __init__(self, code: str, field: str, *more: Fault, **context: object) -> None:
        super().__init__((Fault(f"/{field}", code, context), *more), code)
        self.field = field
        self.context.update(context)


@dataclass(frozen=True)
class Quantity:
    """`amount` base units of `dimension`, and what was entered to mean them."""

    amount: int
    dimension: Dimension
    entered: str
    entered_unit: str


@lru_cache(maxsize=REMEMBERED)
def parse_quantity(amount: str, unit: str) -> Quantity:
    """The exact amount of "38.2", "kg". Raises QuantityError with every fault of the two fields."""
    known = UNITS.get(_unit_key(unit))
    try:
        digits, places = _read(amount, "amount")
    except QuantityError as fault:
        if known is None:
            raise _unknown(unit, *fault.faults) from None
        raise
    if known is None:
        raise _unknown(unit)
    whole = _scaled(digits, places, known.factor, "amount", base=known.dimension.base)
    return Quantity(whole, known.dimension, amount, unit)


def dimension_of(unit: str) -> Dimension:
    """What `unit` measures. Raises QuantityError unknown_unit."""
    known = UNITS.get(_unit_key(unit))
    if known is None:
        raise _unknown(unit)
    return known.dimension


def display_unit(base: str) -> str:
    """The unit people read an amount of `base` (mg, ml, piece, or a Dimension) in: kg, l or piece."""
    return _DISPLAY[_BASE[Dimension(base)] if base in _BASE else base]


def to_decimal(amount: int, unit: str) -> str:
    """The shortest exact decimal of `amount` base units in `unit` (a Dimension: in its display unit).

    38200000 mg is "38.2" in kg. May be negative (a residual). Never rounds: every factor divides a power of ten.
    """
    known = UNITS[display_unit(unit) if unit in _BASE else _unit_key(unit)]
    return _shortest(amount, known.factor)


@lru_cache(maxsize=REMEMBERED)
def parse_temperature(text: str, field: str = "temperature") -> int:
    """Tenths of a degree Celsius of "3.4" (34); -80.0 to 300.0, at most one decimal place."""
    tenths = _scaled(*_read(text, field, signed=True), 10, field, most_places=1)
    if not -800 <= tenths <= 3000:
        raise QuantityError("out_of_range", field, least="-80.0", most="300.0", unit="CEL")
    return tenths


def format_temperature(tenths: int) -> str:
    """The shortest decimal of a temperature: 34 is "3.4", 40 is "4", -5 is "-0.5"."""
    return _shortest(tenths, 10)


@lru_cache(maxsize=REMEMBERED)
def parse_money(text: str, field: str = "amount") -> int:
    """Fen of "12.50" yuan (1250); never negative, at most two decimal places."""
    return _scaled(*_read(text, field), 100, field, most_places=2)


def format_money(fen: int) -> str:
    """Yuan with two places: 1250 is "12.50". May be negative (a variance)."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02}"


@lru_cache(maxsize=REMEMBERED)
def parse_unit_price(text: str, field: str = "unit_price") -> str:
    """A price per unit in yuan as a decimal string, normalised ("012.50" is "12.5"); at most six places."""
    return _shortest(_scaled(*_read(text, field), 10**6, field, most_places=6), 10**6)


def cost_in_fen(unit_price: str, amount: int, unit: str) -> int:
    """What `amount` base units cost at `unit_price` yuan per `unit`, in fen, halves rounded up (四舍五入)."""
    millionths = _scaled(*_read(unit_price, "unit_price"), 10**6, "unit_price", most_places=6)
    divisor = UNITS[_unit_key(unit)].factor * 10_000
    return (2 * millionths * amount + divisor) // (2 * divisor)


@dataclass(frozen=True)
class Package:
    """`count` packages of `unit` (箱, 袋 …), each holding `content` where the batch says so."""

    count: int
    unit: str
    content: Quantity | None


def parse_package(count: int, unit: str, content: Quantity | None) -> Package:
    """A package of a known unit. Raises QuantityError unknown_unit, negative_amount or too_large."""
    faults: list[Fault] = []
    if count < 0:
        faults.append(Fault("/count", "negative_amount"))
    elif count * (content.amount if content else 1) > LARGEST:
        faults.append(Fault("/count", "too_large", {"most": str(LARGEST)}))
    if _unit_key(unit) not in PACKAGE_UNITS and _unit_key(unit) not in UNITS:
        faults.append(Fault("/unit", "unknown_unit", {"unit": unit[:LONGEST_ENTRY]}))
    if faults:
        raise QuantityError(faults[0].code, faults[0].pointer[1:], *faults[1:], **faults[0].context)
    return Package(count, unit, content)


def package_total(package: Package) -> Quantity | None:
    """What all the packages hold together, entered as packages; None while nobody said what one holds."""
    if package.content is None:
        return None
    total = package.count * package.content.amount
    return Quantity(total, package.content.dimension, str(package.count), package.unit)


def _unknown(unit: str, *more: Fault) -> QuantityError:
    package = _unit_key(unit) in PACKAGE_UNITS
    return QuantityError("unknown_unit", "unit", *more, unit=unit[:LONGEST_ENTRY], package=package)


def _unit_key(unit: str) -> str:
    if unit in UNITS:
        return unit
    return unicodedata.normalize("NFKC", unit).strip().lower()


def _read(text: str, field: str, *, signed: bool = False) -> tuple[int, int]:
    """(digits, places): "38.20" is (382, 1). Trailing zeros say nothing about precision here."""
    if len(text) > LONGEST_ENTRY:
        raise QuantityError("not_a_decimal", field, longest=LONGEST_ENTRY)
    plain = text
    if not text.isascii():
        plain = _DECIMAL_COMMA.sub(r"\1.\2", text).translate(_FULL_STOPS)
        plain = unicodedata.normalize("NFKC", plain)
    match = _DECIMAL.fullmatch(plain.strip())
    if match is None:
        raise QuantityError("not_a_decimal", field, entered=text)
    minus, whole, fraction = match[1], match[2], (match[3] or "").rstrip("0")
    if minus and not signed:
        raise QuantityError("negative_amount", field, entered=text)
    number = int(whole + fraction)
    return (-number if minus else number), len(fraction)


def _scaled(digits: int, places: int, factor: int, field: str, **context: object) -> int:
    scale: int = 10**places
    if abs(digits) * factor > LARGEST * scale:
        raise QuantityError("too_large", field, most=str(LARGEST // factor))
    whole, rest = divmod(digits * factor, scale)
    if rest:
        raise QuantityError("too_precise", field, **context)
    return whole


def _shortest(amount: int, factor: int) -> str:
    whole, rest = divmod(abs(amount), factor)
    text = str(whole)
    if rest:
        text += "."
        while rest:
            digit, rest = divmod(rest * 10, factor)
            text += str(digit)
    return f"-{text}" if amount < 0 else text
