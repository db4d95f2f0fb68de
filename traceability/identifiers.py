"""Ids of records and batches, lot codes, and the check digits of GS1 keys and of 统一社会信用代码.

Tablets derive the same ids offline, so what is derived here is fixed: never change a derivation, add one.
"""

import re
import secrets
import threading
import time
import unicodedata
from datetime import date
from hashlib import sha1
from uuid import UUID, SafeUUID

_SEPARATOR = "\x1f"
_TAIL_BITS = 74
_VERSION_5 = 5 << 76 | 0b10 << 62
_ALL_BUT_VERSION = ~(0xF << 76 | 0b11 << 62)
_lock = threading.Lock()
_latest: dict[str, tuple[int, int]] = {}


def uuid7(now_ms: int | None = None) -> UUID:
    """A new UUIDv7 (RFC 9562 5.7, method 2 of 6.2): 48 bits of Unix milliseconds, then a counter with random start.

    Ids made without `now_ms` only grow within this process, also when the clock steps back. With `now_ms` the id
    bears that instant, and ids asked for the same instant in a row grow.
    """
    kind = "clock" if now_ms is None else "told"
    with _lock:
        last_ms, last_tail = _latest.get(kind, (-1, 0))
        ms = max(time.time_ns() // 1_000_000, last_ms) if now_ms is None else now_ms
        if not 0 <= ms < 1 << 48:
            raise ValueError("a UUIDv7 bears milliseconds from 1970 to 10889")
        tail = last_tail + 1 + secrets.randbits(32) if ms == last_ms else secrets.randbits(_TAIL_BITS - 1)
        if tail >> _TAIL_BITS:
            ms, tail = ms + 1, secrets.randbits(_TAIL_BITS - 1)
        _latest[kind] = (ms, tail)
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return UUID(int=ms << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)


def is_uuid7(value: UUID) -> bool:
    """Whether `value` is of version 7 in RFC 9562's variant, as ids of records are."""
    return value.version == 7


def made_at_ms(value: UUID) -> int:
    """The Unix milliseconds a UUIDv7 bears: shown, never used to decide."""
    return value.int >> 80


def derive(namespace: UUID, *parts: str) -> UUID:
    """The UUIDv5 of `parts` under `namespace`, joined by U+001F. Raises ValueError if a part holds U+001F."""
    name = _SEPARATOR.join(parts)
    if name.count(_SEPARATOR) != max(len(parts) - 1, 0):
        raise ValueError("a part of a derived id cannot hold U+001F")
    hashed = sha1(namespace.bytes + name.encode(), usedforsecurity=False).digest()
    # uuid.uuid5 in fewer steps (a delivery derives some seventy ids); a test holds it against the original.
    identity = UUID.__new__(UUID)
    object.__setattr__(identity, "int", int.from_bytes(hashed[:16], "big") & _ALL_BUT_VERSION | _VERSION_5)
    object.__setattr__(identity, "is_safe", SafeUUID.unknown)
    return identity


def supplier_batch_id(
    supplier: UUID, ingredient: UUID, lot_code: str | None, production_date: date | None, day: date
) -> UUID:
    """The id of a supplier's batch: the same for everyone who types the same lot, also offline.

    From supplier, ingredient, normalised lot code and production date. Without a lot code (or with one that holds
    no letter or digit) it is the supplier's lot of `day`, the business day of the delivery; the caller grades that
    link inferred.
    """
    lot = normalise_lot(lot_code or "")
    if not lot:
        return derive(supplier, str(ingredient), "day", day.isoformat())
    return derive(supplier, str(ingredient), "lot", lot, production_date.isoformat() if production_date else "")


def campus_batch_id(record: UUID, line: int) -> UUID:
    """The id of the batch that line `line` (from 1) of delivery `record` puts into a campus's store."""
    return derive(record, f"batch:{line}")


def made_batch_id(record: UUID, n: int = 1) -> UUID:
    """The id of the n-th batch a cooking, serving, dispatch or sample makes."""
    return derive(record, f"batch:{n}")


CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, of codes that people type: no I, L, O or U, which they take for 1, 1, 0 and V."""
_AS_TYPED = str.maketrans("ILO", "110", " -")


def read_code(typed: str) -> str:
    """A code of these letters as people type it: small, with O for 0, I or L for 1, in groups."""
    return typed.upper().translate(_AS_TYPED)


_NOISE = re.compile(r"[\W_]+")
_LOT_WORDS = re.compile(
    r"^ ?(?:(?:生产|产品|商品|食品)? ?(?:批次号|批次|批号|批 号)"
    r"|(?:LOT|BATCH) ?(?:NO|NUMBER|NUM|CODE)?(?![A-Z])|NO(?![A-Z]))"
)


def normalise_lot(code: str) -> str:
    """The one spelling of a lot code: "批号：ＪＴ－1122", "jt 1122" and "LOT: JT.1122" are all "JT1122".

    NFKC and upper case; leading words that only say that a lot code follows fall away, then everything but letters,
    digits and CJK. Idempotent. "" when nothing is left.
    """
    while True:
        spaced = _NOISE.sub(" ", unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", code).upper()))
        plain = _LOT_WORDS.sub("", spaced).strip()
        if plain == spaced.strip():
            plain = plain.replace(" ", "")
        if plain == code:
            return plain
        code = plain


def gs1_check_digit(body: str) -> str:
    """The check digit after `body` (digits without it) of a GTIN, GLN or SSCC.

    Source: GS1 General Specifications 7.9.1: weights 3 and 1 from the right, up to the next multiple of ten.
    """
    if not re.fullmatch(r"[0-9]+", body):
        raise ValueError("a GS1 key is made of digits")
    return str(-sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(body))) % 10)


def _gs1_valid(code: str, lengths: tuple[int, ...]) -> bool:
    right = len(code) in lengths and re.fullmatch(r"[0-9]+", code) is not None
    return right and gs1_check_digit(code[:-1]) == code[-1]


def gtin_valid(code: str) -> bool:
    """Whether `code` is a GTIN-8, -12, -13 or -14 with its check digit (GS1 General Specifications 3.3.2, 7.9.1)."""
    return _gs1_valid(code, (8, 12, 13, 14))


def gtin14(code: str) -> str:
    """A GTIN of any length in the 14 digits that AI (01) and GS1 Digital Link use."""
    return code.zfill(14)


def gln_valid(code: str) -> bool:
    """Whether `code` is a GLN: 13 digits with the check digit (GS1 General Specifications 3.7.10, 7.9.1)."""
    return _gs1_valid(code, (13,))


def sscc_valid(code: str) -> bool:
    """Whether `code` is an SSCC: 18 digits with the check digit (GS1 General Specifications 3.3.1, 7.9.1)."""
    return _gs1_valid(code, (18,))


_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code_check(code: str) -> str:
    """The check character after the first 17 of a 统一社会信用代码 (18 are taken too; the last is not read).

    Source: GB 32100-2015 annex A: 31 characters without I, O, S, V, Z; weights 3^(i-1) mod 31; 31 - sum mod 31.
    Raises ValueError when one of the 17 is not such a character or the length is wrong.
    """
    if len(code) not in (17, 18) or any(character not in _CREDIT_CHARACTERS for character in code[:17]):
        raise ValueError("17 digits or capital letters other than I, O, S, V and Z")
    total = sum(_CREDIT_CHARACTERS.index(character) * pow(3, i, 31) for i, character in enumerate(code[:17]))
    return _CREDIT_CHARACTERS[-total % 31]


def credit_code_valid(code: str) -> bool:
    """Whether `code` is 18 characters of GB 32100-2015 that end in their check character."""
    try:
        return len(code) == 18 and credit_code_check(code) == code[17]
    except ValueError:
        return False
