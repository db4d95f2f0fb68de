"""Finding everything that is wrong in a JSON text or value, each at its pointer. The slow path of canonical.py."""

import json
from collections.abc import Iterator

from traceability.errors import Fault, pointer_to

LARGEST_INTEGER = 2**53 - 1
"""Integers beyond it are not the same number in every JSON reader (RFC 8785 3.2.2.3, RFC 7493 2.2)."""
DEEPEST = 32
"""Most containers inside one another."""
MOST_FAULTS = 1_000
"""Faults named in one answer; past it a last one says how many there are."""


def faults_in_text(text: str) -> tuple[Fault, ...]:
    """Every fault of a JSON text that can be read at all. Raises JSONDecodeError or RecursionError where not."""
    return faults_in(_LENIENT.decode(text))


def faults_in(value: object) -> tuple[Fault, ...]:
    """Every fault of a value that should be JSON without floats; at most MOST_FAULTS and a count."""
    kept: list[Fault] = []
    count = 0
    for count, fault in enumerate(_walk(value, "", 0), 1):
        if count <= MOST_FAULTS:
            kept.append(fault)
    if count > MOST_FAULTS:
        kept.append(Fault("", "too_many_faults", {"count": count}))
    return tuple(kept)


class _Pairs:
    """An object as written, keys repeated or not."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        self.pairs = pairs


class _Number:
    """A number that is refused, and why."""

    def __init__(self, code: str, entered: str) -> None:
        self.code, self.entered = code, entered[:40]


def _integer(digits: str) -> "int | _Number":
    if len(digits) <= 17 and abs(int(digits)) <= LARGEST_INTEGER:
        return int(digits)
    return _Number("integer_out_of_range", digits)


_LENIENT = json.JSONDecoder(
    object_pairs_hook=_Pairs,
    parse_float=lambda entered: _Number("float_not_allowed", entered),
    parse_int=_integer,
    parse_constant=lambda entered: _Number("not_a_number", entered),
    strict=False,
)


def _walk(value: object, pointer: str, depth: int) -> Iterator[Fault]:
    if isinstance(value, str):
        yield from _in_string(value, pointer)
    elif isinstance(value, _Pairs | dict | list):
        if depth == DEEPEST:
            yield Fault(pointer, "nested_too_deeply", {"most": DEEPEST})
        elif isinstance(value, list):
            for place, inner in enumerate(value):
                yield from _walk(inner, pointer + pointer_to(place), depth + 1)
        else:
            yield from _in_object(list(value.items()) if isinstance(value, dict) else value.pairs, pointer, depth)
    elif isinstance(value, _Number):
        yield Fault(pointer, value.code, {"entered": value.entered})
    elif isinstance(value, float):
        yield Fault(pointer, "float_not_allowed", {"entered": repr(value)})
    elif isinstance(value, int):
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            yield Fault(pointer, "integer_out_of_range", {"entered": hex(value)[:40]})
    elif value is not None:
        yield Fault(pointer, "not_json", {"type": type(value).__name__})


def _in_object(pairs: list[tuple[str, object]], pointer: str, depth: int) -> Iterator[Fault]:
    seen: set[str] = set()
    for key, inner in pairs:
        here = pointer + pointer_to(_readable(key))
        yield from _in_string(key, here)
        if key in seen:
            yield Fault(here, "duplicate_key", {"key": _readable(key)[:80]})
        seen.add(key)
        yield from _walk(inner, here, depth + 1)


def _in_string(text: str, pointer: str) -> Iterator[Fault]:
    if "\x00" in text:
        yield Fault(pointer, "nul_character", {"place": text.index("\x00")})
    try:
        text.encode()
    except UnicodeEncodeError as fault:
        yield Fault(pointer, "lone_surrogate", {"place": fault.start})


def _readable(key: str) -> str:
    """A key that can itself be written in an answer."""
    return key.encode("utf-8", "replace").decode().replace("\x00", "?")
