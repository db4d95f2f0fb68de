"""The findings of a report: each in a sentence, with its sources and the batch to trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reports.judged import gravity
from reports.places import placed
from reports.shapes import ToldFinding
from reports.texts import Words
from traceability.errors import NotOnRecord
from traceability.rules.law import RuleText, rule_set
from traceability.rules.texts import text_of

STATES = ("violated", "not_evidenced")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as its report tells it. text: in a reader's words; batch: the one it is about, None: of no batch."""

    finding: ToldFinding
    text: str
    batch: str | None


def findings_in(snapshot: Mapping[str, Any], words: Words) -> list[Told]:
    """Findings of a snapshot, violations first, the gravest first, then by day; none where nothing was judged."""
    judgement = snapshot.get("judgement") or {}
    batches = dict(_batches(snapshot))
    return [
        Told(one, sentence(one, words), batches.get((one["subject"]["id"], _line(one))))
        for one in sorted(judgement.get("findings", ()), key=_rank)
    ]


def sentence(one: ToldFinding, words: Words) -> str:
    """What a finding says; its code where this release has no such sentence any more."""
    try:
        return text_of(one["rule"], one["why"], one["values"], words.language)
    except KeyError:
        return f"{one['rule']} {one['why']}"


def rules_of(snapshot: Mapping[str, Any]) -> Mapping[str, RuleText]:
    """The rules by whose set a snapshot was judged, by id; none where this release has that set no more."""
    try:
        return rule_set(snapshot["judgement"]["rule_set"]).rules
    except (KeyError, NotOnRecord):
        return {}


def _rank(one: ToldFinding) -> tuple[int, tuple[int, str, str, str]]:
    return STATES.index(one["state"]), gravity(one)


def _line(one: ToldFinding) -> int | None:
    """The line of a delivery that a finding is about."""
    place = one["subject"]["place"].split("/")[0].removeprefix("line:")
    return int(place) if place.isascii() and place.isdigit() else None


def _batches(snapshot: Mapping[str, Any]) -> Iterator[tuple[tuple[str, int | None], str]]:
    """The batches of records, by the record's id and a line's number."""
    for record in placed(snapshot):
        for line in record.get("lines") or ():
            if isinstance(line, dict) and line.get("batch"):
                yield (record["id"], line.get("line")), line["batch"]
        batch = record.get("batch") or record.get("of")
        if isinstance(batch, str):
            yield (record["id"], None), batch
