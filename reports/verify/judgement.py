"""What the rules said, judged again from the facts in the report: by the rule set and the packs that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from reports.judged import judged_by
from reports.verify.steps import Note, Step, failed, not_checked, passed
from traceability.canonical import canonicalise
from traceability.errors import NotOnRecord
from traceability.rules.law import CHOSEN, Law, RuleSet, packs_of, rule_set, rule_sets
from traceability.snapshot.shapes import Facts

Row = Mapping[str, Any]
SHOWN = 80
"""Characters of a value that a note shows."""


def check_judgement(snapshot: Mapping[str, Any]) -> Step:
    """The rules over the report's own facts say what the report says they do; each difference is named.

    A report of several sites has a judgement beside the facts of each. Not checked: by a rule set that this release
    does not have, or without the facts.
    """
    told = list(judgements_in(snapshot))
    if not told:
        return passed("judgement", Note("no_judgement"))
    notes: list[Note] = []
    unable: list[Note] = []
    rules = findings = 0
    for facts in told:
        judgement = facts["judgement"]
        try:
            known = rule_set(judgement["rule_set"])
        except NotOnRecord:
            versions = {"rule_set": _text(judgement["rule_set"]), "own": str(rule_sets()[-1].version)}
            unable.append(Note("rule_set_unknown", versions))
            continue
        if "finding_steps" not in facts:
            unable.append(Note("no_facts"))
            continue
        again = judged_by(_law(known, facts), cast(Facts, facts))
        rules, findings = rules + len(again["executions"]), findings + len(again["findings"])
        notes += _differences(judgement, again, known, facts)
    if notes:
        return failed("judgement", *notes)
    if unable:
        return not_checked("judgement", unable[0])
    by = {key: "、".join(sorted({_text(one) for each in told for one in _listed(each["judgement"][key])}))
          for key in ("rule_set", "packs")}  # fmt: skip
    return passed("judgement", Note("judged_alike", {**by, "rules": rules, "findings": findings}))


def judgements_in(value: object) -> Iterator[Row]:
    """Every judgement of a snapshot, with what stands beside it."""
    if isinstance(value, dict):
        if isinstance(value.get("judgement"), dict):
            yield value
        for inner in value.values():
            yield from judgements_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from judgements_in(inner)


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


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(_text, value))[:SHOWN]
    return "—" if value is None else str(value)[:SHOWN]
