"""JSON in, strictly; RFC 8785 bytes out; the hashes of an entry.

What comes in holds no float, so that its canonical form never depends on how a machine prints one.
"""

import hashlib
import json

import msgspec

from traceability.errors import Fault, Invalid
from traceability.json_faults import DEEPEST, LARGEST_INTEGER, faults_in, faults_in_text


def parse_json(raw: bytes, limit: int = 1_000_000) -> object:
    """The value of a JSON text of at most `limit` bytes: dict, list, str, int, bool or None, never a float.

    Raises Invalid with every fault found. Codes: body_too_large (context `bytes`, `most`), not_utf8 (`offset`),
    bad_json (`line`, `column`), duplicate_key (`key`), float_not_allowed, not_a_number and integer_out_of_range
    (`entered`), nul_character and lone_surrogate (`place`), nested_too_deeply (`most`), too_many_faults (`count`).
    """
    if len(raw) > limit:
        raise _broken("body_too_large", bytes=len(raw), most=limit)
    try:
        value: object = _DECODER.decode(raw)
    except (msgspec.DecodeError, RecursionError, ValueError):
        return _read_slowly(raw)
    if b"\\" in raw and any(escape in raw for escape in (b"\\u0000", b"\\ud", b"\\uD")):
        return _read_slowly(raw)  # NUL and half a surrogate pair can only stand as escapes here
    # No key is written twice if there are as many keys as places that look like the end of one: text can only add
    # such places, and only a blank before a colon could hide one.
    if _keys_if_plain(value) != raw.count(b'":') or any(b in raw and b + b":" in raw for b in _BLANKS):
        return _read_slowly(raw)
    return value


def canonicalise(value: object) -> bytes:
    """The RFC 8785 form of `value`, whose keys are strings.

    Raises Invalid, each fault at its pointer, for a float or anything else parse_json would refuse.
    """
    if _keys_if_plain(value) is None:
        raise Invalid(faults_in(value))
    try:
        written = _ENCODER.encode(value)
    except UnicodeEncodeError:
        raise Invalid(faults_in(value)) from None
    if any(lead in written for lead in _BEYOND_BASIC_PLANE):
        # RFC 8785 sorts keys by UTF-16 units, the encoder by code points: these differ only beyond the basic plane.
        return _ENCODER_AS_GIVEN.encode(_sorted(value))
    return written


def digest(content: bytes) -> bytes:
    """SHA-256 of `content`, 32 bytes."""
    return hashlib.sha256(content).digest()


def leaf_hash(entry: bytes) -> bytes:
    """The leaf of `entry` in a log: SHA-256(0x00 || entry) (RFC 6962 2.1), 32 bytes."""
    return hashlib.sha256(b"\x00" + entry).digest()


_DECODER = msgspec.json.Decoder()
_ENCODER = msgspec.json.Encoder(order="sorted")
_ENCODER_AS_GIVEN = msgspec.json.Encoder()
_BLANKS = (b" ", b"\n", b"\r", b"\t")
_BEYOND_BASIC_PLANE = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")


def _broken(code: str, **context: object) -> Invalid:
    return Invalid((Fault("", code, context),))


def _read_slowly(raw: bytes) -> object:
    """Read what the quick way would not vouch for: its value, or Invalid with all that is wrong."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as fault:
        raise _broken("not_utf8", offset=fault.start) from None
    try:
        faults = faults_in_text(text)
    except json.JSONDecodeError as fault:
        raise _broken("bad_json", line=fault.lineno, column=fault.colno) from None
    except RecursionError:
        raise _broken("nested_too_deeply", most=DEEPEST) from None
    if faults:
        raise Invalid(faults)
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:  # a bare control character in a string, which faults_in_text reads over
        raise _broken("bad_json", line=fault.lineno, column=fault.colno) from None


def _keys_if_plain(value: object) -> int | None:
    """How many keys `value` has in all; None if it holds more than JSON without floats or nests too deeply."""
    level: list[object] = [value]
    keys = 0
    for depth in range(DEEPEST + 1):
        if depth == DEEPEST and any(isinstance(each, dict | list) for each in level):
            return None
        deeper: list[object] = []
        for each in level:
            if type(each) is dict:
                keys += len(each)
                for inner in each.values():
                    if type(inner) is not str and inner is not None:
                        deeper.append(inner)
            elif type(each) is list:
                deeper += [inner for inner in each if type(inner) is not str]
            elif type(each) is int:
                if not -LARGEST_INTEGER <= each <= LARGEST_INTEGER:
                    return None
            elif each is not None and type(each) is not str and type(each) is not bool:
                return None
        if not deeper:
            return keys
        level = deeper
    return None


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=lambda key: str(key).encode("utf-16-be"))}
    if isinstance(value, list):
        return [_sorted(inner) for inner in value]
    return value
