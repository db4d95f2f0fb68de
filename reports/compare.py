"""What differs between two reports of one kind: figures side by side; of the same days, record by record.

Pure, and the same from both sides: what is added seen from one is gone seen from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from reports.behind.figures import figures_in
from reports.behind.findings import Told, findings_in
from reports.behind.item import Figure
from reports.errors import UnlikeReports
from reports.places import PLACE
from reports.shapes import ToldExecution
from reports.texts import Words

Snapshot = Mapping[str, Any]
Change = Literal["voided", "amended", "added", "touched"]
CHANGES: tuple[Change, ...] = ("voided", "amended", "added", "touched")
"""In the order in which they are told. touched: the record is the same, what is known about it is not."""
NO_CONTENT = PLACE | {"recorded_at"}
FIELDS_MOST = 40
"""Differing fields told of one record."""


@dataclass(frozen=True, slots=True)
class FigureBeside:
    """One figure of both; None: the other alone has it."""

    code: str
    before: Figure | None
    after: Figure | None

    @property
    def worse(self) -> tuple[int, int, int]:
        """By how much it is worse after: what is broken, what is not evidenced, and the size of the difference."""
        return (
            _broken(self.after) - _broken(self.before),
            _unknown(self.after) - _unknown(self.before),
            abs((self.after.number if self.after else 0) - (self.before.number if self.before else 0)),
        )


@dataclass(frozen=True, slots=True)
class RuleBeside:
    """How one rule fared in both; None: it was not asked there."""

    rule: str
    before: ToldExecution | None
    after: ToldExecution | None

    @property
    def worse(self) -> tuple[int, int]:
        """By how many violations, and by how much that is not evidenced, it is worse after."""
        return (
            (self.after["violated"] if self.after else 0) - (self.before["violated"] if self.before else 0),
            (self.after["not_evidenced"] if self.after else 0) - (self.before["not_evidenced"] if self.before else 0),
        )


@dataclass(frozen=True, slots=True)
class Field:
    """A field that differs, by its path ("lines/3/accepted/amount"); None: it is not there."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that differs. table: the part of the snapshot it stands in; reasons: of its corrections meanwhile."""

    change: Change
    table: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reasons: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()

    @property
    def record(self) -> Mapping[str, Any]:
        """As it stands in the later of the two that has it."""
        return self.after or self.before or {}


