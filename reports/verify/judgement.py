"""What the rules said, judged again from the facts in the report: by the rule set and the packs that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from reports.judged import judged_by
from reports.kinds import kind_of
from reports.verify.steps import Note, Step, failed, not_checked, passed
from reports.verify.sums import check_sums
from traceability.canonical import canonicalise
from traceability.errors import NotOnRecord
from traceability.rules.law import CHOSEN, Law, RuleSet, packs_of, rule_set, rule_sets
from traceability.snapshot.shapes import Facts

Row = Mapping[str, Any]
SHOWN = 80
"""Characters of a value that a note shows."""


def check_judgement(snapshot: Mapping[str, Any]) -> Step:
    """The rules over the report's own facts say what the report says they do; each difference is named.

    Of kinds that add up others' judgements: it is their sum. Not checked: by a rule set that this release lacks.
    """
    if (sums := check_sums(snapshot)) is not None:
        return sums
    told = snapshot.get("judgement")
    if told is None:
        return passed("judgement", Note("no_judgement"))
    try:
        known = rule_set(told["rule_set"])
    except NotOnRecord:
        versions = {"rule_set": _text(told["rule_set"]), "own": str(rule_sets()[-1].version)}
        return not_checked("judgement", Note("rule_set_unknown", versions))
    again = judged_by(_law(known, snapshot), cast(Facts, snapshot), kind_of(snapshot).asks())
    if notes := list(_differences(told, again, known, snapshot)):
        return failed("judgement", *notes)
    by = {"rule_set": str(known.version), "packs": _text(again["packs"])}
    counts = {"rules": len(again["executions"]), "findings": len(again["findings"])}
    return passed("judgement", Note("judged_alike", {**by, **counts}))


def _law(known: RuleSet, facts: Row) -> Law:
    """The law of the region by that rule set, with the packs from elsewhere that the report names."""
    chosen = frozenset(map(str, facts["judgement"]["packs"])) & frozenset(CHOSEN)
    return Law(known, facts["region"], packs_of(facts["region"]) | chosen)


def _differences(told: Row, again: Any, known: RuleSet, facts: Row) -> Iterator[Note]:
    if canonicalise(told) == canonicalise(again) and _in_force(known, date.fromisoformat(facts["last"])):
        return
    found = False
    for note in _named(told, again, known, facts):
        found = True
        yield note
    if not found:  # what is in it is alike, and it is not
        yield Note("judgement_shape")


def _named(told: Row, again: Row, known: RuleSet, facts: Row) -> Iterator[Note]:
    if not _in_force(known, date.fromisoformat(facts["last"])):
        yield Note("rule_set_not_in_force", {"rule_set": str(known.version), "day": facts["last"][:10]})
    if told["packs"] != again["packs"]:
        yield Note("packs_differ", {"shown": _text(told["packs"]), "judged": _text(again["packs"])})
    for rule, shown, judged in _pairs(told["executions"], again["executions"], "rule"):
        yield from (Note("rule_differs", {"rule": rule, **values}) for values in _fields(shown, judged))
    for _, shown, judged in _pairs(told["findings"], again["findings"], "id"):
        of = shown or judged or {}
        named = {
            "rule": _text(of["rule"]),
            "kind": _text(of["subject"]["kind"]),
            "record": " ".join(filter(None, (_text(of["subject"]["id"]), _text(of["subject"]["place"])))),
        }
        if shown is None:
            yield Note("finding_missing", named)
        elif judged is None:
            yield Note("finding_added", named)
        else:
            yield from (Note("finding_differs", {**named, **values}) for values in _fields(shown, judged))


def _in_force(known: RuleSet, day: date) -> bool:
    return known.effective_from <= day and (known.effective_to is None or day < known.effective_to)


def _pairs(told: list[Row], again: list[Row], key: str) -> Iterator[tuple[str, Row | None, Row | None]]:
    """Rows of both with the same key, in the order in which they should stand, then those that should not."""
    shown, judged = {_text(each[key]): each for each in told}, {_text(each[key]): each for each in again}
    for name in [*judged, *(one for one in shown if one not in judged)]:
        yield name, shown.get(name), judged.get(name)


def _fields(shown: Row | None, judged: Row | None) -> Iterator[dict[str, str]]:
    """Each field that two rows do not share; a row that is not there has none."""
    old, new = shown or {}, judged or {}
    for field in [*new, *(one for one in old if one not in new)]:
        if old.get(field) != new.get(field):
            yield {"field": field[:40], "shown": _text(old.get(field)), "judged": _text(new.get(field))}


def _text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(_text, value))[:SHOWN]
    return "—" if value is None else str(value)[:SHOWN]
