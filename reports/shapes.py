"""What a report's snapshot holds beside the facts: what the rules say of them."""

from __future__ import annotations

from typing import Any, TypedDict

from traceability.snapshot.delivery_shapes import ReceivingFacts
from traceability.snapshot.shapes import Snapshot


class ToldExecution(TypedDict):
    """How often a rule was kept, broken or without evidence. fault: of the rule itself, which then judged nothing."""

    rule: str
    severity: str
    evaluated: int
    violated: int
    satisfied: int
    not_evidenced: int
    fault: str | None


class ToldSubject(TypedDict):
    """The record that was judged, on which business day, and which part of it."""

    kind: str
    id: str
    day: str
    place: str


class ToldFinding(TypedDict):
    """One finding. why and values: its sentence (traceability/rules/texts); status: open, explained, corrected …"""

    id: str
    rule: str
    severity: str
    state: str
    subject: ToldSubject
    why: str
    values: dict[str, Any]
    due: str
    status: str


class Judged(TypedDict):
    """What the rules of a set say of the snapshot's facts. packs: those of the site's region, and those chosen."""

    rule_set: int
    packs: list[str]
    executions: list[ToldExecution]
    findings: list[ToldFinding]


class CampusMonthly(Snapshot):
    """The snapshot of a campus's monthly report."""

    judgement: Judged


class ReceivingRecord(ReceivingFacts):
    """The snapshot of a delivery's receiving record: judged by what is asked right after a delivery."""

    judgement: Judged