@dataclass(frozen=True, slots=True)
class Comparison:
    """figures, rules: those of both, the worst difference first; same_days: two states of one party and period.

    records, came, went (findings that the later or the earlier alone has): told of the same days only, since of other
    days everything differs.
    """

    same_days: bool
    figures: tuple[FigureBeside, ...]
    rules: tuple[RuleBeside, ...]
    records: tuple[RecordChange, ...] = ()
    came: tuple[Told, ...] = ()
    went: tuple[Told, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything does."""
        beside = any(_counts(each.before) != _counts(each.after) for each in self.figures)
        return beside or any(each.before != each.after for each in self.rules) or self.told_apart

    @property
    def told_apart(self) -> bool:
        """Whether any record or finding does."""
        return bool(self.records or self.came or self.went)


def compare(before: Snapshot, after: Snapshot, words: Words) -> Comparison:
    """What differs, in a reader's words. UnlikeReports: the two are not of one kind; UnknownSnapshot."""
    if before.get("kind") != after.get("kind"):
        raise UnlikeReports(f"{before.get('kind')} and {after.get('kind')}")
    figures = tuple(sorted(_figures(before, after, words), key=lambda each: tuple(-n for n in each.worse)))
    rules = tuple(sorted(_rules(before, after), key=lambda each: (*(-n for n in each.worse), each.rule)))
    if _about(before) != _about(after):
        return Comparison(same_days=False, figures=figures, rules=rules)
    records = sorted(_records(before, after), key=lambda each: (CHANGES.index(each.change), _day(each), each.table))
    old, new = ({one.finding["id"]: one for one in findings_in(each, words)} for each in (before, after))
    return Comparison(
        same_days=True,
        figures=figures,
        rules=rules,
        records=tuple(records),
        came=tuple(one for identity, one in new.items() if identity not in old),
        went=tuple(one for identity, one in old.items() if identity not in new),
    )


def _about(snapshot: Snapshot) -> tuple[object, ...]:
    """The party and days of a snapshot, and the delivery, batch or supplier it is about."""
    ids = [each.get("id") if isinstance(each, dict) else None for each in map(snapshot.get, ("site", "supplier"))]
    return *ids, *(snapshot.get(key) for key in ("period", "delivery", "root"))


def _figures(before: Snapshot, after: Snapshot, words: Words) -> Iterator[FigureBeside]:
    old, new = ({each.code: each for each in figures_in(one, words)} for one in (before, after))
    for code in dict.fromkeys([*old, *new]):
        yield FigureBeside(code, old.get(code), new.get(code))


def _rules(before: Snapshot, after: Snapshot) -> Iterator[RuleBeside]:
    old, new = (
        {each["rule"]: each for each in (one.get("judgement") or {}).get("executions", ())} for one in (before, after)
    )
    for rule in dict.fromkeys([*old, *new]):
        yield RuleBeside(rule, old.get(rule), new.get(rule))


def _records(before: Snapshot, after: Snapshot) -> Iterator[RecordChange]:
    old, new = dict(_standing(before)), dict(_standing(after))
    corrected = [*before.get("corrections", ()), *after.get("corrections", ())]
    for identity in dict.fromkeys([*old, *new]):
        table = (old.get(identity) or new[identity])[0]
        one, other = (each[identity][1] if identity in each else None for each in (old, new))
        reasons = _reasons(one, other, {c["rev"]: c["reason"] for c in corrected if c["id"] == identity})
        if one is None or other is None:
            yield RecordChange("added" if one is None else "voided", table, one, other, reasons)
        elif one["rev"] != other["rev"]:
            yield RecordChange("amended", table, one, other, reasons, tuple(_fields(one, other)))
        elif one != other:
            yield RecordChange("touched", table, one, other, (), tuple(_fields(one, other)))


def _reasons(
    one: Mapping[str, Any] | None, other: Mapping[str, Any] | None, reasons: Mapping[int, str | None]
) -> tuple[str, ...]:
    """Of two states, the corrections between them; of one alone, those after it, or else its own."""
    known = sorted(each["rev"] for each in (one, other) if each is not None)
    if len(known) == 2:
        wanted = [rev for rev in reasons if known[0] < rev <= known[1]]
    else:
        wanted = [rev for rev in reasons if rev > known[0]] or [rev for rev in reasons if rev == known[0]]
    return tuple(reason for rev in sorted(wanted) if (reason := reasons[rev]))


def _standing(snapshot: Snapshot) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    """Every record of a snapshot by its id, with the part it stands in; corrections tell of records, they are none."""
    for table, value in snapshot.items():
        for record in value if isinstance(value, list) and table != "corrections" else ():
            if isinstance(record, dict) and record.keys() >= PLACE:
                yield record["id"], (table, record)


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Field]:
    old, new = dict(_leaves(before, "")), dict(_leaves(after, ""))
    differing = [path for path in dict.fromkeys([*old, *new]) if old.get(path) != new.get(path)]
    for path in differing[:FIELDS_MOST]:
        yield Field(path, old.get(path), new.get(path))


def _leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every value in a record by its path; lines by their numbers, other lists by their places."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if path or key not in NO_CONTENT:
                yield from _leaves(inner, f"{path}/{key}" if path else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            named = inner.get("line", number) if isinstance(inner, dict) else number
            yield from _leaves(inner, f"{path}/{named}")
    elif value is not None:
        yield path, str(value)


def _day(change: RecordChange) -> str:
    return str(change.record.get("day") or change.record.get("occurred_at") or "")


def _counts(figure: Figure | None) -> object:
    return figure and (figure.number, figure.tally)


def _broken(figure: Figure | None) -> int:
    if figure is None:
        return 0
    return figure.tally.broken if figure.tally else figure.number if figure.bad else 0


def _unknown(figure: Figure | None) -> int:
    return figure.tally.unknown if figure is not None and figure.tally else 0
