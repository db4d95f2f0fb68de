"""Registration and licence numbers that are well formed and belong to nobody."""

from traceability.identifiers import credit_code_check

_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def organisation_code(body: str) -> str:
    """The 8 characters `body` and their check character.

    Source: GB 11714-1997: weights 3 7 9 10 5 8 4 2, 11 minus the sum modulo 11, where 10 is X and 11 is 0.
    """
    total = sum(weight * _CHARACTERS.index(character) for weight, character in zip(_WEIGHTS, body, strict=True))
    return body + "0123456789X0"[11 - total % 11]


def credit_code(division: str, serial: int, *, cooperative: bool = False) -> str:
    """A 统一社会信用代码 with right check characters, of a series no authority assigns.

    Registered by the market regulator (9) as a company (1) or farmers' cooperative (3) in `division` (6 digits). Its
    organisation code begins with YYYY; assigned ones begin with digits or MA and its successors.
    """
    plain = ("93" if cooperative else "91") + division + organisation_code(f"YYYY{serial:04}")
    return plain + credit_code_check(plain)


def school_credit_code(division: str, serial: int) -> str:
    """The same for a school: an institution (12) registered with the staffing authority."""
    plain = "12" + division + organisation_code(f"YYYY{serial:04}")
    return plain + credit_code_check(plain)


def mod_11_10(digits: str) -> str:
    """The check digit after `digits`. Source: ISO/IEC 7064 MOD 11,10, as licence numbers of China's food law use."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def licence_number(kind: str, division: str, serial: int) -> str:
    """A licence number in the form of its kind, with a serial that no authority reached: from 900000 or 9000 up.

    JY: food business, 2 letters, subject (1 trade), division, 6 digits, check digit. SC: food production, 2 letters,
    category (131 as a stand-in for all), division, 4 digits, check digit. TZ: designated slaughterhouse. DF: animal
    health conditions. Raises ValueError for another kind.
    """
    if kind == "JY":
        body = f"1{division}{900000 + serial}"
        return f"JY{body}{mod_11_10(body)}"
    if kind == "SC":
        body = f"131{division}{9000 + serial}"
        return f"SC{body}{mod_11_10(body)}"
    if kind == "TZ":
        return f"A{division}{serial:02}"
    if kind == "DF":
        return f"动防合字第{division}99{serial:04}号"
    raise ValueError(f"no such kind of licence: {kind}")
