"""Facts for cases of rules: what a case says, laid over an empty snapshot.

What a case leaves out is filled in by its shape: an id of its own, the case's day, a morning's moment, an empty list,
or nothing on record. Days and moments are written relative to the case's day: `today`, `today-1`, `today+30`, `11:30`,
`today+1 07:15`. A key that no shape has is an error, so that a misspelled case cannot pass by accident.
"""

from __future__ import annotations

import re
import types
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any, Literal, NotRequired, TypeVar, Union, cast, get_args, get_origin, get_type_hints, is_typeddict
from zoneinfo import ZoneInfo

from tests.support.records import CAMPUS
from traceability.snapshot.shapes import Facts

ZONE = ZoneInfo("Asia/Shanghai")
_RELATIVE = re.compile(r"today([+-]\d+)?(?: (\d\d:\d\d))?$|(\d\d:\d\d)$")
_DAYS = {"day", "date", "first", "last", "first_day", "due", "since", "vetted_on"}
_SINCE = {"valid_from": "today-365"}
_GIVEN = {"zone": "Asia/Shanghai", "region": "110108", "food_group": "vegetable", "storage": "ambient", "unit": "kg"}
_GIVEN |= {"meal": "lunch", "evidence": "typed", "source_state": "traced", "amount": "10", "state": "open"}
_GIVEN |= dict.fromkeys(("received", "used", "wasted", "sent_back", "dispatched", "least", "greatest"), "0")
T = TypeVar("T")


def facts_on(on: str, laid_over: dict[str, Any] | None = None) -> Facts:
    """The facts of one case: of the day `on` unless it says first and last itself."""
    facts = {"first": on, "last": on, "site": {"id": str(CAMPUS)}, **(laid_over or {})}
    if "site" in (laid_over or {}):
        facts["site"] = {"id": str(CAMPUS), **facts["site"]}
    return completed(Facts, facts, on)


def completed(shape: type[T], given: dict[str, Any], on: str, path: str = "") -> T:
    """A value of a TypedDict with everything that was not said filled in."""
    hints = _hints(cast(Any, shape))
    if unknown := set(given) - set(hints):
        raise KeyError(f"{path or shape.__name__} has no {', '.join(sorted(unknown))}")
    whole = {
        key: _value(hint, given[key] if key in given else _default(key, hint, path), on, f"{path}{key}")
        for key, hint in hints.items()
        if key in given or get_origin(hint) is not NotRequired
    }
    return cast(T, whole)


def _value(hint: Any, given: Any, on: str, path: str) -> Any:
    hint, optional = _plain(hint)
    if given is None:
        if not optional:
            raise ValueError(f"{path} cannot be nothing")
        return None
    if is_typeddict(hint):
        return completed(hint, given, on, f"{path}-")
    if get_origin(hint) is list:
        return [_value(get_args(hint)[0], one, on, f"{path}-{n}") for n, one in enumerate(given, 1)]
    if hint is str and type(given) is int:
        return str(given)
    return _moment(given, on) if isinstance(given, str) else given


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape, include_extras=True)


def _plain(hint: Any) -> tuple[Any, bool]:
    """The type itself, and whether it may be None."""
    if get_origin(hint) is NotRequired:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        inner = [one for one in get_args(hint) if one is not type(None)]
        return inner[0], len(inner) < len(get_args(hint))
    return hint, False


def _default(key: str, hint: Any, path: str) -> Any:
    hint, optional = _plain(hint)
    if optional:
        return None
    if get_origin(hint) is list:
        return []
    if is_typeddict(hint):
        return {}
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if key == "line":  # lines are numbered as they stand
        return int(path.rstrip("-").rsplit("-", 1)[-1])
    if hint in (int, bool):
        return hint(key in ("rev", "seq"))
    if key in _DAYS:
        return "today"
    if key.endswith("_at"):
        return "08:15"
    return _SINCE.get(key) or _GIVEN.get(key) or f"{path}{key}".removesuffix("-id")


def _moment(text: str, on: str) -> str:
    found = _RELATIVE.match(text)
    if found is None:
        return text
    day = date.fromisoformat(on) + timedelta(days=int(found[1] or 0))
    clock = found[2] or found[3]
    if clock is None:
        return day.isoformat()
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}").replace(tzinfo=ZONE).isoformat()


def shuffled(facts: Facts, chance: Random) -> Facts:
    """The same facts with every list in them in another order."""
    return cast(Facts, _mixed(facts, chance))


def _mixed(value: Any, chance: Random) -> Any:
    if isinstance(value, dict):
        return {key: _mixed(each, chance) for key, each in value.items()}
    if isinstance(value, list):
        return chance.sample([_mixed(each, chance) for each in value], len(value))
    return value
